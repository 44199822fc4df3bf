// What a person in front of a browser feels, measured on the released program. `make bench` runs it and puts the lines into
// its table: each line of the output is one JSON object {measure, value, beside?, aim?, met?}; other lines are for people.
//
//   node e2e/measures.mjs [--quick]        E2E_BINARY names the binary

import { readFileSync } from "node:fs";
import net from "node:net";
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

/** Many live clients of one program, as lean as can be: they share the processors with what is measured. All of them are
 *  on loopback, and all are ended by `close`. */
class Clients {
  /** @type {net.Socket[]} */ #sockets = [];

  /** @param {Server} server @param {string[]} paths @param {number} count */
  async open(server, paths, count) {
    let ready = 0;
    let refused = "";
    for (let i = 0; i < count; i += 1) {
      const socket = net.connect(server.port, "127.0.0.1");
      socket.write(`GET ${paths[i % paths.length]} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
      let begun = "";
      const first = (/** @type {Buffer} */ data) => {
        begun += data.toString("latin1");
        const body = begun.indexOf("\r\n\r\n");
        if (body < 0 || begun.length <= body + 4) return;
        if (begun.startsWith("HTTP/1.1 200 ")) ready += 1; else refused = begun.slice(0, begun.indexOf("\r\n"));
        socket.off("data", first).resume();
      };
      socket.on("data", first).on("error", () => {});
      this.#sockets.push(socket);
      if (i % 100 === 99) await sleep(20);
    }
    for (let waited = 0; ready < count && !refused && waited < 60_000; waited += 50) await sleep(50);
    if (ready < count) throw new Error(`only ${ready} of ${count} live clients have a state ${refused}`);
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets = [];
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

/** How many wait in each of the halls that many watch. */
const WAITING = 15;

/** Where the many watch: a centre, its screen, a kiosk and a service, and the desks that call.
 *  @type {{ centre: string, screen: string, kiosk: string, service: string, queue: string, desks: [string, string][] }[]} */
const HALLS = [
  { centre: "borgerservice", screen: "infoskaerm-1", kiosk: "stander-1", service: "andet", queue: "andet", desks: [["skranke-5", "fn"], ["skranke-7", "rl"]] },
  { centre: "jobcenter", screen: "infoskaerm", kiosk: "stander", service: "brug-en-computer", queue: "modtagelsen", desks: [["modtagelse-1", "bw"], ["modtagelse-2", "om"]] },
];

/** Memory and processor of many live clients, while calls are made in the halls that they watch. @param {Server} server */
async function manyClients(server) {
  for (const { centre, kiosk, service, queue, desks } of HALLS) {
    for (const [desk, employee] of desks) await server.signOn(employee, desk, [queue], centre);
    for (let i = 0; i < WAITING; i += 1) await server.ticket(service, { centre, kiosk });
  }
  const before = usage(server.pid);
  const clients = new Clients();
  const languages = ["da", "en", "ar", "uk", "pl"];
  await clients.open(server, languages.flatMap((lang) => HALLS.map(({ centre, screen }) => `/screen/${centre}/${screen}/events?lang=${lang}`)), MANY_CLIENTS);
  await sleep(2_000);
  const quiet = usage(server.pid);
  const begun = performance.now();
  let calls = 0;
  // A call is made at its time, whether or not the one before is answered; each desk makes its own one after another.
  const desks = HALLS[0].desks.flatMap((_, place) => HALLS.map((hall) => ({ ...hall, desk: hall.desks[place][0], employee: hall.desks[place][1] })));
  const pace = (desks.length * 1000) / CALLS_PER_SECOND;
  await Promise.all(desks.map(async ({ centre, kiosk, service, desk, employee }, place) => {
    for (let round = 0; ; round += 1) {
      const at = begun + (round + place / desks.length) * pace;
      if (at > begun + LOADED_SECONDS * 1000) return;
      await sleep(Math.max(0, at - performance.now()));
      const token = server.token("manager", employee, centre);
      const visit = await server.api("POST", `${centre}/desks/${desk}/next`, undefined, token);
      await server.api("POST", `${centre}/visits/${visit.id}/start`, undefined, token);
      await server.ticket(service, { centre, kiosk });
      calls += 1;
    }
  }));
  const seconds = (performance.now() - begun) / 1000;
  const after = usage(server.pid);
  clients.close();
  tell({ measure: `memory of a live client of pages, of ${MANY_CLIENTS} on one node`, value: `${((quiet.rss - before.rss) / MANY_CLIENTS / 1000).toFixed(1)} kB` });
  tell({
    measure: `processor of the program while ${(calls / seconds).toFixed(1)} calls a second are made in the ${HALLS.length} halls that ${MANY_CLIENTS} watch`,
    value: `${(((after.cpu - quiet.cpu) / seconds) * 100).toFixed(0)} % of one processor`,
    beside: `${CALLS_PER_SECOND} a second wanted, each with a start and a new ticket; the clients share the same two processors`,
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
