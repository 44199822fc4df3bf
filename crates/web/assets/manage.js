// The manager's pages: menus that close, and the day again.
//
// <day-again address="/manage/x/days/2026-11-26" language="da" first="540" all="540" point="." time="kl. {time}">
//
// All works without this file: one steps by links. With it the part that belongs to the minute ([data-moment]) is fetched
// while the knob moves, the address in the bar follows, and the day can be played.

const FETCH_AFTER_MS = 120;
const MINUTE_MS = 60_000;
const NOTICE_STAYS_MS = 20_000;

/** The button that was pressed last: by its name, for the hall is drawn anew. */
let pressed = "";

// A press in a menu is done: the menu goes. So does what was done, when it is closed; the focus goes back to the press.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  const menu = form.closest("[popover]");
  if (menu instanceof HTMLElement) menu.hidePopover();
  if (form.matches("[data-close]")) {
    event.preventDefault();
    document.querySelector("#notice")?.replaceChildren();
    (document.getElementById(pressed) ?? document.querySelector("#board"))?.focus();
  } else {
    pressed = event.submitter?.id ?? "";
  }
});

// What was done goes by itself, but not while somebody points at it or is in it.
const notice = document.querySelector("#notice");
if (notice) {
  /** @type {number | undefined} */ let soon;
  const goes = () => {
    clearTimeout(soon);
    if (notice.children.length === 0) return;
    soon = setTimeout(() => { if (notice.matches(":hover, :focus-within")) goes(); else notice.replaceChildren(); }, NOTICE_STAYS_MS);
  };
  new MutationObserver(goes).observe(notice, { childList: true });
  goes();
}

class DayAgain extends HTMLElement {
  /** @type {HTMLInputElement | null} */ #range = null;
  /** @type {HTMLElement | null} */ #moment = null;
  /** @type {number | undefined} */ #soon;
  /** @type {number | undefined} */ #playing;
  /** @type {ResizeObserver | undefined} */ #sized;
  #asked = 0;
  #controller = new AbortController();

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.#range = this.querySelector("input[type=range]");
    this.#moment = this.querySelector("[data-moment]");
    for (const part of this.querySelectorAll("[data-scripted]")) /** @type {HTMLElement} */ (part).hidden = false;
    this.#range?.addEventListener("input", () => { this.#stop(); this.#move(this.#minute); }, on);
    this.addEventListener("click", (event) => this.#clicked(event), on);
    this.addEventListener("change", () => { if (this.#playing !== undefined) this.#play(); }, on);
    this.querySelector("[data-play]")?.addEventListener("click", () => {
      if (this.#playing === undefined) this.#play(); else this.#stop();
    }, on);
    this.querySelector("[data-share]")?.addEventListener("click", () => void this.#share(), on);
    window.addEventListener("popstate", () => location.reload(), on);
    // The file may be fetched again, and a page that plays should not be loaded anew.
    document.addEventListener("frontdesk:reload", (event) => { if (this.#playing !== undefined) event.preventDefault(); }, on);
    this.#place(this.#minute);
    this.#standAtNow();
  }

  disconnectedCallback() {
    this.#controller.abort();
    this.#sized?.disconnect();
    clearTimeout(this.#soon);
    clearInterval(this.#playing);
  }

  get #minute() { return Number(this.#range?.value ?? 0); }
  get #last() { return Number(this.#range?.dataset.last ?? 0); }
  get #all() { return Number(this.getAttribute("all") ?? 1); }
  get #first() { return Number(this.getAttribute("first") ?? 0); }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = /** @type {Element} */ (event.target).closest("a[data-at]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.#stop();
    const [hours, minutes] = (link.getAttribute("data-at") ?? "").split(":").map(Number);
    this.#move((hours ?? 0) * 60 + (minutes ?? 0) - this.#first, 0);
  }

  /** @param {number} minute @param {number} [after] */
  #move(minute, after = FETCH_AFTER_MS) {
    const to = Math.max(0, Math.min(minute, this.#last));
    if (this.#range) this.#range.value = String(to);
    this.#place(to);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#fetch(to), after);
  }

  // The knob, its time and what is behind it, at once.
  /** @param {number} minute */
  #place(minute) {
    const clock = this.#clock(minute);
    this.querySelector("[data-knob]")?.setAttribute("x", `${(minute / this.#all * 100).toFixed(2)}%`);
    this.querySelector("[data-past]")?.setAttribute("width", (minute / this.#all * 1000).toFixed(1));
    const text = this.querySelector("[data-knob-text]");
    if (text) text.textContent = clock;
    this.#range?.setAttribute("aria-valuetext", (this.getAttribute("time") ?? "{time}").replace("{time}", clock));
  }

  /** @param {number} minute */
  #clock(minute) {
    const at = this.#first + minute;
    return `${Math.floor(at / 60)}${this.getAttribute("point") ?? "."}${String(at % 60).padStart(2, "0")}`;
  }

  /** @param {number} minute */
  #address(minute) {
    const at = this.#first + minute;
    const time = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    return `${this.getAttribute("address")}?lang=${this.getAttribute("language")}&at=${time}`;
  }

  /** @param {number} minute */
  async #fetch(minute) {
    const address = this.#address(minute);
    const asked = ++this.#asked;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
      if (!answer.ok) { if (answer.status === 401 || answer.status === 403) location.assign(address); return; }
      const part = await answer.text();
      // Only the newest counts: answers may come in another order.
      if (asked !== this.#asked || !this.#moment) return;
      const focused = document.activeElement instanceof HTMLElement && this.#moment.contains(document.activeElement) ? document.activeElement.id : "";
      const fresh = document.createRange().createContextualFragment(part);
      this.#moment.replaceChildren(fresh);
      this.#standAtNow();
      if (focused) document.getElementById(focused)?.focus();
      history.replaceState(null, "", address);
      for (const link of document.querySelectorAll(".languages a")) {
        const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
        url.searchParams.set("at", new URL(address, location.href).searchParams.get("at") ?? "");
        /** @type {HTMLAnchorElement} */ (link).href = url.href;
      }
    } catch {
      this.#stop();
    }
  }

  // The list stands at the minute, also when fonts and styles come late, until somebody moves it; the page itself does not.
  #standAtNow() {
    this.#sized?.disconnect();
    const list = this.querySelector(".events");
    const here = list?.querySelector("[data-here]");
    if (!(list instanceof HTMLElement) || !(here instanceof HTMLElement)) return;
    const sized = new ResizeObserver(() => {
      list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    });
    for (const part of [list, ...list.children]) sized.observe(part);
    for (const moved of ["wheel", "pointerdown", "keydown"]) {
      list.addEventListener(moved, () => sized.disconnect(), { once: true, passive: true });
    }
    this.#sized = sized;
  }

  #play() {
    clearInterval(this.#playing);
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector("input[name=speed]:checked"));
    const speed = Number(chosen?.value ?? 10);
    this.#playing = setInterval(() => {
      if (this.#minute >= this.#last) { this.#stop(); return; }
      this.#move(this.#minute + 1, 0);
    }, MINUTE_MS / speed);
    this.#shows(true);
  }

  #stop() {
    clearInterval(this.#playing);
    this.#playing = undefined;
    this.#shows(false);
  }

  /** @param {boolean} playing */
  #shows(playing) {
    const button = this.querySelector("[data-play]");
    button?.setAttribute("aria-pressed", String(playing));
    for (const sign of button?.querySelectorAll("[data-when]") ?? []) {
      /** @type {HTMLElement} */ (sign).hidden = (sign.getAttribute("data-when") === "playing") !== playing;
    }
  }

  async #share() {
    const said = this.querySelector("[data-copied]");
    // The page may have been opened without a time.
    const address = new URL(this.#address(this.#minute), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      if (said) said.textContent = said.getAttribute("data-copied");
    } catch {
      if (said) said.textContent = address;
    }
  }
}

customElements.define("day-again", DayAgain);
