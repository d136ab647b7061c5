// What htmx sends carries the forgery token, and a key that makes a change happen once.
document.addEventListener("htmx:configRequest", event => {
  const token = document.querySelector("meta[name='praxis-token']")?.content;
  if (event.detail.verb === "get") return;
  if (token) event.detail.headers["X-Praxis-Token"] = token;
  event.detail.headers["Idempotency-Key"] = crypto.randomUUID();
});
document.addEventListener("htmx:responseError", () => say("That did not work. Try again."));
document.addEventListener("htmx:sendError", () => say("The server cannot be reached."));

export function say(text) {
  const status = document.querySelector("#status");
  if (status) status.textContent = text;
}
