// What calls for somebody: heard, seen when the window is behind others, repeated until somebody sees to it.
//
// The server says what calls: [data-calls]. This gives it a sound, a count in the title and, where that was allowed, a
// notification of the desktop. Where she would neither hear nor see them yet, a button in the bar offers to turn that on.
// A browser slows the timers of a page behind others down; a state from the server comes
// through all the same, and wakes this too.

const AGAIN_MS = 20_000;
/** In hertz: two soft notes up for an arrival and for help, three down for a colleague's alarm. */
const [SOFT, ALARM] = [[660, 880], [880, 740, 590]];

/** When each was last told. @type {Map<string, number>} */ const told = new Map();
/** What the desktop shows of them. @type {Map<string, Notification>} */ const shown = new Map();
/** @type {AudioContext | undefined} */ let audio;
let title = "";
/** Whether she has answered the offer: she is not asked again and again. */
let answered = false;

/** @param {HTMLElement} page @param {AbortSignal} signal */
export function watchCalls(page, signal) {
  title = document.title;
  page.addEventListener("htmx:sse:after:message", () => look(page), { signal });
  const timer = setInterval(() => { look(page); offer(); }, 1_000);
  signal.addEventListener("abort", () => clearInterval(timer));
  // A browser lets a page sound once somebody has pressed something on it.
  for (const pressed of ["pointerdown", "keydown"]) document.addEventListener(pressed, () => void sound().resume().then(offer), { signal });
  page.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("#alerts")) turnOn();
  }, { signal });
  // Sound needs a moment before it says whether it may run.
  sound();
  look(page);
}

const mayAsk = () => "Notification" in window && Notification.permission === "default";

/** Shows the button in the bar while something is still to be turned on. Where the browser denies notifications for good
 *  no word is lost on them. */
function offer() {
  const button = document.getElementById("alerts");
  if (!button) return;
  const [quiet, ask] = [sound().state !== "running", mayAsk()];
  const label = /** @type {HTMLElement | null} */ (button.querySelector("[data-alerts]"));
  if (label && quiet && !ask && button.hidden) label.textContent = button.dataset.soundOnly ?? "";
  button.hidden = answered || !quiet && !ask;
}

function turnOn() {
  answered = true;
  void sound().resume();
  if (mayAsk()) void Notification.requestPermission();
  offer();
}

/** @param {HTMLElement} page */
function look(page) {
  const calls = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-toast][data-calls]")]);
  const keys = new Set(calls.map((call) => call.id));
  for (const key of told.keys()) if (!keys.has(key)) forget(key);
  const wanted = calls.length > 0 ? `(${calls.length}) ${title}` : title;
  if (document.title !== wanted) document.title = wanted;
  const now = performance.now();
  const due = calls.filter((call) => now - (told.get(call.id) ?? -Infinity) >= AGAIN_MS);
  const fresh = due.filter((call) => !told.has(call.id));
  for (const call of due) told.set(call.id, now);
  if (fresh.length > 0) announce(fresh);
  if (due.length > 0) tell(due);
}

/** Somebody sees to it. @param {string} key */
function forget(key) {
  told.delete(key);
  shown.get(key)?.close();
  shown.delete(key);
}

/** For who does not see it pop up. @param {HTMLElement[]} calls */
function announce(calls) {
  const place = document.querySelector("[data-called]");
  if (place) place.textContent = calls.map((call) => `${titleOf(call)}. ${textOf(call)}`).join(". ");
}

/** @param {HTMLElement} call */
const titleOf = (call) => call.querySelector("h2")?.textContent ?? "";
/** @param {HTMLElement} call */
const textOf = (call) => call.querySelector("p")?.textContent ?? "";

/** @param {HTMLElement[]} calls */
function tell(calls) {
  const alarm = calls.some((call) => call.dataset.toast === "alarm");
  play(alarm ? ALARM : SOFT);
  if (!("Notification" in window) || Notification.permission !== "granted" || document.hasFocus()) return;
  for (const call of calls) {
    // It stays until somebody sees to it, and sounds again where it is there already.
    const how = { body: textOf(call), tag: call.id, renotify: true, requireInteraction: true };
    const note = new Notification(titleOf(call), how);
    note.onclick = () => { window.focus(); note.close(); };
    shown.set(call.id, note);
  }
}

function sound() {
  audio ??= new AudioContext();
  return audio;
}

/** Two soft notes. @param {number[]} notes */
function play(notes) {
  const context = sound();
  if (context.state !== "running") return;
  notes.forEach((frequency, place) => {
    const [from, note, loudness] = [context.currentTime + place * 0.22, context.createOscillator(), context.createGain()];
    note.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.12, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.4);
    note.connect(loudness).connect(context.destination);
    note.start(from);
    note.stop(from + 0.45);
  });
}
