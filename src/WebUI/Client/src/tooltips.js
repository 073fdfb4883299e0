// A text that is cut off shows itself whole in a tooltip.
document.addEventListener("pointerover", event => {
  const element = event.target instanceof Element ? event.target.closest(".nx-ellipsis") : null;
  if (!element || (element.title && !element.dataset.ownTitle)) return;
  const cut = element.scrollWidth > element.clientWidth;
  element.dataset.ownTitle = "true";
  if (cut) element.title = element.textContent.trim();
  else element.removeAttribute("title");
});
