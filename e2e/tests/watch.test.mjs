// Waiting for a time to come free, on the real program: the form with its mistakes, the message as it arrives, the time that is kept
// taken with one press, let pass, and the waiting ended; in Danish, English and Arabic, by keyboard and without scripts; and axe.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** All of them by `TEST_LONG=1`. The last is one that nobody speaks, with long words; axe knows no such language. */
const LANGUAGES = process.env.TEST_LONG ? ["da", "en", "ar", "uk", "pl", "tr", "de", "qps"] : ["da", "en", "ar", "qps"];
const ONCE = { timeout: 20_000 };
const CENTRE = "teknik-og-miljoe";
const SERVICE = "carport-eller-udhus";
const CALENDAR = `/book/${CENTRE}/${SERVICE}/phone`;
const WORDS = {
  da: { offer: "Få besked ved afbud", waiting: "Du får besked", offered: "Der er en tid til dig", booked: "Din tid er bestilt", ended: "Du venter ikke længere" },
  en: { offer: "Be told of a cancellation", waiting: "We will tell you", offered: "There is a time for you", booked: "Your time is booked", ended: "You wait no more" },
  ar: { offer: "أعلموني عند إلغاء موعد", waiting: "سنُعلمك", offered: "يوجد موعد لك", booked: undefined, ended: "لم تعد تنتظر" },
};

describe("waiting for a time", () => {
  /** @type {import("../lib/server.mjs").Server} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  let people = 0;
  /** Days that are booked out, one for each who waits. @type {{ date: string, visits: string[] }[]} */ const full = [];

  before(async () => {
    server = await startServer({ begin: "2026-11-26T10:24", env: { FRONTDESK_LIMITS_BOOKINGS_PER_PEER_PER_HOUR: "100000" } });
    browser = await startBrowser();
    const slots = await fetch(`${server.url}/api/v1/centres/${CENTRE}/slots?service=${SERVICE}&mode=phone`).then((answer) => answer.json());
    const days = /** @type {{ date: string, slots: { starts_at: string, free: number }[] }[]} */ (slots.days).filter((day) => day.slots.length > 0);
    for (const day of days.slice(1, 6)) full.push({ date: day.date, visits: await bookOut(day) });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Books all of a day. @param {{ date: string, slots: { starts_at: string }[] }} day */
  async function bookOut(day) {
    const token = server.token("employee", "ot", CENTRE);
    const visits = [];
    for (const { starts_at } of day.slots) {
      for (;;) {
        const wish = { services: [SERVICE], mode: "phone", starts_at };
        const booked = await server.api("POST", `${CENTRE}/appointments`, wish, token).catch(() => undefined);
        if (!booked) break;
        visits.push(booked.id);
      }
    }
    return visits;
  }

  /** Cancels one of a day's bookings. @param {{ visits: string[] }} day */
  const freeOne = (day) => server.api("DELETE", `${CENTRE}/appointments/${day.visits.pop()}`, {}, server.token("employee", "ot", CENTRE));

  /** What lies under the bar at the window's edge cannot be judged: axe looks at a window that shows all of the page.
   *  @param {import("playwright-core").Page} page @param {string} what */
  async function accessible(page, what) {
    const size = page.viewportSize() ?? SIZES.phone;
    await page.setViewportSize({ ...size, height: 2_000 });
    await assertAccessible(page, what);
    await page.setViewportSize(size);
  }

  /** Fills the form in for one day. @param {import("playwright-core").Page} page @param {string} date */
  async function fill(page, date) {
    people += 1;
    await page.locator("#from").fill(date);
    await page.locator("#to").fill(date);
    await page.locator("#name").fill("Ida Opdigtet");
    await page.locator("#phone").fill(`20 11 00 ${String(people).padStart(2, "0")}`);
  }

  for (const [at, lang] of /** @type {(keyof typeof WORDS)[]} */ (["da", "en", "ar"]).entries()) {
    it(`is told and takes the time with one press, in ${lang}`, async () => {
      const words = WORDS[lang];
      const day = full[at] ?? assert.fail("no day is full");
      const { page, context, troubles } = await openPage(browser, { size: SIZES.phone, calm: true });
      await page.goto(`${server.url}${CALENDAR}?lang=${lang}`);
      await page.locator(".wait a", { hasText: words.offer }).click();
      await page.waitForURL(/\/watch\?/, ONCE);
      await page.locator("label.time", { has: page.locator("input[value='any']") }).waitFor(ONCE);
      await accessible(page, `waiting, ${lang}`);
      await assertFits(page, `waiting, ${lang}`);
      await page.locator("#name").fill("Ida Opdigtet");
      await page.locator(".go:visible").first().click();
      await page.locator("#mistakes").waitFor(ONCE);
      assert.equal(await page.locator("#name").inputValue(), "Ida Opdigtet", "nothing typed is lost");
      await accessible(page, `mistakes of waiting, ${lang}`);
      await fill(page, day.date);
      await page.locator(".go:visible").first().click();
      await page.waitForURL(/\/watch\/[\w-]+/, ONCE);
      assert.equal(await page.locator("main h1").innerText(), words.waiting);
      await accessible(page, `who waits, ${lang}`);
      await assertFits(page, `who waits, ${lang}`);

      const { page: sent, context: looking } = await openPage(browser, { size: SIZES.counter, calm: true });
      await sent.goto(`${server.url}/demo/messages`);
      const before = await sent.locator(".bubble").count();
      await freeOne(day);
      await sent.locator(".bubble").nth(before).waitFor(ONCE);
      const texts = await sent.locator(".bubble").allInnerTexts();
      const key = page.url().match(/\/watch\/([\w-]+)/)?.[1] ?? "";
      const text = texts.find((one) => one.includes(`/t/${key}`));
      assert.ok(text, texts.join("\n"));
      await looking.close();

      await page.goto(`${server.url}/t/${key}`);
      await page.waitForURL(/\/watch\//, ONCE);
      assert.equal(await page.locator("main h1").innerText(), words.offered);
      assert.equal(await page.locator("html").getAttribute("lang"), lang, "in the language that she chose");
      await accessible(page, `a time is kept, ${lang}`);
      await assertFits(page, `a time is kept, ${lang}`);
      await page.locator(".acts .go").first().click();
      await page.waitForURL(/\/ticket\//, ONCE);
      if (words.booked) assert.equal(await page.locator("main h1").innerText(), words.booked);
      assert.deepEqual(troubles, [], lang);
      await context.close();
    });
  }

  it("lets a time pass and then waits no more, by keyboard alone and without a script", async () => {
    const day = full[3] ?? assert.fail("no day is full");
    const { page, context } = await openPage(browser, { size: SIZES.phone, script: false });
    await page.goto(`${server.url}${CALENDAR}/watch?lang=da`);
    await fill(page, day.date);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/watch\/[\w-]+/, ONCE);
    await freeOne(day);
    const offered = async () => { await page.reload(); return (await page.locator("main h1").innerText()) === WORDS.da.offered; };
    const until = Date.now() + ONCE.timeout;
    while (!(await offered())) assert.ok(Date.now() < until, "a time is offered");
    await page.locator(".acts .go").nth(1).focus();
    await Promise.all([page.waitForEvent("load", ONCE), page.keyboard.press("Enter")]);
    const waits = async () => { await page.reload(); return (await page.locator("main h1").innerText()) === WORDS.da.waiting; };
    while (!(await waits())) assert.ok(Date.now() < until, "she waits for another");
    await page.locator(".acts .go").last().focus();
    await Promise.all([page.waitForEvent("load", ONCE), page.keyboard.press("Enter")]);
    assert.equal(await page.locator("main h1").innerText(), WORDS.da.ended);
    await context.close();
  });

  it("looks right in every language and theme, and axe finds nothing", async () => {
    for (const lang of LANGUAGES) {
      for (const dark of [false, true]) {
        for (const size of [SIZES.phone, { width: 1280, height: 900 }]) {
          const { page, context, troubles } = await openPage(browser, { size, dark, calm: true });
          await page.goto(`${server.url}${CALENDAR}/watch?lang=${lang}`);
          await page.locator("#step").waitFor(ONCE);
          if (lang !== "qps") await accessible(page, `waiting, ${lang}`);
          await assertFits(page, `waiting, ${lang}`);
          assert.deepEqual(troubles, []);
          await context.close();
        }
      }
    }
  });
});
