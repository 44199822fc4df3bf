// The newcomer's tour: every way in leads to its surface, one steps in as anybody and acts, and axe finds nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** What each kind of way shows, by the beginning of its address. */
const SURFACES = [
  ["/kiosk/", "body.kiosk"], ["/ticket/", "body.ticket [data-now]"], ["/screen/", "body.screen"], ["/counter/", "body.counter"],
  ["/manage/", "body.manage"], ["/live/", "[data-live]"], ["/devices", "form"], ["/book", "body.booking h1"], ["/demo/messages", "#sent-count"],
];

/** @type {import("../lib/server.mjs").Server} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => {
  server = await startServer({ begin: "2026-11-26T09:55" });
  browser = await startBrowser();
});
after(async () => { await browser?.close(); await server?.close(); });

/** The tour. @param {Parameters<typeof openPage>[1]} [options] @param {string} [lang] */
async function tour(options = {}, lang = "da") {
  const opened = await openPage(browser, { size: SIZES.manage, calm: true, ...options });
  await opened.page.goto(`${server.url}/?lang=${lang}`);
  return opened;
}

for (const lang of ["da", "en"]) {
  test(`each way in leads to its surface, in ${lang}`, async () => {
    const { page, context, troubles } = await tour({}, lang);
    const ways = page.locator("main .button:not(.tour-clock .button)");
    const count = await ways.count();
    assert.ok(count > 20, `${count} ways in`);
    for (let i = 0; i < count; i += 1) {
      await page.goto(`${server.url}/?lang=${lang}`);
      const label = (await ways.nth(i).innerText()).trim();
      await ways.nth(i).click();
      await page.waitForURL((url) => url.pathname !== "/");
      // @ts-ignore what the browser knows of its own navigation.
      assert.equal(await page.evaluate(() => performance.getEntriesByType("navigation")[0]?.responseStatus), 200, label);
      const path = new URL(page.url()).pathname;
      const [, shown] = SURFACES.find(([begin]) => path.startsWith(String(begin))) ?? [];
      assert.ok(shown, `${label}: ${path}`);
      await page.locator(String(shown)).first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang, `${label}: ${path}`);
    }
    assert.deepEqual(troubles, []);
    await context.close();
  });
}

test("a card leads where its first button does, and every picture is there", async () => {
  const { page, context } = await tour();
  const cards = page.locator(".tour-cards > li:has(img)");
  assert.equal(await cards.count(), 6);
  for (let i = 0; i < 6; i += 1) {
    const picture = cards.nth(i).locator("img");
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction((n) => {
      const image = /** @type {HTMLImageElement | undefined} */ (document.querySelectorAll(".tour-cards img")[n]);
      return image?.complete && image.naturalWidth > 0;
    }, i);
  }
  await cards.nth(2).locator("img").scrollIntoViewIfNeeded();
  const box = await cards.nth(2).locator("img").boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForURL(/\/screen\/borgerservice\/infoskaerm-1/);
  await context.close();
});

test("who steps in as an employee takes the free desk, calls the next citizen, and finds the way back", async () => {
  const { page, context, troubles } = await tour();
  await page.getByRole("listitem").filter({ hasText: "Medarbejderen ved skranken" }).getByRole("button").click();
  await page.waitForURL(/\/counter\/borgerservice/);
  // Somebody waits for what this employee serves.
  await server.ticket("tillaeg");
  await page.getByRole("link", { name: "Log på: Lokale 11" }).click();
  await page.getByRole("button", { name: "Log på" }).click();
  await page.locator("#next-button").click();
  await page.getByText("På vej til dig").first().waitFor();
  const hall = await server.api("GET", "borgerservice/hall");
  const called = hall.called.find((/** @type {any} */ call) => call.desk === "lokale-11");
  assert.ok(called, JSON.stringify(hall.called));
  await page.locator("#work", { hasText: called.number.split(" ")[1] }).waitFor();
  await page.getByRole("link", { name: "Rundvisning" }).click();
  await page.getByRole("heading", { name: "Velkommen til en levende kommune" }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("whoever asks for a number follows it, and time can be moved on, in the reader's language", async () => {
  const { page, context } = await tour({ size: SIZES.phone, touch: true }, "en");
  await page.getByRole("button", { name: /^Take a number/ }).click();
  await page.waitForURL(/\/ticket\//);
  await page.locator("[data-now=waiting]").waitFor();
  await page.getByRole("link", { name: "The tour" }).click();
  await page.getByRole("heading", { name: "Welcome to a living municipality" }).waitFor();
  const before = await server.now();
  await page.getByRole("button", { name: "Skip 10 minutes ahead" }).click();
  await page.waitForLoadState();
  await page.getByRole("heading", { name: "Welcome to a living municipality" }).waitFor();
  assert.ok(Date.parse(await server.now()) - Date.parse(before) >= 600_000);
  await context.close();
});

test("the tour is worked by keys alone", async () => {
  const { page, context } = await tour();
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.textContent === "Træd ind som leder")) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/manage\/borgerservice/);
  await page.getByRole("heading", { name: "Køer lige nu" }).waitFor();
  await context.close();
});

test("axe finds nothing and nothing is too wide, in both languages, light and dark, on a phone too", async () => {
  for (const lang of ["da", "en"]) {
    for (const dark of [false, true]) {
      for (const size of [SIZES.manage, { width: 1024, height: 768 }, SIZES.phone, { width: 320, height: 568 }]) {
        const { page, context, troubles } = await tour({ dark, size }, lang);
        const what = `${lang} ${dark ? "dark" : "light"} ${size.width}`;
        if (size !== SIZES.phone) await assertAccessible(page, what);
        await assertFits(page, what);
        assert.deepEqual(troubles, [], what);
        await context.close();
      }
    }
  }
});

test("a kiosk that was stepped into comes back by itself after the program was killed and started again", async () => {
  const { page, context } = await tour({ size: SIZES.kiosk });
  await page.getByRole("button", { name: "Stander 1" }).first().click();
  await page.waitForURL(/\/kiosk\//);
  await page.locator("live-state[state=live]").first().waitFor({ state: "attached" });
  await server.stop("SIGKILL");
  await page.locator("live-state[state=lost]").first().waitFor({ state: "attached" });
  await server.start();
  await page.locator("live-state[state=live]").first().waitFor({ state: "attached", timeout: 60_000 });
  assert.match(page.url(), /\/kiosk\//);
  await context.close();
});
