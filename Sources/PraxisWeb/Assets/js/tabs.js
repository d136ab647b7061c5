// Where a row of tabs is wider than the screen, the current one is in sight, also after the screen was turned.
const show = () => document.querySelectorAll(".tabs [aria-current]").forEach(tab => {
  const row = tab.closest(".tabs").getBoundingClientRect(), place = tab.getBoundingClientRect();
  tab.closest(".tabs").scrollLeft += place.left + place.width / 2 - row.left - row.width / 2;
});
show();
matchMedia("(orientation: portrait)").addEventListener("change", show);
