// Who the citizens of a list are, as far as an employee needs it: initials beside numbers, and name and phone of whoever she
// serves or rings. They come by a way of their own: no live part has them, and each is on record as looked at.
//
// <citizen-initials visit="…">A 12</citizen-initials>: the text is what stands there until the initials are known, and where
// there are none; with `label` it is empty then, and they are put before the text that follows.
// <visit-person visit="…" action="/counter/…/person?lang=da"> is filled with a fragment of the server.

const TOGETHER_MS = 30;
const ANSWER_WITHIN_MS = 8_000;
const AT_ONCE_MAX = 100;

/** Initials by visit; an empty text where there are none. @type {Map<string, string>} */ const known = new Map();
/** @type {Set<string>} */ const wanted = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;

/** Asks for those that are not known, all that are wanted in one moment together. */
async function ask() {
  timer = undefined;
  const address = document.querySelector("[data-initials]")?.getAttribute("data-initials");
  const visits = [...wanted].slice(0, AT_ONCE_MAX);
  for (const visit of visits) wanted.delete(visit);
  if (!address || visits.length === 0) return;
  try {
    const list = visits.map((visit) => `&visit=${visit}`).join("");
    const answer = await fetch(address + list, { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (answer.ok) {
      const found = /** @type {Record<string, string>} */ (await answer.json());
      for (const visit of visits) known.set(visit, found[visit] ?? "");
    }
  } catch { /* The numbers stand there; the next change asks again. */ }
  for (const element of document.querySelectorAll("citizen-initials")) if (element instanceof CitizenInitials) element.show();
  if (wanted.size > 0) later();
}

function later() { timer ??= setTimeout(() => void ask(), TOGETHER_MS); }

class CitizenInitials extends HTMLElement {
  static observedAttributes = ["visit"];
  #number = "";

  connectedCallback() {
    this.#number ||= this.textContent ?? "";
    this.#look();
  }

  attributeChangedCallback() { if (this.isConnected) this.#look(); }

  #look() {
    const visit = this.getAttribute("visit") ?? "";
    if (visit && !known.has(visit)) { wanted.add(visit); later(); }
    this.show();
  }

  show() {
    const initials = known.get(this.getAttribute("visit") ?? "");
    const text = this.hasAttribute("label") ? (initials ? `${initials} · ` : "") : initials || this.#number;
    if (this.textContent !== text) this.textContent = text;
  }
}

class VisitPerson extends HTMLElement {
  static observedAttributes = ["visit"];
  #visit = "";

  connectedCallback() { this.#load(); }

  attributeChangedCallback() { if (this.isConnected) this.#load(); }

  #load() {
    const visit = this.getAttribute("visit") ?? "";
    if (visit === this.#visit) return;
    this.#visit = visit;
    this.replaceChildren();
    void this.#fill(visit);
  }

  /** @param {string} visit */
  async #fill(visit) {
    try {
      const how = { headers: { "HX-Request": "true" }, cache: /** @type {const} */ ("no-store"), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
      const answer = await fetch(`${this.getAttribute("action")}&visit=${visit}`, how);
      if (!answer.ok || visit !== this.#visit) return;
      const range = document.createRange();
      range.selectNodeContents(this);
      this.replaceChildren(range.createContextualFragment(await answer.text()));
    } catch { /* Who she is can be seen in the list; nothing else is lost. */ }
  }
}

customElements.define("citizen-initials", CitizenInitials);
customElements.define("visit-person", VisitPerson);
