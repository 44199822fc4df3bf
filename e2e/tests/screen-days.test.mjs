// A screen runs for days: after ten thousand calls (with TEST_LONG=1; else fewer) it holds no more than after the first.
//
// Between the real server and the browser stands a relay that passes everything on but the live states: of these it takes
// the first as the pattern and sends it with ever new numbers, quickly, and with sounds as short as can be. The page, its
// scripts and the way of a state are the real ones; only how long a call fills the wall is cut.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { SIZES, openPage, startBrowser } from "../lib/browser.mjs";
import { Server, startServer } from "../lib/server.mjs";

const SCREEN = "/screen/borgerservice/infoskaerm-2";
const LONG = Boolean(process.env.TEST_LONG);
/** Calls that are seen, and how many of them warm up. The ordinary run is shorter; `TEST_LONG=1` makes it whole. */
const SEEN = { sound: "off", warmUp: LONG ? 1_000 : 300, calls: LONG ? 10_000 : 1_500 };
/** Calls that are heard as well; each takes the half second of its pauses. */
const HEARD = { sound: "on", warmUp: 15, calls: LONG ? 300 : 40 };
/** How long a call may take to fill the wall; the test fails then. */
const SHOWN_WITHIN_MS = 30_000;
/** What may be more at the end than after warming up. */
const MARGIN = { JSHeapUsedSize: 1_500_000, Nodes: 150, JSEventListeners: 10, Documents: 0 };

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Server} */ let server;
/** @type {import("node:http").Server} */ let relay;
/** @type {import("node:http").ServerResponse | undefined} */ let stream;
/** The first state of the real stream. */ let first = "";
let sounds = "off";
let address = "";

before(async () => {
  server = await startServer({ begin: "2026-11-26T10:00" });
  await server.signOn("mk", "skranke-4", ["pas"]);
  await server.ticket("forny-pas", { answers: [{ question: "pasbillede", answer: "ja" }] });
  await server.next("skranke-4");
  first = await pattern();
  relay = createServer((request, response) => void pass(request, response));
  await new Promise((done) => relay.listen(0, "127.0.0.1", () => done(undefined)));
  address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (relay.address()).port}`;
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  relay?.closeAllConnections();
  relay?.close();
  await server?.close();
});

/** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
async function pass(request, response) {
  const path = request.url ?? "/";
  if (path.includes("/events")) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.flushHeaders();
    stream = response;
    return;
  }
  if (path.includes("/speech/") || path.includes("chime.wav")) {
    response.writeHead(200, { "content-type": "audio/wav" }).end(silence());
    return;
  }
  const answer = await fetch(server.url + path);
  let body = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) {
    body = Buffer.from(body.toString("utf8").replace(/data-panel="\d+"/, 'data-panel="2"').replace(/data-turn="\d+"/, 'data-turn="30"')
      .replace(/data-sound="\w+"/, `data-sound="${sounds}"`)
      // The call that the page comes with is over long ago; those that are counted come by the stream.
      .replaceAll(/data-at="\d+"/g, 'data-at="0"'));
  }
  response.writeHead(answer.status, { "content-type": type, "x-frontdesk-build": answer.headers.get("x-frontdesk-build") ?? "" }).end(body);
}

/** A wave file of a thousandth of a second. */
function silence() {
  const file = Buffer.alloc(44 + 44);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + 44, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(22_050, 24);
  file.writeUInt32LE(44_100, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(44, 40);
  return file;
}

/** The first state of the real stream. */
async function pattern() {
  const answer = await fetch(`${server.url}${SCREEN}/events`);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  let text = "";
  while (!text.includes("\n\n")) text += Buffer.from((await reader.read()).value ?? []).toString("utf8");
  await reader.cancel();
  return text.slice(0, text.indexOf("\n\n") + 2);
}

test("after thousands of calls a screen holds no more than after the first", { timeout: 1_200_000 }, () => run(SEEN));

test("after hundreds of calls that are heard a screen holds no more than after the first", { timeout: 600_000 }, () => run(HEARD));

/** @param {typeof SEEN} what */
async function run({ sound, warmUp, calls }) {
  sounds = sound;
  const state = first.replace(/data-sound="\w+"/, `data-sound="${sound}"`);
  const key = state.match(/data-call="(A-1-(\d+))"/);
  assert.ok(key, "somebody is called in the first state");
  const { page, troubles } = await openPage(browser, { size: SIZES.screen });
  let shown = 0;
  let told = () => {};
  await page.exposeFunction("__shown", () => { shown += 1; told(); });
  await page.goto(address + SCREEN);
  await page.evaluate(() => new MutationObserver((changes) => {
    // @ts-ignore the function is exposed above.
    if (changes.some((change) => change.addedNodes.length > 0)) window.__shown();
  }).observe(/** @type {Element} */ (document.querySelector("[data-flash]")), { childList: true }));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.enable");

  const begin = Number(key[2]);
  const at = Number(state.match(/<time-sync at="(\d+)"/)?.[1]);
  /** @param {number} n */
  const nth = (n) => {
    // Later than the page's own time: a state that is a little older sets no clock back.
    const called = begin + 3_600_000 + (n + 1) * 20_000;
    return state.replaceAll(key[1], `A-${(n % 999) + 1}-${called}`).replaceAll(`data-at="${begin}"`, `data-at="${called}"`)
      .replace(`<time-sync at="${at}"`, `<time-sync at="${called + 100}"`).replaceAll("A 1 ", `A ${(n % 999) + 1} `)
      .replaceAll(/data-count="\d+"/g, `data-count="${(n % 999) + 1}"`).replace(/^id: .*$/m, `id: ${n}`);
  };
  const measure = async () => {
    await page.waitForTimeout(1500);
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.filter((m) => m.name in MARGIN).map((m) => [m.name, m.value]));
  };
  /** Every call has filled the wall before the next is sent. @param {number} from @param {number} to */
  const send = async (from, to) => {
    for (let n = from; n < to; n += 1) {
      const seen = new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error(`call ${n} did not fill the wall`)), SHOWN_WITHIN_MS);
        told = () => { if (shown > n) { clearTimeout(late); done(undefined); } };
      });
      stream?.write(nth(n));
      await seen;
    }
  };

  await page.waitForFunction(() => document.querySelector("live-state")?.getAttribute("state") === "live");
  await send(0, warmUp);
  const warm = await measure();
  await send(warmUp, calls);
  const end = await measure();
  console.log(`sound ${sound}: ${shown} calls; after ${warmUp}: ${JSON.stringify(warm)}; after ${calls}: ${JSON.stringify(end)}`);
  assert.equal(shown, calls);
  for (const [name, margin] of Object.entries(MARGIN)) {
    assert.ok(end[name] - warm[name] <= margin, `${name} grew from ${warm[name]} to ${end[name]}`);
  }
  assert.deepEqual(troubles, []);
  await page.context().close();
}
