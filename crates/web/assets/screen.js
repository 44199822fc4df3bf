// The screen on the wall: turns the pages, and lets a new call fill the wall, chime and be spoken, one after another.
//
// <screen-stage data-panel="6000" data-turn="12000" data-fresh="10000" data-stale-after="60000" data-speech="…" data-chime="…">
//
// Everything shown comes with the live states; this element keeps no state of the hall but the few calls that wait for
// their turn. A call counts as new by its age alone, so that a screen which was gone shows the present and no old calls.

import { serverNow } from "./clock.js";

/** The most calls that wait for their turn; the oldest gives way. */
const WAITING_MAX = 10;
/** How long a call is heard at most, in milliseconds; the next one follows then. */
const HEARD_MAX_MS = 9000;
/** The most sounds that are kept. */
const SOUNDS_MAX = 80;
/** How long a sound may take to come, in milliseconds. */
const SOUND_WITHIN_MS = 3000;
/** Between two pieces of a call, in seconds. */
const PAUSE_S = 0.12;
const SIZE = { width: 1920, height: 1080 };

/** The sounds of calls. Whatever it plays is seen as well. */
class Sound {
  /** @type {AudioContext | null} */ #context = null;
  /** @type {Map<string, AudioBuffer>} */ #kept = new Map();
  /** @type {(silent: boolean) => void} */ #onSilent;

  /** @param {(silent: boolean) => void} onSilent told whether the browser holds the sound back */
  constructor(onSilent) {
    this.#onSilent = onSilent;
    try {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => this.#tell();
    } catch {
      // No sound on this machine; it is said below.
    }
    this.#tell();
  }

  #tell() { this.#onSilent(this.#context?.state !== "running"); }

  /** A press of somebody's finger lets the browser play. */
  async resume() {
    await this.#context?.resume();
    this.#tell();
  }

  close() {
    if (this.#context) this.#context.onstatechange = null;
    void this.#context?.close();
  }

  /**
   * Plays pieces one after another.
   * @param {string[]} addresses
   * @returns {Promise<number>} how long it is heard, in milliseconds
   */
  async play(addresses) {
    const context = this.#context;
    if (context?.state !== "running") return 0;
    const pieces = await Promise.all(addresses.map((address) => this.#fetch(context, address)));
    let at = context.currentTime + 0.05;
    const began = at;
    for (const piece of pieces) {
      if (!piece) continue;
      const source = new AudioBufferSourceNode(context, { buffer: piece });
      source.connect(context.destination);
      source.onended = () => source.disconnect();
      source.start(at);
      at += piece.duration + PAUSE_S;
    }
    return Math.max(0, at - began - PAUSE_S) * 1000;
  }

  /**
   * @param {AudioContext} context
   * @param {string} address
   * @returns {Promise<AudioBuffer | null>} nothing where the server has no such sound
   */
  async #fetch(context, address) {
    const kept = this.#kept.get(address);
    if (kept) return kept;
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(SOUND_WITHIN_MS) });
      if (!answer.ok) return null;
      const sound = await context.decodeAudioData(await answer.arrayBuffer());
      const oldest = this.#kept.keys().next();
      if (this.#kept.size >= SOUNDS_MAX && !oldest.done) this.#kept.delete(oldest.value);
      this.#kept.set(address, sound);
      return sound;
    } catch {
      return null;
    }
  }
}

class ScreenStage extends HTMLElement {
  /** The names of calls that were seen in the last state. @type {Set<string>} */ #seen = new Set();
  /** Calls that wait for their turn. @type {string[]} */ #waiting = [];
  /** The call that fills the wall. @type {string | null} */ #shown = null;
  #turn = 0;
  /** @type {number | undefined} */ #panelTimer;
  /** @type {number | undefined} */ #turnTimer;
  /** @type {number | undefined} */ #staleTimer;
  /** @type {Sound | null} */ #sound = null;
  #controller = new AbortController();
  #observer = new MutationObserver(() => this.#look());

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    const live = this.closest("live-state");
    live?.addEventListener("frontdesk:lost", () => this.#lost(), on);
    live?.addEventListener("frontdesk:live", () => this.#live(), on);
    // A new build waits until nobody is being called.
    live?.addEventListener("frontdesk:reload", (event) => { if (this.#shown || this.#waiting.length > 0) event.preventDefault(); }, on);
    window.addEventListener("resize", () => this.#scale(), on);
    const part = this.querySelector("[data-live]");
    if (part) this.#observer.observe(part, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "class", "data-dusk"] });
    const silent = /** @type {HTMLElement | null} */ (this.querySelector("[data-silent]"));
    silent?.addEventListener("click", () => void this.#sound?.resume(), on);
    this.#turnTimer = setInterval(() => { this.#turn += 1; this.#arrange(); }, this.#millis("turn", 12000));
    this.#scale();
    this.#look();
  }

  disconnectedCallback() {
    this.#controller.abort();
    this.#observer.disconnect();
    this.#hear(false);
    clearInterval(this.#turnTimer);
    clearTimeout(this.#panelTimer);
    clearTimeout(this.#staleTimer);
  }

  /** @param {string} name @param {number} otherwise */
  #millis(name, otherwise) { return Number(this.dataset[name]) || otherwise; }

  #scale() {
    const scale = Math.min(window.innerWidth / SIZE.width, window.innerHeight / SIZE.height);
    this.style.transform = scale === 1 ? "" : `scale(${scale})`;
  }

  /** A new state is there. */
  #look() {
    const { dusk, sound } = /** @type {HTMLElement | null} */ (this.querySelector(".wall"))?.dataset ?? {};
    if (dusk && this.dataset.dusk !== dusk) this.dataset.dusk = dusk;
    this.#hear(sound !== "off");
    const panels = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-call]"));
    const now = serverNow();
    const speed = Number(this.querySelector("time-sync")?.getAttribute("speed")) || 1;
    const names = new Set();
    // The newest is first; the oldest is called first.
    for (const panel of [...panels].reverse()) {
      const name = panel.dataset.call ?? "";
      names.add(name);
      const age = (now - Number(panel.dataset.at)) / speed;
      if (!this.#seen.has(name) && age <= this.#millis("fresh", 10000)) this.#waiting.push(name);
    }
    this.#seen = names;
    while (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    this.#arrange();
    if (!this.#shown) this.#next();
  }

  /** @param {boolean} is whether calls are heard, as the set-up says now */
  #hear(is) {
    if (is === (this.#sound !== null)) return;
    const silent = /** @type {HTMLElement | null} */ (this.querySelector("[data-silent]"));
    this.#sound?.close();
    this.#sound = is ? new Sound((held) => { if (silent) silent.hidden = !held; }) : null;
    if (!is && silent) silent.hidden = true;
  }

  /** Shows the next call that is still on. */
  #next() {
    this.#shown = null;
    let name;
    while ((name = this.#waiting.shift())) {
      const panel = /** @type {HTMLElement | null} */ (this.querySelector(`[data-call="${CSS.escape(name)}"]`));
      if (!panel) continue;
      this.#show(name, panel);
      return;
    }
    const flash = this.#flash();
    if (flash && !flash.hidden) {
      flash.replaceChildren();
      flash.hidden = true;
    }
  }

  /** @param {string} name @param {HTMLElement} panel */
  #show(name, panel) {
    this.#shown = name;
    const flash = this.#flash();
    if (!flash) return;
    flash.replaceChildren(...[...panel.children].map((child) => child.cloneNode(true)));
    flash.hidden = false;
    const shown = this.#millis("panel", 6000);
    const began = performance.now();
    this.#panelTimer = setTimeout(() => this.#next(), Math.max(shown, HEARD_MAX_MS));
    const then = (/** @type {number} */ heard) => {
      if (this.#shown !== name) return;
      clearTimeout(this.#panelTimer);
      const left = Math.max(shown, Math.min(heard, HEARD_MAX_MS)) - (performance.now() - began);
      this.#panelTimer = setTimeout(() => this.#next(), Math.max(0, left));
    };
    void (this.#sound?.play(this.#pieces(panel)) ?? Promise.resolve(0)).then(then, () => then(0));
  }

  /** What is heard: the chime, the letter, each digit, the desk. @param {HTMLElement} panel */
  #pieces(panel) {
    const { speech, chime } = this.dataset;
    const { letter, count, desk } = panel.dataset;
    const language = `?lang=${document.documentElement.lang}`;
    const digits = [...(count ?? "")].map((digit) => `${speech}/digit/${digit}${language}`);
    return [chime ?? "", `${speech}/letter/${letter}${language}`, ...digits, `${speech}/desk/${desk}${language}`];
  }

  #flash() { return /** @type {HTMLElement | null} */ (this.querySelector("[data-flash]")); }

  /** Shows one page of each group. */
  #arrange() {
    for (const group of ["info", "queues"]) {
      const pages = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(`[data-turned="${group}"]`));
      if (pages.length < 2) continue;
      const at = this.#turn % pages.length;
      pages.forEach((page, i) => { if (page.hidden !== (i !== at)) page.hidden = i !== at; });
      const dots = this.querySelector(`[data-dots="${group}"]`);
      // Only what differs is written: every write would be told to the observer, and come back here.
      if (dots && !dots.classList.contains("turned")) dots.classList.add("turned");
      [...(dots?.children ?? [])].forEach((dot, i) => { if (dot.classList.contains("on") !== (i === at)) dot.classList.toggle("on", i === at); });
    }
  }

  #lost() {
    const sign = this.querySelector("[data-lost]");
    const text = sign?.querySelector("[data-lost-text]");
    const clock = this.querySelector("server-clock")?.textContent ?? "";
    if (text) text.textContent = (sign?.getAttribute("data-form") ?? "").replace("%", clock);
    clearTimeout(this.#staleTimer);
    this.#staleTimer = setTimeout(() => this.#stale(true), this.#millis("staleAfter", 60000));
  }

  #live() {
    clearTimeout(this.#staleTimer);
    this.#stale(false);
  }

  /** @param {boolean} is */
  #stale(is) {
    const stale = /** @type {HTMLElement | null} */ (this.querySelector("[data-stale]"));
    if (stale) stale.hidden = !is;
  }
}

customElements.define("screen-stage", ScreenStage);
