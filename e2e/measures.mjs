// What a person in front of a browser feels, measured on the released program. `make bench` runs it and puts the lines into
// its table: each line of the output is one JSON object {measure, value, beside?, aim?, met?}; other lines are for people.
//
//   node e2e/measures.mjs [--quick]        E2E_BINARY names the binary

import { readFileSync } from "node:fs";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { SIZES, openPage, startBrowser } from "./lib/browser.mjs";
import { Server } from "./lib/server.mjs";

const quick = process.argv.includes("--quick");
const CALLS = quick ? 4 : 60;
const FURTHER_CLIENTS = quick ? 50 : 500;
const MANY_CLIENTS = quick ? 300 : 5_000;
const LOADED_SECONDS = quick ? 4 : 20;
const CALLS_PER_SECOND = 10;
const PAINT_ROUNDS = quick ? 2 : 7;
/** A called number fills the screen for six seconds; the next press comes after that. */
const BETWEEN_CALLS_MS = 6_600;

/** @param {{ measure: string, value: string, beside?: string, aim?: string, met?: boolean }} row */
const tell = (row) => console.log(JSON.stringify(row));

/** @param {number[]} values @param {number} share */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

const ms = (/** @type {number} */ value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** Many live clients of one program; all of them on loopback, and all ended by `close`. */
class Clients {
  #agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
  /** @type {http.ClientRequest[]} */ #requests = [];

  /** @param {Server} server @param {string[]} paths @param {number} count */
  async open(server, paths, count) {
    let ready = 0;
    for (let i = 0; i < count; i += 1) {
      const request = http.get(`${server.url}${paths[i % paths.length]}`, { agent: this.#agent }, (answer) => {
        if (answer.statusCode !== 200) throw new Error(`a live client was refused: ${answer.statusCode}`);
        answer.once("data", () => { ready += 1; });
        answer.resume();
      });
      request.on("error", () => {});
      this.#requests.push(request);
      if (i % 100 === 99) await sleep(20);
    }
    for (let waited = 0; ready < count && waited < 60_000; waited += 50) await sleep(50);
    if (ready < count) throw new Error(`only ${ready} of ${count} live clients have a state`);
  }

  close() {
    for (const request of this.#requests) request.destroy();
    this.#requests = [];
  }
}

/** Memory in bytes and processor time in seconds of a process. @param {number} pid */
function usage(pid) {
  const rss = Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) * 1024;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return { rss, cpu: (Number(stat[11]) + Number(stat[12])) / 100 };
}

/** From an employee's press at her counter to the number painted on a screen, both in Chromium.
 *  @param {Server} server @param {import("playwright-core").Browser} browser */
async function pressToPaint(server, browser) {
  await server.signOn("hd", "skranke-6", ["andet"]);
  for (let i = 0; i < CALLS + 1; i += 1) await server.ticket("andet");
  const clients = new Clients();
  await clients.open(server, ["/screen/borgerservice/infoskaerm-1/events", "/live/borgerservice/events?lang=da"], FURTHER_CLIENTS);
  const screen = await openPage(browser, { size: SIZES.screen, calm: true });
  const counter = await openPage(browser, { size: SIZES.counter, calm: true, token: server.token("employee", "hd") });
  await screen.page.goto(`${server.url}/screen/borgerservice/infoskaerm-1`);
  await counter.page.goto(`${server.url}/counter/borgerservice`);
  await screen.page.waitForTimeout(2_000);
  await screen.page.evaluate(() => {
    // @ts-ignore a name of the measure's own: what is painted, and when.
    const painted = (window.__painted = /** @type {{ text: string, at: number }[]} */ ([]));
    let text = "";
    new MutationObserver(() => {
      const flash = document.querySelector("[data-flash]");
      const now = flash instanceof HTMLElement && !flash.hidden ? flash.firstElementChild?.textContent ?? "" : "";
      if (now === text) return;
      text = now;
      // Two frames after the number is in the page it has been painted.
      if (now) requestAnimationFrame(() => requestAnimationFrame(() => painted.push({ text: now, at: performance.timeOrigin + performance.now() })));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await counter.page.evaluate(() => addEventListener("keydown", () => {
    // @ts-ignore a name of the measure's own.
    window.__pressed = performance.timeOrigin + performance.now();
  }, { capture: true }));
  /** @type {number[]} */ const took = [];
  for (let i = 0; i < CALLS; i += 1) {
    await counter.page.keyboard.press("F8");
    await screen.page.waitForFunction((calls) => /** @type {any} */ (window).__painted.length > calls, i, { polling: 50, timeout: 15_000 });
    const { text, at } = await screen.page.evaluate((calls) => /** @type {any} */ (window).__painted[calls], i);
    took.push(at - await counter.page.evaluate(() => /** @type {any} */ (window).__pressed));
    const hall = await server.api("GET", "borgerservice/hall");
    const [called] = hall.called;
    const count = String(called.number).split(" ")[1];
    if (!text.includes(count)) throw new Error(`${called.number} was called and the screen shows ${text}`);
    await server.visit(called.visit ?? called.id, "start", undefined, "borgerservice", "skranke-6");
    await server.visit(called.visit ?? called.id, "finish", undefined, "borgerservice", "skranke-6");
    await sleep(BETWEEN_CALLS_MS);
  }
  clients.close();
  await screen.context.close();
  await counter.context.close();
  const last = percentile(took, 0.99);
  tell({
    measure: `from an employee's press at her counter to the number painted on a screen, both in Chromium, ${FURTHER_CLIENTS} further live clients: median, 99th percentile`,
    value: `${ms(percentile(took, 0.5))}, ${ms(last)}`, beside: `of ${CALLS} calls; the longest ${ms(Math.max(...took))}`, aim: "99th within 100 ms", met: last <= 100,
  });
}

/** Bytes, requests and first paint of first pages. @param {Server} server @param {import("playwright-core").Browser} browser */
async function firstPages(server, browser) {
  const pages = [
    { name: "kiosk", path: "/kiosk/borgerservice/stander-1", size: SIZES.kiosk, token: server.token("device", "stander-1") },
    { name: "screen", path: "/screen/borgerservice/infoskaerm-1", size: SIZES.screen },
    { name: "counter", path: "/counter/borgerservice", size: SIZES.counter, token: server.token("employee", "hd") },
    { name: "manage", path: "/manage/borgerservice", size: SIZES.manage, token: server.token("manager", "lb") },
  ];
  for (const { name, path, size, token } of pages) {
    /** @type {number[]} */ const paints = [];
    let bytes = 0;
    let requests = 0;
    for (let round = 0; round < PAINT_ROUNDS; round += 1) {
      const { page, context } = await openPage(browser, { size, token });
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      [bytes, requests] = [0, 0];
      devtools.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; requests += 1; });
      await page.goto(server.url + path);
      await page.waitForTimeout(1_200);
      paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN));
      await context.close();
    }
    const kiosk = name === "kiosk";
    tell({
      measure: `first page of the ${name}, nothing kept: bytes and requests`, value: `${(bytes / 1000).toFixed(1)} kB, ${requests} requests`,
      ...(kiosk ? { aim: "under 150 kB, fonts included", met: bytes < 150_000 } : {}),
    });
    tell({ measure: `the same: time to the first paint`, value: ms(percentile(paints, 0.5)), beside: `median of ${PAINT_ROUNDS}, ${ms(Math.min(...paints))}–${ms(Math.max(...paints))}` });
  }
}

/** Memory and processor of many live clients. @param {Server} server */
async function manyClients(server) {
  const desks = ["skranke-1", "skranke-2", "skranke-3", "skranke-5", "skranke-7"];
  const employees = ["mk", "jt", "sa", "fn", "rl"];
  for (const [i, desk] of desks.entries()) await server.signOn(employees[i], desk, ["andet"]);
  for (let i = 0; i < LOADED_SECONDS * CALLS_PER_SECOND + 20; i += 1) await server.ticket("andet");
  const before = usage(server.pid);
  const clients = new Clients();
  const languages = ["da", "en", "ar", "uk", "pl"];
  await clients.open(server, languages.map((lang) => `/screen/borgerservice/infoskaerm-1/events?lang=${lang}`), MANY_CLIENTS);
  await sleep(2_000);
  const quiet = usage(server.pid);
  const begun = performance.now();
  let calls = 0;
  while (performance.now() - begun < LOADED_SECONDS * 1000) {
    const desk = desks[calls % desks.length];
    const visit = await server.next(desk).catch(() => undefined);
    if (visit) { await server.visit(visit.id, "start"); calls += 1; }
    await sleep(Math.max(0, begun + (calls * 1000) / CALLS_PER_SECOND - performance.now()));
  }
  const seconds = (performance.now() - begun) / 1000;
  const after = usage(server.pid);
  clients.close();
  tell({ measure: `memory of a live client of pages, of ${MANY_CLIENTS} on one node`, value: `${((quiet.rss - before.rss) / MANY_CLIENTS / 1000).toFixed(1)} kB` });
  tell({
    measure: `processor of the program while ${(calls / seconds).toFixed(1)} calls a second are made in the hall that ${MANY_CLIENTS} watch`,
    value: `${(((after.cpu - quiet.cpu) / seconds) * 100).toFixed(0)} % of one processor`, beside: "the clients and the presses share the same two processors",
  });
}

const server = await new Server({
  begin: "2026-11-26T09:30", env: { FRONTDESK_LIMITS_STREAMS_PER_PEER_MAX: "20000" },
}).start();
const browser = await startBrowser({ whole: true });
try {
  await firstPages(server, browser);
  await pressToPaint(server, browser);
  await manyClients(server);
} finally {
  await browser.close();
  await server.close();
}
