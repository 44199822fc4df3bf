// An employee's day at her counter, by mouse and by key, in two windows, behind other windows, and over a lost session.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** @type {import("../lib/server.mjs").Server} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => { server = await startServer(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await server?.close(); });

/** A desk with so many who wait for it. @param {number} waiting */
async function seat(waiting = 2) {
  await server.signOn("mk", "skranke-4", ["pas", "folkeregister"]);
  for (let i = 0; i < waiting; i += 1) await server.ticket("sundhedskort");
}

/** Everybody who waits or is at the desk is done with, and nobody sits there. */
async function clear() {
  const hall = await server.api("GET", "borgerservice/hall", undefined);
  for (const visit of [...hall.called, ...hall.waiting, ...hall.parked]) {
    await server.visit(visit.id ?? visit.visit, "return").catch(() => {});
    await server.visit(visit.id ?? visit.visit, "cancel").catch(() => {});
  }
}

/** @param {Parameters<typeof openPage>[1]} [options] */
async function counter(options = {}) {
  const opened = await openPage(browser, { token: server.token("employee", "mk"), ...options });
  await opened.page.goto(`${server.url}/counter/borgerservice`);
  return opened;
}

/** @param {import("playwright-core").Page} page @param {string} text */
async function shows(page, text) {
  await page.getByText(text).first().waitFor({ timeout: 5_000 });
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
  await clear();
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
  await clear();
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
  await clear();
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
  await clear();
});

test("a colleague who takes the desk over is named, and the page does nothing there any more", async () => {
  await seat(1);
  const { page, context } = await counter();
  await page.locator("#next-button").waitFor();
  await server.signOn("jt", "skranke-4", ["pas"]);
  await shows(page, "Jens har overtaget Skranke 4");
  await context.close();
  await clear();
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
  await page.getByRole("button", { name: "Slå alarmen fra" }).first().click();
  await page.getByRole("button", { name: "Afsluttet" }).click();
  await page.waitForFunction(() => !document.title.startsWith("("));
  await context.close();
  await clear();
});

for (const [name, options] of /** @type {[string, object][]} */ ([["light", {}], ["dark", { dark: true }], ["side", { size: SIZES.side }]])) {
  test(`axe finds nothing, ${name}: empty, called, and every sheet`, async () => {
    await seat(2);
    const { page, context, troubles } = await counter(options);
    await page.locator("#next-button").waitFor();
    await assertAccessible(page, `${name}, empty`);
    await page.locator("#next-button").click();
    await shows(page, "Kaldt for");
    await assertAccessible(page, `${name}, called`);
    await assertFits(page, name);
    for (const sheet of ["#pause", "#transfer"]) {
      await page.locator(sheet).click();
      await page.locator("#sheet[open] h2").waitFor();
      await assertAccessible(page, `${name}, ${sheet}`);
      await page.keyboard.press("Escape");
    }
    assert.deepEqual(troubles, []);
    await context.close();
    await clear();
  });
}
