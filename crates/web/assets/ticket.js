// Calls the holder of a ticket: by sound and vibration, by a notification where she allowed it, and by the tab's title.
//
// <ticket-alerts near="2" data-soon="…" data-turn="…" data-page="…">
//   <live-state> … <article data-now="waiting" data-ahead="4" data-title="…" data-as-at="…"> … [data-alerts] [role=switch]
//
// Alerts are on unless they were switched off. Most browsers hold sound and vibration back until the page has been touched
// once, after a reload too; while they do, the line under the switch says so. What is remembered is that wish and the state that was alerted last, for this tab alone. The key of the ticket is never
// kept anywhere but in the address.

const WISH = "frontdesk.ticket.alerts";
const SEEN = "frontdesk.ticket.seen";
const TURN_TIMES = 3;
const TURN_EVERY_MS = 1800;
const ELSEWHERE_AFTER_MS = 1500;

/** Tones as [pitch in Hz, from, until] in seconds. @type {[number, number, number][]} */
const SOON = [[660, 0, .16], [880, .2, .42]];
/** @type {[number, number, number][]} */
const TURN = [[784, 0, .22], [988, .24, .46], [1319, .48, .95]];

/** What is remembered for this tab; a browser may forbid even that. @param {string} name */
function remembered(name) {
  try { return sessionStorage.getItem(name); } catch { return null; }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  try { sessionStorage.setItem(name, value); } catch { /* Then it is not. */ }
}

class TicketAlerts extends HTMLElement {
  #controller = new AbortController();
  /** @type {AudioContext | undefined} */ #audio;
  /** @type {number[]} */ #timers = [];

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.addEventListener("htmx:sse:after:message", () => this.#look(), on);
    this.addEventListener("frontdesk:lost", () => this.#sayWhen(), on);
    this.addEventListener("frontdesk:reload", (event) => { if (this.#asks) event.preventDefault(); }, on);
    this.addEventListener("click", (event) => this.#pressed(event), on);
    // A browser takes a finger for a touch when it is lifted, and a mouse when it is pressed.
    for (const touch of ["pointerdown", "pointerup", "keydown"]) document.addEventListener(touch, () => this.#touched(), on);
    if (this.#asks) document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#back(); }, on);
    // Some browsers let it sound at once.
    this.#wake();
    this.#look(true);
  }

  disconnectedCallback() {
    this.#controller.abort();
    this.#quiet();
    void this.#audio?.close();
  }

  /** Whether a question lies over the ticket. */
  get #asks() { return this.hasAttribute("data-asking"); }

  get #now() { return /** @type {HTMLElement | null} */ (this.querySelector("[data-now]")); }

  /** Whether she is to be alerted. */
  get #wished() { return (remembered(WISH) ?? "on") === "on"; }

  get #touchedOnce() { return navigator.userActivation?.hasBeenActive ?? true; }

  /** How she is alerted as things are: `both`, `sound`, `touch` where the browser waits for one, `none`, `off`. */
  get #how() {
    if (!this.#wished) return "off";
    const [sounds, shakes] = ["AudioContext" in window, "vibrate" in navigator];
    if (!sounds && !shakes) return "none";
    if (sounds ? this.#audio?.state !== "running" : !this.#touchedOnce) return "touch";
    return shakes ? "both" : "sound";
  }

  /** Looks at a state: another title, and an alert where something happened since the last. @param {boolean} [first] */
  #look(first = false) {
    const now = this.#now;
    if (!now) return;
    if (now.dataset.title) document.title = now.dataset.title;
    const state = now.dataset.now ?? "";
    if (this.#asks && !first && state !== "waiting") this.#back();
    this.#showSwitch();
    this.#alert(now, state);
    const elsewhere = now.querySelector("[data-elsewhere]");
    if (elsewhere) setTimeout(() => location.reload(), ELSEWHERE_AFTER_MS);
  }

  /** @param {HTMLElement} now @param {string} state */
  #alert(now, state) {
    const ahead = Number(now.dataset.ahead ?? NaN);
    const near = ahead <= Number(this.getAttribute("near") ?? 0);
    const seen = remembered(SEEN);
    const is = state === "called" ? `called ${now.dataset.calls ?? 1}` : near ? "near" : state;
    if (is === seen) return;
    remember(SEEN, is);
    if (state !== "called") this.#quiet();
    if (seen === null || !this.#wished) return;
    if (state === "called") this.#callToDesk();
    else if (is === "near" && seen === "waiting") this.#callNear();
  }

  #callNear() {
    this.#sound(SOON);
    this.#shake([200, 120, 200]);
    this.#notify(this.dataset.soon);
  }

  #callToDesk() {
    this.#quiet();
    this.#notify(this.dataset.turn);
    for (let time = 0; time < TURN_TIMES; time += 1) {
      this.#timers.push(window.setTimeout(() => {
        this.#sound(TURN);
        this.#shake([400, 150, 400]);
      }, time * TURN_EVERY_MS));
    }
  }

  #quiet() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  /** @param {[number, number, number][]} tones */
  #sound(tones) {
    const audio = this.#audio;
    if (!audio || audio.state !== "running") return;
    for (const [pitch, from, until] of tones) {
      const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
      const [begin, end] = [audio.currentTime + from, audio.currentTime + until];
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(.35, begin + .02);
      loudness.gain.exponentialRampToValueAtTime(.001, end);
      tone.connect(loudness).connect(audio.destination);
      tone.start(begin);
      tone.stop(end);
    }
    this.dispatchEvent(new CustomEvent("frontdesk:sounded", { bubbles: true }));
  }

  /** @param {number[]} times */
  #shake(times) {
    if (this.#touchedOnce) navigator.vibrate?.(times);
  }

  /** A page that is looked at needs no notification. @param {string | undefined} text */
  #notify(text) {
    if (!text || !document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
    try {
      new Notification(text, { tag: "ticket", lang: document.documentElement.lang });
    } catch { /* Some phones notify from a service worker only; sound and vibration remain. */ }
  }

  /** The first touch lets the page make sounds; a touch also ends the call's repetitions. */
  #touched() {
    this.#quiet();
    this.#wake();
    this.#showSwitch();
  }

  /** Asks the browser to let the page sound, and says it when it does, or no longer does. */
  #wake() {
    if (!this.#audio && "AudioContext" in window) {
      this.#audio = new AudioContext();
      this.#audio.addEventListener("statechange", () => this.#showSwitch(), { signal: this.#controller.signal });
    }
    if (this.#audio && this.#audio.state !== "running") void this.#audio.resume().catch(() => undefined);
  }

  /** @param {Event} event */
  #pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("[role=switch]") : null;
    if (!button) return;
    const on = button.getAttribute("aria-checked") !== "true";
    remember(WISH, on ? "on" : "off");
    this.#showSwitch();
    if (!on) return;
    this.#sound(SOON);
    if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission();
  }

  #showSwitch() {
    const part = /** @type {HTMLElement | null} */ (this.querySelector("[data-alerts]"));
    if (!part) return;
    part.hidden = false;
    part.querySelector("[role=switch]")?.setAttribute("aria-checked", String(this.#wished));
    const how = this.#how;
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[data-how]"))) words.hidden = words.dataset.how !== how;
  }

  /** The last state stays; it is said of which minute it is. */
  #sayWhen() {
    const place = this.querySelector("[data-lost-at]");
    if (place) place.textContent = this.#now?.dataset.asAt ?? "";
  }

  #back() {
    location.assign(this.dataset.page ?? location.pathname);
  }
}

customElements.define("ticket-alerts", TicketAlerts);
