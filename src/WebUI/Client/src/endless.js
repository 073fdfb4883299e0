const seen = new WeakMap();

/** Presses a "load more" button as soon as it comes near the visible part. Call it again after each load: a button still in sight is pressed again. */
export function loadWhenSeen(button) {
  if (!button) return;
  seen.get(button)?.disconnect();
  const frame = button.closest("[data-scroll]");
  const scrolls = frame && ["auto", "scroll"].includes(getComputedStyle(frame).overflowY);
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    observer.disconnect();
    button.click();
  }, { root: scrolls ? frame : null, rootMargin: "400px 0px" });
  seen.set(button, observer);
  observer.observe(button);
}
