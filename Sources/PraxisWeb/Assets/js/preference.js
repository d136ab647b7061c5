// Whether single keys work in this browser, and the two buttons of one's account that say so (WCAG 2.1.4).
const buttons = [...document.querySelectorAll("[data-keys-choice]")];

export function areKeysOff() {
  try { return localStorage.getItem("keys") === "off"; } catch { return false; }
}

function show() {
  const choice = areKeysOff() ? "off" : "on";
  document.documentElement.dataset.keys = choice;
  buttons.forEach(button => button.setAttribute("aria-pressed", String(button.dataset.keysChoice === choice)));
}

buttons.forEach(button => button.addEventListener("click", () => {
  try { localStorage.setItem("keys", button.dataset.keysChoice); } catch { /* nothing is kept: keys stay on */ }
  show();
}));
show();
