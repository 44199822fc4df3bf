// The manager's walkthroughs: the hall now, every press in it, the day again and its account; with and without a script,
// by mouse and by key.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { playMorning } from "../lib/scene.mjs";
import { startServer } from "../lib/server.mjs";

const NOW = "/manage/borgerservice";
const DAY = `${NOW}/days/2026-11-26`;
const PAGES = [NOW, `${NOW}/close-day`, `${NOW}/days`, `${DAY}?at=10:20`, `${DAY}/account`, `${DAY}/account?visit=A+40`, `${NOW}/days/2026-11-20`];

/** @type {import("../lib/server.mjs").Server} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => {
  server = await startServer({ begin: "2026-11-26T09:00" });
  browser = await startBrowser();
  await playMorning(server);
});
after(async () => { await browser?.close(); await server?.close(); });

/** A page as the manager. @param {Parameters<typeof openPage>[1]} [options] */
async function asManager(options = {}) {
  return openPage(browser, { size: SIZES.manage, token: server.token("manager", "lb"), calm: true, ...options });
}

/** That axe finds nothing, also in what is scrolled away.
 *  @param {import("playwright-core").Page} page @param {string} what */
async function assertWhollyAccessible(page, what) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".board-scroll, .events, .story { block-size: auto !important; max-block-size: none !important; overflow: visible !important; }");
    document.adoptedStyleSheets.push(sheet);
  });
  await assertAccessible(page, what);
}

/** Who is at a desk. @param {string} desk */
async function hallAt(desk) {
  const { called } = await server.api("GET", "borgerservice/hall");
  return called.find((/** @type {any} */ call) => call.desk === desk)?.visit;
}

/** @param {string} path @param {string} lang */
const inLanguage = (path, lang) => `${server.url}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;

test("a toggle acts at once, the hall follows, and one press takes it back", async () => {
  const { page, context, troubles } = await asManager();
  await page.goto(server.url + NOW);
  const toggle = page.getByRole("button", { name: "Skranke 6 betjener P Pension" });
  assert.equal(await toggle.getAttribute("aria-pressed"), "false");
  await toggle.click();
  await page.locator('#serve-skranke-6-pension[aria-pressed="true"]').waitFor();
  await page.getByText("Skranke 6 betjener nu P Pension").waitFor();
  await page.getByRole("button", { name: "Fortryd" }).click();
  await page.locator('#serve-skranke-6-pension[aria-pressed="false"]').waitFor();
  await page.getByText("Skranke 6 betjener ikke længere P Pension").waitFor();
  assert.equal(page.url(), server.url + NOW, "the page is the same one");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the board is worked by keys, and the focus stays where it was", async () => {
  const { page, context } = await asManager();
  await page.goto(server.url + NOW);
  const toggle = page.locator("#serve-skranke-5-job");
  await toggle.focus();
  for (const pressed of ["true", "false"]) {
    await page.keyboard.press("Enter");
    await page.locator(`#serve-skranke-5-job[aria-pressed="${pressed}"]`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "serve-skranke-5-job");
  }
  await context.close();
});

test("a desk keeps its last queue, and the page says why", async () => {
  const { page, context } = await asManager();
  await page.goto(server.url + NOW);
  await page.locator("#serve-skranke-6-mitid").click();
  await page.getByText("En skranke betjener mindst én kø").waitFor();
  assert.equal(await page.locator("#serve-skranke-6-mitid").getAttribute("aria-pressed"), "true");
  await context.close();
});

test("a queue is paused and opened again from its menu, by keys alone", async () => {
  const { page, context } = await asManager();
  await page.goto(server.url + NOW);
  const menu = page.locator("#queue-job .status-button");
  await menu.focus();
  await page.keyboard.press("Enter");
  const pause = page.locator("#menu-job").getByRole("button", { name: "Pause" });
  await pause.waitFor();
  await pause.focus();
  await page.keyboard.press("Enter");
  await page.locator("#queue-job .status-button", { hasText: "Pause" }).waitFor();
  await page.locator("#menu-job").waitFor({ state: "hidden" });
  await page.locator("#warning-held-job").getByRole("button", { name: "Genoptag" }).click();
  await page.locator("#queue-job .status-button", { hasText: "Åben" }).waitFor();
  await context.close();
});

test("without a script every press works by a plain form", async () => {
  const { page, context } = await asManager({ script: false });
  await page.goto(server.url + NOW);
  await page.locator("#serve-skranke-6-pension").click();
  await page.getByText("Skranke 6 betjener nu P Pension").waitFor();
  await page.getByRole("button", { name: "Fortryd" }).click();
  await page.getByText("Skranke 6 betjener ikke længere P Pension").waitFor();
  await page.goto(`${server.url}${DAY}?at=10:10`);
  await page.getByRole("link", { name: "Et minut frem" }).click();
  await page.getByRole("heading", { name: "Salen kl. 10.11" }).waitFor();
  await context.close();
});

test("a call from a desk comes to the page by itself", async () => {
  const { page, context } = await asManager();
  await page.goto(server.url + NOW);
  await page.locator("live-state[state=live]").waitFor({ state: "attached" });
  const visit = await server.next("skranke-2");
  await page.locator("#desk-skranke-2", { hasText: `Kalder ${visit.number}` }).waitFor();
  await server.visit(visit.id, "start");
  await page.locator("#desk-skranke-2", { hasText: `Betjener ${visit.number}` }).waitFor();
  await context.close();
});

test("the day is closed only by somebody who was told what that ends", async () => {
  const { page, context } = await asManager();
  await page.goto(server.url + NOW);
  await page.getByRole("link", { name: "Luk dagen" }).click();
  await page.getByRole("heading", { name: "Luk dagen nu?" }).waitFor();
  assert.match(await page.locator("main").innerText(), /venter eller er parkeret/);
  await page.getByRole("link", { name: "Lad dagen fortsætte" }).click();
  await page.getByRole("heading", { name: "Køer lige nu" }).waitFor();
  await context.close();
});

test("the day again is dragged, stepped and played, and the address names the minute", async () => {
  const { page, context, troubles } = await asManager();
  await page.goto(`${server.url}${DAY}?at=10:00`);
  const heading = page.getByRole("heading", { level: 2, name: /^Salen/ });
  assert.equal(await heading.innerText(), "Salen kl. 10.00");
  const knob = page.getByRole("slider", { name: "Tidspunkt" });
  await knob.focus();
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowRight");
  await page.getByRole("heading", { name: "Salen kl. 10.05" }).waitFor();
  assert.match(page.url(), /at=10:05/);
  assert.equal(await knob.getAttribute("aria-valuetext"), "kl. 10.05");
  await page.getByRole("link", { name: "Et minut tilbage" }).click();
  await page.getByRole("heading", { name: "Salen kl. 10.04" }).waitFor();
  const box = await knob.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width * 0.05, box.y + box.height / 2);
  await page.getByRole("heading", { name: /^Salen kl\. 9\./ }).waitFor();
  await page.getByRole("radio", { name: "60×" }).check();
  const before = await heading.innerText();
  await page.getByRole("button", { name: "Afspil" }).click();
  await page.waitForFunction((was) => document.querySelector("#hall-title")?.textContent !== was, before);
  await page.getByRole("button", { name: "Afspil" }).click();
  assert.equal(await page.getByRole("button", { name: "Afspil" }).getAttribute("aria-pressed"), "false");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the knob is dragged, and the hall follows while it is", async () => {
  const { page, context, troubles } = await asManager();
  await page.goto(`${server.url}${DAY}?at=10:00`);
  const knob = await page.locator(".knob-dot").boundingBox();
  assert.ok(knob);
  const [x, y] = [knob.x + knob.width / 2, knob.y + knob.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 20, y, { steps: 5 });
  await page.getByRole("heading", { name: /^Salen kl\. 9\.5/ }).waitFor();
  await page.mouse.move(x - 80, y, { steps: 10 });
  await page.getByRole("heading", { name: /^Salen kl\. 9\.[23]/ }).waitFor();
  await page.mouse.up();
  assert.match(page.url(), /at=09:[23]/);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("from a number in the hall or in what happened one gets to its way through the day, and back to its minutes", async () => {
  const { page, context } = await asManager();
  await page.goto(`${server.url}${DAY}?at=10:20`);
  await page.locator(".floor").getByRole("link", { name: /^A 41 / }).click();
  await page.getByRole("heading", { name: /A 41: vejen gennem dagen/ }).waitFor();
  await page.locator(".event-table").getByRole("link").first().click();
  await page.getByRole("heading", { name: /^Salen kl\. 10\.0/ }).waitFor();
  await page.locator("#story").getByRole("link", { name: /^A 41 trak nummer/ }).click();
  await page.getByRole("heading", { name: /A 41: vejen gennem dagen/ }).waitFor();
  // Another language shows the same visit.
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: /A 41/ }).waitFor();
  await context.close();
});

test("beyond what has been the knob does not go", async () => {
  const { page, context } = await asManager();
  await page.goto(`${server.url}${DAY}?at=10:00`);
  const knob = page.getByRole("slider", { name: "Tidspunkt" });
  await knob.focus();
  await page.keyboard.press("End");
  const last = await knob.getAttribute("data-last");
  await page.locator(`#steps[data-minute="${last}"]`).waitFor();
  assert.match(await page.getByRole("heading", { level: 2, name: /^Salen/ }).innerText(), /kl\. 10\./);
  assert.equal(await knob.inputValue(), last);
  await context.close();
});

test("the account is read by number and by kind", async () => {
  const { page, context } = await asManager();
  await page.goto(`${server.url}${DAY}/account`);
  await page.getByLabel("Nummer").fill("a40");
  await page.getByRole("button", { name: "Vis" }).click();
  await page.getByRole("heading", { name: /A 40: vejen gennem dagen/ }).waitFor();
  assert.match(await page.locator(".event-table").innerText(), /A 40 kaldt til Skranke 4/);
  await page.getByLabel("Nummer").fill("");
  await page.getByLabel("Slags").selectOption("desks");
  await page.getByRole("button", { name: "Vis" }).click();
  await page.locator(".event-table", { hasText: "MK åbnede Skranke 4" }).waitFor();
  await context.close();
});

for (const lang of ["da", "en"]) {
  for (const dark of [false, true]) {
    test(`axe finds nothing on any page in ${lang}, ${dark ? "dark" : "light"}`, async () => {
      const { page, context } = await asManager({ dark });
      for (const path of PAGES) {
        await page.goto(inLanguage(path, lang));
        await page.waitForTimeout(200);
        await assertWhollyAccessible(page, `${path} in ${lang}`);
      }
      await context.close();
    });
  }
}

// axe cannot see what lies behind a text that is drawn.
test("what stands along the time line can be read, light and dark", async () => {
  for (const dark of [false, true]) {
    const { page, context } = await asManager({ dark });
    await page.goto(`${server.url}${DAY}?at=10:20`);
    const contrasts = await page.evaluate(() => {
      /** @param {string} colour */
      const light = (colour) => {
        const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
      };
      /** @param {string} where @param {"fill" | "backgroundColor"} what */
      const shown = (where, what) => {
        const element = document.querySelector(where);
        if (!element) throw new Error(`${where} is not there`);
        return light(getComputedStyle(element)[what]);
      };
      /** @param {number} one @param {number} other */
      const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const card = shown(".timeline", "backgroundColor");
      return [contrast(shown(".hour", "fill"), card), contrast(shown(".mark-text", "fill"), card), contrast(shown(".knob-text", "fill"), shown(".knob-flag", "fill"))];
    });
    assert.ok(contrasts.every((contrast) => contrast >= 4.5), `${dark ? "dark" : "light"}: ${contrasts}`);
    await context.close();
  }
});

test("long words and a narrow window break no page", async () => {
  for (const [lang, width] of /** @type {const} */ ([["qps", 1440], ["qps", 1024], ["da", 1024], ["en", 1280]])) {
    const { page, context } = await asManager({ size: { width, height: 900 } });
    for (const path of PAGES) {
      await page.goto(inLanguage(path, lang));
      await assertFits(page, `${path} in ${lang} at ${width}`);
    }
    await context.close();
  }
});

// The names of the buttons are as long as they get: closed, on a break, open.
test("every queue's status can be pressed, whatever it is, in any window and language", async () => {
  const set = async (/** @type {string} */ to) => {
    for (const queue of ["pas", "folkeregister", "mitid"]) await server.api("POST", `borgerservice/queues/${queue}/status`, { status: to });
  };
  for (const to of ["closed", "paused", "open", "by_hours"]) {
    await set(to);
    for (const lang of ["da", "en", "qps"]) {
      for (const width of [1024, 1181, 1280, 1440]) {
        const { page, context } = await asManager({ size: { width, height: 900 } });
        await page.goto(inLanguage(NOW, lang));
        const room = await page.evaluate(() => {
          const card = document.querySelector("#queues")?.getBoundingClientRect();
          const buttons = [...document.querySelectorAll("#queues .status-button")].map((e) => e.getBoundingClientRect());
          return buttons.map((b) => Math.min((card?.right ?? 0) - b.right, b.left - (card?.left ?? 0)));
        });
        assert.ok(room.length > 5 && Math.min(...room) >= 12, `${to} in ${lang} at ${width}: ${room}`);
        await context.close();
      }
    }
  }
});

test("what was done covers no row of the board, is closed by key, and goes by itself", async () => {
  const { page, context } = await asManager();
  await page.clock.install();
  await page.goto(server.url + NOW);
  const refuse = async () => {
    await page.locator("#serve-skranke-6-mitid").press("Enter");
    await page.locator(".done.refused").waitFor();
  };
  await refuse();
  const [message, board] = await Promise.all([page.locator(".done").boundingBox(), page.locator("#board").boundingBox()]);
  assert.ok(message && board && message.x >= board.x + board.width, "it stands beside the board");
  await page.getByRole("button", { name: "Luk beskeden" }).press("Enter");
  await page.locator(".done").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "serve-skranke-6-mitid", "the focus is where it was");
  await refuse();
  await page.locator(".done").hover();
  await page.clock.fastForward(21_000);
  await page.locator(".done").waitFor();
  await page.mouse.move(0, 0);
  await page.clock.fastForward(21_000);
  await page.locator(".done").waitFor({ state: "detached" });
  await context.close();
  const plain = await asManager({ script: false });
  await plain.page.goto(server.url + NOW);
  await plain.page.locator("#serve-skranke-6-mitid").click();
  await plain.page.getByRole("button", { name: "Luk beskeden" }).click();
  await plain.page.getByRole("heading", { name: "Køer lige nu" }).waitFor();
  assert.equal(await plain.page.locator(".done").count(), 0);
  await plain.context.close();
});

test("a call to a desk that was left is taken from it, and given back", async () => {
  const { page, context, troubles } = await asManager();
  await page.goto(server.url + NOW);
  await server.visit((await hallAt("skranke-3")), "finish", undefined, "borgerservice", "skranke-3");
  const visit = await server.next("skranke-3");
  await page.locator("#desk-skranke-3", { hasText: `Kalder ${visit.number}` }).waitFor();
  await page.getByRole("button", { name: "Handlinger for Skranke 3" }).click();
  await page.getByRole("button", { name: `Send ${visit.number} tilbage i køen` }).press("Enter");
  await page.getByText("sendt tilbage i køen").waitFor();
  await page.locator("#desk-skranke-3", { hasText: "Ledig" }).waitFor();
  await page.getByRole("button", { name: "Fortryd" }).click();
  await page.locator("#desk-skranke-3", { hasText: `Kalder ${visit.number}` }).waitFor();
  await page.getByRole("button", { name: "Handlinger for Skranke 3" }).click();
  await page.getByRole("button", { name: `Send ${visit.number} tilbage i køen` }).press("Enter");
  await page.locator("#desk-skranke-3", { hasText: "Ledig" }).waitFor();
  await page.goto(`${server.url}${DAY}/account?visit=${visit.number.replace(" ", "+")}`);
  await page.getByRole("row", { name: new RegExp(`${visit.number} tilbage i køen.*LB`) }).first().waitFor();
  await page.getByRole("row", { name: new RegExp(`${visit.number}: tilbagesendelsen er fortrudt.*LB`) }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the list of what happened stands at the minute, also when styles and fonts come late", async () => {
  const { page, context } = await asManager();
  for (const late of [/\.css/, /\.woff2/]) {
    await page.route(late, async (route) => { await new Promise((done) => { setTimeout(done, 400); }); await route.continue(); });
  }
  for (const at of ["10:03", "10:11", "10:20", "10:24"]) {
    await page.goto(`${server.url}${DAY}?at=${at}`);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForFunction(() => {
      const [list, here] = [".events", ".events [data-here]"].map((which) => document.querySelector(which)?.getBoundingClientRect());
      return list && here && here.top >= list.top && here.bottom <= list.bottom;
    }, undefined, { timeout: 3_000 });
  }
  // Whoever reads on is left where she is.
  const top = await page.evaluate(() => document.querySelector(".events")?.scrollTop ?? 0);
  assert.ok(top > 0);
  await page.locator(".events").focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.querySelector(".events")?.scrollTop === 0);
  await page.setViewportSize({ width: 1300, height: 860 });
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => document.querySelector(".events")?.scrollTop), 0);
  await context.close();
});

test("no desk of the drawing runs into another, however long its name", async () => {
  for (const lang of ["da", "qps"]) {
    const { page, context } = await asManager();
    await page.goto(inLanguage(`${DAY}?at=10:24`, lang));
    for (const name of ["", "Samtalerummet ved hovedindgangen"]) {
      const over = await page.evaluate((long) => {
        for (const sign of long ? document.querySelectorAll(".desk .sign") : []) { sign.textContent = long; sign.classList.add("long"); }
        return [...document.querySelectorAll(".desk")].filter((desk) => {
          const [box, wall] = [desk.getBoundingClientRect(), desk.closest(".floor")?.getBoundingClientRect()];
          const inside = [...desk.children].filter((part) => !part.classList.contains("unseen")).every((part) => part.getBoundingClientRect().right <= box.right);
          const next = desk.parentElement?.nextElementSibling?.getBoundingClientRect();
          return !inside || !wall || box.right > wall.right || next && next.top === box.top && box.right > next.left;
        }).map((desk) => /** @type {HTMLElement} */ (desk).innerText);
      }, name);
      assert.deepEqual(over, [], `${lang} ${name}`);
    }
    assert.match(await page.locator(".desk.closed").first().getAttribute("title") ?? "", /^(Skranke|Counter) \d+: ./);
    await context.close();
  }
});

test("axe leaves nothing open where lists are scrolled, light and dark", async () => {
  for (const dark of [false, true]) {
    const { page, context } = await asManager({ dark });
    for (const path of [NOW, `${DAY}?at=10:24`]) {
      await page.goto(inLanguage(path, "da"));
      await page.waitForTimeout(200);
      await assertAccessible(page, `${path} ${dark ? "dark" : "light"}`);
    }
    await context.close();
  }
});

// The last, for it leaves this day behind.
test("the day after, the day before is seen again from its first minute to its last, and the new day is empty", async () => {
  await server.forward(24 * 60);
  const { page, context, troubles } = await asManager();
  await page.goto(server.url + NOW);
  await page.getByText("Alt er i orden").waitFor();
  // Nobody sits anywhere, so that nothing in the board can be pressed; it can be scrolled by key all the same.
  await page.locator(".board-scroll").focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => (document.querySelector(".board-scroll")?.scrollTop ?? 0) > 0);
  await assertWhollyAccessible(page, "an empty hall");
  await page.getByRole("link", { name: "Dagen igen" }).click();
  await page.getByRole("link", { name: "torsdag 26. november 2026" }).click();
  // Without a time it begins when most waited.
  await page.getByRole("heading", { name: /^Salen kl\. 10\.2/ }).waitFor();
  const knob = page.getByRole("slider", { name: "Tidspunkt" });
  await knob.focus();
  await page.keyboard.press("End");
  await page.locator(`#steps[data-minute="${await knob.getAttribute("max")}"]`).waitFor();
  await page.keyboard.press("Home");
  await page.getByRole("heading", { name: "Salen kl. 9.00" }).waitFor();
  await assertWhollyAccessible(page, "a past day");
  await page.getByRole("link", { name: "Dagens regnskab" }).click();
  await page.getByRole("heading", { name: /^Dagens regnskab/ }).waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /Dagen er ikke slut/);
  // A day on which nothing happened says so, and leads on.
  for (const path of ["", "/account"]) {
    await page.goto(`${server.url}${NOW}/days/2026-11-24${path}`);
    await page.getByText("Der skete ikke noget den dag").waitFor();
    await assertWhollyAccessible(page, "a day with nothing");
  }
  await page.getByRole("link", { name: "Vælg en anden dag" }).click();
  await page.getByRole("heading", { name: "Dagen igen" }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});
