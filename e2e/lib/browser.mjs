// A real Chromium, pages as somebody, and what axe finds on them.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"];

/** What axe cannot decide by itself and somebody has looked at. The letter of a tile is one letter, which is too short for
 *  it to measure; the colours of tiles are measured by a test of their own. The times under a band stand in an image, in the
 *  inks of the page on its ground, and beside it in words. The large signs of the screen are drawings too; its own test
 *  measures their inks on their grounds; so do the manager's tests with what stands along a day. @param {any} node */
const lookedAt = (node) => /^<text /.test(node.html) && /too short to determine/.test(node.failureSummary ?? "")
  || /^<text class="band-label/.test(node.html) && /contains an image node/.test(node.failureSummary ?? "")
  || /^<t(ext|span) class="(called-number|desk-(line|number|word|name)|panel-says)"/.test(node.html) && /background color could not be determined|too short to determine/.test(node.failureSummary ?? "")
  || /^<text class="(hour|mark-text|knob-text)"/.test(node.html) && /background color could not be determined/.test(node.failureSummary ?? "");

/** The sizes of the surfaces. */
export const SIZES = {
  kiosk: { width: 1080, height: 1920 },
  screen: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
  counter: { width: 1440, height: 900 },
  side: { width: 360, height: 640 },
  manage: { width: 1440, height: 900 },
};

const WHOLE = "/usr/bin/chromium";
/** The same Chromium without the windows, tabs and bars around its pages: a page opens three times as fast. */
const BARE = "/usr/bin/chromium-headless-shell";

/** Starts Chromium: `CHROMIUM` names another one. Sound may play unless told otherwise; `whole` is the one that people use.
 *  @param {{ sound?: boolean, whole?: boolean }} [options] */
export async function startBrowser({ sound = true, whole = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? (existsSync(BARE) && (!whole || !existsSync(WHOLE)) ? BARE : WHOLE),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--font-render-hinting=none", ...(sound ? ["--autoplay-policy=no-user-gesture-required"] : [])],
  });
}

/** A page of its own context. `token`: shown with every request, as a program does.
 *  @param {import("playwright-core").Browser} browser
 *  @param {{ size?: { width: number, height: number }, token?: string, dark?: boolean, scale?: number, touch?: boolean, script?: boolean, cookies?: any[], calm?: boolean }} [options] */
export async function openPage(browser, { size = SIZES.counter, token, dark = false, scale = 1, touch = false, script = true, cookies, calm = false } = {}) {
  const context = await browser.newContext({
    viewport: size, deviceScaleFactor: scale, hasTouch: touch, javaScriptEnabled: script, locale: "da-DK",
    colorScheme: dark ? "dark" : "light", reducedMotion: calm ? "reduce" : "no-preference",
    extraHTTPHeaders: token ? { authorization: `Bearer ${token}` } : {},
  });
  if (cookies) await context.addCookies(cookies);
  const page = await context.newPage();
  /** @type {string[]} */ const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  // What the policy of our pages blocks is told apart from what this browser's driver puts in for a picture.
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/Failed to load resource|net::ERR|Applying inline style/.test(text)) troubles.push(text);
  });
  await page.exposeFunction("__violation", (/** @type {string} */ text) => troubles.push(text));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => {
    // @ts-ignore the function is exposed above.
    if (event.sourceFile.startsWith(location.origin)) window.__violation(`policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`);
  }));
  return { page, context, troubles };
}

/** That axe finds nothing on a page, and leaves nothing open that nobody has looked at.
 *  @param {import("playwright-core").Page} page @param {string} what */
export async function assertAccessible(page, what) {
  await page.evaluate(AXE);
  // @ts-ignore axe is put into the page above.
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] }), TAGS);
  const told = (/** @type {any[]} */ results) => results.map((r) => `${r.id}: ${r.help}\n${r.nodes.map((/** @type {any} */ n) => `    ${n.html.slice(0, 160)} ${n.failureSummary?.replaceAll("\n", " ") ?? ""}`).join("\n")}`);
  assert.deepEqual(told(found.violations), [], `${what}: axe finds something`);
  const open = found.incomplete.map((/** @type {any} */ r) => ({ ...r, nodes: r.nodes.filter((/** @type {any} */ n) => !lookedAt(n)) }));
  assert.deepEqual(told(open.filter((/** @type {any} */ r) => r.nodes.length > 0)), [], `${what}: axe leaves something open`);
}

/** That a page is not wider than its window, and that nothing in it is cut off where it must not be.
 *  @param {import("playwright-core").Page} page @param {string} what */
export async function assertFits(page, what) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    const cut = [...document.querySelectorAll("button, a, h1, h2, h3, th, td, p, label")].filter((e) => {
      const style = getComputedStyle(e);
      return e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
    }).map((e) => /** @type {HTMLElement} */ (e).innerText.slice(0, 60));
    return { over, cut };
  });
  assert.ok(wide.over <= 0, `${what}: the page is ${wide.over} px wider than its window`);
  assert.deepEqual(wide.cut, [], `${what}: text is cut off`);
}
