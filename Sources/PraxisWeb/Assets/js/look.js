// The three buttons for system, light and dark.
const buttons = [...document.querySelectorAll("[data-theme-choice]")];
const current = () => document.documentElement.dataset.theme ?? "system";
const show = () => buttons.forEach(button => button.setAttribute("aria-pressed", String(button.dataset.themeChoice === current())));
buttons.forEach(button => button.addEventListener("click", () => {
  const choice = button.dataset.themeChoice;
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try { localStorage.setItem("theme", choice); } catch { /* kept for this page only */ }
  show();
}));
show();
