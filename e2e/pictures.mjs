// Pictures of every surface at its true size, of one morning that is made the same each time.
//
//   node e2e/pictures.mjs            those that the README and the tour show, into docs/pictures
//   node e2e/pictures.mjs FOLDER     every surface in every language and theme that it has, into FOLDER

import { mkdirSync } from "node:fs";
import { join, resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { SIZES, openPage, startBrowser } from "./lib/browser.mjs";
import { playMorning } from "./lib/scene.mjs";
import { startServer } from "./lib/server.mjs";

const CENTRE = "borgerservice";
const ALL = ["da", "en", "ar", "uk", "pl", "tr", "de"];

const folder = process.argv[2];
const shown = folder === undefined;
const out = resolve(folder ?? join(dirname(fileURLToPath(import.meta.url)), "../docs/pictures"));
mkdirSync(out, { recursive: true });

const server = await startServer({ begin: "2026-11-26T09:00" });
const browser = await startBrowser({ whole: true });

/** @typedef {{ name: string, path: string, size: { width: number, height: number }, role?: string, subject?: string, dark?: boolean, scale?: number, shown?: boolean, then?: (page: import("playwright-core").Page) => Promise<void> }} Picture */

/** @param {Picture} picture */
async function take({ name, path, size, role, subject, dark = false, scale = 1, then }) {
  const token = role ? server.token(role, subject) : undefined;
  const { page, context } = await openPage(browser, { size, token, dark, scale, calm: true });
  // As it is once sound and notifications are on: the page asks for them until then.
  await context.grantPermissions(["notifications"]);
  try {
    const answer = await page.goto(server.url + path);
    await page.evaluate(() => document.fonts.ready);
    await then?.(page);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(out, `${name}.png`) });
    const status = answer?.status() ?? 0;
    if (status >= 400) console.error(`${name}: ${status} ${path}`);
    console.log(name);
  } finally {
    await context.close();
  }
}

/** @param {import("playwright-core").Page} page @param {string} address */
async function to(page, address) {
  await page.goto(address);
}

try {
  const { at } = await playMorning(server);
  const kiosk = `/kiosk/${CENTRE}/stander-1`;
  const device = { role: "device", subject: "stander-1", size: SIZES.kiosk };
  const staff = { role: "employee", subject: "mk", size: SIZES.counter };
  const manager = { role: "manager", subject: "lb", size: SIZES.manage };

  /** @type {Picture[]} */ const pictures = [
    { name: "screen", path: `/screen/${CENTRE}/infoskaerm-1?theme=light`, size: SIZES.screen, shown: true },
    { name: "screen-dark", path: `/screen/${CENTRE}/infoskaerm-1?theme=dark`, size: SIZES.screen },
    { name: "counter", path: `/counter/${CENTRE}`, ...staff, shown: true },
    { name: "counter-dark", path: `/counter/${CENTRE}`, ...staff, dark: true },
    { name: "counter-en", path: `/counter/${CENTRE}?lang=en`, ...staff },
    { name: "counter-side", path: `/counter/${CENTRE}?window=side`, ...staff, size: SIZES.side, scale: 2, shown: true },
    { name: "manage", path: `/manage/${CENTRE}`, ...manager, shown: true },
    { name: "manage-dark", path: `/manage/${CENTRE}`, ...manager, dark: true },
    { name: "manage-en", path: `/manage/${CENTRE}?lang=en`, ...manager },
    { name: "day-again", path: `/manage/${CENTRE}/days/2026-11-26?at=10:20`, ...manager, shown: true },
    { name: "day-again-dark", path: `/manage/${CENTRE}/days/2026-11-26?at=10:20`, ...manager, dark: true },
    { name: "account", path: `/manage/${CENTRE}/days/2026-11-26/account`, ...manager },
    { name: "kiosk", path: kiosk, ...device, shown: true },
    { name: "kiosk-adapted", path: `${kiosk}?adapted=text,contrast,low`, ...device, shown: true },
    { name: "kiosk-check-in", path: `${kiosk}/check-in?by=phone`, ...device },
    { name: "kiosk-choices", path: `${kiosk}/service/pas-og-koerekort`, ...device },
    { name: "front", path: "/", size: SIZES.counter },
    { name: "booking", path: "/book", size: SIZES.phone, scale: 2, shown: true },
    ...ALL.flatMap((code) => [
      { name: `kiosk-${code}`, path: `${kiosk}?lang=${code}`, ...device },
      { name: `screen-${code}`, path: `/screen/${CENTRE}/infoskaerm-1?lang=${code}`, size: SIZES.screen },
    ]),
  ];
  for (const picture of pictures.filter((p) => !shown || p.shown)) await take(picture);

  // The number A 47, as the kiosk gives it and as the phone follows it.
  const { page, context } = await openPage(browser, { size: SIZES.kiosk, token: server.token("device", "stander-1"), calm: true });
  await page.goto(`${server.url}${kiosk}/service/forny-pas`);
  await page.getByRole("button", { name: "Ja, jeg har billede med" }).click();
  await page.locator(".qr").waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(out, "kiosk-ticket.png") });
  console.log("kiosk-ticket");
  const ticket = await page.locator("[data-phone]").getAttribute("data-phone") ?? "";
  await context.close();
  const phone = { path: new URL(ticket, server.url).pathname, size: SIZES.phone, scale: 2 };
  await take({ name: "ticket", ...phone, shown: true });
  if (!shown) {
    await take({ name: "ticket-dark", ...phone, dark: true });
    await take({ name: "ticket-late", ...phone, path: `${phone.path}/late` });
    for (const code of ALL) await take({ name: `ticket-${code}`, ...phone, path: `${phone.path}?lang=${code}` });
  }

  // A 41 is called to counter 4: the screen's call light.
  const screen = await openPage(browser, { size: SIZES.screen, calm: true });
  await to(screen.page, `${server.url}/screen/${CENTRE}/infoskaerm-1?theme=dark`);
  await screen.page.waitForTimeout(1500);
  await server.next("skranke-4");
  await screen.page.waitForTimeout(1200);
  await screen.page.screenshot({ path: join(out, "screen-call.png") });
  console.log("screen-call");
  await screen.context.close();
  if (!shown) {
    await take({ name: "counter-called", path: `/counter/${CENTRE}`, ...staff });
    await server.visit(at["skranke-4"].id, "undo").catch(() => undefined);
  }
  // Everybody before A 47, and then A 47: however many there are.
  for (let calls = 0; calls < 40; calls += 1) {
    const called = await server.next("skranke-3");
    if (!called || called.number === "A 47") break;
    await server.visit(called.id, "start");
  }
  await take({ name: "ticket-turn", ...phone, shown: true });
} finally {
  await browser.close();
  await server.close();
}
