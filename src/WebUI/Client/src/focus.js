/** Moves the focus to the first field of a form that holds an error. */
export function focusFirstError(container) {
  const field = container?.querySelector("[aria-invalid=true]") ?? container?.querySelector("[data-form-summary]");
  field?.focus();
}

/** Moves the focus to an element, given itself or by its id. */
export function focusElement(target) {
  const element = typeof target === "string" ? document.getElementById(target) : target;
  element?.focus();
}

/** Brings the active option of a list into view without moving the page. */
export function scrollOptionIntoView(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

// Links of an error summary: the fragment alone would be resolved against <base>.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a[data-focuses]") : null;
  if (!link) return;
  event.preventDefault();
  focusElement(link.dataset.focuses);
}, true);
