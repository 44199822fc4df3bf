// What gets better by a script on the pages of booking; all of it works without one.
//
// <booking-time data-with="Fortsæt med {}" data-here="…"> <form> … table.calendar … input[name=at][data-within] … [data-go]
//   The button says which time it goes on with, and so does the summary; arrow keys go from day to day; and where a time was
//   kept, the browser's way back finds it.
// <booking-watch state="booked"> [data-live] : on its own day, once the visit is no longer only booked, the page is loaded anew.

class BookingTime extends HTMLElement {
  #controller = new AbortController();

  connectedCallback() {
    const on = { signal: this.#controller.signal };
    this.addEventListener("change", () => this.#showTime(), on);
    this.addEventListener("keydown", (event) => this.#move(event), on);
    // A browser goes back to a page with what was chosen on it.
    window.addEventListener("pageshow", () => this.#showTime(), on);
    this.#showTime();
  }

  disconnectedCallback() { this.#controller.abort(); }

  #showTime() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector("input[name=at]:checked"));
    if (!chosen) return;
    const within = chosen.dataset.within ?? "";
    const go = this.querySelector("[data-go]");
    if (go) go.textContent = (this.dataset.with ?? "{}").replace("{}", within);
    const clock = document.querySelector("[data-clock]");
    if (clock) clock.textContent = within;
  }

  /** Arrow keys go over the days that have times, as they lie on the page. @param {KeyboardEvent} event */
  #move(event) {
    const day = event.target instanceof Element ? event.target.closest(".day") : null;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!day || !step) return;
    event.preventDefault();
    const rtl = document.documentElement.dir === "rtl";
    const rows = [...this.querySelectorAll(".calendar tbody tr")].map((row) => [...row.querySelectorAll("td")]);
    let row = rows.findIndex((cells) => cells.some((cell) => cell.contains(day)));
    let column = rows[row].findIndex((cell) => cell.contains(day));
    for (;;) {
      column += rtl ? -step[0] : step[0];
      row += step[1];
      // Past the end of a week comes the next one.
      if (step[0] && (column < 0 || column >= rows[0].length)) {
        row += column < 0 ? -1 : 1;
        column = column < 0 ? rows[0].length - 1 : 0;
      }
      const cell = rows[row]?.[column];
      if (!cell) return;
      const next = /** @type {HTMLElement | null} */ (cell.querySelector("a.day, button.day"));
      if (next) { next.focus(); return; }
    }
  }
}

class BookingWatch extends HTMLElement {
  #controller = new AbortController();

  connectedCallback() {
    this.addEventListener("htmx:sse:after:message", () => this.#look(), { signal: this.#controller.signal });
  }

  disconnectedCallback() { this.#controller.abort(); }

  #look() {
    const now = /** @type {HTMLElement | null} */ (this.querySelector("[data-now]"));
    if (now && now.dataset.now !== this.getAttribute("state")) location.reload();
  }
}

customElements.define("booking-time", BookingTime);
customElements.define("booking-watch", BookingWatch);

// What is wrong is heard first, and one press leads to each field.
document.getElementById("mistakes")?.focus();
