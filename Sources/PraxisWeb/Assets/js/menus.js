// One menu is open at a time; a click elsewhere or Escape closes it.
const open = () => [...document.querySelectorAll("details.menu[open], details.more[open]")];
document.addEventListener("click", event => {
  open().filter(menu => !menu.contains(event.target)).forEach(menu => { menu.open = false; });
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  open().forEach(menu => { menu.open = false; menu.querySelector("summary").focus(); });
});
