// The ticket on the phone: every walkthrough by touch and by keyboard, alerts, the lost connection, and axe in every
// language and theme.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

/** All of them by `TEST_LONG=1`. The last is one that nobody speaks, with long words; axe knows no such language. */
const LANGUAGES = process.env.TEST_LONG ? ["da", "en", "ar", "uk", "pl", "tr", "de", "qps"] : ["da", "en", "ar", "qps"];
const ONCE = { timeout: 5_000 };
/** An element that is there, whether or not it has a size of its own. */
const THERE = /** @type {{ state: "attached", timeout: number }} */ ({ state: "attached", timeout: 5_000 });

/** The address of a ticket: the visit and the hash of its link, in one word. @param {{ id: string, token: string }} ticket */
function address({ id, token }) {
  const parts = [Buffer.from(id.replaceAll("-", ""), "hex"), Buffer.from(token.slice(2), "base64url")];
  return `/ticket/${Buffer.concat(parts).toString("base64url")}`;
}

describe("the ticket on the phone", () => {
  /** @type {import("../lib/server.mjs").Server} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  const service = "forny-pas";
  const collected = { answers: [{ question: "pasbillede", answer: "ja" }] };

  before(async () => {
    server = await startServer();
    browser = await startBrowser();
    await server.signOn("mk", "skranke-1", ["pas"]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** @param {{ id: string, token: string }} ticket @param {Parameters<typeof openPage>[1]} [options] @param {string} [rest] */
  async function open(ticket, options = {}, rest = "") {
    const opened = await openPage(browser, { size: SIZES.phone, touch: true, ...options });
    await opened.page.goto(server.url + address(ticket) + rest);
    return opened;
  }

  /** Calls until a visit is called. @param {string} visit */
  async function callUntil(visit) {
    for (let calls = 0; calls < 20; calls += 1) {
      const called = await server.next("skranke-1");
      assert.ok(called, "somebody waits");
      if (called.id === visit) return;
      await server.visit(called.id, "start");
      await server.visit(called.id, "finish");
    }
    assert.fail("it was never called");
  }

  it("is live: fewer are ahead, then it is her turn, with the desk, a sound and the tab's title", async () => {
    const [one, , mine] = [await server.ticket(service, collected), await server.ticket(service, collected), await server.ticket(service, collected)];
    const extra = await server.ticket(service, collected);
    const { page, context, troubles } = await open(extra);
    await page.waitForSelector("live-state[state=live]", THERE);
    await page.evaluate(() => {
      // @ts-ignore counted for the test.
      window.sounds = 0;
      // @ts-ignore counted for the test.
      document.addEventListener("frontdesk:sounded", () => { window.sounds += 1; });
    });
    await page.touchscreen.tap(195, 400);
    await page.waitForSelector("[role=switch][aria-checked=true]", ONCE);
    await callUntil(one.id);
    await page.waitForSelector("[data-ahead='2']", ONCE);
    // @ts-ignore counted for the test.
    await page.waitForFunction(() => window.sounds === 1, undefined, ONCE);
    await server.visit(one.id, "start");
    await server.visit(one.id, "finish");
    await callUntil(mine.id);
    await server.visit(mine.id, "start");
    await server.visit(mine.id, "finish");
    await callUntil(extra.id);
    await page.waitForSelector(".called .desk", ONCE);
    assert.equal(await page.locator(".called .desk").innerText(), "Skranke 1");
    assert.match(await page.title(), /^A \d+: Det er din tur$/);
    // @ts-ignore counted for the test.
    await page.waitForFunction(() => window.sounds >= 3, undefined, { timeout: 8_000 });
    await assertAccessible(page, "the turn");
    await server.visit(extra.id, "start");
    await page.waitForSelector("[data-now=serving]", ONCE);
    await server.visit(extra.id, "finish");
    await page.waitForSelector("[data-now=ended]", ONCE);
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("alerts are on from the start and after a reload; while the browser waits for a touch the page says so, and a tap anywhere is one", async () => {
    const silent = await startBrowser({ sound: false });
    const ticket = await server.ticket(service, collected);
    const { page, context, troubles } = await openPage(silent, { size: SIZES.phone, touch: true });
    // Locators alone: the driver counts what is evaluated in the page as a touch.
    const says = async (/** @type {string} */ how, /** @type {boolean} */ on) => {
      await page.locator(`[data-how=${how}]:not([hidden])`).waitFor(ONCE);
      await page.locator(`[role=switch][aria-checked=${on}]`).waitFor(ONCE);
    };
    await page.goto(server.url + address(ticket));
    await says("touch", true);
    assert.match(await page.locator("#alerts-how").innerText(), /^Tryk ét sted på siden/);
    await page.touchscreen.tap(195, 400);
    await says("both", true);
    await page.reload();
    await says("touch", true);
    await page.touchscreen.tap(195, 400);
    await says("both", true);
    await page.getByRole("switch").tap();
    await says("off", false);
    await page.reload();
    await says("off", false);
    // Twice in a row is on and off again, and the page goes on.
    const box = await page.getByRole("switch").boundingBox();
    assert.ok(box);
    for (let taps = 0; taps < 2; taps += 1) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await says("off", false);
    assert.deepEqual(troubles, []);
    await context.close();
    await silent.close();
    await server.visit(ticket.id, "cancel");
  });

  it("in dark the demo's strip is dark too, and read well", async () => {
    const ticket = await server.ticket(service, collected);
    for (const dark of [false, true]) {
      const { page, context } = await open(ticket, { dark });
      const [ground, ink] = await page.locator(".demo-strip").evaluate((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]
        .map((c) => (c.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)))
        .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b));
      assert.ok(ground < 0.1 && (ink + 0.05) / (ground + 0.05) >= 7, `${dark ? "dark" : "light"}: ${ink} on ${ground}`);
      await context.close();
    }
    await server.visit(ticket.id, "cancel");
  });

  it("floors and few minutes are said as one says them in Arabic", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context } = await open(ticket, {}, "?lang=ar");
    assert.match(await page.locator(".there").innerText(), /الطابق الثاني/);
    await page.goto(`${server.url}${address(ticket)}/late?lang=ar`);
    assert.match((await page.locator(".span").allInnerTexts()).join(" "), /5 دقائق.*10 دقائق/);
    await server.visit(ticket.id, "cancel");
    await context.close();
  });

  it("late: chosen and said by keyboard alone, and taken back by being here", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context, troubles } = await open(ticket);
    await page.getByRole("link", { name: "Jeg er forsinket" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/late/, ONCE);
    await assertAccessible(page, "late");
    // The first is the demo's way back to its tour.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator("input[name=until]:focus").count(), 1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".delayed", ONCE);
    await page.getByRole("button", { name: "Jeg er her" }).click();
    await page.waitForSelector(".delayed", { ...ONCE, state: "detached" });
    assert.deepEqual(troubles, []);
    await server.visit(ticket.id, "cancel");
    await context.close();
  });

  it("whoever is called while she is asked how late she is is shown that", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context } = await open(ticket, {}, "/late");
    await page.waitForSelector("live-state[state=live]", THERE);
    await callUntil(ticket.id);
    await page.waitForSelector(".called .desk", ONCE);
    assert.doesNotMatch(page.url(), /late/);
    await server.visit(ticket.id, "cancel");
    await context.close();
  });

  it("cancelled after a question, and taken back; Escape keeps the place; all of it without a script too", async () => {
    for (const script of [true, false]) {
      const ticket = await server.ticket(service, collected);
      const { page, context } = await open(ticket, { script });
      await page.getByRole("link", { name: "Afmeld" }).click();
      await page.waitForURL(/\/cancel/, ONCE);
      if (script) {
        await assertAccessible(page, "cancel");
        await page.keyboard.press("Escape");
        await page.waitForURL((url) => !url.pathname.endsWith("/cancel"), ONCE);
        await page.getByRole("link", { name: "Afmeld" }).click();
      }
      await page.getByRole("button", { name: /^Afmeld A/ }).click();
      await page.getByRole("button", { name: "Fortryd" }).click();
      await page.waitForSelector("[data-now=waiting]", ONCE);
      await server.visit(ticket.id, "cancel");
      await context.close();
    }
  });

  it("says that the connection is gone, keeps the last state with its time, and comes back by itself", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context } = await open(ticket);
    await page.waitForSelector("live-state[state=live]", THERE);
    await server.stop("SIGKILL");
    await page.waitForSelector("[data-lost]:not([hidden])", { timeout: 8_000 });
    assert.match(await page.locator("[data-lost]").innerText(), /Sådan var det kl\. \d+\.\d\d/);
    assert.equal(await page.locator(".slip .number").count(), 1);
    await server.start();
    await page.waitForSelector("live-state[state=live]", { timeout: 30_000 });
    await context.close();
    await server.visit(ticket.id, "cancel");
  });

  it("asks again where its first states are refused, and shows the page as it came until then", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context } = await openPage(browser, { size: SIZES.phone, touch: true });
    let refused = 0;
    await page.route("**/events*", (route) => {
      refused += 1;
      if (refused === 1) return route.abort();
      if (refused === 2) return route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
      return route.continue();
    });
    await page.goto(server.url + address(ticket));
    await page.waitForSelector("live-state[state=lost]", THERE);
    assert.equal(await page.locator(".slip .number").count(), 1);
    await page.waitForSelector("live-state[state=live]", { timeout: 15_000, state: "attached" });
    assert.equal(refused, 3);
    assert.equal(await page.locator(".slip .number").count(), 1);
    await context.close();
    await server.visit(ticket.id, "cancel");
  });

  it("field_fault_40_the_browser_keeps_nothing_that_opens_the_ticket", async () => {
    const ticket = await server.ticket(service, collected);
    const { page, context } = await open(ticket);
    await page.touchscreen.tap(195, 400);
    await page.waitForSelector("[role=switch][aria-checked=true]", ONCE);
    await page.getByRole("switch").click();
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
    const key = address(ticket).split("/")[2];
    assert.ok(kept.includes("off") && !kept.includes(key) && !kept.includes(ticket.token.slice(2)) && !kept.includes(ticket.id), kept);
    await server.visit(ticket.id, "cancel");
    await context.close();
  });

  it("axe finds nothing and nothing is too wide, in every language, light and dark, narrow, landscape and with large type", async () => {
    const [called, waits] = [await server.ticket(service, collected), await server.ticket(service, collected)];
    await server.signOn("jt", "skranke-2", ["pas"]);
    assert.equal((await server.next("skranke-2")).id, called.id);
    for (const lang of LANGUAGES) {
      for (const [ticket, rest] of /** @type {[any, string][]} */ ([[waits, ""], [waits, "/late"], [waits, "/cancel"], [called, ""]])) {
        const what = `${lang} ${ticket === called ? "called" : rest}`;
        const { page, context, troubles } = await open(ticket, { calm: true }, `${rest}?lang=${lang}`);
        await page.waitForSelector("live-state[state=live]", THERE);
        for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
          await page.emulateMedia({ colorScheme });
          if (lang !== "qps") await assertAccessible(page, `${what} ${colorScheme}`);
        }
        await assertFits(page, what);
        for (const size of [{ width: 320, height: 568 }, { width: 740, height: 360 }]) {
          await page.setViewportSize(size);
          await assertFits(page, `${what} ${size.width}`);
        }
        await page.setViewportSize(SIZES.phone);
        // A reader's own size of type, twice as large.
        await page.evaluate(() => document.documentElement.style.setProperty("font-size", "32px"));
        await assertFits(page, `${what} large`);
        assert.deepEqual(troubles, [], what);
        await context.close();
      }
    }
    for (const ticket of [waits, called]) await server.visit(ticket.id, "cancel");
  });

  it("a link that opens nothing says so kindly in every language", async () => {
    for (const lang of LANGUAGES) {
      const { page, context, troubles } = await openPage(browser, { size: SIZES.phone });
      const answer = await page.goto(`${server.url}/ticket/none?lang=${lang}`);
      assert.equal(answer?.status(), 404);
      if (lang !== "qps") await assertAccessible(page, `lost ${lang}`);
      await assertFits(page, `lost ${lang}`);
      assert.deepEqual(troubles, []);
      await context.close();
    }
  });
});
