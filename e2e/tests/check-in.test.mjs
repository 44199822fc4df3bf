// Checking in at the kiosk of a health centre: by every means, by touch, by keys and by a reader that types, in Danish, English
// and Arabic; what is told, what is left of it, and axe on every page.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

const CENTRE = "sundhedscenter";
const KIOSK = `/kiosk/${CENTRE}/stander`;
const CHECK_IN = `${KIOSK}/check-in`;
const ONCE = { timeout: 15_000 };
const LONG = process.env.TEST_LONG === "1";
const LANGUAGES = LONG ? ["da", "en", "ar", "uk", "pl", "tr", "de"] : ["da", "en", "ar"];
/** Times of the day, and what for: three at once on each floor. */
const TIMES = ["08:15", "09:15", "10:15", "11:15", "12:30", "13:30", "14:30"];
const SERVICES = ["aftale-foerste-sal", "aftale-anden-sal"];
/** What is said when it is done. @type {Record<string, string>} */
const DONE = { da: "Du er tjekket ind", en: "You are checked in", ar: "تم تسجيل وصولك", uk: "Вас позначено", pl: "Zameldowano", tr: "Girişiniz yapıldı", de: "Sie sind angemeldet" };

/** @typedef {{ name: string, phone: string, cpr: string, birth: string }} Person */
/** @typedef {{ id: string, key: string, number: string, at: string, person: Person }} Booked */

describe("checking in", () => {
  /** @type {import("../lib/server.mjs").Server} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  let count = 0;

  before(async () => {
    server = await startServer({ begin: "2026-11-26T08:05", env: { FRONTDESK_LIMITS_CHECK_IN_WRONG_PER_MINUTE: "1000" } });
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Somebody who exists nowhere: on such a date nobody is given such a number. @returns {Person} */
  function somebody() {
    count += 1;
    const two = String(count).padStart(2, "0");
    return { name: `Ida ${String.fromCharCode(65 + count % 26)}${count} Opdigtet`, phone: `20 00 ${two} 00`, cpr: `29020040${two}`, birth: `0${count % 9 + 1}.03.${1940 + count}` };
  }

  /** Books a time of today for somebody. @param {Partial<Person>} [more] @param {{ at?: string, mode?: string, centre?: string, service?: string }} [how] @returns {Promise<Booked>} */
  async function booked(more = {}, { at, mode = "in_person", centre = CENTRE, service } = {}) {
    const person = { ...somebody(), ...more };
    const slot = Math.floor((count - 1) / 6) % TIMES.length;
    const starts_at = `2026-11-26T${at ?? TIMES[slot]}:00+01:00`;
    const { name, phone, cpr, birth } = person;
    const visit = await server.api("POST", `${centre}/appointments`, { services: [service ?? SERVICES[count % 2]], mode, starts_at, person: { name, phone, cpr, birth } }, server.token("employee", "ik", centre));
    const id = visit.id.replaceAll("-", "");
    const bytes = Buffer.concat([Buffer.from(id, "hex"), Buffer.from(visit.token.slice(2), "base64url")]);
    return { id: visit.id, key: bytes.toString("base64url"), number: visit.number, at: at ?? TIMES[slot] ?? "", person };
  }

  /** @param {Parameters<typeof openPage>[1]} [options] */
  async function stand(options = {}) {
    const opened = await openPage(browser, { size: SIZES.kiosk, token: server.token("device", "stander", CENTRE), ...options });
    /** @type {string[]} */ const asked = [];
    opened.page.on("request", (request) => asked.push(request.url()));
    return { ...opened, asked };
  }

  /** @param {string} visit */
  async function state(visit) {
    return (await server.api("GET", `${CENTRE}/visits/${visit}`, undefined, server.token("employee", "ik", CENTRE))).state;
  }

  /** A page that has just come takes no press yet. @param {import("playwright-core").Page} page */
  async function settled(page) {
    await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector(".sheet"))).pointerEvents === "auto");
    await page.evaluate(() => document.fonts.ready);
  }

  /** Words in a drawing axe cannot measure, nor what lies on the arcade. @param {import("playwright-core").Page} page @param {string} what */
  async function accessible(page, what) {
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".arcade, .way text { display: none !important }");
      document.adoptedStyleSheets = [sheet];
    });
    await assertAccessible(page, what);
    await page.evaluate(() => { document.adoptedStyleSheets = []; });
  }

  /** Waits for the page after it, and looks at it. @param {import("playwright-core").Page} page @param {Booked} visit @param {string} lang @param {string} what */
  async function done(page, visit, lang, what) {
    await page.waitForURL(new RegExp(`${CHECK_IN}/`), ONCE);
    await page.locator(".arrived").waitFor(ONCE);
    assert.equal(await page.locator("h1").innerText(), DONE[lang], what);
    const text = await page.locator("main").innerText();
    const [hour, minute] = visit.at.split(":").map(Number);
    const clock = `${hour}${lang === "da" ? "." : ":"}${String(minute).padStart(2, "0")}`;
    assert.ok(text.includes(clock), `${what}: ${clock} in ${text}`);
    for (const secret of [visit.person.name, "Opdigtet", visit.person.cpr, visit.person.phone, visit.key]) {
      assert.ok(!(await page.content()).includes(secret), `${what}: ${secret}`);
    }
    assert.equal(await state(visit.id), "waiting", what);
  }

  /** Nothing of anybody stands in an address that was asked for. @param {string[]} asked @param {Booked[]} visits */
  function addressesAreClean(asked, visits) {
    const all = asked.join("\n");
    for (const { person, key } of visits) {
      for (const secret of [key, person.cpr, person.phone.replaceAll(" ", ""), person.phone]) assert.ok(!all.includes(secret), `${secret} in ${all}`);
    }
  }

  /** A reader that types: without a pause, ended by Enter. @param {import("playwright-core").Page} page @param {string} text @param {number} [delay] */
  async function scan(page, text, delay = 0) {
    if (delay > 0) await page.keyboard.type(text, { delay });
    else {
      // A machine that is busy makes pauses that no reader does, so that what it types is dispatched in one go.
      await page.evaluate((typed) => {
        const target = document.activeElement ?? document.body;
        for (const key of typed) {
          const code = /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : /\d/.test(key) ? `Digit${key}` : "";
          target.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey: /[A-Z]/.test(key), bubbles: true, cancelable: true }));
        }
        target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
      }, text);
    }
  }

  /** Track one and two of a health card. @param {string} cpr */
  const card = (cpr) => `%OPDIGTET^IDA                      ADRESSEVEJ 1 0201019999           1012640?;12081234${cpr}1012345108101011126?`;

  for (const lang of LANGUAGES) {
    it(`by every means in ${lang}, with keys on the screen`, { timeout: 240_000 }, async () => {
      const { page, context, troubles, asked } = await stand();
      /** @type {Booked[]} */ const visits = [];
      for (const by of ["qr", "phone", "birth", "cpr", "card"]) {
        const visit = await booked();
        visits.push(visit);
        const { person } = visit;
        await page.goto(`${server.url}${KIOSK}?lang=${lang}`);
        await settled(page);
        await page.locator("#check-in").click();
        await page.waitForURL((url) => url.pathname === CHECK_IN, ONCE);
        await settled(page);
        if (by !== "qr") { await page.locator(`#by-${by}`).click(); await page.waitForURL(new RegExp(`by=${by}`), ONCE); await settled(page); }
        await accessible(page, `${lang} ${by}`);
        await assertFits(page, `${lang} ${by}`);
        const press = async (/** @type {string} */ keys) => { for (const key of keys) await page.locator(`.keys:not([hidden]) [data-key="${key}"]`).click(); };
        if (by === "qr") await scan(page, `${server.url}/ticket/${visit.key}`);
        if (by === "card") await scan(page, card(person.cpr));
        if (by === "phone") {
          await press(`${person.phone.replaceAll(" ", "")}9`);
          await page.locator(".keys:not([hidden]) [data-delete]").click();
        }
        if (by === "cpr") {
          await press(person.cpr);
          assert.equal(await page.locator("#cpr").getAttribute("type"), "password");
          await page.locator("#show").click();
          assert.equal(await page.locator("#cpr").getAttribute("type"), "text");
          await page.locator("#show").click();
        }
        if (by === "birth") {
          await press(person.birth.replaceAll(".", ""));
          await page.locator("#initials").click();
          if (await page.locator(".keys:not([hidden]) [data-other]").count() > 0) await page.locator(".keys:not([hidden]) [data-other]").click();
          await press("IO");
        }
        if (["phone", "cpr", "birth"].includes(by)) await page.locator("#go").click();
        await done(page, visit, lang, `${lang} ${by}`);
        await settled(page);
        await accessible(page, `${lang} ${by}, done`);
        await assertFits(page, `${lang} ${by}, done`);
        // What one sees fits on the panel: nothing is cut off at its foot.
        assert.ok(await page.evaluate(() => [...document.querySelectorAll(".page > *")].every((part) => part.getBoundingClientRect().bottom <= innerHeight + 1)), `${lang} ${by}: the page fits`);
      }
      addressesAreClean(asked, visits);
      assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
      assert.deepEqual(troubles, []);
      await context.close();
    });
  }

  it("a reader checks in from the first page: a code, a card, a barcode; and slow typing is no reader", { timeout: 120_000 }, async () => {
    const { page, context, troubles, asked } = await stand();
    const visits = [await booked(), await booked(), await booked(), await booked()];
    const readings = [visits[0]?.key ?? "", card(visits[1]?.person.cpr ?? ""), `]C1${visits[2]?.person.cpr}`];
    for (const [at, reading] of readings.entries()) {
      await page.goto(server.url + KIOSK);
      await settled(page);
      await scan(page, reading);
      await done(page, /** @type {Booked} */ (visits[at]), "da", `reading ${at}`);
    }
    // A code as a reader types it that takes the machine's Danish keyboard for one of the USA: its keys are right, its signs are not.
    await page.goto(server.url + KIOSK);
    await settled(page);
    await page.evaluate((key) => {
      for (const sign of key) {
        const special = { "-": ["+", "Minus", false], "_": ["?", "Minus", true] }[sign];
        const [shown, code, shiftKey] = special ?? [sign, /\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`, /[A-Z]/.test(sign)];
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: String(shown), code: String(code), shiftKey: Boolean(shiftKey), bubbles: true, cancelable: true }));
      }
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
    }, visits[3]?.key ?? "");
    await done(page, /** @type {Booked} */ (visits[3]), "da", "another keyboard");
    // Slow typing checks nobody in, and what is read is in no field.
    const slow = await booked();
    await page.goto(server.url + KIOSK);
    await settled(page);
    await scan(page, `${slow.person.cpr}`, 150);
    await page.keyboard.press("Enter");
    await sleep(600);
    assert.equal(new URL(page.url()).pathname, KIOSK);
    assert.equal(await state(slow.id), "booked");
    await page.goto(`${server.url}${CHECK_IN}?by=phone`);
    await settled(page);
    await page.locator("#phone").focus();
    await page.keyboard.type("12", { delay: 120 });
    const value = await page.evaluate((text) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector("#phone"));
      let through = 0;
      for (const key of text) if (field.dispatchEvent(new KeyboardEvent("keydown", { key, code: `Digit${key}`, bubbles: true, cancelable: true }))) through += 1;
      return { value: field.value, through };
    }, slow.person.cpr);
    assert.deepEqual(value, { value: "12", through: 3 }, "of a reading no more than its first characters are let through, and those are taken back");
    addressesAreClean(asked, [...visits, slow]);
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("what cannot be read, and what is not found, is said with what to do; nothing typed is in the history", { timeout: 120_000 }, async () => {
    const { page, context, troubles, asked } = await stand();
    await page.goto(server.url + KIOSK);
    await settled(page);
    await scan(page, "4006381333931XX");
    await page.waitForURL(/said=unreadable/, ONCE);
    await settled(page);
    assert.match(await page.locator("#told").innerText(), /Hold koden helt stille/);
    await accessible(page, "unreadable");
    await page.goto(`${server.url}${CHECK_IN}?by=phone`);
    await settled(page);
    const before = await page.evaluate(() => history.length);
    await page.locator("#phone").fill("29 99 99 99");
    await page.locator("#go").click();
    await page.locator("#told").waitFor(ONCE);
    assert.match(await page.locator("#told").innerText(), /Vi kan ikke finde din tid/);
    assert.equal(await page.locator("#phone").inputValue(), "29 99 99 99", "what was typed is kept");
    assert.equal(await page.evaluate(() => history.length), before, "it was sent without leaving the page");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "told", "it is read to whoever does not see it");
    await accessible(page, "not found");
    await assertFits(page, "not found");
    // Its keys work in the part that came new, and a mistake is at its field.
    await page.locator("#phone").fill("");
    await page.locator(`.keys:not([hidden]) [data-key="5"]`).click();
    assert.equal(await page.locator("#phone").inputValue(), "5");
    await page.locator("#go").click();
    await page.locator("#phone[aria-invalid='true']").waitFor(ONCE);
    await accessible(page, "mistake");
    await page.goto(`${server.url}${CHECK_IN}?by=cpr`);
    await settled(page);
    await page.locator("#cpr").fill("2902004099");
    await page.keyboard.press("Enter");
    await page.locator("#told").waitFor(ONCE);
    assert.equal(await page.locator("#cpr").inputValue(), "", "but for a CPR number");
    assert.ok(!asked.join("\n").includes("2902004099"));
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("by keyboard alone, and without scripts", { timeout: 120_000 }, async () => {
    const visit = await booked();
    const { page, context, troubles } = await stand();
    await page.goto(`${server.url}${CHECK_IN}?by=birth`);
    await settled(page);
    for (let at = 0; at < 40 && await page.evaluate(() => document.activeElement?.id) !== "birth"; at += 1) await page.keyboard.press("Tab");
    await page.keyboard.type(visit.person.birth, { delay: 120 });
    for (let at = 0; at < 40 && await page.evaluate(() => document.activeElement?.id) !== "initials"; at += 1) await page.keyboard.press("Tab");
    await page.keyboard.type("io", { delay: 120 });
    await page.keyboard.press("Enter");
    await done(page, visit, "da", "by keyboard alone");
    assert.deepEqual(troubles, []);
    await context.close();
    const plain = await booked();
    const without = await stand({ script: false });
    await without.page.goto(`${server.url}${CHECK_IN}?by=phone&lang=en`);
    assert.equal(await without.page.locator("kiosk-keys").isVisible(), false);
    await without.page.locator("#phone").fill(plain.person.phone);
    await without.page.locator("#go").click();
    await done(without.page, plain, "en", "without scripts");
    await without.context.close();
  });

  it("adapted: in large letters, low and in high contrast, everything that is pressed is where it should be", { timeout: 240_000 }, async () => {
    const { page, context, troubles } = await stand();
    for (const lang of LANGUAGES) {
      for (const by of ["qr", "phone", "birth", "cpr", "card"]) {
        await page.goto(`${server.url}${CHECK_IN}?by=${by}&lang=${lang}&adapted=text,contrast,low`);
        await settled(page);
        await accessible(page, `${lang} ${by} adapted`);
        await assertFits(page, `${lang} ${by} adapted`);
        const places = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input:not([type='hidden'])")].map((e) => ({ id: e.id || e.textContent?.trim(), box: e.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0).map(({ id, box }) => ({ id, top: box.top, bottom: box.bottom, height: box.height })));
        for (const { id, top, bottom, height } of places) {
          assert.ok(top >= 1920 * 0.4 - 1 && bottom <= 1921, `${lang} ${by}: ${id} is from ${top} to ${bottom}`);
          assert.ok(height >= 95, `${lang} ${by}: ${id} is ${height} px high`);
        }
      }
      await page.goto(`${server.url}${KIOSK}?lang=${lang}&adapted=text,contrast,low`);
      await settled(page);
      const box = await page.locator("#check-in").boundingBox();
      assert.ok(box && box.y >= 1920 * 0.4 - 1 && box.height >= 95, `${lang}: the card is low`);
      const last = await page.locator(".bar").boundingBox();
      assert.ok(last && last.y + last.height <= 1921, `${lang}: all of the first page fits`);
      await accessible(page, `${lang} first page adapted`);
      await assertFits(page, `${lang} first page adapted`);
    }
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("reading aloud says no digit of a number that is masked", { timeout: 60_000 }, async () => {
    const { page, context } = await stand();
    /** @type {string[]} */ const said = [];
    page.on("request", (request) => { if (request.url().endsWith("/speech")) said.push(new URLSearchParams(request.postData() ?? "").get("text") ?? ""); });
    await page.goto(`${server.url}${CHECK_IN}?by=cpr&adapted=read`);
    await settled(page);
    await page.locator("#cpr").focus();
    await page.keyboard.type("29", { delay: 120 });
    for (let at = 0; at < 8; at += 1) { await page.keyboard.press("Tab"); await sleep(60); }
    await sleep(300);
    assert.ok(said.some((text) => /Dit CPR-nummer/.test(text)), said.join(" | "));
    for (const text of said) assert.doesNotMatch(text, /^\d$|29/, `said: ${text}`);
    await context.close();
  });

  it("another day, another centre and a phone appointment are told, and the page goes home by itself", { timeout: 120_000 }, async () => {
    const { page, context, troubles } = await stand();
    const phone = somebody();
    await server.api("POST", "jobcenter/appointments", { services: ["samtale"], mode: "in_person", starts_at: "2026-11-26T10:00:00+01:00", person: phone }, server.token("employee", "bw", "jobcenter"));
    await page.goto(`${server.url}${CHECK_IN}?by=phone&lang=en`);
    await settled(page);
    await page.locator("#phone").fill(phone.phone);
    await page.locator("#go").click();
    await page.locator(".arrived").waitFor(ONCE);
    assert.match(await page.locator("main").innerText(), /Your appointment is in another place[\s\S]*today at 10:00/);
    await accessible(page, "elsewhere");
    await assertFits(page, "elsewhere");
    await page.waitForURL((url) => url.pathname === KIOSK && url.search === "", { timeout: 60_000 });
    assert.deepEqual(troubles, []);
    await context.close();
  });

  it("the way is there on a phone, and is about nobody", async () => {
    const { page, context, troubles } = await openPage(browser, { size: SIZES.phone });
    for (const lang of LANGUAGES) {
      const answer = await page.goto(`${server.url}/way/${CENTRE}/stander/${await area()}?lang=${lang}`);
      assert.equal(answer?.status(), 200);
      await accessible(page, `the way in ${lang}`);
      await assertFits(page, `the way in ${lang}`);
    }
    assert.deepEqual(troubles, []);
    await context.close();
  });

  /** An area of the centre. */
  async function area() {
    const { readFileSync } = await import("node:fs");
    return /\[\[area\]\]\s+id = "([^"]+)"/.exec(readFileSync(`${server.options.setup}/${CENTRE}/places.toml`, "utf8"))?.[1] ?? "";
  }
});
