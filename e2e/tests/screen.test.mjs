// The screen on the wall in a real browser: what is read from metres away, what is heard, and what happens when the
// server goes away and comes back.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { playMorning } from "../lib/scene.mjs";
import { Server, startServer } from "../lib/server.mjs";

const SCREEN = "/screen/borgerservice/infoskaerm-1";
const LANGUAGES = ["da", "en", "ar", "uk", "pl", "tr", "de", "qps"];
const PSEUDO = "qps";
/** In which languages and themes the pages are looked at: with `TEST_LONG=1` in all, else where they differ most. */
const LOOKS = process.env.TEST_LONG === "1"
  ? LANGUAGES.map((language) => ({ language, themes: ["light", "dark"] }))
  : [{ language: "da", themes: ["light", "dark"] }, { language: "ar", themes: ["dark"] }, { language: "uk", themes: ["light"] }, { language: PSEUDO, themes: ["light"] }];
const NORDVIG = resolve(dirname(fileURLToPath(import.meta.url)), "../../examples/nordvig");
/** From how far the screens of the test are read, in metres. */
const DISTANCES = [3, 5, 8, 10];
/** A dot of a 55-inch screen, in millimetres. */
const MM_PER_PX = 0.634;
/** The least angle of a capital letter, as its tangent. */
const TANGENT = Math.tan((0.7 * Math.PI) / 180);
const LONG_NAMES = ["Ekspeditionsskranken", "Modtagelsen i stuen", "Samtalerum 12"];

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Server} */ let server;
/** @type {string} */ let setup;

before(async () => {
  setup = longNames();
  server = await startServer({ begin: "2026-11-26T09:00", setup });
  browser = await startBrowser();
  await playMorning(server);
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(setup, { recursive: true, force: true });
});

// Whatever a test left: nobody is on the way when the next begins.
afterEach(async () => {
  const hall = await server.api("GET", "borgerservice/hall");
  for (const call of hall.called.filter((/** @type {any} */ c) => c.state === "called")) await server.visit(call.id ?? call.visit, "start");
});

/** The set-up of Nordvig with a screen for each distance, and desks with long names. */
function longNames() {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-screens-"));
  cpSync(NORDVIG, folder, { recursive: true });
  const queues = `queues = ["pas", "folkeregister", "mitid", "pension", "job", "andet"]`;
  for (const metres of DISTANCES) {
    appendFileSync(join(folder, "borgerservice/devices.toml"),
      `\n[[screen]]\nid = "m-${metres}"\n${queues}\ndistance_metres = ${metres}\nname.da = "Infoskærm ${metres}"\nname.en = "Screen ${metres}"\n`);
  }
  const places = join(folder, "borgerservice/places.toml");
  let text = readFileSync(places, "utf8");
  // Counters 5, 3 and room 11 get names that are hard to show.
  ["Skranke 5", "Skranke 3", "Lokale 11"].forEach((name, i) => { text = text.replace(`name.da = "${name}"`, `name.da = "${LONG_NAMES[i]}"`); });
  writeFileSync(places, text);
  return folder;
}

/** A screen that is open. @param {string} [query] @param {Parameters<typeof openPage>[1] & { held?: number }} [options] `held`: for how long a call
 *  fills the wall and is new, in milliseconds, where the machine may be slow @param {string} [path] */
async function open(query = "", { held = 0, ...options } = {}, path = SCREEN) {
  const opened = await openPage(browser, { size: SIZES.screen, ...options });
  if (held > 0) await hold(opened.page, held);
  await opened.page.goto(server.url + path + query);
  await opened.page.evaluate(() => document.fonts.ready);
  await opened.page.locator("live-state[state=live]").waitFor();
  return opened;
}

/** A call fills the wall for so long, and counts as new. @param {import("playwright-core").Page} page @param {number} millis */
async function hold(page, millis) {
  await page.route((url) => url.pathname.startsWith("/screen/") && url.pathname.split("/").length === 4, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/data-panel="\d+"/, `data-panel="${millis}"`).replace(/data-fresh="\d+"/, `data-fresh="${millis}"`);
    await route.fulfill({ response: answer, body });
  });
}

/** Somebody is called to a desk, and is not there yet. @param {string} desk */
async function call(desk) {
  const visit = await server.next(desk);
  assert.ok(visit, `somebody waits for ${desk}`);
  return visit;
}

/** Those who were called are at their desks. @param {any[]} visits */
async function come(...visits) {
  for (const visit of visits) await server.visit(visit.id, "start");
}

const flash = (/** @type {import("playwright-core").Page} */ page) => page.locator("[data-flash]:not([hidden]) .call-panel");

test("it shows the calls, the queues, the news and the time, in every language, light and dark", async () => {
  for (const { language, themes } of LOOKS) {
    for (const theme of themes) {
      const { page, context, troubles } = await open(`?lang=${language}&theme=${theme}`, { calm: true });
      const what = `${language} ${theme}`;
      // The pseudo-language is none, and axe would say so; it shows whether longer words have room.
      if (language !== PSEUDO) await assertAccessible(page, what);
      await assertFits(page, what);
      await assertReadable(page, what);
      await assertInked(page, what);
      assert.equal(await page.locator(".queue-page:not([hidden]) li").count(), 6, what);
      assert.equal(await page.locator(".before li").count(), 3, what);
      assert.deepEqual(troubles, [], what);
      await context.close();
    }
  }
});

/** That nothing on the wall is under 40 dots, and no drawn text is wider than its drawing or lies on another.
 *  @param {import("playwright-core").Page} page @param {string} what */
async function assertReadable(page, what) {
  const faults = await page.evaluate(() => {
    /** @type {string[]} */ const found = [];
    // Where there is no room a heading ends in dots; that may happen to no language but the pseudo-language.
    const isPseudo = document.documentElement.lang === "qps";
    const walker = document.createTreeWalker(document.querySelector("screen-stage") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || !parent.checkVisibility() || parent.closest(".unseen")) continue;
      const scale = parent instanceof SVGElement ? (/** @type {SVGGraphicsElement} */ (parent).getScreenCTM()?.a ?? 1) : 1;
      const size = parseFloat(getComputedStyle(parent).fontSize) * Math.abs(scale);
      // The letter of a tile repeats what stands beside it as a colour and a shape.
      if (!parent.closest(".tile") && size < 39.9) found.push(`${size} px: ${node.textContent.trim()}`);
    }
    for (const svg of document.querySelectorAll(".call-card svg, .call-panel svg")) {
      if (!svg.checkVisibility()) continue;
      const box = svg.getBoundingClientRect();
      for (const t of [...svg.querySelectorAll("text")].filter((text) => !text.closest(".tile"))) {
        const r = t.getBoundingClientRect();
        if (r.left < box.left - 1 || r.right > box.right + 1) found.push(`outside its drawing: ${t.textContent}`);
      }
    }
    for (const row of document.querySelectorAll(".before li, .queue-page:not([hidden]) li, .beside-row, .queues-top, .top")) {
      if (!row.checkVisibility()) continue;
      const box = row.getBoundingClientRect();
      const signs = row.matches(".top") ? [...document.querySelectorAll(".sign")] : [];
      const parts = [...row.children, ...signs].filter((p) => p.checkVisibility({ visibilityProperty: true })).map((p) => ({ p, r: p.getBoundingClientRect() }));
      for (const { p, r } of parts) {
        const text = p.textContent?.trim();
        if (r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 2) found.push(`outside its row: ${text}`);
        if (p.scrollWidth > p.clientWidth + 1 && p.clientWidth > 1 && !(isPseudo && getComputedStyle(p).textOverflow === "ellipsis")) found.push(`cut off: ${text}`);
        for (const other of parts) {
          if (other.p !== p && r.left >= other.r.left && r.left < other.r.right - 1) found.push(`on one another: ${text} and ${other.p.textContent?.trim()}`);
        }
      }
    }
    // A word is broken only where it says so.
    for (const name of document.querySelectorAll(".before .desk, .queue-page:not([hidden]) .name, .beside-row .desk")) {
      if (!name.checkVisibility() || !name.firstChild) continue;
      for (const word of (name.textContent ?? "").matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(name.firstChild, word.index);
        range.setEnd(name.firstChild, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) found.push(`a broken word: ${word[0]}`);
      }
    }
    return found;
  });
  assert.deepEqual(faults, [], what);
}

/** That the inks of the drawn signs stand out from their grounds, which axe cannot see through a drawing.
 *  @param {import("playwright-core").Page} page @param {string} what */
async function assertInked(page, what) {
  const inks = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("no canvas");
    /** @param {string} colour */
    const luminance = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    /** @param {Element | null} element @returns {string} */
    const ground = (element) => {
      const colour = element ? getComputedStyle(element).backgroundColor : "";
      return colour === "rgba(0, 0, 0, 0)" ? ground(element?.parentElement ?? null) : colour;
    };
    return [...document.querySelectorAll(".call-card svg :is(text, tspan), .call-panel svg :is(text, tspan)")]
      .filter((text) => text.checkVisibility() && !text.closest(".tile") && !text.querySelector("tspan"))
      .map((text) => {
        const [ink, on] = [luminance(getComputedStyle(text).fill), luminance(ground(text.closest("svg")))];
        return { text: text.textContent, ratio: (Math.max(ink, on) + 0.05) / (Math.min(ink, on) + 0.05) };
      });
  });
  assert.ok(inks.length >= 2, `${what}: there are drawn signs`);
  for (const { text, ratio } of inks) assert.ok(ratio >= 4.5, `${what}: ${text} stands out by ${ratio.toFixed(1)} only`);
}

test("a call that fills the wall is as clear in every language, light and dark", async () => {
  for (const { language, themes } of LOOKS) {
    await server.ticket("sundhedskort");
    const visit = await call("skranke-2");
    for (const theme of themes) {
      const { page, context, troubles } = await open(`?lang=${language}&theme=${theme}`, { calm: true, held: 60_000 });
      const what = `a call, ${language} ${theme}`;
      await flash(page).waitFor();
      if (language !== PSEUDO) await assertAccessible(page, what);
      await assertReadable(page, what);
      await assertInked(page, what);
      assert.deepEqual(troubles, [], what);
      await context.close();
    }
    await come(visit);
  }
});

test("a call fills the wall, is chimed and spoken letter and digit for digit, and then stands first", async () => {
  const { page, context } = await open("?theme=dark");
  /** @type {string[]} */ const heard = [];
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (/speech|chime/.test(path)) heard.push(`${path.replace(`${SCREEN}/`, "")} ${response.status()}`);
  });
  await page.evaluate(() => {
    let began = 0;
    new MutationObserver(() => {
      if (document.querySelector("[data-flash] .call-panel")) began = performance.now();
      else /** @type {any} */ (window).lasted = performance.now() - began;
    }).observe(/** @type {Element} */ (document.querySelector("[data-flash]")), { childList: true });
  });
  const visit = await call("skranke-4");
  assert.equal(visit.number, "A 41");
  await flash(page).waitFor();
  assert.equal(await flash(page).getAttribute("data-says"), "A 41 er kaldt til Skranke 4");
  assert.match(await page.locator("[data-said]").innerText(), /A 41 er kaldt til Skranke 4/);
  // The queues stay, the info pane gives way to those called before.
  assert.ok(await page.locator(".queues").isVisible());
  assert.match(await page.locator(".flash .beside").innerText(), /Kaldt før/);
  await flash(page).waitFor({ state: "detached" });
  const lasted = await page.evaluate(() => /** @type {any} */ (window).lasted);
  assert.ok(lasted >= 5900, `it fills the wall for six seconds: ${lasted} ms`);
  const expected = ["speech/letter/A", "speech/digit/4", "speech/digit/1", "speech/desk/skranke-4"];
  assert.deepEqual(heard.filter((h) => h.includes("chime")), ["/screen/chime.wav 200"]);
  for (const piece of expected) assert.ok(heard.some((h) => h.startsWith(piece)), `${piece} among ${heard}`);
  assert.match(await page.locator(".call-card.on").getAttribute("data-says") ?? "", /A 41/);
  await come(visit);
  await context.close();
});

test("several calls come one after another, and one that is over is left out", async () => {
  const { page, context } = await open("?theme=light", { calm: true });
  const [one, two, three] = [await call("skranke-2"), await call("skranke-6"), await call("lokale-12")];
  await flash(page).waitFor();
  const label = () => flash(page).getAttribute("data-says");
  assert.match(await label() ?? "", new RegExp(one.number));
  // The second has come before its turn.
  await come(two);
  await page.waitForFunction((number) => document.querySelector("[data-flash] .call-panel")?.getAttribute("data-says")?.includes(number), three.number, { timeout: 60_000 });
  await flash(page).waitFor({ state: "detached", timeout: 60_000 });
  await come(one, three);
  await context.close();
});

test("a number and its desk can be read from as far as the set-up says", async () => {
  for (const metres of DISTANCES) {
    const { page, context } = await open("?theme=light", { calm: true, held: 60_000 }, `/screen/borgerservice/m-${metres}`);
    const visit = await call("skranke-4");
    await flash(page).waitFor();
    const heights = await page.evaluate(() => [...document.querySelectorAll(".call-card .called-number, .call-card .desk-number, .flash .called-number, .flash .desk-number")].map((text) => {
      const style = getComputedStyle(text);
      const context = document.createElement("canvas").getContext("2d");
      if (!context) throw new Error("no canvas");
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const scale = /** @type {SVGGraphicsElement} */ (text).getScreenCTM()?.d ?? 0;
      return { what: `${text.closest("svg")?.getAttribute("class")}, ${text.getAttribute("class")}`, px: context.measureText("H").actualBoundingBoxAscent * scale };
    }));
    assert.equal(heights.length, 4);
    for (const { what, px } of heights) {
      const least = metres * 1000 * TANGENT;
      assert.ok(px * MM_PER_PX >= least - 0.2, `${metres} m, ${what}: ${(px * MM_PER_PX).toFixed(1)} mm, at least ${least.toFixed(1)} mm`);
    }
    await assertReadable(page, `${metres} m`);
    await come(visit);
    await context.close();
  }
});

test("names that are hard to show break nothing", async () => {
  for (const desk of ["skranke-5", "skranke-3", "lokale-11"]) {
    for (const language of ["da", "ar"]) {
      const visit = await call(desk);
      const { page, context } = await open(`?lang=${language}`, { calm: true, held: 60_000 });
      await flash(page).waitFor();
      await assertReadable(page, `${desk} ${language}`);
      await assertInked(page, `${desk} ${language}`);
      await come(visit);
      await context.close();
    }
  }
});

test("who wants no motion gets none", async () => {
  const { page, context } = await open("", { calm: true, held: 60_000 });
  const visit = await call("skranke-4");
  await flash(page).waitFor();
  assert.equal(await flash(page).evaluate((e) => getComputedStyle(e).animationName), "none");
  await come(visit);
  await context.close();
});

test("where the browser holds the sound back, a sign says so and a press brings it", async () => {
  const silent = await startBrowser({ sound: false });
  try {
    const { page } = await openPage(silent, { size: SIZES.screen });
    await page.goto(server.url + SCREEN);
    const sign = page.getByRole("button", { name: "Lyden er slået fra. Tryk her" });
    await sign.waitFor();
    await assertAccessible(page, "without sound");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await sign.waitFor({ state: "hidden" });
  } finally {
    await silent.close();
  }
});

test("the signs of what is not live and not heard lie on nothing, in any language", async () => {
  const silent = await startBrowser({ sound: false });
  try {
    for (const { language } of LOOKS) {
      const { page, context } = await openPage(silent, { size: SIZES.screen, calm: true });
      await page.goto(`${server.url}${SCREEN}?lang=${language}`);
      await page.evaluate(() => document.fonts.ready);
      await page.locator("[data-silent]").waitFor();
      await assertReadable(page, `without sound, ${language}`);
      await context.setOffline(true);
      await page.locator("[data-lost]").waitFor();
      await assertReadable(page, `not live and without sound, ${language}`);
      if (language !== PSEUDO) await assertAccessible(page, `not live and without sound, ${language}`);
      assert.ok(await page.locator("[data-silent] svg").isVisible(), "the sign of no sound is still seen");
      await context.close();
    }
  } finally {
    await silent.close();
  }
});

test("a server that has no voice shows and chimes calls all the same", async () => {
  const mute = await startServer({ begin: "2026-11-26T10:00", env: { PATH: "/nowhere" } });
  try {
    const { page, context, troubles } = await openPage(browser, { size: SIZES.screen, calm: true });
    /** @type {Record<string, number>} */ const heard = {};
    page.on("response", (response) => {
      const path = new URL(response.url()).pathname;
      if (/speech|chime/.test(path)) heard[path.replace(`${SCREEN}/`, "")] = response.status();
    });
    await page.goto(mute.url + SCREEN);
    await page.locator("live-state[state=live]").waitFor();
    for (const number of ["B 1", "B 2"]) {
      await mute.ticket("sundhedskort");
      if (number === "B 1") await mute.signOn("jt", "skranke-2", ["folkeregister"]);
      const visit = await mute.next("skranke-2");
      await flash(page).and(page.locator(`[data-says^="${number} "]`)).waitFor();
      await flash(page).waitFor({ state: "detached" });
      await mute.visit(visit.id, "start", undefined, "borgerservice", "skranke-2");
      await mute.visit(visit.id, "finish", undefined, "borgerservice", "skranke-2");
    }
    assert.deepEqual(heard, { "/screen/chime.wav": 200, "speech/letter/B": 404, "speech/digit/1": 404, "speech/digit/2": 404, "speech/desk/skranke-2": 404 });
    assert.deepEqual(troubles, []);
    await context.close();
  } finally {
    await mute.close();
  }
});

test("what is spoken is sound of a sensible length, in every language", async () => {
  for (const language of LANGUAGES.filter((l) => l !== PSEUDO)) {
    for (const piece of ["letter/A", ...Array.from("0123456789", (digit) => `digit/${digit}`), "desk/skranke-4"]) {
      const answer = await fetch(`${server.url}${SCREEN}/speech/${piece}?lang=${language}`);
      const what = `${language} ${piece}`;
      assert.equal(answer.status, 200, what);
      assert.equal(answer.headers.get("content-type"), "audio/wav", what);
      const { seconds, loudest } = wave(Buffer.from(await answer.arrayBuffer()));
      assert.ok(seconds >= 0.15 && seconds <= 3, `${what} takes ${seconds} s`);
      assert.ok(loudest > 0.1, `${what} is as loud as ${loudest}`);
    }
  }
  const chime = wave(Buffer.from(await (await fetch(`${server.url}/screen/chime.wav`)).arrayBuffer()));
  assert.ok(chime.seconds > 1 && chime.seconds < 2 && chime.loudest > 0.2 && chime.loudest < 0.9, `the chime: ${JSON.stringify(chime)}`);
});

/** How long a wave file is, and how loud at its loudest, as a share of what there is. @param {Buffer} file */
function wave(file) {
  assert.equal(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 16), "RIFFWAVEfmt ");
  assert.equal(file.toString("latin1", 36, 40), "data");
  assert.deepEqual([file.readUInt16LE(22), file.readUInt16LE(34)], [1, 16], "one channel of 16 bits");
  assert.equal(file.length, 44 + file.readUInt32LE(40), "its length is true");
  let loudest = 0;
  for (let at = 44; at + 1 < file.length; at += 2) loudest = Math.max(loudest, Math.abs(file.readInt16LE(at)));
  return { seconds: (file.length - 44) / 2 / file.readUInt32LE(24), loudest: loudest / 32_768 };
}

test("a new build is loaded by itself, and not while somebody is called", async () => {
  const { page, context } = await open("", { calm: true, held: 15_000 });
  let build = "";
  await page.route("**/healthz", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), ...(build === "" ? {} : { "x-frontdesk-build": build }) } });
  });
  await page.evaluate(() => {
    let put = 0;
    window.addEventListener("frontdesk:reload", (event) => { put += event.defaultPrevented ? 1 : 0; });
    window.addEventListener("pagehide", () => {
      sessionStorage.setItem("left", JSON.stringify({ called: document.querySelector("[data-flash] .call-panel") !== null, wasPutOff: put > 0 }));
    });
  });
  await server.ticket("sundhedskort");
  const visit = await call("skranke-2");
  await flash(page).waitFor();
  const loaded = page.waitForEvent("domcontentloaded", { timeout: 60_000 });
  build = "another";
  await loaded;
  build = "";
  assert.equal(await page.evaluate(() => sessionStorage.getItem("left")), JSON.stringify({ called: false, wasPutOff: true }));
  await page.locator("live-state[state=live]").waitFor();
  await come(visit);
  await context.close();
});

test("field_fault_15_a_screen_that_is_not_there_leads_to_those_that_are", async () => {
  const { page, context } = await openPage(browser, { size: SIZES.screen });
  const answer = await page.goto(`${server.url}/screen/borgerservice/infoskaerm-99`);
  assert.equal(answer?.status(), 404);
  await assertAccessible(page, "unknown screen");
  await page.getByRole("link", { name: "Infoskærm, venteområde 1" }).click();
  await page.locator("live-state[state=live]").waitFor();
  await context.close();
});

test("field_fault_16_a_screen_that_was_gone_says_so_and_shows_the_present_when_it_is_back", async () => {
  const { page, context } = await open("?theme=light", { calm: true });
  const old = await call("skranke-4");
  await flash(page).waitFor({ state: "detached", timeout: 60_000 });
  await server.stop("SIGKILL");
  const sign = page.locator("[data-lost]");
  await sign.waitFor();
  assert.match(await sign.innerText(), /^Ikke live siden kl\. \d+\.\d\d$/);
  // What happens meanwhile is not seen here.
  await server.start();
  await come(old);
  await page.evaluate(() => {
    /** @type {any} */ (window).flashed = [];
    new MutationObserver(() => {
      const panel = document.querySelector("[data-flash] .call-panel");
      if (panel) /** @type {any} */ (window).flashed.push(panel.getAttribute("data-says"));
    }).observe(/** @type {Element} */ (document.querySelector("[data-flash]")), { childList: true });
  });
  await sign.waitFor({ state: "hidden", timeout: 60_000 });
  await page.waitForFunction(() => !document.querySelector(".call-card.on"), undefined, { timeout: 60_000 });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).flashed), []);
  // A new call comes through as ever.
  await server.ticket("sundhedskort");
  const next = await call("skranke-2");
  await flash(page).waitFor();
  await come(next);
  await context.close();
});

test("read from the right a number is its tile and then its digits all the same: large, in the lists, and while it is called", async () => {
  const { page, context } = await open("?lang=ar", { held: 60_000 });
  await server.next("skranke-6");
  await page.locator("[data-flash]:not([hidden]) .call-panel").waitFor();
  const turned = await page.evaluate(() => [...document.querySelectorAll(".called, .card-number, .panel-number")].flatMap((number) => {
    const [tile, digits] = [number.querySelector(".tile"), number.querySelector(".count, .called-number")].map((e) => e?.getBoundingClientRect());
    return !tile || !digits || tile.width > 0 && tile.right > digits.left + 1 ? [number.textContent] : [];
  }));
  assert.deepEqual(turned, []);
  assert.ok(await page.locator(".called:visible").count() >= 1 && await page.locator(".flash .panel-number").count() === 1);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
  await context.close();
});
