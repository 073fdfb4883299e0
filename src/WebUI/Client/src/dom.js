/** Calls handler(element, event) when an event of this type reaches an element that matches the selector. */
export function on(type, selector, handler, options) {
  document.addEventListener(type, event => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) handler(element, event);
  }, options);
}

/** Whether the person is writing: keys belong to the field then. */
export const isWriting = element =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]"));

/** The elements that can take the focus inside another, in order. */
export const focusable = container =>
  [...container.querySelectorAll("a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']")]
    .filter(element => element.checkVisibility());
