// Single keys: / search, ? help, G and a letter to go, J and K through rows, X choose, E change, N add.
import { areKeysOff } from "./preference.js";

const typing = node => node.closest?.("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable], dialog");
let going = false;

function go(letter) {
  document.querySelector(`[data-go="${CSS.escape(letter)}"]`)?.click();
}

function step(by) {
  const rows = [...document.querySelectorAll("main tbody tr")];
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  (row?.querySelector("th a") ?? row?.querySelector("a, button, input, [tabindex]"))?.focus();
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || areKeysOff()) return;
  const key = event.key.toLowerCase();
  if (going) { going = false; go(key); }
  else if (key === "g") { going = true; setTimeout(() => { going = false; }, 1500); }
  else if (key === "/") document.querySelector("[data-key='/']")?.focus();
  else if (key === "?") location.assign("/help");
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "x") event.target.closest?.("tr")?.querySelector("[type='checkbox']")?.click();
  else if (key === "e" || key === "n") document.querySelector(`main [data-key='${key}']`)?.click();
  else return;
  event.preventDefault();
});
