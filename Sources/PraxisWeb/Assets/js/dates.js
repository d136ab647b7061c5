// Keys in date fields: T today, W K the week's ends, M H the month's, Y R the year's, + and − a day.
const day = (year, month, date) => new Date(Date.UTC(year, month, date));
const text = date => date.toISOString().slice(0, 10);

function moved(key, date) {
  const [year, month, number, weekday] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), (date.getUTCDay() + 6) % 7];
  const now = new Date();
  switch (key) {
    case "t": return day(now.getFullYear(), now.getMonth(), now.getDate());
    case "w": return day(year, month, number - weekday);
    case "k": return day(year, month, number + 6 - weekday);
    case "m": return day(year, month, 1);
    case "h": return day(year, month + 1, 0);
    case "y": return day(year, 0, 1);
    case "r": return day(year, 11, 31);
    case "+": case "=": return day(year, month, number + 1);
    case "-": return day(year, month, number - 1);
  }
}

document.addEventListener("keydown", event => {
  const field = event.target.closest?.("input[data-keys='date']");
  if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
  const now = new Date();
  const from = field.value ? new Date(field.value + "T00:00:00Z") : day(now.getFullYear(), now.getMonth(), now.getDate());
  const date = moved(event.key.toLowerCase(), from);
  if (!date) return;
  event.preventDefault();
  field.value = text(date);
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
