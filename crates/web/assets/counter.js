// The employee's page: presses without leaving it, sheets, keys, and where the focus goes.
//
// Its state comes from the server, whole, again and again; nothing here knows a rule. A press sends its form as it stands
// and takes the page that comes back. What is refused is said in the nearest [data-notice] of its [data-area].

import { serverNow } from "./clock.js";
import { flushNotes } from "./counter-note.js";
import "./counter-people.js";
import { watchCalls } from "./counter-calls.js";

const ANSWER_WITHIN_MS = 10_000;
/** A list in a sheet is asked for again this often at most, while states come. */
const SHEET_PAUSE_MS = 2_000;
/** How long it is told that her queues were changed. */
const TOLD_MS = 120_000;
/** How long it is told that nothing got through, where the page itself did not notice. */
const UNREACHABLE_MS = 10_000;
const LETTERS_OFF = "frontdesk.counter.letters-off";
const LAST_DESK = "frontdesk.counter.desk";

/** @typedef {{ config: { morphIgnore: string[] }, swap: (context: object) => Promise<void> }} Htmx */

/** Who fills a form in with the letters of a field presses no keys of ours. @param {EventTarget | null} target */
const isTyping = (target) => target instanceof Element && target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

class CounterPage extends HTMLElement {
  #controller = new AbortController();
  #card = "";
  #desk = "";
  #pressed = false;
  #sending = false;
  #unreachableAt = 0;
  #queues = "";
  #sheetAddress = "";
  #sheetAsked = 0;
  /** @type {number | undefined} */ #ticker;

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    // A menu that is open stays open when a new state comes.
    const htmx = /** @type {{ htmx?: Htmx }} */ (globalThis).htmx;
    if (htmx && !htmx.config.morphIgnore.includes("open")) htmx.config.morphIgnore.push("open");
    this.#root.addEventListener("submit", (event) => this.#submit(/** @type {SubmitEvent} */ (event)), on);
    this.#root.addEventListener("invalid", (event) => this.#invalid(event), { ...on, capture: true });
    this.#root.addEventListener("click", (event) => this.#click(/** @type {MouseEvent} */ (event)), on);
    document.addEventListener("keydown", (event) => this.#key(event), on);
    this.addEventListener("htmx:sse:after:message", () => this.#changed(), on);
    document.addEventListener("click", (event) => this.#closeMenus(event.target), on);
    // While something is typed or chosen the page is not reloaded under somebody's hands.
    this.#root.addEventListener("frontdesk:reload", (event) => { if (this.#busy) event.preventDefault(); }, on);
    // Signed out: what she types is not taken from under her hands.
    this.#root.addEventListener("frontdesk:gone", (event) => { event.preventDefault(); void this.#lost(); }, on);
    this.#root.addEventListener("frontdesk:lost", () => void this.#lost(), on);
    this.#root.addEventListener("frontdesk:live", () => this.#found(), on);
    this.#root.addEventListener("frontdesk:session", (event) => this.#tellSignedOut(!(/** @type {CustomEvent} */ (event).detail)), on);
    this.#ticker = setInterval(() => this.#tick(), 500);
    this.#letters();
    this.#changed();
    watchCalls(this, on.signal);
  }

  disconnectedCallback() {
    this.#controller.abort();
    clearInterval(this.#ticker);
  }

  /** @returns {HTMLElement} */
  get #root() { return /** @type {HTMLElement} */ (this.closest("live-state") ?? this); }
  get #sheet() { return /** @type {HTMLDialogElement} */ (document.getElementById("sheet")); }
  get #busy() { return this.#sending || isTyping(document.activeElement) || document.querySelector("dialog[open]") !== null; }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.plain !== undefined || form.method === "dialog") return;
    event.preventDefault();
    if (this.#sending) return;
    const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
    this.#unsay();
    // An open menu would lie on what is said.
    this.#closeMenus(form.closest("dialog"));
    this.#hold(true, submitter);
    try {
      await flushNotes();
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)));
      const answer = await this.#ask(submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body });
      if (answer === null) return;
      if (answer.ok) await this.#take(await answer.text(), form.closest("dialog"));
      else this.#say(form, await detail(answer));
    } catch {
      this.#sayUnreachable(form);
    } finally {
      this.#hold(false, submitter);
    }
  }

  /** What is missing is said in the page's language, not in the browser's. @param {Event} event */
  #invalid(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.dataset.missing === undefined) return;
    event.preventDefault();
    this.#say(field, field.dataset.missing);
    /** @type {HTMLElement | null | undefined} */ (field.form?.querySelector("[data-missing]"))?.focus();
  }

  /** Null where she has to sign in again. @param {string} address @param {RequestInit} how */
  async #ask(address, how) {
    const headers = { "HX-Request": "true", accept: "application/problem+json", "accept-language": document.documentElement.lang };
    const answer = await fetch(address, { ...how, headers, cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (answer.status !== 401) return answer;
    this.#tellSignedOut(true);
    location.reload();
    return null;
  }

  /** Where the states stop because she is signed out, elsewhere or by the hour, she is told so. Nothing that she is typing
   *  is taken from under her hands. */
  async #lost() {
    const headers = { "HX-Request": "true", accept: "application/problem+json" };
    const asked = fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const answer = await asked.catch(() => null);
    if (answer?.status !== 401) return;
    if (!this.#busy) { location.reload(); return; }
    this.#tellSignedOut(true);
  }

  #found() {
    this.#tellSignedOut(false);
    this.#forgetUnreachable();
  }

  /** At the top of the page, with the way to sign in and back. @param {boolean} signedOut */
  #tellSignedOut(signedOut) {
    const place = document.querySelector("[data-signed-out]");
    if (!place || place.hasChildNodes() === signedOut) return;
    const banner = /** @type {HTMLTemplateElement | null} */ (document.getElementById("signed-out"));
    place.replaceChildren(...(signedOut && banner ? [banner.content.cloneNode(true)] : []));
  }

  /** @param {Element} at */
  #sayUnreachable(at) {
    this.#unreachableAt = performance.now();
    this.#say(at, this.dataset.unreachable ?? "");
  }

  #forgetUnreachable() {
    this.#unreachableAt = 0;
    for (const said of document.querySelectorAll("[data-notice]")) if (said.textContent === this.dataset.unreachable) said.textContent = "";
  }

  /** The page as it is after a press. The next state of the stream would say the same. The sheet that the press was in is
   *  done with; one that was opened while the answer was on its way stays.
   *  @param {string} html @param {HTMLDialogElement | null} fromSheet */
  async #take(html, fromSheet) {
    this.#pressed = true;
    fromSheet?.close();
    const htmx = /** @type {{ htmx?: Htmx }} */ (globalThis).htmx;
    await htmx?.swap({ sourceElement: this, target: this, text: html, swap: "innerMorph" });
    this.#changed();
    // What was pressed may be gone, or was in a sheet; whoever works by keys goes on from the card.
    // What is in a sheet that has closed keeps the focus for a moment yet, unseen.
    const focus = document.activeElement;
    if (fromSheet || !focus || focus === document.body || !focus.checkVisibility()) document.getElementById("citizen-title")?.focus({ preventScroll: true });
  }

  /** @param {boolean} sending @param {HTMLButtonElement | null} button */
  #hold(sending, button) {
    this.#sending = sending;
    this.toggleAttribute("sending", sending);
    if (sending) button?.setAttribute("aria-disabled", "true");
    else button?.removeAttribute("aria-disabled");
  }

  /** @param {Element} at @param {string} text */
  #say(at, text) {
    const near = at.closest("dialog")?.querySelector("[data-notice]") ?? at.closest("[data-area]")?.querySelector("[data-notice]");
    const place = near ?? document.getElementById("said-top");
    if (place) place.textContent = text;
  }

  #unsay() {
    for (const said of document.querySelectorAll("[data-notice]")) said.textContent = "";
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-sheet]"));
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void this.#open(link);
      return;
    }
    const dismiss = target.closest("[data-dismiss]");
    if (dismiss?.closest("dialog")) { event.preventDefault(); dismiss.closest("dialog")?.close(); return; }
    const opens = target.closest("[data-open]")?.getAttribute("data-open");
    if (opens) this.#keys(opens);
    const side = target.closest("[data-side-window]")?.getAttribute("data-side-window");
    if (side) window.open(side, "frontdesk-side", "popup,width=360,height=640");
    if (target.matches("[data-letters]")) this.#letters(/** @type {HTMLInputElement} */ (target).checked);
    if (target.closest("[aria-disabled=true]")) event.preventDefault();
  }

  /** @param {HTMLAnchorElement} link */
  async #open(link) {
    this.#unsay();
    try {
      const answer = await this.#ask(link.href, {});
      if (answer === null) return;
      if (!answer.ok) { this.#say(link, await detail(answer)); return; }
      this.#sheet.innerHTML = await answer.text();
      this.#sheetAddress = link.href;
      this.#sheetAsked = performance.now();
      if (!this.#sheet.open) this.#sheet.showModal();
      const heading = this.#sheet.querySelector("h2");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
    } catch {
      this.#sayUnreachable(link);
    }
  }

  /** A list of those who wait is as live as the page below it. What is chosen in a form is left alone. */
  async #freshen() {
    const fresh = () => this.#sheet.open && this.#sheet.querySelector("[data-fresh]") !== null;
    if (!fresh() || performance.now() - this.#sheetAsked < SHEET_PAUSE_MS) return;
    const address = this.#sheetAddress;
    this.#sheetAsked = performance.now();
    const answer = await this.#ask(address, {}).catch(() => null);
    if (!answer?.ok) return;
    const text = await answer.text();
    if (!fresh() || address !== this.#sheetAddress) return;
    const htmx = /** @type {{ htmx?: Htmx }} */ (globalThis).htmx;
    await htmx?.swap({ sourceElement: this.#sheet, target: this.#sheet, text, swap: "innerMorph" });
  }

  /** Somebody else changed what she serves: it is told beside her queues, and aloud.
   *  @param {boolean} own whether a press on this page brought it about */
  #queuesChanged(own) {
    const queues = document.querySelector("[data-queues]")?.getAttribute("data-queues") ?? "";
    const said = document.querySelector("[data-queues-said]");
    if (said && this.#queues && queues && queues !== this.#queues && !own) {
      said.textContent = queues;
      setTimeout(() => { if (said.textContent === queues) said.textContent = ""; }, TOLD_MS);
    }
    this.#queues = queues;
  }

  /** @param {string} name */
  #keys(name) {
    const dialog = document.getElementById(name);
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  }

  /** Reads or keeps whether letters are keys. @param {boolean} [on] */
  #letters(on) {
    try {
      if (on !== undefined) localStorage.setItem(LETTERS_OFF, on ? "" : "1");
      on ??= !localStorage.getItem(LETTERS_OFF);
    } catch { on ??= true; }
    document.body.classList.toggle("no-letters", !on);
    for (const box of document.querySelectorAll("[data-letters]")) /** @type {HTMLInputElement} */ (box).checked = on;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const inSheet = document.querySelector("dialog[open]") !== null;
    if (event.key === "Escape") this.#closeMenus(null);
    if (event.key === "F8" && !inSheet) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector("#next-button, #end-pause"))?.click();
      return;
    }
    if (inSheet || isTyping(event.target)) return;
    if (event.key === "?" && !document.body.classList.contains("no-letters")) { this.#keys("keys"); return; }
    this.#letter(event);
  }

  /** A letter, while the citizen's card has the focus; Enter there too, unless a button or a link takes it.
   *  @param {KeyboardEvent} event */
  #letter(event) {
    const target = /** @type {Element | null} */ (event.target);
    if (document.body.classList.contains("no-letters") || !target?.closest("#citizen")) return;
    if (event.key === "Enter" && target.closest("button, a, summary")) return;
    const name = CSS.escape(event.key.toLowerCase());
    const button = /** @type {HTMLElement | null} */ (document.querySelector(`#citizen [data-key="${name}"]`));
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  /** After a new state: another citizen's card takes the focus, if nothing else that is in use has it. */
  #changed() {
    const work = document.getElementById("work");
    const card = work?.dataset.card ?? "";
    const desk = work?.dataset.desk ?? "";
    if (card !== this.#card && this.#mayMoveFocus()) document.getElementById("citizen-title")?.focus({ preventScroll: true });
    this.#card = card;
    this.#queuesChanged(this.#pressed || this.#sending || desk !== this.#desk);
    this.#pressed = false;
    void this.#freshen();
    if (desk !== this.#desk) {
      this.#moved(desk);
      this.#fold();
    }
    this.#desk = desk;
    this.#tick();
  }

  #mayMoveFocus() {
    const focus = document.activeElement;
    if (document.querySelector("dialog[open]") || isTyping(focus)) return false;
    return this.#pressed || !focus || focus === document.body || focus.closest("#citizen, .next") !== null;
  }

  /** Says kindly who followed her at her desk. @param {string} desk */
  #moved(desk) {
    let last = this.#desk;
    try {
      last ||= sessionStorage.getItem(LAST_DESK) ?? "";
      if (desk) sessionStorage.setItem(LAST_DESK, desk);
    } catch { /* Without storage it is known while the page is open. */ }
    if (desk) return;
    for (const line of document.querySelectorAll("[data-taken-over]")) {
      /** @type {HTMLElement} */ (line).hidden = line.getAttribute("data-taken-over") !== last;
    }
  }

  /** What time alone changes: calling again becomes possible, taking back ends. */
  #tick() {
    const unreachable = this.#unreachableAt > 0 && performance.now() - this.#unreachableAt > UNREACHABLE_MS;
    if (unreachable && this.#root.getAttribute("state") === "live") this.#forgetUnreachable();
    const now = serverNow();
    if (!Number.isFinite(now)) return;
    for (const button of document.querySelectorAll("[data-ready]")) {
      if (Number(button.getAttribute("data-ready")) > now) continue;
      button.removeAttribute("data-ready");
      button.querySelector("live-timer")?.remove();
    }
    const undo = document.getElementById("undo-bar");
    if (undo) undo.hidden = Number(undo.dataset.until) < now;
  }

  /** @param {EventTarget | null} except */
  #closeMenus(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!(except instanceof Node && menu.contains(except))) menu.removeAttribute("open");
    }
  }

  /** In the narrow window the list of those set aside begins folded. */
  #fold() {
    if (matchMedia("(max-width: 480px)").matches) document.getElementById("aside-fold")?.removeAttribute("open");
  }
}

/** What a problem says. @param {Response} answer */
async function detail(answer) {
  const problem = await answer.json().catch(() => ({}));
  return String(problem.detail ?? answer.status);
}

customElements.define("counter-page", CounterPage);
