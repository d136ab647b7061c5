// Runs before the page is drawn: the chosen look, and that scripts are there.
document.documentElement.classList.add("scripted");
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch { /* storage is off: the system decides */ }
