// Checking in at the kiosk: a reader that types like a keyboard, and keys on the screen for whoever has none.
//
// <kiosk-scan form="scan" prefixes="…" code="qr" number="card">   watches for what the reader types
// <kiosk-keys>…[data-keys="phone"]…[data-key="1"]…                types into the field that was last chosen
//
// Of what the reader reads nothing but a CPR number or the key of a link is ever put into a form, and nothing is kept: a health
// card also says a name and an address, and those are dropped here. Without this script one types into the fields.

/** The longest pause between two characters of a reader. Nobody types a whole number that fast. */
const BURST_MS = 90;

/** The fewest characters that are taken for a reader's. */
const SCAN_CHARS_MIN = 8;

/** The most that is remembered of what is typed; both tracks of a card are shorter. */
const SCAN_CHARS_MAX = 400;

/** How many characters of a burst are let through before it is known to be one. */
const LET_THROUGH = 3;

/** What the keys of a keyboard as in the USA give, plain and with shift: most readers pretend to be one, whatever the machine
 *  takes them for. @type {Record<string, [string, string]>} */
const US_KEYS = {
  Minus: ["-", "_"], Equal: ["=", "+"], Slash: ["/", "?"], Semicolon: [";", ":"], Period: [".", ">"], Comma: [",", "<"], Quote: ["'", "\""],
  BracketLeft: ["[", "{"], BracketRight: ["]", "}"], Backslash: ["\\", "|"], Backquote: ["`", "~"], Space: [" ", " "],
  Digit1: ["1", "!"], Digit2: ["2", "@"], Digit3: ["3", "#"], Digit4: ["4", "$"], Digit5: ["5", "%"], Digit6: ["6", "^"], Digit7: ["7", "&"],
  Digit8: ["8", "*"], Digit9: ["9", "("], Digit0: ["0", ")"],
};

/** The character of a key on such a keyboard. @param {KeyboardEvent} event */
function usKey(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter) return event.shiftKey ? letter : letter.toLowerCase();
  return US_KEYS[event.code]?.[event.shiftKey ? 1 : 0] ?? event.key;
}

/** What a reading holds: the key of a link, a CPR number, or neither.
 *  @param {string} text @param {string[]} prefixes @returns {{ key?: string, cpr?: string }} */
export function read(text, prefixes) {
  const key = /(?:^|\/t(?:icket)?\/)([A-Za-z0-9_-]{46})(?:[?#]|$)/.exec(text)?.[1];
  if (key) return { key };
  // The first track of a health card is a name and an address; the second begins with eight characters and the number.
  const tracks = text.replace(/%[^?]*\?/g, "");
  const card = /(?:^|[^0-9A-Za-z])[0-9A-Za-z]{8}(\d{10})\d{19}(?![0-9A-Za-z])/.exec(tracks)?.[1];
  if (card && isDate(card)) return { cpr: card };
  if (text.startsWith("%")) return {};
  let bare = text;
  for (const prefix of prefixes) if (prefix && bare.startsWith(prefix)) bare = bare.slice(prefix.length);
  const cpr = /(?:^|\D)(\d{6})[- ]?(\d{4})(?:\D|$)/.exec(bare);
  const number = cpr ? `${cpr[1]}${cpr[2]}` : "";
  return number && isDate(number) ? { cpr: number } : {};
}

/** Whether a number begins with a day and a month; a number that stands in for one has a day that is raised by sixty.
 *  @param {string} number */
function isDate(number) {
  const day = Number(number.slice(0, 2)) % 60, month = Number(number.slice(2, 4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

class KioskScan extends HTMLElement {
  #controller = new AbortController();
  /** What came in one burst: as the machine reads the keys, and as a keyboard of the USA does. */
  #typed = "";
  #keys = "";
  #at = 0;
  /** The field that has the focus, and what stood in it before the burst. @type {{ field: HTMLInputElement, value: string } | undefined} */
  #before;

  connectedCallback() {
    document.addEventListener("keydown", (event) => this.#key(event), { signal: this.#controller.signal, capture: true });
  }

  disconnectedCallback() { this.#controller.abort(); this.#forget(); }

  #forget() { this.#typed = ""; this.#keys = ""; this.#before = undefined; }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey && event.key.length > 1 || event.metaKey) return;
    const late = event.timeStamp - this.#at > BURST_MS;
    if (event.key === "Enter" || event.key === "Tab") {
      if (!late && this.#keys.length >= SCAN_CHARS_MIN) {
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#ended();
      } else {
        this.#forget();
      }
      return;
    }
    // A sign that waits for its letter on this keyboard is a sign like any on the reader's.
    if (event.key.length !== 1 && event.key !== "Dead") return;
    if (late || this.#keys.length >= SCAN_CHARS_MAX) this.#forget();
    if (this.#keys === "") this.#begin();
    this.#at = event.timeStamp;
    if (event.key.length === 1) this.#typed += event.key;
    const key = usKey(event);
    if (key.length === 1) this.#keys += key;
    // What a reader reads never stands in a field.
    if (this.#keys.length > LET_THROUGH) {
      event.preventDefault();
      if (this.#before && this.#keys.length === LET_THROUGH + 1) this.#before.field.value = this.#before.value;
    }
  }

  #begin() {
    const field = document.activeElement;
    this.#before = field instanceof HTMLInputElement ? { field, value: field.value } : undefined;
  }

  #ended() {
    const prefixes = (this.getAttribute("prefixes") ?? "").split("\n");
    const found = [...new Set([this.#typed, this.#keys])].map((text) => read(text, prefixes));
    const half = this.#keys.startsWith("%") && !found.some((one) => one.cpr ?? one.key);
    this.#forget();
    // The first track alone: the second follows.
    if (half) return;
    const number = found.map((one) => one.cpr).find(Boolean);
    const keys = [...new Set(found.map((one) => one.key).filter(Boolean))];
    if (keys.length > 0) this.#send(this.getAttribute("code") || "qr", keys.map((key) => ["key", String(key)]));
    else if (number) this.#send(this.getAttribute("number") || "card", [["cpr", number]]);
    else this.#send("unreadable", []);
  }

  /** @param {string} by @param {string[][]} fields */
  #send(by, fields) {
    const form = document.getElementById(this.getAttribute("form") ?? "");
    if (!(form instanceof HTMLFormElement)) return;
    const added = [["by", by], ...fields].map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.append(...added);
    form.requestSubmit();
    // The form was read as it was sent; nothing of it stays.
    for (const field of added) field.remove();
  }
}

class KioskKeys extends HTMLElement {
  #controller = new AbortController();
  /** @type {HTMLInputElement | undefined} */ #field;

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    const fields = this.#fields();
    for (const field of fields) {
      // The machine's own keys would lie over these.
      field.inputMode = "none";
      field.addEventListener("focus", () => this.#choose(field), on);
    }
    this.addEventListener("click", (event) => this.#press(event), on);
    this.hidden = false;
    const wrong = fields.find((field) => field.getAttribute("aria-invalid") === "true");
    const first = wrong ?? fields[0];
    if (first) this.#choose(first);
  }

  disconnectedCallback() { this.#controller.abort(); }

  /** The fields that there are keys for. */
  #fields() {
    const names = new Set([...this.querySelectorAll("[data-keys]")].map((keys) => /** @type {HTMLElement} */ (keys).dataset.keys ?? ""));
    return [...names].map((name) => document.getElementById(name)).filter((field) => field instanceof HTMLInputElement);
  }

  /** @param {HTMLInputElement} field @param {string} [set] */
  #choose(field, set = "0") {
    if (this.#field === field && set === "0" && this.querySelector(`[data-keys="${field.id}"]:not([hidden])`)) return;
    this.#field = field;
    for (const other of this.#fields()) other.toggleAttribute("data-chosen", other === field);
    for (const keys of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-keys]"))) {
      keys.hidden = keys.dataset.keys !== field.id || (keys.dataset.set ?? "0") !== set;
    }
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    const field = this.#field;
    if (!(pressed instanceof HTMLButtonElement) || !field) return;
    if (pressed.dataset.show !== undefined) { this.#show(pressed); return; }
    if (pressed.dataset.other !== undefined) { this.#choose(field, pressed.closest("[data-set]")?.getAttribute("data-set") === "0" ? "1" : "0"); return; }
    if (pressed.dataset.delete !== undefined) field.value = [...field.value].slice(0, -1).join("");
    else if (pressed.dataset.key !== undefined && field.value.length < field.maxLength) field.value += pressed.dataset.key;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What is masked is shown to whoever asks for it. @param {HTMLButtonElement} button */
  #show(button) {
    const field = document.getElementById(button.dataset.show ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  }
}

customElements.define("kiosk-scan", KioskScan);
customElements.define("kiosk-keys", KioskKeys);
