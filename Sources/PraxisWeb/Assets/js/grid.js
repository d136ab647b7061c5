// Moves assignments by dragging and by keyboard; the Move to… form does the same without this file.
import { say } from "./requests.js";

const shiftOf = node => node.closest?.("button.shift[data-move]");
const cellOf = node => node.closest?.("td[data-to]");
let held = null;

function hold(shift) {
  held?.removeAttribute("data-held");
  held = shift;
  held?.setAttribute("data-held", "");
}

function move(shift, cell) {
  if (cell === cellOf(shift)) return;
  const values = { to: cell.dataset.to, version: shift.dataset.version };
  htmx.ajax("POST", shift.dataset.move, { target: "#grid", swap: "outerHTML", values })
    .then(() => {
      document.getElementById(shift.id)?.focus();
      say(document.querySelector("#grid [role='alert']") ? "" : "Moved.");
    });
}

function focusNeighbor(cell, key) {
  const row = cell.parentElement, column = [...row.children].indexOf(cell);
  const next = key === "ArrowUp" ? row.previousElementSibling?.children[column]
    : key === "ArrowDown" ? row.nextElementSibling?.children[column]
    : key === "ArrowLeft" ? cell.previousElementSibling : cell.nextElementSibling;
  if (!next?.matches("td[data-to]")) return;
  const target = held ? next : next.querySelector("button.shift") ?? next;
  document.querySelectorAll("#grid [tabindex='0']").forEach(node => { node.tabIndex = -1; });
  target.tabIndex = 0;
  target.focus();
}

document.addEventListener("dragstart", event => hold(shiftOf(event.target)));
document.addEventListener("dragend", () => hold(null));
document.addEventListener("dragover", event => { if (held && cellOf(event.target)) event.preventDefault(); });
document.addEventListener("dragenter", event => {
  document.querySelectorAll("td[data-over]").forEach(cell => cell.removeAttribute("data-over"));
  if (held) cellOf(event.target)?.setAttribute("data-over", "");
});
document.addEventListener("drop", event => {
  const cell = cellOf(event.target);
  if (held && cell) { event.preventDefault(); move(held, cell); hold(null); }
});
document.addEventListener("keydown", event => {
  const cell = cellOf(event.target), shift = shiftOf(event.target);
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) focusNeighbor(cell, event.key);
  else if (event.key.toLowerCase() === "m" && shift) { hold(shift); say(`${shift.ariaLabel} picked up. Arrows choose, Enter drops, Escape cancels.`); }
  else if (event.key === "Enter" && held) { move(held, cell); hold(null); }
  else if (event.key === "Escape" && held) { held.focus(); hold(null); say("Not moved."); }
  else return;
  event.preventDefault();
});
