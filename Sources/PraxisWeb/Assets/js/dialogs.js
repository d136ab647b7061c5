// A button that names a dialog opens it; without scripts the dialog's contents are a page of their own.
document.addEventListener("click", event => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) { event.preventDefault(); dialog.showModal(); }
  if (event.target.closest?.("[data-close]")) { event.preventDefault(); event.target.closest("dialog")?.close(); }
  if (event.target.matches?.("dialog")) event.target.close();
});
