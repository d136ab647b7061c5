// Boxes before the rows of a list: one box chooses all of them, and the bar says how many are chosen.
const boxesOf = form => [...document.querySelectorAll(`input[type='checkbox'][form='${CSS.escape(form)}']`)];

function count(form) {
  const boxes = boxesOf(form), chosen = boxes.filter(box => box.checked).length;
  const words = document.querySelector(`[data-chosen='${CSS.escape(form)}']`);
  const all = document.querySelector(`[data-choose-all='${CSS.escape(form)}']`);
  if (words) words.textContent = `${chosen} chosen`;
  document.getElementById(form)?.setAttribute("data-count", chosen);
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
}

document.addEventListener("change", event => {
  const all = event.target.dataset?.chooseAll;
  if (all) boxesOf(all).forEach(box => { box.checked = event.target.checked; });
  const form = all ?? event.target.getAttribute?.("form");
  if (form) count(form);
});
document.querySelectorAll("[data-chosen]").forEach(words => count(words.dataset.chosen));
