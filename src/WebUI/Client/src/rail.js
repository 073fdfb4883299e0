import { on, focusable } from "./dom.js";

const root = document.documentElement;
const phone = matchMedia("(max-width: 768px)");

function remember(state) {
  root.dataset.rail = state;
  document.cookie = `rail=${state}; path=/; max-age=31536000; samesite=lax`;
}

function openDrawer() {
  root.dataset.drawer = "open";
  document.querySelector(".nx-main")?.setAttribute("inert", "");
  focusable(document.querySelector(".nx-rail"))[0]?.focus();
}

function closeDrawer() {
  if (root.dataset.drawer !== "open") return;
  delete root.dataset.drawer;
  document.querySelector(".nx-main")?.removeAttribute("inert");
  document.querySelector("[data-rail-open]")?.focus();
}

on("click", "[data-rail-toggle]", () => {
  if (phone.matches) closeDrawer();
  else remember(root.dataset.rail === "collapsed" ? "open" : "collapsed");
});
on("click", "[data-rail-open]", openDrawer);
on("click", "[data-rail-close], .nx-rail a", () => phone.matches && closeDrawer());
on("keydown", ".nx-rail", (_, event) => event.key === "Escape" && closeDrawer());
phone.addEventListener("change", closeDrawer);
