// The kiosk: one press is one press, nobody's page is left to the next, and a page is read aloud to whoever asks for it.
//
// <kiosk-guard></kiosk-guard>                              watches every press on the page
// <kiosk-idle home="…" quiet="20" warning="20"><dialog>…   goes home by itself, after asking
// <kiosk-voice to="…" text="…" language="da">              reads the page, and what has the focus
//
// Without this script every page works as well: links, and forms whose command counts once.

import "./live-state.js";
import "./clock.js";
import "./kiosk-check-in.js";

/** How long a second press is not taken for one, after a page was left for another that does not come. */
const GONE_MS = 12_000;

/** How long the browser has to make a click of a press by itself. */
const CLICK_WITHIN_MS = 60;

/** How long the server has to say that it is there, before a page is left. */
const ANSWER_WITHIN_MS = 1_400;

const PRESSED = "a[href], button";

/** The part that says whether the server is there. */
const state = () => document.querySelector("live-state");

const isLive = () => state()?.getAttribute("state") !== "lost";

/** Whether the server is there at this very moment: a page that is left for nothing is an error page for good. */
async function isThere() {
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

class KioskGuard extends HTMLElement {
  #controller = new AbortController();
  /** @type {{ id: number, on: Element } | undefined} */ #press;
  /** @type {number | undefined} */ #timer;
  #gone = false;
  #sure = false;
  #clicked = false;

  connectedCallback() {
    const on = { signal: this.#controller.signal, capture: true };
    document.addEventListener("pointerdown", (event) => this.#down(event), on);
    document.addEventListener("pointerup", (event) => this.#up(event), on);
    document.addEventListener("pointercancel", () => this.#end(), on);
    document.addEventListener("click", (event) => this.#click(event), on);
    document.addEventListener("submit", (event) => this.#submit(event), on);
    document.addEventListener("keydown", (event) => this.#key(event), on);
    // A long press is a press, and nothing is dragged or opened by it.
    for (const kind of ["contextmenu", "dragstart"]) document.addEventListener(kind, (event) => event.preventDefault(), on);
    // A page that the browser kept is somebody else's.
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.replace(this.#fresh()); }, on);
    state()?.addEventListener("frontdesk:lost", () => this.#cover(true), on);
    state()?.addEventListener("frontdesk:live", () => this.#cover(false), on);
    // Another build is fetched when nobody is in the middle of something.
    state()?.addEventListener("frontdesk:reload", (event) => { if (document.querySelector("kiosk-idle") || this.#gone) event.preventDefault(); }, on);
    this.#cover(!isLive());
  }

  disconnectedCallback() {
    this.#controller.abort();
    clearTimeout(this.#timer);
  }

  #fresh() { return document.querySelector("kiosk-idle")?.getAttribute("home") ?? location.href; }

  /** @param {boolean} lost */
  #cover(lost) {
    for (const sheet of document.querySelectorAll("[data-sheet]")) /** @type {HTMLElement} */ (sheet).inert = lost;
    if (!lost) this.#release();
  }

  #release() {
    this.#gone = false;
    clearTimeout(this.#timer);
    for (const busy of document.querySelectorAll("[data-pressed]")) busy.removeAttribute("data-pressed");
  }

  /** @param {PointerEvent} event */
  #down(event) {
    // A second finger presses nothing, and takes nothing from the first.
    if (this.#press && event.pointerId !== this.#press.id) { event.preventDefault(); return; }
    const pressed = event.target instanceof Element ? event.target.closest(PRESSED) : null;
    this.#clicked = false;
    this.#press = pressed && event.isPrimary && event.button === 0 ? { id: event.pointerId, on: pressed } : undefined;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const press = this.#press;
    if (!press || press.id !== event.pointerId) return;
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(PRESSED);
    if (under !== press.on) { this.#end(); return; }
    // After a long press no browser makes a click by itself.
    setTimeout(() => {
      if (this.#press === press && !this.#clicked && press.on.isConnected) /** @type {HTMLElement} */ (press.on).click();
      if (this.#press === press) this.#end();
    }, CLICK_WITHIN_MS);
  }

  #end() { this.#press = undefined; }

  /** @param {MouseEvent} event */
  #click(event) {
    const pressed = event.target instanceof Element ? event.target.closest(PRESSED) : null;
    if (!pressed) return;
    const byFinger = event.isTrusted && event.detail > 0;
    const strange = byFinger && this.#press?.on !== pressed;
    if (this.#gone || strange || !isLive()) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    this.#clicked = true;
    if (pressed instanceof HTMLAnchorElement) {
      event.preventDefault();
      this.#leave(pressed, () => (pressed.hasAttribute("data-leave") ? location.replace(pressed.href) : location.assign(pressed.href)));
    }
  }

  /** A switch is turned by the space bar too. @param {KeyboardEvent} event */
  #key(event) {
    const pressed = event.target instanceof HTMLElement ? event.target.closest("a[role='switch']") : null;
    if (event.key !== " " || !(pressed instanceof HTMLElement)) return;
    event.preventDefault();
    if (!event.repeat) pressed.click();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    if (this.#sure) return;
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (this.#gone || !isLive()) return;
    // Read at once: what a reader put into it stands there for no longer than this.
    const fields = [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]);
    this.#leave(event.submitter ?? form, () => void this.#send(form, event.submitter, fields));
  }

  /** Sends a form without leaving the page for an answer that may never come: then one presses again, and it counts once.
   *  @param {HTMLFormElement} form @param {HTMLElement | null} submitter @param {string[][]} fields */
  async #send(form, submitter, fields) {
    const to = submitter instanceof HTMLButtonElement && submitter.hasAttribute("formaction") ? submitter.formAction : form.action;
    try {
      const headers = { accept: "text/html" };
      const answer = await fetch(to, { method: "POST", headers, body: new URLSearchParams(fields), signal: AbortSignal.timeout(GONE_MS) });
      const stays = form.hasAttribute("data-in-place");
      if (answer.redirected && answer.ok) { if (stays) location.replace(answer.url); else location.assign(answer.url); return; }
      if (stays && this.#put(await answer.text())) { this.#release(); return; }
      // What a reader read is read again.
      if (form.hasAttribute("data-once")) { this.#release(); return; }
    } catch {
      this.#release();
      return;
    }
    // What went otherwise is a page of its own: the same command again has the same answer.
    this.#sure = true;
    form.requestSubmit(submitter);
    this.#sure = false;
  }

  /** Puts a page's main part in the place of this one's: what was sent is in no history, and is sent once. Whether it is there.
   *  @param {string} page */
  #put(page) {
    const next = new DOMParser().parseFromString(page, "text/html");
    const [now, then] = [document, next].map((one) => one.querySelector("main[data-place]"));
    if (!now || !then) return false;
    now.replaceWith(document.importNode(then, true));
    document.title = next.title;
    const told = document.getElementById("told");
    const wrong = document.querySelector("main[data-place] [aria-invalid='true']");
    const first = wrong ?? told;
    if (first instanceof HTMLElement) first.focus();
    if (told) document.dispatchEvent(new CustomEvent("kiosk:say", { detail: told.innerText }));
    return true;
  }

  /** @param {Element} pressed @param {() => void} go */
  #leave(pressed, go) {
    this.#gone = true;
    pressed.setAttribute("data-pressed", "");
    this.#timer = setTimeout(() => this.#release(), GONE_MS);
    void isThere().then((there) => { if (there) go(); else this.#release(); });
  }
}

class KioskIdle extends HTMLElement {
  #controller = new AbortController();
  /** @type {number | undefined} */ #timer;
  #touched = performance.now();
  #warned = false;
  #left = false;

  connectedCallback() {
    const on = { signal: this.#controller.signal, capture: true };
    for (const kind of ["pointerdown", "keydown", "focusin"]) document.addEventListener(kind, () => this.#touch(), on);
    this.#dialog?.addEventListener("cancel", () => this.#touch(), on);
    this.#touched = performance.now();
    this.#timer = setInterval(() => this.#look(), 250);
  }

  disconnectedCallback() {
    this.#controller.abort();
    clearInterval(this.#timer);
  }

  get #dialog() { return this.querySelector("dialog"); }
  get #quiet() { return Number(this.getAttribute("quiet") ?? 20); }
  get #warning() { return Number(this.getAttribute("warning") ?? 20); }

  #touch() {
    // The focus that the question itself takes is nobody's touch.
    if (this.#warned && performance.now() - this.#touched < (this.#quiet + 0.5) * 1000) return;
    this.#touched = performance.now();
    this.#settle();
  }

  #look() {
    const quiet = (performance.now() - this.#touched) / 1000;
    const left = Math.max(0, Math.ceil(this.#quiet + this.#warning - quiet));
    // Without a server there is nowhere to go, and nothing to ask; but what is a citizen's is covered in time.
    this.toggleAttribute("over", left === 0);
    if (!isLive()) { this.#settle(); return; }
    for (const shown of document.querySelectorAll("[data-until-home]")) setText(shown, String(left));
    for (const shown of this.querySelectorAll("[data-seconds]")) setText(shown, String(Math.min(left, this.#warning)));
    if (left === 0) { if (!this.#left) void this.#leave(); return; }
    if (quiet >= this.#quiet && !this.#warned) this.#warn();
  }

  #settle() {
    if (!this.#warned) return;
    this.#warned = false;
    this.#dialog?.close();
  }

  #warn() {
    this.#warned = true;
    this.#dialog?.showModal();
    chime();
    document.dispatchEvent(new CustomEvent("kiosk:say", { detail: this.#dialog?.innerText ?? "" }));
  }

  async #leave() {
    this.#left = true;
    if (await isThere()) location.replace(this.getAttribute("home") ?? "/");
    else this.#left = false;
  }
}

class KioskVoice extends HTMLElement {
  #controller = new AbortController();
  /** @type {AudioContext | undefined} */ #audio;
  /** @type {AudioBufferSourceNode | undefined} */ #sound;
  #turn = 0;

  connectedCallback() {
    const on = { signal: this.#controller.signal, capture: true };
    document.addEventListener("pointerdown", () => this.#stop(), on);
    document.addEventListener("focusin", (event) => this.#focus(event), on);
    document.addEventListener("kiosk:say", (event) => void this.#say(String(/** @type {CustomEvent} */ (event).detail)), on);
    this.querySelector("[data-repeat]")?.addEventListener("click", () => void this.#say(this.#text), on);
    void this.#say(this.#text);
  }

  disconnectedCallback() {
    this.#controller.abort();
    this.#stop();
    void this.#audio?.close();
  }

  get #text() { return this.getAttribute("text") ?? ""; }

  /** @param {FocusEvent} event */
  #focus(event) {
    const focused = event.target instanceof HTMLElement ? event.target.closest(PRESSED) : null;
    // What a finger touches is pressed, not read; and what is masked is never said.
    if (!(focused instanceof HTMLElement) || !focused.matches(":focus-visible") || focused.hasAttribute("data-repeat") || focused.closest("[data-silent]")) return;
    void this.#say(focused.innerText);
  }

  #stop() {
    this.#turn += 1;
    this.#sound?.stop();
    this.#sound = undefined;
  }

  /** @param {string} words */
  async #say(words) {
    this.#stop();
    const turn = this.#turn;
    const text = words.replace(/\s+/g, " ").trim().slice(0, 400);
    if (!text) return;
    const body = new URLSearchParams({ text, language: this.getAttribute("language") ?? "da" });
    try {
      const answer = await fetch(this.getAttribute("to") ?? "", { method: "POST", body, signal: this.#controller.signal });
      if (answer.status !== 200 || turn !== this.#turn) return;
      this.#audio ??= new AudioContext();
      const sound = this.#audio.createBufferSource();
      sound.buffer = await this.#audio.decodeAudioData(await answer.arrayBuffer());
      if (turn !== this.#turn) return;
      sound.connect(this.#audio.destination);
      sound.start();
      this.#sound = sound;
      this.setAttribute("said", text);
    } catch {
      // What is said can be read as well.
    }
  }
}

/** Two soft tones. */
function chime() {
  try {
    const audio = new AudioContext();
    [659, 523].forEach((pitch, place) => {
      const [tone, loud] = [audio.createOscillator(), audio.createGain()];
      const at = audio.currentTime + place * 0.32;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0, at);
      loud.gain.linearRampToValueAtTime(0.3, at + 0.03);
      loud.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
      tone.connect(loud).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.65);
    });
    document.documentElement.dataset.chimed = String(Number(document.documentElement.dataset.chimed ?? 0) + 1);
    setTimeout(() => void audio.close(), 2_000);
  } catch {
    // Without sound the question is still seen.
  }
}

/** @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

customElements.define("kiosk-guard", KioskGuard);
customElements.define("kiosk-idle", KioskIdle);
customElements.define("kiosk-voice", KioskVoice);
