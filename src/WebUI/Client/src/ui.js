// Behaviour of the pages in the browser. Everything that listens does so on the document, for elements that say by an attribute what they want;
// what components call from .NET is exported here.
import "./reconnect.js";
import "./rail.js";
import "./shortcuts.js";
import "./grid.js";
import "./tooltips.js";
import "./theme-menu.js";

export { openDialog, closeDialog, closeNamed } from "./dialogs.js";
export { showPopup, hidePopup } from "./popups.js";
export { focusFirstError, focusElement, focusHeading, scrollOptionIntoView } from "./focus.js";
export { loadWhenSeen } from "./endless.js";
export { restoreDraft, clearDraft } from "./drafts.js";
export { createPasskey } from "./passkeys.js";
export { copyText } from "./clipboard.js";
export { upload, cancelUpload, chosenFile } from "./upload.js";
