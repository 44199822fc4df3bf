// Keeps a live part honest: says so when what is shown is no longer live, reads changes aloud, and notices a new build.
//
// <live-state watch="/alive" every="1500"> … [data-lost] … [data-said] … <div data-live hx-sse:connect="…">
//
// htmx swaps the states in. This element shows [data-lost] while there is no connection, sets its own `state` attribute
// to "live" or "lost", copies a changed [data-say] into [data-said], and reloads the page when the server has another
// build than the page (asking first, by the cancelable event `frontdesk:reload`). Where the stream is refused for good
// (signed out, shut out, no such visit any more) it says so by the cancelable event `frontdesk:gone`, and loads the page
// again: the server shows what there is instead. With `watch` it also asks the server
// whether it is there, so that a pulled cable is noticed as well as a stopped program.

const ANSWER_WITHIN_MS = 1400;

/** After what pauses a stream that never began is asked for again, in milliseconds; then after the last again and again. */
const AGAIN_AFTER_MS = [1_000, 2_000, 5_000, 10_000];

/** Refusals that no waiting mends. */
const GONE = new Set([401, 403, 404, 410]);

class LiveState extends HTMLElement {
  /** @type {number | undefined} */ #timer;
  /** @type {string} */ #said = "";
  #streamLost = false;
  #watchLost = false;
  #controller = new AbortController();
  #refusals = 0;
  #left = false;
  /** @type {number | undefined} */ #again;

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.addEventListener("htmx:sse:after:connection", () => { this.#refusals = 0; this.#stream(true); }, on);
    this.addEventListener("htmx:before:response", (event) => this.#began(/** @type {CustomEvent} */ (event)), on);
    this.addEventListener("htmx:error", (event) => this.#refused(event.target), on);
    this.addEventListener("htmx:sse:error", (event) => {
      this.#stream(false);
      this.#gone(/** @type {CustomEvent} */ (event).detail.status);
    }, on);
    this.addEventListener("htmx:sse:close", () => this.#stream(false), on);
    this.addEventListener("htmx:sse:before:connection", (event) => {
      const { connection } = /** @type {CustomEvent} */ (event).detail;
      if (connection.attempt > 0) this.#stream(false);
    }, on);
    this.addEventListener("htmx:sse:after:message", () => { this.#stream(true); this.#say(); }, on);
    window.addEventListener("offline", () => this.#stream(false), on);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) void this.#ask(); }, on);
    this.#show();
    if (this.hasAttribute("watch")) this.#watch();
  }

  disconnectedCallback() {
    this.#controller.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#again);
  }

  /** Whether what is shown is live. */
  get live() { return !this.#streamLost && !this.#watchLost; }

  /** @param {boolean} there */
  #stream(there) {
    if (this.#streamLost === !there) return;
    this.#streamLost = !there;
    this.#show();
  }

  /** An answer that is no stream is a refusal; its text must not take the place of the last state.
   *  @param {CustomEvent} event */
  #began(event) {
    const type = event.detail.ctx.response.headers.get("content-type") ?? "";
    if (type.startsWith("text/event-stream") || !streamOf(event.target)) return;
    event.preventDefault();
    if (!this.#gone(event.detail.ctx.response.status)) this.#refused(event.target);
  }

  /** Whether the stream is refused for good; once for a page. @param {number | undefined} status */
  #gone(status) {
    if (!GONE.has(status ?? 0) || this.#left) return false;
    this.#left = true;
    this.#stream(false);
    if (!this.dispatchEvent(new CustomEvent("frontdesk:gone", { bubbles: true, cancelable: true }))) return false;
    location.reload();
    return true;
  }

  /** htmx connects again where a stream ends, not where the first never began. @param {EventTarget | null} element */
  #refused(element) {
    const address = streamOf(element);
    if (!address) return;
    this.#stream(false);
    clearTimeout(this.#again);
    const pause = AGAIN_AFTER_MS[Math.min(this.#refusals, AGAIN_AFTER_MS.length - 1)] ?? 0;
    this.#refusals += 1;
    const { htmx } = /** @type {{ htmx?: { ajax: (verb: string, address: string, how: object) => Promise<void> } }} */ (globalThis);
    // Not all at once: many pages may have been refused in the same moment.
    this.#again = setTimeout(() => void htmx?.ajax("GET", address, { source: element }), pause * (1 + Math.random() / 2));
  }

  #watch() {
    const every = Number(this.getAttribute("every") ?? 1500);
    this.#timer = setTimeout(async () => {
      await this.#ask();
      if (this.isConnected) this.#watch();
    }, every);
  }

  async #ask() {
    const address = this.getAttribute("watch");
    if (!address) return;
    let there = false;
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), cache: "no-store" });
      there = answer.ok;
      const build = answer.headers.get("x-frontdesk-build");
      const own = document.documentElement.dataset.build;
      if (there && build && own && build !== own) this.#reload();
    } catch {
      there = false;
    }
    if (this.#watchLost === !there) return;
    this.#watchLost = !there;
    this.#show();
  }

  #reload() {
    if (this.dispatchEvent(new CustomEvent("frontdesk:reload", { bubbles: true, cancelable: true }))) location.reload();
  }

  #show() {
    const state = this.live ? "live" : "lost";
    if (this.getAttribute("state") === state) return;
    this.setAttribute("state", state);
    for (const lost of this.querySelectorAll("[data-lost]")) /** @type {HTMLElement} */ (lost).hidden = this.live;
    this.dispatchEvent(new CustomEvent("frontdesk:" + state, { bubbles: true }));
  }

  #say() {
    const text = this.querySelector("[data-say]")?.getAttribute("data-say") ?? "";
    const said = this.querySelector("[data-said]");
    if (said && text !== this.#said) said.textContent = text;
    this.#said = text;
  }
}

/** The address of an element's stream, where it has one. @param {EventTarget | null} element */
function streamOf(element) {
  return element instanceof Element ? element.getAttribute("hx-sse:connect") : null;
}

customElements.define("live-state", LiveState);
