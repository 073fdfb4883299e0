const running = new WeakMap();
const quarterSecond = 250;

/** Name and size in bytes of the file a form holds, or null. */
export function chosenFile(form) {
  const file = form.querySelector("input[type=file]")?.files[0];
  return file ? { name: file.name, size: file.size } : null;
}

/**
 * Posts a form as multipart, with progress. Answers { status, body }: status 0 when the connection failed, -1 when it was cancelled.
 * The owner's OnProgress(sentBytes, totalBytes) is called four times a second at most.
 */
export function upload(form, owner) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let told = 0;
    request.upload.onprogress = event => {
      if (performance.now() - told < quarterSecond && event.loaded < event.total) return;
      told = performance.now();
      owner.invokeMethodAsync("OnProgress", event.loaded, event.total);
    };
    request.onload = () => resolve({ status: request.status, body: request.responseText });
    request.onerror = () => resolve({ status: 0, body: "" });
    request.onabort = () => resolve({ status: -1, body: "" });
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    // In a header, so that the server can check it before the file has come.
    request.setRequestHeader("RequestVerificationToken", form.elements["__RequestVerificationToken"]?.value ?? "");
    request.send(new FormData(form));
    running.set(form, request);
  });
}

export function cancelUpload(form) {
  running.get(form)?.abort();
}

// A file dropped on the zone is chosen as if by the button.
for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(type, event => {
    const zone = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("is-over", type === "dragenter" || type === "dragover");
    if (type !== "drop" || !event.dataTransfer.files.length) return;
    const input = zone.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
