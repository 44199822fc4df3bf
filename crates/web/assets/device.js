// A device that waits to be let in asks again and again, and goes on once somebody has confirmed its code.
//
// Without a script the page loads itself again. This asks quietly instead, so that a code somebody is reading stands still.

const ANSWER_WITHIN_MS = 5_000;

const waits = /** @type {HTMLElement | null} */ (document.querySelector(".pairing"));
const every = Number(waits?.dataset.every ?? 3) * 1_000;

/** The code that a page shows. @param {ParentNode} page */
const codeOf = (page) => page.querySelector(".code")?.textContent ?? "";

async function ask() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (answer.type === "opaqueredirect") { location.reload(); return; }
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : document;
    // The code was good for a while only, and is another now.
    if (codeOf(page) && codeOf(page) !== codeOf(document)) { location.reload(); return; }
  } catch { /* The server is away: asked again. */ }
  setTimeout(ask, every);
}

setTimeout(ask, every);
