import { on } from "./dom.js";

const root = document.documentElement;

on("click", "[data-theme-pick]", item => document.dispatchEvent(new CustomEvent("nexus:theme", { detail: item.dataset.themePick })));

document.addEventListener("beforetoggle", event => {
  if (!(event.target instanceof HTMLElement)) return;
  for (const item of event.target.querySelectorAll("[data-theme-pick]")) {
    item.setAttribute("aria-checked", String(item.dataset.themePick === root.dataset.themeChoice));
  }
}, true);
