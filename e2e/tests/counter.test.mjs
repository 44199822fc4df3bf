// An employee's day at her counter, by mouse and by key, in two windows, behind other windows, and over a lost session.

import { after, afterEach, before, test } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** @type {import("../lib/server.mjs").Server} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => { server = await startServer(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await server?.close(); });
afterEach(clear);

/** A desk with so many who wait for it. @param {number} waiting */
async function seat(waiting = 2) {
  await server.signOn("mk", "skranke-4", ["pas", "folkeregister"]);
  for (let i = 0; i < waiting; i += 1) await server.ticket("sundhedskort");
}

/** Everybody who waits or is at a desk is done with, and nobody calls for help. */
async function clear() {
  const hall = await server.api("GET", "borgerservice/hall", undefined);
  for (const visit of [...hall.called, ...hall.waiting, ...hall.parked]) {
    await server.visit(visit.id ?? visit.visit, "return").catch(() => {});
    await server.visit(visit.id ?? visit.visit, "cancel").catch(() => {});
  }
  for (const kiosk of ["stander-1", "stander-2"]) await server.api("POST", `borgerservice/kiosks/${kiosk}/end-help`).catch(() => {});
  await server.api("POST", "borgerservice/desks/skranke-4/end-pause").catch(() => {});
}

/** @param {Parameters<typeof openPage>[1]} [options] */
async function counter(options = {}) {
  const opened = await openPage(browser, { token: server.token("employee", "mk"), ...options });
  await opened.page.goto(`${server.url}/counter/borgerservice`);
  return opened;
}

/** What is to be seen, not what was read aloud a moment ago. @param {import("playwright-core").Page} page @param {string} text */
async function shows(page, text) {
  await page.locator("#live, dialog[open]").getByText(text).filter({ visible: true }).first().waitFor();
}

/** Presses a key once the press before it is answered; until then the page takes no other.
 *  @param {import("playwright-core").Page} page @param {string} key */
async function press(page, key) {
  await page.locator("counter-page:not([sending])").waitFor();
  await page.keyboard.press(key);
}

/** Waits until the note reads so. @param {import("playwright-core").Page} page @param {string} text */
const noteIs = (page, text) => page.waitForFunction((wanted) => /** @type {HTMLTextAreaElement | null} */ (document.getElementById("note"))?.value === wanted, text);

/** What is kept in the tab of notes. @param {import("playwright-core").Page} page */
const drafts = (page) => page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith("frontdesk.counter.note.")));

/** Which element has the focus. @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.id);

/** A page that counts what it sounds and what it shows on the desktop, and lies behind other windows until it is told
 *  otherwise. @param {string} employee */
async function counterBehind(employee) {
  const opened = await openPage(browser, { token: server.token("employee", employee) });
  await opened.page.addInitScript(() => {
    const seen = { notes: 0, shown: /** @type {any[]} */ ([]), closed: /** @type {string[]} */ ([]), front: false };
    class Shown {
      static permission = "granted";
      static requestPermission = async () => "granted";
      /** @param {string} title @param {any} how */
      constructor(title, how) { this.tag = how.tag; seen.shown.push({ title, ...how }); }
      close() { seen.closed.push(this.tag); }
    }
    Object.assign(window, { seen, Notification: Shown });
    document.hasFocus = () => seen.front;
    Object.defineProperty(document, "hidden", { get: () => !seen.front });
    Object.defineProperty(document, "visibilityState", { get: () => (seen.front ? "visible" : "hidden") });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function play(...when) { seen.notes += 1; return start.apply(this, when); };
  });
  await opened.page.goto(`${server.url}/counter/borgerservice`);
  await opened.page.locator("#work").waitFor();
  return opened;
}

/** What such a page has told. @param {import("playwright-core").Page} page
 *  @returns {Promise<{ notes: number, shown: any[], closed: string[], front: boolean }>} */
// @ts-ignore the script above puts it there.
const told = (page) => page.evaluate(() => window.seen);

/** Signs a tab in or out by the program's own forms, as its person would. @param {import("playwright-core").Page} page
 *  @param {string} path @param {Record<string, string>} fields */
async function send(page, path, fields) {
  await page.evaluate(async ([to, pairs]) => { await fetch(to, { method: "POST", body: new URLSearchParams(pairs) }); }, /** @type {const} */ ([path, fields]));
}

test("a citizen is called, served and finished by keys alone, and a press is taken back", async () => {
  await seat();
  const { page, troubles, context } = await counter();
  await page.keyboard.press("F8");
  await shows(page, "På vej til dig");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "citizen-title");
  await page.keyboard.press("Enter");
  await shows(page, "Hos dig nu");
  await page.locator("#citizen-title").focus();
  await page.keyboard.press("Enter");
  await shows(page, "Ingen ved din skranke");
  await page.locator("#undo").click();
  await shows(page, "Hos dig nu");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("letters are no keys while a note is typed, nor once they are turned off", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.keyboard.press("F8");
  await shows(page, "På vej til dig");
  await page.fill("#note", "");
  await page.locator("#note").pressSequentially("park upv");
  await shows(page, "På vej til dig");
  await page.locator("#citizen-title").focus();
  await page.keyboard.press("?");
  await page.locator("#keys [data-letters]").uncheck();
  await page.keyboard.press("Escape");
  await page.locator("#citizen-title").focus();
  await page.keyboard.press("p");
  await page.waitForTimeout(300);
  await shows(page, "På vej til dig");
  await context.close();
});

test("two windows of one employee show the same, and a double press acts once", async () => {
  await seat(3);
  const one = await counter();
  const two = await openPage(browser, { token: server.token("employee", "mk"), size: SIZES.side });
  await two.page.goto(`${server.url}/counter/borgerservice?window=side`);
  await one.page.locator("#next-button").dblclick();
  await two.page.locator("#start").waitFor({ timeout: 5_000 });
  const hall = await server.api("GET", "borgerservice/hall", undefined);
  assert.equal(hall.called.length, 1);
  await assertFits(two.page, "side window");
  await one.context.close();
  await two.context.close();
});

test("field fault 43: what was typed while the server was away is there again and is saved", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.keyboard.press("F8");
  await shows(page, "På vej til dig");
  await context.setOffline(true);
  await page.fill("#note", "Mangler <b>lejekontrakt</b> · Łukasz 👩‍👧");
  await page.locator("#note").blur();
  await shows(page, "Ikke gemt endnu");
  await context.setOffline(false);
  await page.reload();
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement | null} */ (document.getElementById("note"))?.value.startsWith("Mangler <b>"));
  await shows(page, "Gemt");
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("note")).length), 0);
  await context.close();
  const again = await counter();
  await again.page.waitForFunction(() => /** @type {HTMLTextAreaElement | null} */ (document.getElementById("note"))?.value.endsWith("👩‍👧"));
  await again.context.close();
});

test("two windows of one employee: what is saved in one is never written over in the other", async () => {
  await seat(1);
  const [one, two] = [await counter(), await counter({ size: SIZES.side })];
  await one.page.keyboard.press("F8");
  for (const { page } of [one, two]) await page.locator("#start").waitFor();
  await one.page.fill("#note", "A");
  await one.page.locator("#note-state").filter({ hasText: "Gemt" }).waitFor();
  assert.equal(await two.page.inputValue("#note"), "");
  await two.page.locator("#note").pressSequentially("B");
  await noteIs(two.page, "A\n\nB");
  await two.page.locator("#note-state").filter({ hasText: "Noten blev også skrevet et andet sted" }).waitFor();
  assert.deepEqual(await drafts(two.page), []);
  // She types on where she was.
  await two.page.keyboard.type("C");
  await two.page.locator("#note-state").filter({ hasText: /^Gemt$/ }).waitFor();
  assert.equal(await two.page.inputValue("#note"), "A\n\nBC");
  // An untouched field takes it up when its window gets the focus.
  await one.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await noteIs(one.page, "A\n\nBC");
  for (const { context, troubles } of [one, two]) { assert.deepEqual(troubles, []); await context.close(); }
});

test("a note that is not saved is its writer's and its day's alone", async () => {
  await seat(1);
  const { page, context } = await openPage(browser);
  await page.goto(server.url);
  await send(page, "/demo/step-in", { login: "mk", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await page.keyboard.press("F8");
  await page.locator("#start").waitFor();
  await page.route("**/note?*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.fill("#note", "Mettes");
  await shows(page, "Ikke gemt endnu");
  assert.equal((await drafts(page)).length, 1);
  // She finds it again herself; yesterday's is gone.
  await page.evaluate(() => {
    for (const [key, draft] of Object.entries(sessionStorage)) {
      if (key.startsWith("frontdesk.counter.note.")) sessionStorage.setItem("frontdesk.counter.note.yesterday", draft.replace(/ \d{4}-\d\d-\d\d"/, ' 2026-11-25"'));
    }
  });
  await page.reload();
  await noteIs(page, "Mettes");
  await page.waitForFunction(() => sessionStorage.getItem("frontdesk.counter.note.yesterday") === null);
  // The next who signs in in that tab finds nothing, also where no visit is shown.
  await send(page, "/demo/step-in", { login: "hd", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await page.locator("#work").waitFor();
  await page.waitForFunction(() => Object.keys(sessionStorage).every((key) => !key.startsWith("frontdesk.counter.note.")));
  // What can never be saved any more stays to be read, and leaves the storage.
  await send(page, "/demo/step-in", { login: "mk", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await page.locator("#start").waitFor();
  await page.unroute("**/note?*");
  const detail = "Dagen er slut";
  await page.route("**/note?*", (route) => (route.request().method() === "POST"
    ? route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ code: "day_closed", detail }) }) : route.continue()));
  await page.fill("#note", "For sent");
  await page.locator("#note-state").filter({ hasText: detail }).waitFor();
  assert.deepEqual(await drafts(page), []);
  assert.equal(await page.inputValue("#note"), "For sent");
  await context.close();
});

test("a note that seems to hold a CPR number is saved, and says so calmly; the field's ring covers no word below it", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.keyboard.press("F8");
  await page.locator("#start").waitFor();
  const hint = page.locator("[data-like-cpr]");
  for (const [text, like] of /** @type {const} */ ([["Ring 12345678", false], ["010203-1234", true], ["nr. 0102031234", true], ["010203 1234,", true], ["1010203-12345", false]])) {
    await page.fill("#note", text);
    assert.equal(await hint.innerText(), like ? "Det ligner et CPR-nummer. Skriv noten uden." : "", text);
  }
  await page.fill("#note", "010203-1234");
  await page.locator("#note-state").filter({ hasText: "Gemt" }).waitFor();
  await page.locator("#note").focus();
  const gap = await page.evaluate(() => {
    const [field, said] = [/** @type {HTMLElement} */ (document.getElementById("note")), /** @type {HTMLElement} */ (document.querySelector("#note-state span:not(:empty)"))];
    const { outlineWidth, outlineOffset } = getComputedStyle(field);
    return said.getBoundingClientRect().top - field.getBoundingClientRect().bottom - parseFloat(outlineWidth) - parseFloat(outlineOffset);
  });
  assert.ok(gap >= 0, `the ring covers ${-gap} px of what is said`);
  await assertAccessible(page, "with the hint");
  await context.close();
});

test("what was said of a lost connection goes when it is back", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.locator("#next-button").waitFor();
  await context.setOffline(true);
  await page.locator("#next-button").click();
  await page.locator("#said-next").filter({ hasText: "Der er ikke forbindelse" }).waitFor();
  await page.locator("live-state[state=lost]").waitFor();
  await context.setOffline(false);
  await page.locator("live-state[state=live]").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator("#said-next").innerText(), "");
  await context.close();
});

test("messages in the narrow window: what nobody took is first and whole, what somebody took is a line, and all else is reached", async () => {
  await seat(2);
  const { page, context } = await counter({ size: SIZES.side });
  await page.keyboard.press("F8");
  await page.locator("#start").waitFor();
  for (const kiosk of ["stander-1", "stander-2"]) await server.api("POST", `borgerservice/kiosks/${kiosk}/help`, undefined, server.token("device", kiosk));
  const goes = page.getByRole("button", { name: "Jeg går derhen" });
  await goes.nth(1).waitFor({ state: "attached" });
  const stack = page.locator("#toasts");
  const inside = await stack.evaluate((toasts) => {
    const [first, box] = [/** @type {Element} */ (toasts.querySelector(".toast")).getBoundingClientRect(), toasts.getBoundingClientRect()];
    return first.top >= box.top && first.bottom <= box.bottom && box.bottom <= innerHeight;
  });
  assert.ok(inside, "the first is whole");
  const actions = await page.locator(".actions").boundingBox();
  assert.ok(actions && actions.y + actions.height <= ((await stack.boundingBox())?.y ?? 0), "the citizen's actions are free");
  const rows = await page.locator(".toast-actions").first().evaluate((row) => new Set([...row.querySelectorAll("button")].map((button) => button.getBoundingClientRect().top)).size);
  assert.equal(rows, 1, "the buttons are in one row");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  for (const part of ["#other-citizen", "#aside-fold > summary"]) {
    assert.ok(await page.locator(part).evaluate((found) => {
      const { left, top, height } = found.getBoundingClientRect();
      return found.contains(document.elementFromPoint(left + 20, top + height / 2));
    }), `${part} is covered`);
  }
  await goes.first().click();
  await page.locator(".toast.taken").waitFor();
  assert.match(await page.locator(".toast").first().innerText(), /en borger beder om hjælp/);
  const taken = page.locator(".toast").nth(1);
  assert.match(await taken.innerText(), /^Stander \d: hjælp\s+Du er på vej\s+Afsluttet$/);
  assert.ok(((await taken.boundingBox())?.height ?? 99) < 52, "it is one line");
  await context.close();
});

test("the buttons of an arrival wrap as wholes", async () => {
  await seat(0);
  for (const size of [SIZES.counter, SIZES.side]) {
    const { page, context } = await counter({ size });
    await page.locator("#work").waitFor();
    const ticket = await server.ticket("sundhedskort");
    await server.visit(ticket.id, "transfer", { to: "employee", employee: "mk" });
    const buttons = page.locator("[data-toast=arrival] .toast-actions button");
    await buttons.nth(2).waitFor({ state: "attached" });
    assert.deepEqual(await buttons.allInnerTexts(), [`Kald ${ticket.number}`, "Set", "5 min. endnu"]);
    const heights = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().height));
    assert.ok(heights.every((height) => height <= 41), `${size.width}: ${heights}`);
    await server.visit(ticket.id, "cancel");
    await context.close();
  }
});

test("where a call would be neither heard nor shown, a button in the bar turns that on and goes away", async () => {
  await seat(0);
  for (const [permission, quiet, label] of /** @type {const} */ ([["default", true, "Slå lyd og besked til"], ["default", false, "Slå lyd og besked til"],
    ["denied", true, "Slå lyd til"], ["denied", false, ""], ["granted", false, ""]])) {
    const what = `${permission}, ${quiet ? "quiet" : "sounding"}`;
    for (const size of [SIZES.counter, SIZES.side]) {
      const { page, context, troubles } = await openPage(browser, { token: server.token("employee", "mk"), size });
      await page.addInitScript(([before, blocked]) => {
        class Shown {
          static permission = before;
          static requestPermission = async () => { Shown.permission = "granted"; return "granted"; };
        }
        Object.assign(window, { Notification: Shown });
        let runs = !blocked;
        Object.defineProperty(AudioContext.prototype, "state", { get: () => (runs ? "running" : "suspended") });
        // As of a browser that lets only a press of its own button through.
        AudioContext.prototype.resume = async () => { runs ||= document.activeElement?.id === "alerts"; };
      }, /** @type {[string, boolean]} */ ([permission, quiet]));
      await page.goto(`${server.url}/counter/borgerservice`);
      await page.locator("#work").waitFor();
      const button = page.locator("#alerts");
      await page.waitForTimeout(1_500);
      assert.equal(await button.isVisible(), label !== "", what);
      if (label) {
        assert.equal(await page.getByRole("button", { name: label, exact: true }).count(), 1, what);
        await assertFits(page, what);
        await assertAccessible(page, what);
        await button.focus();
        await page.keyboard.press("Enter");
        await button.waitFor({ state: "hidden" });
        if (permission === "default") assert.equal(await page.evaluate(() => Notification.permission), "granted");
        await page.waitForTimeout(1_200);
        assert.ok(!await button.isVisible(), `${what}: it stays away`);
      }
      assert.deepEqual(troubles, []);
      await context.close();
    }
  }
});

test("a colleague who takes the desk over is named, and the page does nothing there any more", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.locator("#next-button").waitFor();
  await server.signOn("jt", "skranke-4", ["pas"]);
  await shows(page, "Jens har overtaget Skranke 4");
  await context.close();
});

test("calls for help and alarms reach a page behind others, are counted in its title, and cover nothing", async () => {
  await seat(0);
  const { page, context } = await counter();
  await page.locator("#work").waitFor();
  await server.api("POST", "borgerservice/kiosks/stander-1/help", undefined, server.token("device", "stander-1"));
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  await server.signOn("jt", "skranke-2", ["pas"]);
  await server.api("POST", "borgerservice/desks/skranke-2/alarm", undefined);
  await page.waitForFunction(() => document.title.startsWith("(2) "));
  await assertAccessible(page, "with two messages");
  await page.getByRole("button", { name: "Jeg går derhen" }).first().click();
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  await page.getByRole("button", { name: "Slå fra" }).first().click();
  await page.getByRole("button", { name: "Afsluttet" }).click();
  await page.waitForFunction(() => !document.title.startsWith("("));
  await context.close();
});

test("a call for help behind other windows sounds, shows on the desktop, is said again, and falls silent when somebody goes", async () => {
  await seat(0);
  const { page, context, troubles } = await counterBehind("mk");
  await server.api("POST", "borgerservice/kiosks/stander-2/help", undefined, server.token("device", "stander-2"));
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  // @ts-ignore the page counts.
  await page.waitForFunction(() => window.seen.shown.length === 1 && window.seen.notes === 2);
  const [first] = (await told(page)).shown;
  assert.equal(first.title, "Stander 2: en borger beder om hjælp");
  assert.ok(first.requireInteraction && first.renotify, "it stays, and sounds again");
  assert.match(await page.locator("[data-called]").innerText(), /^Stander 2: en borger beder om hjælp/, "it is announced");
  // Nobody sees to it: it is told again, with the same tag, so that it is one on the desktop.
  // @ts-ignore the page counts.
  await page.waitForFunction(() => window.seen.shown.length >= 2 && window.seen.notes >= 4, undefined, { timeout: 120_000 });
  assert.equal((await told(page)).shown[1].tag, first.tag);
  // In front of everything it sounds, and the desktop says nothing twice.
  // @ts-ignore the page counts.
  await page.evaluate(() => { window.seen.front = true; });
  await page.getByRole("button", { name: "Jeg går derhen" }).click();
  await page.waitForFunction(() => !document.title.startsWith("("));
  assert.ok((await told(page)).closed.includes(first.tag), "the desktop's note goes too");
  await page.getByRole("button", { name: "Afsluttet" }).click();
  await page.locator("[data-toast]").waitFor({ state: "detached" });
  assert.deepEqual(troubles, []);
  await context.close();
});

test("an arrival reaches its employee, is put off, and goes to a colleague of the same queue where she does not see it", async () => {
  await seat(0);
  await server.signOn("jt", "skranke-2", ["folkeregister"]);
  await server.signOn("hd", "skranke-6", ["mitid"]);
  await server.api("POST", "borgerservice/desks/skranke-2/queues", { queues: ["folkeregister"] });
  const [hers, colleague, other] = [await counterBehind("mk"), await counterBehind("jt"), await counterBehind("hd")];
  const ticket = await server.ticket("sundhedskort");
  await server.visit(ticket.id, "transfer", { to: "employee", employee: "mk" });
  await shows(hers.page, `${ticket.number} er kommet til dig`);
  // @ts-ignore the page counts.
  await hers.page.waitForFunction(() => window.seen.shown.length === 1 && window.seen.notes === 2);
  assert.equal(await colleague.page.locator("[data-toast]").count(), 0, "it is hers first");
  await hers.page.getByRole("button", { name: "5 min. endnu" }).click();
  await hers.page.locator("[data-toast]").waitFor({ state: "detached" });
  await server.forward(5);
  await hers.page.locator("[data-toast=arrival]").waitFor({ timeout: 60_000 });
  await server.forward(2);
  await colleague.page.getByRole("heading", { name: `${ticket.number} er kommet til Mette` }).waitFor({ timeout: 60_000 });
  // @ts-ignore the page counts.
  await colleague.page.waitForFunction(() => window.seen.shown.length === 1 && window.seen.notes === 2);
  assert.equal(await other.page.locator("[data-toast]").count(), 0, "another queue's desk is left in peace");
  await colleague.page.getByRole("button", { name: "Set" }).click();
  for (const { page } of [hers, colleague]) await page.locator("[data-toast]").waitFor({ state: "detached" });
  for (const { context, troubles } of [hers, colleague, other]) { assert.deepEqual(troubles, []); await context.close(); }
});

test("a file that comes late leaves no page that looks live and is not", async () => {
  await seat(0);
  const seen = await openPage(browser, { token: server.token("employee", "mk") });
  /** @type {Set<string>} */ const files = new Set();
  seen.page.on("request", (request) => { if (/\/assets\/.*\.js$/.test(request.url())) files.add(request.url()); });
  await seen.page.goto(`${server.url}/counter/borgerservice`);
  await seen.page.waitForLoadState("load");
  await seen.context.close();
  assert.ok(files.size > 3, "the page has scripts");
  for (const file of files) {
    const { page, context } = await openPage(browser, { token: server.token("employee", "mk") });
    await page.route(file, async (route) => { await new Promise((done) => setTimeout(done, 1_000)); await route.continue(); });
    const asked = page.waitForRequest(/\/counter\/borgerservice\/events/);
    await page.goto(`${server.url}/counter/borgerservice`);
    await asked;
    const ticket = await server.ticket("sundhedskort");
    await page.locator("#next-button .number").filter({ hasText: ticket.number.split(" ")[1] }).waitFor();
    await server.visit(ticket.id, "cancel");
    await context.close();
  }
});

test("two employees at one desk: whoever takes it over has it, and a press of the other's old page does nothing", async () => {
  await seat(1);
  await server.signOn("jt", "skranke-2", ["folkeregister"]);
  const mette = await counter();
  await mette.page.keyboard.press("F8");
  await shows(mette.page, "På vej til dig");
  const old = await mette.page.locator("#start").evaluate((button) => {
    const form = /** @type {HTMLFormElement} */ (button.closest("form"));
    return { action: form.action, body: new URLSearchParams(/** @type {any} */ (new FormData(form))).toString() };
  });
  const jens = await openPage(browser, { token: server.token("employee", "jt") });
  await jens.page.goto(`${server.url}/counter/borgerservice`);
  await jens.page.locator("#desk-menu > summary").click();
  await jens.page.getByRole("link", { name: "Skift skranke" }).click();
  await jens.page.getByRole("link", { name: "Overtag: Skranke 4" }).click();
  await shows(jens.page, "Mette sidder her og bliver logget af, når du overtager.");
  await jens.page.getByRole("button", { name: "Overtag" }).click();
  await shows(mette.page, "Jens har overtaget Skranke 4");
  const refused = await mette.page.evaluate(async ({ action, body }) => {
    const headers = { "HX-Request": "true", "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(action, { method: "POST", body, headers });
    return [answer.status, (await answer.json()).code];
  }, old);
  assert.deepEqual(refused, [409, "not_at_desk"]);
  await shows(jens.page, "På vej til dig");
  for (const { context } of [mette, jens]) await context.close();
});

test("signed out in another tab while she types: nothing is lost, she is told, and it goes on once she is back", async () => {
  await seat(1);
  const { page, context } = await openPage(browser);
  const other = await context.newPage();
  await other.goto(server.url);
  await send(other, "/demo/step-in", { login: "mk", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await page.keyboard.press("F8");
  await shows(page, "På vej til dig");
  await page.locator("#note").pressSequentially("Mangler ");
  await send(other, "/sign-out", {});
  await page.locator("#note").pressSequentially("lejekontrakt");
  await shows(page, "Ikke gemt endnu, du er logget ud");
  const banner = page.locator("[data-signed-out]");
  await banner.getByText("Det, du har skrevet, er gemt i denne fane").waitFor();
  assert.equal(await banner.getAttribute("role"), "alert");
  const below = await page.locator(".top").boundingBox();
  const above = await banner.boundingBox();
  assert.ok(above && below && above.y >= 0 && above.y + above.height <= below.y, "it is above the bar");
  await assertAccessible(page, "signed out");
  // What she sees of others ends too, and she is told without losing the field she types in.
  await page.locator("live-state[state=lost]").waitFor({ timeout: 60_000 });
  assert.equal(await banner.count(), 1);
  assert.equal(await page.inputValue("#note"), "Mangler lejekontrakt");
  assert.equal(await focused(page), "note");
  await send(other, "/demo/step-in", { login: "mk", to: "/" });
  await page.locator("#note-state").filter({ hasText: "Gemt" }).waitFor({ timeout: 60_000 });
  await page.locator("live-state[state=live]").waitFor({ timeout: 60_000 });
  assert.equal(await banner.innerText(), "");

  // The link leads to the sign-in, which says why, and back.
  await send(other, "/sign-out", {});
  await page.locator("#note").pressSequentially(",");
  await banner.getByRole("link", { name: "Log ind igen" }).click();
  await page.waitForURL(/\/sign-in\?next=%2Fcounter%2Fborgerservice/);
  assert.equal(await page.locator("#why-here").innerText(), "Log ind for at fortsætte");
  await other.goto(`${server.url}/sign-in`);
  assert.equal(await other.locator("#why-here").count(), 0);
  await send(other, "/demo/step-in", { login: "mk", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await noteIs(page, "Mangler lejekontrakt,");

  // A press of somebody who is signed out leads to the sign-in and back, with what was typed.
  await send(other, "/sign-out", {});
  await page.locator("#note").pressSequentially(" og pas");
  await page.locator("#start").click();
  await page.waitForURL(/\/sign-in\?next=/);
  assert.match(await page.locator("input[name=next]").inputValue(), /^\/counter\/borgerservice/);
  await send(other, "/demo/step-in", { login: "mk", to: "/" });
  await page.goto(`${server.url}/counter/borgerservice`);
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement | null} */ (document.getElementById("note"))?.value === "Mangler lejekontrakt, og pas");
  await shows(page, "På vej til dig");
  await context.close();
});

test("every action by key, with the keyboard alone", async () => {
  await seat(3);
  const { page, context, troubles } = await counter();
  await press(page, "F8");
  await shows(page, "På vej til dig");
  const number = await page.locator("#citizen-title").innerText();
  await server.forward(1);
  await page.locator("#recall:not([data-ready])").waitFor({ timeout: 60_000 });
  await press(page, "k");
  await shows(page, "2 gange");
  for (const [key, done] of [["u", "er udeblevet"], ["p", "er parkeret"]]) {
    await press(page, key);
    await shows(page, done);
    await shows(page, "Ingen ved din skranke");
    await press(page, "z");
    await shows(page, "På vej til dig");
    await page.waitForFunction((before) => document.getElementById("citizen-title")?.innerText === before, number);
  }
  await press(page, "Enter");
  await shows(page, "Hos dig nu");
  await press(page, "v");
  const sheet = page.locator("#sheet[open]");
  await sheet.locator("h2").waitFor();
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.matches("button") && document.activeElement.textContent?.includes("Pension"))); i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await shows(page, "er viderestillet");
  await sheet.waitFor({ state: "hidden" });
  await press(page, "z");
  await shows(page, "Hos dig nu");
  await press(page, "F8");
  await page.waitForFunction((before) => /** @type {HTMLElement | null} */ (document.getElementById("citizen-title"))?.innerText !== before, number);
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "citizen-title");
  // What has no letter is reached by Tab and pressed by Enter: a break, and its end.
  // The new state comes before the press is answered, so that what opened the sheet is gone when it closes.
  await page.route(/\/counter\/borgerservice\/pause\?/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    await page.locator("#end-pause").waitFor();
    return route.fulfill({ response });
  });
  await page.locator("#pause").focus();
  await page.keyboard.press("Enter");
  await sheet.locator("h2").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#end-pause").waitFor();
  // The button that was pressed is gone, and the focus is not lost.
  await page.waitForFunction(() => document.activeElement?.id === "citizen-title");
  await press(page, "F8");
  await page.locator("#pause").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("what others change is told: whose queues, whom a call ends, and the list of who waits", async () => {
  await seat(2);
  const { page, troubles, context } = await counter();
  await page.keyboard.press("F8");
  await page.locator("#start").click();
  await page.locator("#finish").waitFor();
  // The list in the sheet is as live as the page, and the focus stays where it is in it.
  await page.locator("#other-citizen").click();
  const lines = page.locator("#sheet[open] .lines li");
  await lines.first().waitFor();
  assert.equal(await lines.count(), 1);
  await lines.first().locator("a").focus();
  const held = await focused(page);
  await new Promise((done) => setTimeout(done, 2_100));
  await server.ticket("sundhedskort");
  await page.waitForFunction(() => document.querySelectorAll("#sheet[open] .lines li").length === 2);
  assert.equal(await focused(page), held);
  // The sheet of one of them says what a call would end, and what is missing is said in the page's language.
  await page.keyboard.press("Enter");
  await shows(page, "er hos dig og afsluttes, når du kalder");
  await page.getByRole("button", { name: "Kald nu" }).click();
  await shows(page, "Vælg først, hvorfor");
  await page.locator("#sheet [name=why]").first().check();
  await page.getByRole("button", { name: "Kald nu" }).click();
  await shows(page, "er afsluttet, og");
  // A manager takes a queue from her desk.
  await server.api("POST", "borgerservice/desks/skranke-4/queues", { queues: ["folkeregister"] });
  await shows(page, "Dine køer er ændret til B");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a sheet that is opened while a press is being answered stays open", async () => {
  await seat(1);
  const { page, troubles, context } = await counter();
  await page.keyboard.press("F8");
  await page.locator("#start").click();
  await page.locator("#finish").waitFor();
  // The state that shows whom she set aside comes before the press itself is answered.
  await page.route("**/park*", async (route) => {
    const response = await route.fetch();
    await page.locator("#aside-fold .line-text").first().click();
    await page.locator("#sheet[open] #sheet-title").waitFor();
    await route.fulfill({ response });
  });
  await press(page, "p");
  await page.locator("#sheet[open] #sheet-title").waitFor();
  await page.locator("counter-page:not([sending])").waitFor({ state: "attached" });
  assert.ok(await page.locator("#sheet[open] #sheet-title").isVisible());
  assert.equal(await focused(page), "sheet-title");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("field_fault_44_what_is_pressed_shown_or_wrong_is_told_to_whoever_does_not_see_it", async () => {
  await seat(2);
  const { page, context } = await counter();
  // A live change is read aloud.
  await page.locator("#next-button").click();
  await page.locator("[data-said]").filter({ hasText: "På vej til dig" }).waitFor({ state: "attached" });
  // A dialog takes the focus, keeps it, and gives it back.
  for (const opener of ["#transfer", "#pause"]) {
    await page.locator(opener).focus();
    await page.keyboard.press("Enter");
    await page.locator("#sheet[open] #sheet-title").waitFor();
    assert.equal(await focused(page), "sheet-title");
    assert.equal(await page.locator("#sheet").getAttribute("aria-labelledby"), "sheet-title");
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("#sheet") !== null);
      assert.ok(inside, `${opener}: the focus leaves the sheet`);
    }
    await page.keyboard.press("Escape");
    assert.equal(`#${await focused(page)}`, opener);
  }
  // What is switched on says so.
  await page.locator("#desk-menu > summary").click();
  await page.getByRole("link", { name: "Vælg køer" }).click();
  await page.getByRole("checkbox", { name: "Pas og kørekort", checked: true }).waitFor();
  await page.getByRole("checkbox", { name: "Pension", checked: false }).waitFor();
  // A refusal is said in the sheet, as an alert: without a queue there is no desk.
  for (const box of await page.locator("#sheet input[type=checkbox]").all()) await box.uncheck();
  await page.getByRole("button", { name: "Gem køerne" }).click();
  const said = page.locator("#sheet [data-notice]");
  await said.filter({ hasText: /\S/ }).waitFor();
  assert.equal(await said.getAttribute("role"), "alert");
  await page.keyboard.press("Escape");
  // A mistake in a field is tied to it.
  await page.locator("#note").evaluate((field) => field.removeAttribute("maxlength"));
  await page.fill("#note", "å".repeat(2_001));
  await page.locator("#note[aria-invalid=true]").waitFor();
  const about = await page.locator("#note").getAttribute("aria-describedby");
  assert.match(await page.locator(`#${about}`).innerText(), /højst have 2\.?000 tegn/);
  await page.fill("#note", "kort nok");
  await page.locator("#note:not([aria-invalid])").waitFor();
  await shows(page, "Gemt");
  await context.close();
});

test("long words and narrow windows cut nothing off", async () => {
  await seat(3);
  await server.ticket("forny-pas", { answers: [{ question: "pasbillede", answer: "ja" }] });
  const parked = await server.next("skranke-4");
  await server.visit(parked.id, "park", undefined, "borgerservice", "skranke-4");
  await server.api("POST", "borgerservice/kiosks/stander-1/help", undefined, server.token("device", "stander-1"));
  for (const lang of ["qps", "da", "en"]) {
    for (const size of [SIZES.counter, { width: 1024, height: 768 }, { width: 720, height: 900 }, SIZES.side, { width: 320, height: 640 }]) {
      const what = `${lang} ${size.width}`;
      const { page, context } = await openPage(browser, { token: server.token("employee", "mk"), size });
      await page.goto(`${server.url}/counter/borgerservice?lang=${lang}`);
      await page.locator("#next-button").waitFor();
      await assertFits(page, `${what}, empty`);
      await page.locator("#next-button").click();
      await page.locator("#start").waitFor();
      await assertFits(page, `${what}, called`);
      for (const sheet of ["#transfer", "#pause"]) {
        await page.locator(sheet).click();
        await page.locator("#sheet[open] #sheet-title").waitFor();
        await assertFits(page, `${what}, ${sheet}`);
        await page.keyboard.press("Escape");
      }
      // The message is in sight, and the citizen's actions are free.
      await page.evaluate(() => scrollTo(0, 0));
      const [toast, actions] = [await page.locator("[data-toast]").first().boundingBox(), await page.locator(".actions").boundingBox()];
      assert.ok(toast && actions && (size.width > 480 || toast.y + 40 < size.height), `${what}: the message is out of sight`);
      await page.locator("#undo").click();
      await page.locator("#next-button").waitFor();
      await context.close();
    }
  }
});

/** Takes what lies under a menu out of sight, or brings it back. @param {import("playwright-core").Page} page @param {boolean} away */
const conceal = (page, away) => page.evaluate((hide) => {
  for (const column of document.querySelectorAll(".column")) /** @type {HTMLElement} */ (column).style.visibility = hide ? "hidden" : "";
}, away);

/** Every language, theme and size; without TEST_LONG each of them once. */
const LOOKS = ["da", "en"].flatMap((lang) => [false, true].flatMap((dark) => [SIZES.counter, SIZES.side].map((size) => ({ lang, dark, size }))))
  .filter(({ lang, dark }) => process.env.TEST_LONG || (lang === "en") === dark);

for (const { lang, dark, size } of LOOKS) {
  const look = `${lang}, ${dark ? "dark" : "light"}, ${size.width}`;
  test(`axe finds nothing, ${look}: no desk, empty, called, served, on a break, menus, messages and every sheet`, async () => {
    await server.api("POST", "borgerservice/desks/skranke-4/sign-off").catch(() => undefined);
    const { page, context, troubles } = await openPage(browser, { token: server.token("employee", "mk"), dark, size });
    await page.goto(`${server.url}/counter/borgerservice?lang=${lang}`);
    await page.locator(".desks").waitFor();
    await assertAccessible(page, `${look}, no desk`);
    await page.locator('[href*="desk=skranke-4"]').click();
    await page.locator("#sheet[open] #sheet-title").waitFor();
    await assertAccessible(page, `${look}, signing on`);
    await page.keyboard.press("Escape");
    await seat(3);
    await page.locator("#next-button").waitFor();
    await assertAccessible(page, `${look}, empty`);
    await page.locator("#next-button").click();
    await page.locator("#start").waitFor();
    await assertAccessible(page, `${look}, called`);
    await assertFits(page, look);
    for (const menu of ["#desk-menu", "#quiet-menu", "#own-menu"]) {
      await page.locator(`${menu} > summary`).click();
      // Axe cannot tell the colours of what lies under an open menu; it has looked at that above.
      await conceal(page, true);
      await assertAccessible(page, `${look}, ${menu}`);
      await conceal(page, false);
      await page.keyboard.press("Escape");
    }
    const wide = size.width > 480;
    for (const sheet of ["#pause", "#transfer", ...(wide ? ["#other-citizen"] : [])]) {
      await page.locator(sheet).click();
      await page.locator("#sheet[open] #sheet-title").waitFor();
      await assertAccessible(page, `${look}, ${sheet}`);
      await page.keyboard.press("Escape");
    }
    for (const sheet of ["desks", "queues"]) {
      await page.locator("#desk-menu > summary").click();
      await page.locator(`#desk-menu a[href*="/${sheet}"]`).click();
      await page.locator("#sheet[open] #sheet-title").waitFor();
      await assertAccessible(page, `${look}, ${sheet}`);
      await page.keyboard.press("Escape");
    }
    await page.locator("#citizen-title").focus();
    await page.keyboard.press("?");
    await page.locator("#keys[open]").waitFor();
    await assertAccessible(page, `${look}, keys`);
    await page.keyboard.press("Escape");
    await page.locator("#start").click();
    await page.locator("#finish").waitFor();
    await server.api("POST", "borgerservice/kiosks/stander-1/help", undefined, server.token("device", "stander-1"));
    const sent = await server.ticket("sundhedskort");
    await server.visit(sent.id, "transfer", { to: "employee", employee: "mk" });
    await page.locator("[data-toast=arrival]").waitFor();
    // In the narrow window they lie over the queues until it is scrolled to its end.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await assertAccessible(page, `${look}, served, with messages`);
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator("#park").click();
    await page.locator("#aside-fold").waitFor();
    if (!wide) await page.locator("#aside-fold > summary").click();
    await page.locator("#aside-fold .line-text").first().click();
    await page.locator("#sheet[open] #sheet-title").waitFor();
    await assertAccessible(page, `${look}, one who was set aside`);
    await page.keyboard.press("Escape");
    await server.api("POST", "borgerservice/desks/skranke-4/pause", {});
    await page.locator("#end-pause").waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await assertAccessible(page, `${look}, on a break`);
    await server.api("POST", "borgerservice/desks/skranke-4/end-pause");
    assert.deepEqual(troubles, []);
    await context.close();
  });
}
