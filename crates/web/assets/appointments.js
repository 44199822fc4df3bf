// What gets better by a script on the appointments' pages; all of it works without one.
//
// <appointments-page data-every="15000" data-initials="…"> <div id="appts-live">…</div>: the changing part is asked for again
//   every so often and whenever one comes back to the page, and morphed in, so that the focus stays where it is;
//   arrow keys go over the entries of a week, and PageUp and PageDown to the days or weeks beside.
// a[data-sheet] opens in the dialog; what is pressed in it is an ordinary form.

import "./counter-people.js";

const ANSWER_WITHIN_MS = 8_000;

/** @typedef {{ swap: (context: object) => Promise<void> }} Htmx */

class AppointmentsPage extends HTMLElement {
  #controller = new AbortController();
  /** @type {ReturnType<typeof setInterval> | undefined} */ #timer;
  #asking = false;

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.#timer = setInterval(() => void this.#freshen(), Number(this.dataset.every) || 15_000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) void this.#freshen(); }, on);
    this.addEventListener("keydown", (event) => this.#key(event), on);
  }

  disconnectedCallback() {
    this.#controller.abort();
    clearInterval(this.#timer);
  }

  /** Nothing changes under somebody's hands: not while a sheet is open or a choice is being made. */
  get #busy() { return document.hidden || document.querySelector("dialog[open], details[open]") !== null || document.activeElement?.matches("select") === true; }

  async #freshen() {
    if (this.#asking || this.#busy) return;
    this.#asking = true;
    try {
      const how = { headers: { "HX-Request": "true" }, cache: /** @type {const} */ ("no-store"), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
      const answer = await fetch(location.href, how);
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok) return;
      const text = await answer.text();
      const live = document.getElementById("appts-live");
      const htmx = /** @type {{ htmx?: Htmx }} */ (globalThis).htmx;
      if (live && !this.#busy) await htmx?.swap({ sourceElement: live, target: live, text, swap: "innerMorph" });
    } catch { /* What stands there is said to be old by the page's own sign of life. */ } finally { this.#asking = false; }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element) || event.target.matches("select, input, textarea")) return;
    const beside = { PageUp: "earlier", PageDown: "later" }[event.key];
    if (beside) { event.preventDefault(); document.getElementById(beside)?.click(); return; }
    const day = event.target.closest(".week-day");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!day || !step) return;
    event.preventDefault();
    const days = [...this.querySelectorAll(".week-day")];
    const links = (/** @type {Element | undefined} */ of) => [.../** @type {NodeListOf<HTMLElement>} */ (of?.querySelectorAll("a") ?? [])];
    if (step[1]) {
      const own = links(day);
      own[own.indexOf(/** @type {HTMLElement} */ (event.target.closest("a"))) + step[1]]?.focus();
      return;
    }
    const sideways = document.documentElement.dir === "rtl" ? -step[0] : step[0];
    const top = event.target.getBoundingClientRect().top;
    const others = links(days[days.indexOf(day) + sideways]);
    // The nearest by its time; from the head of a day to the head of the next.
    const away = (/** @type {HTMLElement} */ link) => Math.abs(link.getBoundingClientRect().top - top);
    others.sort((a, b) => away(a) - away(b))[0]?.focus();
  }
}

/** @param {HTMLAnchorElement} link @param {HTMLDialogElement} sheet */
async function open(link, sheet) {
  const how = { headers: { "HX-Request": "true" }, cache: /** @type {const} */ ("no-store"), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
  const answer = await fetch(link.href, how).catch(() => null);
  // What cannot be shown in the sheet is shown, or explained, as a page.
  if (!answer?.ok || answer.redirected) { location.assign(link.href); return; }
  sheet.innerHTML = await answer.text();
  if (!sheet.open) sheet.showModal();
  const heading = sheet.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

document.addEventListener("click", (event) => {
  const sheet = document.getElementById("sheet");
  if (!(event.target instanceof Element) || !(sheet instanceof HTMLDialogElement)) return;
  const link = event.target.closest("a[data-sheet]");
  if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    void open(link, sheet);
  } else if (event.target.closest("[data-dismiss]") && sheet.open) {
    event.preventDefault();
    sheet.close();
  }
});

customElements.define("appointments-page", AppointmentsPage);
