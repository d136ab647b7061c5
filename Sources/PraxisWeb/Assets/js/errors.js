// A form that came back with errors: the summary has the focus by its markup, and its lines move it into their fields.
document.addEventListener("click", event => {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.matches("input, select, textarea") ? field : field.querySelector("input") ?? field).focus();
});
