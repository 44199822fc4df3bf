// Booking a time on the real program: the whole way on the phone and at a desk, by keyboard alone, without scripts, in Danish,
// English and Arabic; moved and cancelled; and axe on every page, in every language and theme.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** All of them by `TEST_LONG=1`. The last is one that nobody speaks, with long words; axe knows no such language. */
const LANGUAGES = process.env.TEST_LONG ? ["da", "en", "ar", "uk", "pl", "tr", "de", "qps"] : ["da", "en", "ar", "qps"];
const ONCE = { timeout: 10_000 };
const DESKTOP = { width: 1280, height: 900 };
const SERVICE = "/book/teknik-og-miljoe/carport-eller-udhus";
/** Somebody who exists nowhere. */
const PERSON = { name: "Ida Opdigtet", phone: "20 00 00 00" };

describe("booking a time", () => {
  /** @type {import("../lib/server.mjs").Server} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** Each books with a number of her own: one person may have few times. */
  let people = 0;

  before(async () => {
    server = await startServer({ begin: "2026-11-26T10:24", env: { FRONTDESK_LIMITS_HOLDS_PER_PEER_PER_HOUR: "100000", FRONTDESK_LIMITS_HOLDS_OPEN_PER_PEER_MAX: "100000",
      FRONTDESK_LIMITS_BOOKINGS_PER_PEER_PER_HOUR: "100000" } });
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const someone = () => { people += 1; return { ...PERSON, phone: `20 00 ${String(people).padStart(2, "0")} 00` }; };

  /** The button that leads on, where it is seen. @param {import("playwright-core").Page} page */
  const go = (page) => page.locator(".go:visible").first();

  /** From the calendar's page to the booked time. @param {import("playwright-core").Page} page */
  async function bookFrom(page) {
    await page.locator("label.time").first().click();
    await go(page).click();
    await page.waitForURL(/\/details\//, ONCE);
    const { name, phone } = someone();
    await page.locator("#name").fill(name);
    await page.locator("#phone").fill(phone);
    await go(page).click();
    await page.waitForURL(/\/ticket\//, ONCE);
  }

  for (const [what, size] of /** @type {[string, { width: number, height: number }][]} */ ([["on the phone", SIZES.phone], ["at a desk", DESKTOP]])) {
    it(`the whole way ${what}, in Danish, English and Arabic; moved, and cancelled`, async () => {
      for (const [lang, words] of Object.entries({
        da: { booked: "Din tid er bestilt", move: "Flyt eller aflys", keep: "Behold min tid", cancel: "Aflys tiden", cancelled: "Din tid er aflyst" },
        en: { booked: "Your time is booked", move: "Move or cancel", keep: "Keep my time", cancel: "Cancel the time", cancelled: "Your time is cancelled" },
        ar: { booked: "تم حجز موعدك", move: "تغيير أو إلغاء", keep: "الاحتفاظ بموعدي", cancel: "إلغاء الموعد", cancelled: "تم إلغاء موعدك" },
      })) {
        const { page, context, troubles } = await openPage(browser, { size, calm: true });
        await page.goto(`${server.url}/book?lang=${lang}`);
        await page.locator(".errands a[href*='/byggesag']").click();
        await page.locator(".errands a[href*='/carport']").click();
        await page.locator("label.mode").nth(1).click();
        await go(page).click();
        await page.waitForURL(/in-person/, ONCE);
        await bookFrom(page);
        assert.equal(await page.locator("main h1").innerText(), words.booked);
        assert.equal(await page.evaluate(() => document.documentElement.dir), lang === "ar" ? "rtl" : "ltr");
        const before = await page.locator(".card-time .moment").innerText();
        const calendar = await context.request.get(new URL(await page.locator("a[href*='calendar.ics']").getAttribute("href") ?? "", server.url).href);
        assert.match(await calendar.text(), /BEGIN:VEVENT\r\n[^]*DTSTART:\d{8}T\d{6}Z/);
        const ticket = page.url();
        await page.getByRole("link", { name: words.move }).click();
        await page.locator("a.day").nth(3).click();
        await page.waitForURL(/date=/, ONCE);
        await page.locator("label.time").last().click();
        await page.locator("[data-go]").click();
        await page.waitForURL(ticket, ONCE);
        assert.notEqual(await page.locator(".card-time .moment").innerText(), before);
        await page.getByRole("link", { name: words.move }).click();
        await page.getByRole("link", { name: words.cancel }).click();
        await page.getByRole("button", { name: words.cancel }).click();
        await page.waitForURL(ticket, ONCE);
        assert.equal(await page.locator("main h1").innerText(), words.cancelled);
        assert.deepEqual(troubles, [], lang);
        await context.close();
      }
    });
  }

  it("by keyboard alone: arrow keys in the calendar and among the times, and the mistakes lead to their fields", async () => {
    const { page, context, troubles } = await openPage(browser, { size: DESKTOP });
    await page.goto(`${server.url}${SERVICE}?lang=da`);
    await page.locator("input[name=mode]:checked").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/phone/, ONCE);
    const day = page.locator("a.day").first();
    await day.focus();
    const first = await page.locator("a.day:focus").innerText();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await page.locator("a.day:focus").innerText(), first);
    await page.keyboard.press("ArrowDown");
    const heard = await page.locator("a.day:focus .unseen").textContent();
    assert.match(heard ?? "", /^(man|tirs|ons|tors|fre)dag \d+\. december, \d+ ledige? tid(er)?$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/date=/, ONCE);
    assert.match((await page.locator(".day.chosen .unseen").textContent()) ?? "", new RegExp(`^${heard}$`));
    await page.locator("input[name=at]").first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    const time = await page.locator("input[name=at]:checked").getAttribute("data-within");
    assert.equal(await page.locator("[data-clock]").innerText(), time);
    await page.keyboard.press("Enter");
    await page.waitForURL(/details/, ONCE);
    await page.locator("#name").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#mistakes:focus", ONCE);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#name:focus").count(), 1);
    const { name, phone } = someone();
    await page.keyboard.type(name);
    await page.keyboard.press("Tab");
    await page.keyboard.type(phone);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/ticket\//, ONCE);
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("without a script all of it works, and what was typed outlives a time that was taken", async () => {
    const { page, context } = await openPage(browser, { size: SIZES.phone, script: false });
    await page.goto(`${server.url}/book?lang=da`);
    await page.locator("input[name=q]").fill("overkørsel");
    await page.keyboard.press("Enter");
    await page.locator(".errands a").first().click();
    await page.locator(".bar .go").click();
    await page.locator("a.day").nth(2).click();
    await page.waitForURL(/date=/, ONCE);
    const at = (await page.locator("input[name=at]").first().getAttribute("value")) ?? "";
    await page.locator("label.time").first().click();
    await page.locator(".bar .go").click();
    await page.waitForURL(/details/, ONCE);
    const { name, phone } = someone();
    await page.locator("#name").fill(name);
    await page.locator("#phone").fill(phone);
    await page.locator("#topic").fill("Indkørsel ved nr. 4");
    // Meanwhile the time runs out, and others have it.
    await server.forward(11);
    const mode = page.url().includes("/phone/") ? "phone" : "in_person";
    for (const employee of ["mh", "ot"]) {
      await server.api("POST", "teknik-og-miljoe/appointments", { services: ["overkoersel-og-vej"], mode, starts_at: at, employee }, server.token("manager", "mh", "teknik-og-miljoe")).catch(() => undefined);
    }
    await page.locator(".bar .go").click();
    await page.waitForSelector(".notice", ONCE);
    assert.match(await page.locator(".notice").innerText(), /lige blevet optaget.*beholdt/);
    await page.locator("button.day").nth(4).click();
    await page.locator("label.time").first().click();
    await page.locator(".bar .go").click();
    assert.equal(await page.locator("#name").inputValue(), name);
    assert.equal(await page.locator("#topic").inputValue(), "Indkørsel ved nr. 4");
    await page.locator(".bar .go").click();
    await page.waitForURL(/\/ticket\//, ONCE);
    assert.equal(await page.locator("main h1").innerText(), "Din tid er bestilt");
    await context.close();
  });

  it("back from the details finds the time that is kept, and two windows make one booking", async () => {
    const { page, context } = await openPage(browser, { size: SIZES.phone });
    await page.goto(`${server.url}${SERVICE}/phone?lang=da`);
    await page.locator("label.time").nth(1).click();
    const chosen = await page.locator("[data-go]").innerText();
    await go(page).click();
    await page.waitForURL(/details/, ONCE);
    await page.locator(".back").click();
    await page.waitForURL(/hold=/, ONCE);
    assert.equal(await page.locator("[data-go]").innerText(), chosen);
    await go(page).click();
    await page.waitForURL(/details/, ONCE);
    const other = await context.newPage();
    await other.goto(page.url());
    const { name, phone } = someone();
    for (const window of [page, other]) {
      await window.locator("#name").fill(name);
      await window.locator("#phone").fill(phone);
    }
    await page.waitForTimeout(1_000);
    await Promise.all([page, other].map((window) => window.locator(".bar .go").click()));
    await page.waitForURL(/\/ticket\//, ONCE);
    await other.waitForURL(page.url(), ONCE);
    await context.close();
  });

  it("field_fault_40_the_browser_keeps_nothing_of_her", async () => {
    const { page, context } = await openPage(browser, { size: SIZES.phone });
    await page.goto(`${server.url}${SERVICE}/phone?lang=da`);
    await bookFrom(page);
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
    assert.equal(kept, '[{},{},""]');
    await context.close();
  });

  it("axe finds nothing and nothing is too wide, in every language, light and dark, narrow, large and adapted", async () => {
    for (const lang of LANGUAGES) {
      for (const size of [SIZES.phone, DESKTOP]) {
        const { page, context, troubles } = await openPage(browser, { size, calm: true });
        const look = async (/** @type {string} */ what) => {
          const said = `${lang} ${size.width} ${what}`;
          // What lies under the bar that sticks to the foot axe cannot see: it is looked at where the bar does not stick.
          await page.evaluate(() => { for (const bar of document.querySelectorAll(".bar")) /** @type {HTMLElement} */ (bar).style.position = "static"; });
          for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
            await page.emulateMedia({ colorScheme });
            if (lang !== "qps") await assertAccessible(page, `${said} ${colorScheme}`);
          }
          await assertFits(page, said);
          if (size !== SIZES.phone) return;
          await page.setViewportSize({ width: 320, height: 568 });
          await assertFits(page, `${said} 320`);
          await page.setViewportSize(SIZES.phone);
          await page.evaluate(() => document.documentElement.style.setProperty("font-size", "32px"));
          await assertFits(page, `${said} large`);
          await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
        };
        const at = (/** @type {string} */ path) => page.goto(`${server.url}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        for (const [what, path] of [["all", "/book"], ["choices", "/book/teknik-og-miljoe/byggesag"], ["found", "/book?q=carport"], ["nothing", "/book?q=xyzzyx"], ["how", SERVICE], ["adapted", `${SERVICE}?adapted=text,contrast`]]) {
          await at(path);
          await look(what);
        }
        await at(`${SERVICE}/phone`);
        await look("time");
        // What lies under an open menu cannot be pressed; axe would count it.
        await page.locator(".languages summary").click();
        await assertFits(page, `${lang} ${size.width} menu`);
        assert.equal(await page.locator(".languages .menu a[aria-current=true]").count(), lang === "qps" ? 0 : 1);
        await at(`${SERVICE}/phone`);
        await go(page).click();
        await page.waitForSelector("#at-mistake", ONCE);
        await look("no time");
        await page.locator("label.time").last().click();
        await go(page).click();
        await page.waitForURL(/details/, ONCE);
        await look("details");
        await go(page).click();
        await page.waitForSelector("#mistakes", ONCE);
        await look("mistakes");
        const { name, phone } = someone();
        await page.locator("#name").fill(name);
        await page.locator("#phone").fill(phone);
        await go(page).click();
        await page.waitForURL(/\/ticket\//, ONCE);
        await look("booked");
        const ticket = page.url();
        await page.goto(ticket.replace("?", "/move?"));
        await look("move");
        await page.goto(ticket.replace("?", "/cancel?"));
        await look("cancel");
        await page.locator("form .go").click();
        await page.waitForURL(ticket, ONCE);
        await look("cancelled");
        assert.deepEqual(troubles, [], lang);
        await context.close();
      }
    }
  });
});
