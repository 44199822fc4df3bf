// What citizens are sent, read on the demo's page: after a booking, a move and a cancellation, live, in Danish and English; and axe.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

const ONCE = { timeout: 20_000 };
/** Somebody who exists nowhere. */
const PERSON = { name: "Ida Opdigtet", phone: "20 00 00 00", email: "ida@example.org" };

describe("messages", () => {
  /** @type {import("../lib/server.mjs").Server} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;

  before(async () => {
    server = await startServer({ begin: "2026-11-26T10:24" });
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it("says that nothing was sent yet, in both languages and both themes, and axe finds nothing", async () => {
    for (const lang of ["da", "en"]) {
      for (const dark of [false, true]) {
        const { page, context, troubles } = await openPage(browser, { size: SIZES.phone, dark, calm: true });
        await page.goto(`${server.url}/demo/messages?lang=${lang}`);
        await page.locator("#sent-none, #sent-list").first().waitFor(ONCE);
        await assertAccessible(page, `no messages, ${lang}`);
        await assertFits(page, `no messages, ${lang}`);
        assert.deepEqual(troubles, []);
        await context.close();
      }
    }
  });

  it("shows a booking's messages as they go out, and the link in them leads to the visit", async () => {
    const { page: sent, context: looking, troubles } = await openPage(browser, { size: SIZES.counter, calm: true });
    await sent.goto(`${server.url}/demo/messages`);
    const { page, context } = await openPage(browser, { size: SIZES.phone, calm: true });
    await page.goto(`${server.url}/book/teknik-og-miljoe/carport-eller-udhus`);
    await page.locator("label.mode").first().click();
    await page.locator(".go:visible").first().click();
    await page.locator("label.time").first().click();
    await page.locator(".go:visible").first().click();
    await page.waitForURL(/\/details\//, ONCE);
    await page.locator("#name").fill(PERSON.name);
    await page.locator("#phone").fill(PERSON.phone);
    await page.locator("#email").fill(PERSON.email);
    await page.locator("input[name=remind]").check();
    await page.locator(".go:visible").first().click();
    await page.waitForURL(/\/ticket\//, ONCE);

    await sent.locator(".bubble").first().waitFor(ONCE);
    await sent.locator(".mail .calendar").first().waitFor(ONCE);
    const text = await sent.locator(".bubble").first().innerText();
    assert.match(text, /Din tid er /);
    const link = text.match(/127\.0\.0\.1:\d+\/t\/[\w-]+/)?.[0];
    assert.ok(link, text);
    const mail = await sent.locator(".mail").first().innerText();
    assert.match(mail, /Ida Opdigtet ida@example.org/);
    assert.match(mail, /Kalenderaftale/);
    await page.goto(`http://${link}`);
    await page.waitForURL(/\/ticket\//, ONCE);
    await assertAccessible(sent, "sent messages");
    await assertFits(sent, "sent messages");
    await sent.goto(`${server.url}/demo/messages?lang=en`);
    await sent.locator(".bubble").first().waitFor(ONCE);
    await assertAccessible(sent, "sent messages in English");
    assert.deepEqual(troubles, []);
    await Promise.all([context.close(), looking.close()]);
  });
});
