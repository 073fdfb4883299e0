/** Moves the focus to the first field that holds an error, or to the summary of the errors. */
export function focusFirstError() {
  const scope = document.querySelector("dialog[open]") ?? document;
  (scope.querySelector("[aria-invalid=true]") ?? scope.querySelector("[data-form-summary]"))?.focus();
}

/** Moves the focus to an element, given itself or by its id. */
export function focusElement(target) {
  const element = typeof target === "string" ? document.getElementById(target) : target;
  element?.focus();
}

/** Moves the focus to the title of the page. */
export function focusHeading() {
  document.querySelector("main h1")?.focus({ preventScroll: true });
}

/** Brings the active option of a list into view without moving the page. */
export function scrollOptionIntoView(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

// The skip link and the links of an error summary set the focus where they lead.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a[data-focuses]") : null;
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  focusElement(link.dataset.focuses);
}, true);
