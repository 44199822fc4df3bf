// The internal note on a visit: saved by itself, and never lost while somebody types.
//
// <visit-note visit="…" action="/counter/…/note?lang=da"> label, textarea, [data-state], [data-left], [data-text="…"]
//
// What is typed is kept in the tab's own storage until the server has it: a session that ended, a server that is away or a
// page that is loaded again takes nothing. The server's text is put into the field as text and nothing else.

const PAUSE_MS = 1_000;
const AGAIN_MS = 5_000;
const ANSWER_WITHIN_MS = 8_000;
const FLUSH_WITHIN_MS = 1_500;
const KEY = "frontdesk.counter.note.";

/** @type {Set<VisitNote>} */ const notes = new Set();

/** Saves what is not saved yet; gives up waiting after a moment, not trying. */
export async function flushNotes() {
  const moment = new Promise((done) => setTimeout(done, FLUSH_WITHIN_MS));
  await Promise.race([Promise.all([...notes].map((note) => note.flush())), moment]);
}

class VisitNote extends HTMLElement {
  static observedAttributes = ["visit"];

  /** @type {number | undefined} */ #timer;
  #visit = "";
  #saved = "";
  /** The save under way, which the next waits for. */
  #saving = Promise.resolve();

  connectedCallback() {
    notes.add(this);
    this.#field?.addEventListener("input", () => this.#typed());
    this.#field?.addEventListener("change", () => void this.flush());
    this.#switch(this.getAttribute("visit") ?? "");
  }

  disconnectedCallback() {
    void this.flush();
    notes.delete(this);
    clearTimeout(this.#timer);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#switch(this.getAttribute("visit") ?? "");
  }

  get #field() { return this.querySelector("textarea"); }

  /** @param {string} visit */
  #switch(visit) {
    if (visit === this.#visit) return;
    if (this.#visit) void this.flush();
    this.#visit = visit;
    this.#saved = "";
    this.#mark(false);
    this.#put(kept(visit) ?? "");
    this.#show("");
    void this.#load(visit);
  }

  /** @param {string} visit */
  async #load(visit) {
    const mine = kept(visit);
    try {
      const answer = await fetch(`${this.#address}&visit=${visit}`, { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (visit !== this.#visit) return;
      if (answer.ok) this.#saved = await answer.text();
    } catch { /* What was typed here stays; the server's text comes when it can. */ }
    if (visit !== this.#visit) return;
    if (mine !== null && mine !== this.#saved) {
      this.#put(mine);
      this.#show("restored");
      void this.flush();
    } else if (kept(visit) === null) {
      this.#put(this.#saved);
    }
  }

  #typed() {
    keep(this.#visit, this.#field?.value ?? "");
    this.#left();
    this.#mark(false);
    this.#show("");
    this.#later(PAUSE_MS);
  }

  /** @param {number} pause */
  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** Saves what was typed, if the server does not have it. */
  async flush() {
    clearTimeout(this.#timer);
    const [visit, text] = [this.#visit, kept(this.#visit)];
    if (visit && text !== null) this.#saving = this.#saving.then(() => this.#save(visit, text));
    await this.#saving;
  }

  /** @param {string} visit @param {string} text */
  async #save(visit, text) {
    this.#show("keeping", visit);
    let [refused, state] = ["", "waits"];
    try {
      const body = new URLSearchParams({ visit, text, command_id: commandId() });
      const headers = { "HX-Request": "true", accept: "application/problem+json", "accept-language": document.documentElement.lang };
      const answer = await fetch(this.#address, { method: "POST", body, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (answer.status === 401) state = "signed-out";
      if (answer.ok) {
        if (kept(visit) === text) forget(visit);
        if (visit === this.#visit) this.#saved = text;
        this.#show("kept", visit);
        return;
      }
      // What can never be saved is said once; all else is tried again.
      if (answer.status === 404 || answer.status === 409 || answer.status === 422) refused = String((await answer.json()).detail ?? "");
    } catch { /* Away: tried again. */ }
    if (refused) { this.#tell(refused, visit); this.#mark(visit === this.#visit); }
    else { this.#show(state, visit); if (visit === this.#visit) this.#later(AGAIN_MS); }
  }

  get #address() { return this.getAttribute("action") ?? ""; }

  /** @param {string} text */
  #put(text) {
    if (this.#field && this.#field.value !== text) this.#field.value = text;
    this.#left();
  }

  #left() {
    const [field, left] = [this.#field, /** @type {HTMLElement | null} */ (this.querySelector("[data-left]"))];
    if (!field || !left) return;
    const rest = field.maxLength - field.value.length;
    left.textContent = rest <= 200 ? `${rest} ${left.dataset.of}` : "";
  }

  /** @param {string} state @param {string} [visit] */
  #show(state, visit = this.#visit) {
    this.#tell(state ? this.querySelector(`[data-text="${state}"]`)?.textContent ?? "" : "", visit);
  }

  /** Whether the text cannot be kept as it is. @param {boolean} wrong */
  #mark(wrong) {
    if (wrong) this.#field?.setAttribute("aria-invalid", "true");
    else this.#field?.removeAttribute("aria-invalid");
  }

  /** @param {string} text @param {string} visit */
  #tell(text, visit) {
    const place = this.querySelector("[data-state]");
    if (place && visit === this.#visit) place.textContent = text;
  }
}

/** @param {string} visit */
function kept(visit) {
  try { return sessionStorage.getItem(KEY + visit); } catch { return memory.get(visit) ?? null; }
}

/** @param {string} visit @param {string} text */
function keep(visit, text) {
  try { sessionStorage.setItem(KEY + visit, text); } catch { memory.set(visit, text); }
}

/** @param {string} visit */
function forget(visit) {
  try { sessionStorage.removeItem(KEY + visit); } catch { memory.delete(visit); }
}

/** Where the browser gives a page no storage. @type {Map<string, string>} */
const memory = new Map();

function commandId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("visit-note", VisitNote);
