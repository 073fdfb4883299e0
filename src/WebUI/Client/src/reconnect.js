// blazor.web.js 9 only toggles classes on the banner, 10 also sends an event: the classes work with both.
const banner = document.getElementById("components-reconnect-modal");
const stateOf = () => /components-reconnect-(\w+)/.exec(banner.className)?.[1] ?? "hide";
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
let reloading = false;

/** The circuit is gone but the server answers: only a new page helps. */
function reload() {
  if (reloading) return;
  reloading = true;
  location.reload();
}

async function retry() {
  if (!(await Blazor.reconnect())) reload();
}

/** Blazor gave up: keep asking, quietly, until the server is back. */
async function waitForServer() {
  while (stateOf() === "failed") {
    await pause(2000);
    try {
      const answer = await fetch("health/live", { cache: "no-store" });
      if (!answer.ok) continue;
      await retry();
      return;
    } catch {
      // Still away.
    }
  }
}

if (banner) {
  new MutationObserver(() => {
    const state = stateOf();
    if (state === "rejected") reload();
    if (state === "failed") waitForServer();
  }).observe(banner, { attributes: true, attributeFilter: ["class"] });

  banner.querySelector("button").addEventListener("click", () => retry().catch(() => {}));
}
