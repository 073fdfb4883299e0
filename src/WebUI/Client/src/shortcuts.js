import { isWriting, on } from "./dom.js";
import { openNamed } from "./dialogs.js";

// Keys are declared on what they press: data-keys="g l" on the link to the leads. What is not on the page (no permission) has no key.
const patience = 1000;
let first = null;

const enabled = () => localStorage.getItem("shortcuts") !== "off";
const press = keys => {
  const element = [...document.querySelectorAll("[data-keys]")].find(candidate => candidate.dataset.keys === keys);
  if (element?.matches("input, textarea")) element.focus();
  else element?.click();
  return Boolean(element);
};

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    openNamed("palette");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !enabled() || isWriting(event.target) || document.querySelector("dialog[open], :popover-open")) return;

  if (first && event.key.length === 1) {
    const keys = `${first} ${event.key}`;
    first = null;
    if (press(keys)) event.preventDefault();
    return;
  }
  if (event.key === "g") {
    first = "g";
    setTimeout(() => { first = null; }, patience);
    return;
  }
  if (event.key.length === 1 && event.key !== " " && press(event.key)) event.preventDefault();
});

// The switch in the list of keys.
const show = () => document.querySelectorAll("input[data-shortcuts-switch]").forEach(input => { input.checked = enabled(); });
on("change", "input[data-shortcuts-switch]", input => localStorage.setItem("shortcuts", input.checked ? "on" : "off"));
on("click", "[data-opens=shortcuts]", show);
