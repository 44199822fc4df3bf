// @ts-check
// Keeps the part of a page that changes up to date. The server sends that part whole; the page works without this.

class LiveHall extends HTMLElement {
  /** @type {EventSource | null} */
  #source = null;

  connectedCallback() {
    const address = this.getAttribute("src");
    if (!address) return;
    this.#source = new EventSource(address);
    this.#source.addEventListener("live", (event) => this.#show(event.data));
    this.#source.addEventListener("open", () => this.#setLost(false));
    this.#source.addEventListener("error", () => this.#setLost(true));
  }

  disconnectedCallback() {
    this.#source?.close();
    this.#source = null;
  }

  /** @param {string} part HTML that the server has escaped */
  #show(part) {
    const now = this.querySelector("[data-now]");
    if (!now) return;
    now.innerHTML = part;
    this.#setLost(false);
    this.#say(now.querySelector("[data-newest]")?.getAttribute("data-newest") ?? "");
  }

  /** Reads a new call aloud, once. @param {string} newest */
  #say(newest) {
    const said = this.querySelector("[data-said]");
    if (said && said.textContent !== newest) said.textContent = newest;
  }

  /** Old calls must never pass for new ones. @param {boolean} lost */
  #setLost(lost) {
    this.querySelector("[data-lost]")?.toggleAttribute("hidden", !lost);
    this.toggleAttribute("data-stale", lost);
  }
}

customElements.define("live-hall", LiveHall);
