// An employee's appointments on the real program, by keyboard alone: her day and week, booking for somebody who has neither phone
// nor e-mail, moving, a series over a holiday, time kept free; in Danish and English, with and without scripts; and axe.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

const CENTRE = "teknik-og-miljoe";
const PAGE = `/counter/${CENTRE}/appointments`;
const ONCE = { timeout: 15_000 };
/** Somebody who exists nowhere. */
const NAME = "Ida Opdigtet";

describe("the employee's appointments", () => {
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

  /** @param {string} at @param {string} employee @param {string} service */
  const book = (at, employee, service) => server.api("POST", `${CENTRE}/appointments`,
    { services: [service], mode: "in_person", starts_at: at, employee, person: { name: NAME, phone: "20 00 00 00" } }, server.token("employee", employee, CENTRE));

  /** @param {Parameters<typeof openPage>[1]} [options] @param {string} [employee] */
  const open = (options = {}, employee = "ar") => openPage(browser, { token: server.token("employee", employee, CENTRE), calm: true, ...options });

  /** Goes on by Tab until something has the focus: so it can be reached. @param {import("playwright-core").Page} page @param {string} selector */
  async function tabTo(page, selector) {
    for (let i = 0; i < 160; i += 1) {
      if (await page.evaluate((s) => document.activeElement?.matches(s) === true, selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not reached by Tab`);
  }

  /** A choice of several, which Tab reaches as one: by arrow keys. @param {import("playwright-core").Page} page @param {string} selector */
  async function choose(page, selector) {
    await tabTo(page, selector);
    await page.keyboard.press("Space");
  }

  for (const [lang, words] of Object.entries({
    da: { booked: "Tiden er bestilt", none: "ingen beskeder", moved: "Aftalen er flyttet", holiday: "Helligdag", said: "tider er bestilt", kept: "har fri for aftaler" },
    en: { booked: "The time is booked", none: "no messages", moved: "The appointment is moved", holiday: "Public holiday", said: "times are booked", kept: "has no new appointments" },
  })) {
    it(`books for somebody, moves, makes a series and keeps time free by keyboard alone (${lang})`, async () => {
      const { page, context, troubles } = await open();
      await page.goto(`${server.url}${PAGE}?lang=${lang}`);
      await tabTo(page, "#new");
      await page.keyboard.press("Enter");
      await page.waitForURL(/appointments\/new/, ONCE);
      await choose(page, "input[name=service][value=carport-eller-udhus]");
      await tabTo(page, ".button[value=look]");
      await page.keyboard.press("Enter");
      await page.waitForSelector("table.calendar", ONCE);
      // Nothing is lost: a day that is pressed keeps the name that was typed.
      await tabTo(page, "#name");
      await page.keyboard.type(NAME);
      await page.locator("button.day:not(.chosen)").first().focus();
      const chosen = await page.locator("button.day:focus").getAttribute("value");
      await page.keyboard.press("Enter");
      await page.waitForSelector(`button.day.chosen[value="${chosen}"]`, ONCE);
      assert.equal(await page.locator("#name").inputValue(), NAME);
      await choose(page, "input[name=at]");
      await page.locator("#name").focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/appointments\/booked/, ONCE);
      assert.match(await page.locator("main").innerText(), new RegExp(`${words.booked}[^]*${words.none}`));
      assert.ok(!page.url().includes("Ida"));
      assert.match((await page.locator("#ticket-link").getAttribute("href")) ?? "", /\/ticket\/\S{46}$/);

      // To the day, the sheet, and another time.
      await tabTo(page, "main a.primary");
      await page.keyboard.press("Enter");
      await page.waitForSelector("citizen-initials", ONCE);
      await page.waitForFunction(() => document.querySelector("citizen-initials")?.textContent === "I.O.", undefined, ONCE);
      await tabTo(page, ".day-list a[data-sheet]");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open] h2:focus", ONCE);
      assert.match(await page.locator("dialog[open]").innerText(), new RegExp(NAME));
      await tabTo(page, "dialog a[href*='appointment/move']");
      await page.keyboard.press("Enter");
      await page.waitForURL(/appointment\/move/, ONCE);
      await page.locator("input[name=at]").last().focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      await page.waitForURL(/done=moved/, ONCE);
      assert.match(await page.locator("[role=status]").innerText(), new RegExp(words.moved));

      // A series: four Fridays; Christmas Day and New Year's Day are not had.
      await tabTo(page, "#series");
      await page.keyboard.press("Enter");
      await page.waitForURL(/appointments\/series/, ONCE);
      await choose(page, "input[name=service][value=carport-eller-udhus]");
      await page.locator("#first").fill("2026-12-11");
      // What the other language has booked is taken.
      await page.locator("#time").fill(lang === "da" ? "10:00" : "11:00");
      await page.locator("#times").fill("4");
      await page.locator("#times").focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector(".series-days", ONCE);
      assert.match(await page.locator(".series-days").innerText(), new RegExp(words.holiday));
      await tabTo(page, "#name");
      await page.keyboard.type(NAME);
      await page.keyboard.press("Enter");
      await page.waitForSelector("#done-title", ONCE);
      assert.match(await page.locator("main").innerText(), new RegExp(words.said));
      await page.locator("main a.primary").focus();
      await page.keyboard.press("Enter");

      // Time kept free, and the week with all of it.
      await page.waitForSelector("#block", ONCE);
      await tabTo(page, "#block");
      await page.keyboard.press("Enter");
      await page.waitForURL(/appointments\/block/, ONCE);
      await page.locator("#from_date").fill(lang === "da" ? "2026-12-01" : "2026-12-02");
      await page.locator("#from").fill("09:00");
      await page.locator("#to_date").fill(lang === "da" ? "2026-12-01" : "2026-12-02");
      await page.locator("#to").fill("10:30");
      await page.locator("#to").focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector("#done-title", ONCE);
      assert.match(await page.locator("#done-title").innerText(), new RegExp(words.kept));
      await page.goto(`${server.url}${PAGE}?lang=${lang}&view=week&date=2026-12-01&whose=ar`);
      await page.locator(".week-day h2 a").first().focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.locator(".week-day:nth-of-type(2) h2 a:focus").count(), 1, "arrow keys go from day to day");
      assert.equal(await page.locator(".blocked-entry").count() > 0, true);
      await page.keyboard.press("PageDown");
      await page.waitForURL(/date=2026-12-08/, ONCE);
      assert.deepEqual(troubles, [], lang);
      await context.close();
    });
  }

  it("another's booking shows by itself, and nothing moves under somebody's hands", async () => {
    const { page, context } = await open({}, "ot");
    await page.clock.install();
    await page.goto(`${server.url}${PAGE}?lang=da&view=day&date=2026-12-03&whose=ot`);
    await page.locator("#later").focus();
    assert.equal(await page.locator("li[id^=booked-]").count(), 0);
    const slots = await server.api("GET", `${CENTRE}/slots?service=carport-eller-udhus&mode=in_person&from=2026-12-03&to=2026-12-03&employee=ot`, undefined, server.token("employee", "ot", CENTRE));
    await book(JSON.stringify(slots).match(/"starts_at":"([^"]+)"/)?.[1] ?? "", "ot", "carport-eller-udhus");
    await page.clock.runFor(16_000);
    await page.waitForSelector("li[id^=booked-]", ONCE);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "later", "the focus stays");
    await context.close();
  });

  it("without a script all of it works", async () => {
    const { page, context } = await open({ script: false }, "sk");
    await page.goto(`${server.url}${PAGE}?lang=da`);
    await page.locator("#new").click();
    await page.locator("input[name=service][value=carport-eller-udhus]").check();
    await page.locator(".button[value=look]").click();
    await page.locator("#name").fill(NAME);
    await page.locator("button.day").nth(1).click();
    await page.locator("label.time").first().click();
    await page.locator("button[data-go]").click();
    assert.equal(await page.locator(".notice.ok").innerText(), "Tiden er bestilt");
    await page.locator("main a.primary").click();
    await page.locator(".day-list .who a").first().click();
    await page.locator("a[href*='appointment/cancel']").click();
    await page.locator("button.primary").click();
    assert.match(await page.locator("[role=status]").innerText(), /aflyst/);
    await context.close();
  });

  it("axe finds nothing, in Danish and English, light and dark, and nothing is cut off", async () => {
    await book("2026-12-01T08:00:00Z", "ot", "carport-eller-udhus").catch(() => undefined);
    for (const lang of ["da", "en"]) {
      for (const dark of [false, true]) {
        const { page, context, troubles } = await open({ dark });
        const seen = async (/** @type {string} */ what) => {
          await assertAccessible(page, `${what} ${lang} ${dark ? "dark" : "light"}`);
          await assertFits(page, `${what} ${lang}`);
        };
        await page.goto(`${server.url}${PAGE}?lang=${lang}&view=day&date=2026-12-01&whose=ar`);
        await seen("day");
        await page.locator(".day-list a[data-sheet]").first().click().catch(() => undefined);
        await page.goto(`${server.url}${PAGE}?lang=${lang}&view=week&date=2026-12-01&whose=ar`);
        await seen("week");
        await page.goto(`${server.url}${PAGE}?lang=${lang}&view=week&date=2026-12-01&whose=all`);
        await seen("week of all");
        if (await page.locator("a[data-sheet]").count()) {
          await page.locator("a[data-sheet]").first().click();
          await page.waitForSelector("dialog[open]", ONCE);
          await seen("sheet");
        }
        await page.goto(`${server.url}${PAGE}/new?lang=${lang}&service=carport-eller-udhus`);
        await page.locator("button[data-go]").click();
        await page.waitForSelector("#mistakes", ONCE);
        await seen("booking with mistakes");
        await page.goto(`${server.url}${PAGE}/series?lang=${lang}&service=carport-eller-udhus`);
        await page.locator("#time").fill("10:00");
        await page.locator(".button[value=preview]").click();
        await page.waitForSelector(".series-days", ONCE);
        await seen("series");
        await page.goto(`${server.url}${PAGE}/block?lang=${lang}`);
        await seen("block");
        assert.deepEqual(troubles, []);
        await context.close();
      }
    }
    for (const size of [SIZES.phone, { width: 1024, height: 768 }]) {
      const { page, context } = await open({ size });
      for (const path of ["?lang=da&view=day&date=2026-12-01&whose=all", "/new?lang=da&service=carport-eller-udhus", "/block?lang=da"]) {
        await page.goto(`${server.url}${PAGE}${path}`);
        await assertFits(page, `${path} ${size.width}`);
      }
      await context.close();
    }
  });

  it("the manager sees what no longer fits, and what can be done", async () => {
    const manager = await openPage(browser, { token: server.token("manager", "ot", CENTRE), calm: true });
    await manager.page.goto(`${server.url}/manage/${CENTRE}/misfits?lang=da`);
    await assertAccessible(manager.page, "misfits");
    await assertFits(manager.page, "misfits");
    await manager.context.close();
  });
});
