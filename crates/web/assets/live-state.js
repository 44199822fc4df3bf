// Keeps a live part honest: says so when what is shown is no longer live, reads changes aloud, and notices a new build.
//
// <live-state watch="/alive" every="1500"> … [data-lost] … [data-said] … <div data-live hx-sse:connect="…">
//
// htmx swaps the states in. This element shows [data-lost] while there is no connection, sets its own `state` attribute
// to "live" or "lost", copies a changed [data-say] into [data-said], and reloads the page when the server has another
// build than the page (asking first, by the cancelable event `frontdesk:reload`). With `watch` it also asks the server
// whether it is there, so that a pulled cable is noticed as well as a stopped program.

const ANSWER_WITHIN_MS = 1400;

class LiveState extends HTMLElement {
  /** @type {number | undefined} */ #timer;
  /** @type {string} */ #said = "";
  #streamLost = false;
  #watchLost = false;
  #controller = new AbortController();

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.addEventListener("htmx:sse:after:connection", () => this.#stream(true), on);
    this.addEventListener("htmx:sse:error", () => this.#stream(false), on);
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
  }

  /** Whether what is shown is live. */
  get live() { return !this.#streamLost && !this.#watchLost; }

  /** @param {boolean} there */
  #stream(there) {
    if (this.#streamLost === !there) return;
    this.#streamLost = !there;
    this.#show();
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

customElements.define("live-state", LiveState);
