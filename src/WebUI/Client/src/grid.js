import { on } from "./dom.js";

// Rows of a grid: a click opens the record through the row's real link, arrows move between rows, Enter opens, Space selects.
const interactive = "a, button, input, select, textarea, label, summary, [role=button], [role=menuitem]";
const linkOf = row => row.querySelector("a[data-row-link]");
const checkOf = row => row.querySelector("input[data-row-check]");

on("click", "tr[data-row]", (row, event) => {
  if (event.target.closest(interactive) || String(getSelection())) return;
  const link = linkOf(row);
  if (!link) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) open(link.href, "_blank", "noopener");
  else link.click();
});

on("auxclick", "tr[data-row]", (row, event) => {
  if (event.button !== 1 || event.target.closest(interactive)) return;
  const link = linkOf(row);
  if (link) open(link.href, "_blank", "noopener");
});

// The middle button would otherwise start the browser's own scrolling.
on("mousedown", "tr[data-row]", (row, event) => event.button === 1 && linkOf(row) && event.preventDefault());

// One row at a time is in the tab order: the one that had the focus last.
on("focusin", "tr[data-row]", (row, event) => {
  if (event.target !== row) return;
  for (const other of row.parentElement.querySelectorAll("tr[data-row][tabindex='0']")) other.tabIndex = -1;
  row.tabIndex = 0;
});

on("keydown", "tr[data-row]", (row, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...row.parentElement.querySelectorAll("tr[data-row]")];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const inField = event.target.matches("input:not([type=checkbox]), select, textarea, [role=combobox]");
  if (to !== undefined && !inField) {
    event.preventDefault();
    rows[to]?.focus();
    rows[to]?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (event.target !== row) return;
  if (event.key === "Enter") linkOf(row)?.click();
  if (event.key === " ") {
    event.preventDefault();
    checkOf(row)?.click();
  }
});
