// The internal note on a visit: saved by itself, and never lost while somebody types.
//
// <visit-note visit="…" action="/counter/…/note?lang=da"> label, textarea, [data-state], [data-like-cpr], [data-left], [data-text="…"]
//
// What is typed is kept in the tab's own storage until the server has it: a session that ended, a server that is away or a
// page that is loaded again takes nothing. It is kept for who typed it and for that day alone. Where somebody saved another
// text in between, both are put together. The server's text is put into the field as text and nothing else.
// `frontdesk:session`, with whether she is signed in, says what a save has found.

const PAUSE_MS = 1_000;
const AGAIN_MS = 5_000;
const ANSWER_WITHIN_MS = 8_000;
const FLUSH_WITHIN_MS = 1_500;
const KEY = "frontdesk.counter.note.";
const WRITER = "x-frontdesk-writer";
/** What looks like a CPR number. */
const LIKE_CPR = /(?<!\d)\d{6}[-\s]?\d{4}(?!\d)/;
const PLAIN = "text/plain";

/** What is not saved yet: who typed it on which day, and the text it began from. @typedef {{ writer: string, text: string, base: string }} Draft */

/** @type {Set<VisitNote>} */ const notes = new Set();

/** Saves what is not saved yet; gives up waiting after a moment, not trying. */
export async function flushNotes() {
  const moment = new Promise((done) => setTimeout(done, FLUSH_WITHIN_MS));
  await Promise.race([Promise.all([...notes].map((note) => note.flush())), moment]);
}

class VisitNote extends HTMLElement {
  static observedAttributes = ["visit"];

  #controller = new AbortController();
  /** @type {number | undefined} */ #timer;
  #visit = "";
  /** What the server had when it was last heard of. */
  #saved = "";
  #heard = false;
  #saves = 0;
  /** The save under way, which the next waits for. */
  #saving = Promise.resolve();

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    notes.add(this);
    this.#field?.addEventListener("input", () => this.#typed());
    this.#field?.addEventListener("change", () => void this.flush());
    // What was saved in another window is there when she comes back to this one.
    window.addEventListener("focus", () => void this.#load(this.#visit), on);
    document.addEventListener("frontdesk:live", () => { if (!this.#heard) void this.#load(this.#visit); }, on);
    this.#switch(this.getAttribute("visit") ?? "");
  }

  disconnectedCallback() {
    void this.flush();
    notes.delete(this);
    this.#controller.abort();
    this.#controller = new AbortController();
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
    this.#heard = false;
    this.#mark(false);
    this.#put(kept(visit)?.text ?? "");
    this.#show("");
    void this.#load(visit);
  }

  /** @param {string} visit */
  async #load(visit) {
    const saves = this.#saves;
    const text = await this.#ask(visit);
    // What was asked for before a save may be older than it.
    if (text === null || visit !== this.#visit || saves !== this.#saves) return;
    this.#heard = true;
    const draft = kept(visit);
    this.#put(draft?.text ?? text);
    if (draft) void this.flush();
    else this.#saved = text;
  }

  /** The server's text; null where it cannot be had now: what was typed here stays. @param {string} visit */
  async #ask(visit) {
    try {
      const how = { headers: { "HX-Request": "true" }, cache: /** @type {const} */ ("no-store"), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
      const answer = await fetch(`${this.#address}&visit=${visit}`, how);
      if (!answer.ok) return null;
      belongTo(answer.headers.get(WRITER) ?? "");
      return await answer.text();
    } catch { return null; }
  }

  #typed() {
    keep(this.#visit, { text: this.#field?.value ?? "", base: kept(this.#visit)?.base ?? this.#saved });
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
    const visit = this.#visit;
    if (visit && kept(visit)) this.#saving = this.#saving.then(() => this.#save(visit));
    await this.#saving;
  }

  /** @param {string} visit @returns {Promise<void>} */
  async #save(visit) {
    const draft = kept(visit);
    if (!draft) return;
    this.#saves += 1;
    this.#show("keeping", visit);
    const answer = await this.#send(visit, draft);
    if (answer?.ok) { this.#done(visit, draft.text); return; }
    if (answer?.status === 409 && answer.headers.get("content-type")?.startsWith(PLAIN)) {
      if (this.#join(visit, draft, await answer.text())) await this.#save(visit);
      if (!kept(visit)) this.#show("joined", visit);
      return;
    }
    await this.#refused(visit, answer);
  }

  /** Null where the server is away. @param {string} visit @param {Draft} draft */
  async #send(visit, { text, base }) {
    const body = new URLSearchParams({ visit, text, base, command_id: commandId() });
    const headers = { "HX-Request": "true", accept: "application/problem+json", "accept-language": document.documentElement.lang };
    const sent = fetch(this.#address, { method: "POST", body, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const answer = await sent.catch(() => null);
    if (answer) this.dispatchEvent(new CustomEvent("frontdesk:session", { bubbles: true, detail: answer.status !== 401 }));
    return answer;
  }

  /** @param {string} visit @param {string} text what the server has now */
  #done(visit, text) {
    const newer = kept(visit);
    if (visit === this.#visit) this.#saved = text;
    if (newer && newer.text !== text) { keep(visit, { text: newer.text, base: text }); return; }
    forget(visit);
    this.#show("kept", visit);
  }

  /** Puts what was saved elsewhere before what was typed here; says whether that has to be saved.
   *  @param {string} visit @param {Draft} draft as it was sent @param {string} theirs */
  #join(visit, draft, theirs) {
    const mine = kept(visit)?.text ?? draft.text;
    const text = joined(theirs, mine, draft.base);
    if (text === theirs) forget(visit);
    else keep(visit, { text, base: theirs });
    if (visit === this.#visit) { this.#saved = theirs; this.#put(text); }
    return text !== theirs;
  }

  /** What can never be saved is said once; all else is tried again. @param {string} visit @param {Response | null} answer */
  async #refused(visit, answer) {
    const status = answer?.status ?? 0;
    // The day is over, or the visit is not hers: the text must not outlive that.
    const over = [404, 409, 410].includes(status);
    if (over) forget(visit);
    if (!answer || !over && status !== 422) {
      this.#show(status === 401 ? "signed-out" : "waits", visit);
      if (visit === this.#visit) this.#later(AGAIN_MS);
      return;
    }
    const problem = await answer.json().catch(() => ({}));
    this.#tell(String(problem.detail ?? ""), visit);
    this.#mark(visit === this.#visit);
  }

  get #address() { return this.getAttribute("action") ?? ""; }

  /** The cursor stays where it is in what was typed, which is at the end. @param {string} text */
  #put(text) {
    const field = this.#field;
    if (field && field.value !== text) {
      const [from, to] = [field.selectionStart, field.selectionEnd].map((place) => Math.max(0, text.length - field.value.length + place));
      field.value = text;
      if (document.activeElement === field) field.setSelectionRange(from ?? 0, to ?? 0);
    }
    this.#left();
  }

  /** What is said about the text as it is: how much room is left, and whether a CPR number seems to be in it. */
  #left() {
    const [field, left] = [this.#field, /** @type {HTMLElement | null} */ (this.querySelector("[data-left]"))];
    if (!field || !left) return;
    const rest = field.maxLength - field.value.length;
    left.textContent = rest <= 200 ? `${rest} ${left.dataset.of}` : "";
    const like = /** @type {HTMLElement | null} */ (this.querySelector("[data-like-cpr]"));
    const text = LIKE_CPR.test(field.value) ? like?.dataset.likeCpr ?? "" : "";
    if (like && like.textContent !== text) like.textContent = text;
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

/** Two texts as one: what both began from stands there once. @param {string} theirs @param {string} mine @param {string} base */
function joined(theirs, mine, base) {
  const added = base && mine.startsWith(base) ? mine.slice(base.length) : mine;
  return [theirs.trimEnd(), added.trimStart()].filter((text) => text).join("\n\n");
}

/** Whose drafts these are: an employee and a day of the hall. Before the server has said it, nothing is taken out of the
 *  storage, and what is typed waits beside it. */
let writer = "";
/** What waits, and all where the browser gives a page no storage. @type {Map<string, Omit<Draft, "writer">>} */ const waiting = new Map();

/** What others, or she on another day, left in this tab goes. @param {string} now */
function belongTo(now) {
  if (now === writer || !now) return;
  if (writer) waiting.clear();
  writer = now;
  for (const visit of stored()) if (kept(visit) === null) forget(visit);
  for (const [visit, { text, base }] of [...waiting]) {
    waiting.delete(visit);
    const before = kept(visit);
    keep(visit, before ? { text: joined(before.text, text, base), base: before.base } : { text, base });
  }
}

/** Of which visits there are drafts in the storage. */
function stored() {
  try { return Object.keys(sessionStorage).filter((key) => key.startsWith(KEY)).map((key) => key.slice(KEY.length)); } catch { return []; }
}

/** @param {string} visit @returns {Draft | null} */
function kept(visit) {
  const here = waiting.get(visit);
  if (here) return { writer, ...here };
  if (!writer) return null;
  try {
    const draft = JSON.parse(sessionStorage.getItem(KEY + visit) ?? "null");
    return draft?.writer === writer ? draft : null;
  } catch { return null; }
}

/** @param {string} visit @param {Omit<Draft, "writer">} draft */
function keep(visit, { text, base }) {
  waiting.set(visit, { text, base });
  if (!writer) return;
  try {
    sessionStorage.setItem(KEY + visit, JSON.stringify({ writer, text, base }));
    waiting.delete(visit);
  } catch { /* It waits in the page. */ }
}

/** @param {string} visit */
function forget(visit) {
  waiting.delete(visit);
  try { sessionStorage.removeItem(KEY + visit); } catch { /* There is none. */ }
}

function commandId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where no visit is shown nobody asks who she is; with drafts left in the tab it must be known. */
async function tidy() {
  if (stored().length === 0) return;
  const [, counter, centre] = location.pathname.split("/");
  const answer = await fetch(`/${counter}/${centre}/note`, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (answer?.ok) belongTo(answer.headers.get(WRITER) ?? "");
}

customElements.define("visit-note", VisitNote);
void tidy();
