import { on } from "./dom.js";

/** Opens a <dialog> as a modal; the browser traps the focus and gives it back on close. */
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector(".nx-dialog-body :is(input, select, textarea, [tabindex='0']):not([disabled])") ?? dialog).focus();
}

export function closeDialog(dialog) {
  if (dialog?.open) dialog.close();
}

// A dialog that is opened from anywhere by its id: the command palette, the list of keys.
on("click", "[data-opens]", opener => openNamed(opener.dataset.opens));
on("click", "[data-closes]", closer => closer.closest("dialog")?.close());

export function openNamed(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open || document.querySelector("dialog[open]")) return;
  openDialog(dialog);
  const search = dialog.querySelector("[data-clear-on-open]");
  if (!search) return;
  search.value = "";
  search.dispatchEvent(new Event("input", { bubbles: true }));
}

// A click on the backdrop closes, as Escape does, unless the dialog says that it must be answered.
document.addEventListener("mousedown", event => {
  if (!(event.target instanceof HTMLDialogElement) || event.target.hasAttribute("data-must-answer")) return;
  const box = event.target.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) event.target.close();
});

document.addEventListener("cancel", event => {
  if (event.target instanceof HTMLDialogElement && event.target.hasAttribute("data-must-answer")) event.preventDefault();
}, true);

export function closeNamed(id) {
  closeDialog(document.getElementById(id));
}
