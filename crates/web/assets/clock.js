// The hall's clock in the browser: the server's time, never the machine's.
//
// <time-sync at="1764149040000" speed="1"></time-sync>      in every live part: what time it was when it was made
// <server-clock offset="60" point=".">10.24</server-clock>  the time of day; offset in minutes east of UTC
// <live-timer from="1764148668000">6:12</live-timer>        how long something lasts; `until` counts down instead
//
// Between two states the time goes on by the machine's steady counter, which no change of its clock can move.

let at = NaN;
let counted = 0;
let speed = 1;

/** How old a state can be when it comes: whoever begins to watch is shown the last one, which was made before. */
const STATE_AGE_MAX_MS = 20_000;

/** The hall's time now, in milliseconds since 1970 UTC; NaN before the first state. */
export function serverNow() {
  return at + (performance.now() - counted) * speed;
}

class TimeSync extends HTMLElement {
  static observedAttributes = ["at"];

  attributeChangedCallback() {
    const next = Number(this.getAttribute("at"));
    if (!Number.isFinite(next)) return;
    const behind = serverNow() - next;
    // An older state sets no clock back; a clock that was itself set back does.
    if (behind > 0 && behind < STATE_AGE_MAX_MS * speed) return;
    at = next;
    counted = performance.now();
    speed = Number(this.getAttribute("speed") ?? 1) || 1;
    tick();
  }
}

class ServerClock extends HTMLElement {
  show() {
    const now = serverNow();
    if (!Number.isFinite(now)) return;
    const local = new Date(now + Number(this.getAttribute("offset") ?? 0) * 60_000);
    const minutes = String(local.getUTCMinutes()).padStart(2, "0");
    setText(this, `${local.getUTCHours()}${this.getAttribute("point") ?? "."}${minutes}`);
  }
}

class LiveTimer extends HTMLElement {
  show() {
    const now = serverNow();
    if (!Number.isFinite(now)) return;
    const until = this.getAttribute("until");
    const span = until === null ? now - Number(this.getAttribute("from")) : Number(until) - now;
    const seconds = Math.max(0, Math.floor(span / 1000));
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const text = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    if (this.textContent !== text || this.childElementCount === 0) this.replaceChildren(...withColons(text));
  }
}

/** The same text with each colon in an element of its own, whose width the style can choose. @param {string} text */
function withColons(text) {
  return text.split(":").flatMap((digits, place) => {
    if (place === 0) return [digits];
    const colon = document.createElement("span");
    colon.className = "colon";
    colon.textContent = ":";
    return [colon, digits];
  });
}

/** @param {HTMLElement} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function tick() {
  for (const shown of document.querySelectorAll("server-clock, live-timer")) {
    /** @type {ServerClock | LiveTimer} */ (shown).show?.();
  }
}

customElements.define("server-clock", ServerClock);
customElements.define("live-timer", LiveTimer);
customElements.define("time-sync", TimeSync);
setInterval(tick, 250);
