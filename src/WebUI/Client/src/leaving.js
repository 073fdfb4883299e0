let unsaved = false;

/** Asks before the page is closed or reloaded while something is unsaved. Navigation inside the application is asked about by the form. */
export function warnBeforeLeaving(isUnsaved) {
  unsaved = isUnsaved;
}

addEventListener("beforeunload", event => unsaved && event.preventDefault());
