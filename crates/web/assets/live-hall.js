// @ts-check
// Keeps the part of a page that changes up to date. The server sends that part whole; the page works without this.
// Of what is sent only the pieces that differ are put in: headings stay the same ones, so that whoever goes through the
// page by them, with a screen reader, does not lose the place each time somebody is called.

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
    const sent = document.createElement("template");
    sent.innerHTML = part;
    const newest = sent.content.querySelector("[data-newest]")?.getAttribute("data-newest") ?? "";
    for (const piece of sent.content.querySelectorAll("[data-part]")) {
      const shown = now.querySelector(`[data-part="${piece.getAttribute("data-part")}"]`);
      if (shown && shown.innerHTML !== piece.innerHTML) shown.innerHTML = piece.innerHTML;
    }
    this.#setLost(false);
    this.#say(newest);
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
