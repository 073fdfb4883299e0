import { on } from "./dom.js";

const gap = 4;
const margin = 8;

/** Places a popup under its anchor, or above it where there is more room, and keeps it inside the window. */
function place(popup, anchor, align) {
  const from = anchor.getBoundingClientRect();
  if (popup.dataset.width === "anchor") popup.style.minWidth = `${from.width}px`;
  popup.style.maxHeight = "";
  const below = innerHeight - from.bottom - gap - margin;
  const above = from.top - gap - margin;
  const upwards = popup.offsetHeight > below && above > below;
  popup.style.maxHeight = `${Math.max(120, upwards ? above : below)}px`;
  const wished = align === "end" ? from.right - popup.offsetWidth : from.left;
  popup.style.left = `${Math.max(margin, Math.min(wished, innerWidth - popup.offsetWidth - margin))}px`;
  popup.style.top = `${upwards ? from.top - gap - popup.offsetHeight : from.bottom + gap}px`;
}

const anchors = new Map();

function track(popup, anchor) {
  const move = () => place(popup, anchor, popup.dataset.align);
  const stop = new AbortController();
  addEventListener("scroll", move, { capture: true, passive: true, signal: stop.signal });
  addEventListener("resize", move, { passive: true, signal: stop.signal });
  const resized = new ResizeObserver(move);
  resized.observe(popup);
  stop.signal.addEventListener("abort", () => resized.disconnect());
  anchors.get(popup)?.abort();
  anchors.set(popup, stop);
  move();
}

function untrack(popup) {
  anchors.get(popup)?.abort();
  anchors.delete(popup);
}

/** Shows the list of a combobox beside its field. */
export function showPopup(popup, anchor) {
  if (!popup?.isConnected || !anchor?.isConnected) return;
  if (!popup.matches(":popover-open")) popup.showPopover();
  track(popup, anchor);
}

export function hidePopup(popup) {
  if (popup?.matches(":popover-open")) popup.hidePopover();
}

// Popups that the browser opens by popovertarget (menus) and closes by Escape or a click beside them.
document.addEventListener("toggle", event => {
  const popup = event.target;
  if (!(popup instanceof HTMLElement) || !popup.matches("[popover]")) return;
  if (event.newState !== "open") return untrack(popup);
  const button = document.querySelector(`[popovertarget="${popup.id}"]`);
  if (!button) return;
  track(popup, button);
  if (popup.getAttribute("role") === "menu" && !popup.contains(document.activeElement)) items(popup)[0]?.focus();
}, true);

const items = menu => [...menu.querySelectorAll("[role^=menuitem]:not([disabled])")];

on("click", "[role=menu] [role^=menuitem]", item => item.closest("[role=menu]").hidePopover());

on("keydown", "[role=menu]", (menu, event) => {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const to = target(event.key, at, all);
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
});

function target(key, at, all) {
  switch (key) {
    case "ArrowDown": return (at + 1) % all.length;
    case "ArrowUp": return (at - 1 + all.length) % all.length;
    case "Home": return 0;
    case "End": return all.length - 1;
  }
  if (key.length !== 1 || key === " ") return undefined;
  const from = at + 1;
  const found = [...all.slice(from), ...all.slice(0, from)].find(item => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
  return found ? all.indexOf(found) : undefined;
}

// A closed menu opens by the arrow keys too.
on("keydown", "button[popovertarget][aria-haspopup=menu]", (button, event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  if (!menu.matches(":popover-open")) menu.showPopover();
  items(menu)[0]?.focus();
});

// In a combobox the arrows choose and Enter takes: neither may move the caret nor send the form. Pressing on an option must not take the focus.
on("keydown", "[role=combobox]", (field, event) => {
  const open = field.getAttribute("aria-expanded") === "true";
  if (["ArrowDown", "ArrowUp"].includes(event.key) || (event.key === "Enter" && (open || field.hasAttribute("data-keep-enter")))) event.preventDefault();
  // Escape closes the list, not the dialog around it.
  if (event.key === "Escape" && open && !field.hasAttribute("data-always-open")) event.preventDefault();
});
on("mousedown", "[role=option], [data-keeps-focus]", (_, event) => event.preventDefault());

// Tabs: arrows move between them, as the pattern asks.
on("keydown", "[role=tab]", (tab, event) => {
  const all = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]:not([disabled])")];
  const at = all.indexOf(tab);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = all[to % all.length];
  next.focus();
  next.click();
});
