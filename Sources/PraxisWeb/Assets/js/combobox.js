// A list to choose from becomes a field to type in; the list itself stays and is what the form sends.
const shown = 50;

function upgrade(select) {
  const box = document.createElement("div"), input = document.createElement("input"), list = document.createElement("ul");
  const options = [...select.options].filter(option => option.value !== "");
  box.className = "combobox";
  input.id = select.id;
  list.id = `${select.id}-list`;
  list.hidden = true;
  const placeholder = select.dataset.placeholder ?? "Type to search";
  Object.assign(input, { type: "text", autocomplete: "off", placeholder, value: select.value ? select.selectedOptions[0].text : "" });
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) attributes[name] = select.getAttribute(name);
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", select.labels?.[0]?.textContent ?? "Choices");
  select.removeAttribute("id");
  select.hidden = true;
  select.before(box);
  box.append(input, list, select);
  let active = -1;

  function close() { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
  function take(option) { select.value = option.value; input.value = option.text; close(); select.dispatchEvent(new Event("change", { bubbles: true })); }
  function mark(index) {
    const items = [...list.children];
    if (!items.length) return;
    active = (index + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    items[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[active].id);
  }
  function open() {
    const words = (select.value ? "" : input.value).toLowerCase().split(/\s+/).filter(Boolean);
    const found = options.filter(option => words.every(word => option.text.toLowerCase().includes(word))).slice(0, shown);
    list.replaceChildren(...found.map((option, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.textContent = option.text;
      item.setAttribute("role", "option");
      item.addEventListener("mousedown", event => { event.preventDefault(); take(option); });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    active = -1;
    return found;
  }
  input.addEventListener("input", () => { select.value = ""; open(); });
  input.addEventListener("click", () => { if (list.hidden) { input.select(); open(); } });
  input.addEventListener("blur", () => { if (!select.value) input.value = ""; close(); });
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      const text = list.children[active].textContent;
      take(options.find(option => option.text === text));
    } else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
}
document.querySelectorAll("select[data-combobox]").forEach(upgrade);
document.addEventListener("htmx:afterSwap", event => event.target.querySelectorAll?.("select[data-combobox]").forEach(upgrade));
