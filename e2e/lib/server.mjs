// Starts the real program on a port of its own, acts through its interface, and ends it again.
//
// A hall of a test is the demo's without players: its clock stands where the test says and is moved on by hand. It
// listens on loopback only, and is ended with the test, whatever becomes of it.

import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const STARTS_WITHIN_MS = 60_000;

/** Where the program is: `E2E_BINARY`, or what `cargo build` made. */
export const BINARY = process.env.E2E_BINARY
  ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "frontdesk");

export const BORGERSERVICE = "borgerservice";

/** A running program with tokens of every role. */
export class Server {
  /** @type {import("node:child_process").ChildProcess | undefined} */ #process;
  /** @type {Record<string, string>} */ #tokens = {};
  #count = 0;
  /** Who sits at which desk: it is she who presses. @type {Record<string, string>} */ #seats = {};
  /** @type {string | undefined} */ #stoppedAt;

  /** @param {{ begin?: string, speed?: number, setup?: string, still?: boolean, env?: Record<string, string> }} options */
  constructor(options = {}) {
    this.options = { begin: "2026-11-26T09:55", speed: 1, setup: join(ROOT, "examples/nordvig"), still: true, env: {}, ...options };
    this.folder = mkdtempSync(join(tmpdir(), "frontdesk-e2e-"));
    this.port = 0;
    this.url = "";
  }

  /** The number of its process. */
  get pid() { return this.#process?.pid ?? 0; }

  /** Starts it; the port stays the same when it is started again. */
  async start() {
    const { begin, speed, setup, still, env } = this.options;
    // Started again it goes on where it was.
    const play = ["demo", "--data", this.folder, "--setup", setup, "--speed", String(speed), "--listen", `127.0.0.1:${this.port}`,
      "--begin", this.#stoppedAt ?? begin];
    if (still) play.push("--still");
    const child = spawn(BINARY, play, {
      env: { ...process.env, FRONTDESK_LIMITS_PEER_REQUESTS_PER_SECOND: "1000000", FRONTDESK_LIMITS_PEER_REQUESTS_BURST: "1000000",
        FRONTDESK_LIMITS_TOKEN_REQUESTS_PER_SECOND: "1000000", FRONTDESK_LIMITS_TOKEN_REQUESTS_BURST: "1000000", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    let out = "";
    child.stdout?.on("data", (data) => { out += data; });
    child.stderr?.on("data", (data) => { out += data; });
    const until = Date.now() + STARTS_WITHIN_MS;
    for (;;) {
      const found = out.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found) { this.port = Number(found[1]); this.url = found[0]; break; }
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the server did not start:\n${out}`);
      await sleep(50);
    }
    return this;
  }

  /** Ends it; by `kill -9` where told so. @param {NodeJS.Signals} signal */
  async stop(signal = "SIGTERM") {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    this.#stoppedAt = await this.now().catch(() => this.#stoppedAt);
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await Promise.race([ended, sleep(10_000).then(() => child.kill("SIGKILL"))]);
  }

  /** Ends it and forgets its data. */
  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A token of a role: `device`, `employee`, `manager`, `superuser`, `system_owner`.
   *  @param {string} role @param {string} [subject] @param {string} [centre] */
  token(role, subject, centre = BORGERSERVICE) {
    const key = `${role} ${subject ?? "nobody"} ${centre}`;
    this.#tokens[key] ??= this.cli(["token", "create", "--role", role, "--name", `e2e ${key}`,
      ...(role === "system_owner" ? [] : ["--centre", centre]), ...(subject ? ["--subject", subject] : [])]).match(/fd_\S+/)?.[0] ?? "";
    return this.#tokens[key];
  }

  /** Runs the program's command line on this installation. @param {string[]} command */
  cli(command) {
    return execFileSync(BINARY, [...command, "--data", join(this.folder, "demo.sqlite"), "--setup", this.options.setup], { encoding: "utf8" });
  }

  /** Acts through the interface for programs. @param {string} method @param {string} path @param {any} [body] @param {string} [token] */
  async api(method, path, body, token = this.token("manager")) {
    const answer = await fetch(`${this.url}/api/v1/centres/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "GET" ? {} : { "idempotency-key": `e2e-${process.pid}-${this.port}-${this.#count++}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** A ticket. @param {string} service @param {{ answers?: any[], language?: string, kiosk?: string, centre?: string }} [more] */
  async ticket(service, { answers = [], language = "da", kiosk = "stander-1", centre = BORGERSERVICE } = {}) {
    return this.api("POST", `${centre}/visits`, { services: [service], language, answers }, this.token("device", kiosk, centre));
  }

  /** @param {string} employee @param {string} desk @param {string[]} [queues] @param {string} [centre] */
  async signOn(employee, desk, queues, centre = BORGERSERVICE) {
    this.#seats[desk] = employee;
    return this.api("POST", `${centre}/desks/${desk}/sign-on`, { employee, queues, move_here: true }, this.token("manager", employee, centre));
  }

  /** @param {string} desk @param {string} [centre] */
  async next(desk, centre = BORGERSERVICE) {
    return this.api("POST", `${centre}/desks/${desk}/next`, undefined, this.token("manager", this.#seats[desk], centre));
  }

  /** What is done with a visit, by whoever sits at a desk where one is named. @param {string} visit @param {string} action @param {any} [body]
   *  @param {string} [centre] @param {string} [desk] */
  async visit(visit, action, body, centre = BORGERSERVICE, desk = "") {
    return this.api("POST", `${centre}/visits/${visit}/${action}`, body, this.token("manager", this.#seats[desk], centre));
  }

  /** What time it is in the hall, as `2026-11-26T10:24:05`. */
  async now() {
    const answer = await fetch(`${this.url}/api/v1/centres/${BORGERSERVICE}/hall`);
    const { at } = /** @type {{ at: string }} */ (await answer.json());
    return new Date(at).toLocaleString("sv-SE", { timeZone: "Europe/Copenhagen" }).replace(" ", "T");
  }

  /** Moves the hall's clock on. @param {number} minutes */
  async forward(minutes) {
    const answer = await fetch(`${this.url}/demo/clock`, { method: "POST", body: new URLSearchParams({ minutes: String(minutes) }) });
    if (answer.status !== 204) throw new Error(`the clock was not moved: ${answer.status} ${await answer.text()}`);
  }
}

/** A running server. @param {ConstructorParameters<typeof Server>[0]} [options] */
export async function startServer(options) {
  return new Server(options).start();
}
