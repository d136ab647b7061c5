// Ctrl-K: go to a place of the navigation, or search for what is typed.
let dialog;

function places(words) {
  const links = [...document.querySelectorAll(".places > ul a, .scope .menu-list a")];
  return links.filter(link => words.every(word => link.textContent.toLowerCase().includes(word)));
}

function entry(text, href) {
  const item = document.createElement("li"), link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  item.append(link);
  return item;
}

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "command";
  dialog.setAttribute("aria-label", "Go to");
  const input = document.createElement("input"), list = document.createElement("ul");
  input.type = "text";
  input.setAttribute("aria-label", "Type a place, or words to search for");
  dialog.append(input, list);
  document.body.append(dialog);
  const search = document.querySelector(".quick form");
  let active = 0;
  const mark = () => [...list.querySelectorAll("a")].forEach((link, at) => link.toggleAttribute("data-active", at === active));
  const fill = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const items = places(words).slice(0, 12).map(link => entry(link.textContent.trim(), link.href));
    if (words.length && search) items.push(entry(`Search for “${input.value}”`, `${search.action}?q=${encodeURIComponent(input.value)}`));
    list.replaceChildren(...items);
    active = 0;
    mark();
  };
  input.addEventListener("input", fill);
  dialog.addEventListener("keydown", event => {
    const links = list.querySelectorAll("a");
    if (event.key === "ArrowDown") active = Math.min(active + 1, links.length - 1);
    else if (event.key === "ArrowUp") active = Math.max(active - 1, 0);
    else if (event.key === "Enter" && event.target === input) links[active]?.click();
    else return;
    event.preventDefault();
    mark();
  });
  dialog.begin = () => { input.value = ""; fill(); dialog.showModal(); input.focus(); };
}

document.addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || !document.querySelector(".places")) return;
  event.preventDefault();
  if (!dialog) build();
  if (!dialog.open) dialog.begin();
});
