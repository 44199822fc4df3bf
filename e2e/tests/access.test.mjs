// Who gets in: signing in and back to where she was going, the own account, an invitation, and a device that is let in.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { SIZES, assertAccessible, assertFits, openPage, startBrowser } from "../lib/browser.mjs";
import { startServer } from "../lib/server.mjs";

const PASSWORD = "tre små kinesere";
const WAIT_MS = 60_000;

/** @type {import("../lib/server.mjs").Server} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => { server = await startServer(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await server?.close(); });

/** Invites somebody, and says where her link leads. @param {string} login @param {string} role */
function invite(login, role) {
  const told = server.cli(["user", "add", "--login", login, "--role", role, "--centre", "borgerservice", "--language", "da"]);
  return told.match(/\/invitation\/\S+/)?.[0] ?? "";
}

/** Follows an invitation to the end. @param {import("playwright-core").Page} page @param {string} link */
async function accept(page, link) {
  await page.goto(server.url + link);
  await page.fill("#new_password", PASSWORD);
  await page.fill("#new_password_again", PASSWORD);
  await page.locator("main .primary").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invitation"));
}

/** Every theme and size that these pages have. */
const LOOKS = [{ dark: false, size: SIZES.counter }, { dark: true, size: SIZES.phone }, { dark: true, size: SIZES.counter }, { dark: false, size: SIZES.phone }]
  .slice(0, process.env.TEST_LONG ? 4 : 2);

test("an invitation, a mistake in it, signing out, a wrong password, and back to the page she wanted", async () => {
  const { page, context, troubles } = await openPage(browser);
  const link = invite("dorte", "superuser");
  await page.goto(server.url + link);
  await page.fill("#new_password", "kort");
  await page.fill("#new_password_again", "kort");
  await page.locator("main .primary").click();
  await page.locator("#new_password[aria-invalid=true]").waitFor();
  assert.equal(await page.locator("#new_password").getAttribute("aria-describedby"), "new_password-hint new_password-mistake");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "mistakes", "what is wrong has the focus");
  await page.locator(".mistakes a").click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "new_password", "and leads to its field");
  await accept(page, link);
  await page.goto(`${server.url}/account`);
  await page.getByRole("button", { name: "Log ud", exact: true }).click();
  await page.goto(`${server.url}/devices?lang=en`);
  await page.waitForURL(/\/sign-in\?next=/);
  // The page in another language leads to the same place.
  await page.getByRole("link", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
  await page.fill("#login", "dorte");
  await page.fill("#password", "something else");
  await page.locator("main .primary").click();
  await page.getByRole("alert").filter({ hasText: "Login or password is not right" }).waitFor();
  assert.equal(await page.inputValue("#login"), "dorte");
  await page.getByRole("link", { name: "Dansk" }).click();
  await page.locator("html[lang=da]").waitFor();
  await page.fill("#login", "dorte");
  await page.fill("#password", PASSWORD);
  await page.locator("main .primary").click();
  await page.waitForURL(`${server.url}/devices?lang=en`);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a form that was filled in before the session ended is sent after the sign-in", async () => {
  const { page, context } = await openPage(browser);
  await accept(page, invite("karen", "superuser"));
  await page.goto(`${server.url}/devices`);
  await page.fill("#code", "ABCD EFGH");
  await page.selectOption("#device", { index: 1 });
  const other = await context.newPage();
  await other.goto(`${server.url}/account`);
  await other.getByRole("button", { name: "Log ud overalt" }).click();
  await other.waitForURL(/\/sign-in/);
  await page.locator("main .primary").click();
  await page.getByRole("alert").filter({ hasText: "Du var logget ud" }).waitFor();
  assert.equal(await page.locator("header nav").count(), 0, "a link to another language would leave the form behind");
  await assertAccessible(page, "the form waits");
  await page.fill("#login", "karen");
  await page.fill("#password", PASSWORD);
  await page.locator("main .primary").click();
  await page.getByRole("button", { name: "Fortsæt med det" }).click();
  await page.locator("#code[aria-invalid=true]").waitFor();
  assert.equal(await page.inputValue("#code"), "ABCD EFGH");
  await context.close();
});

test("a device shows a code that is read from afar, and goes to its place by itself once it is let in", async () => {
  const kiosk = await openPage(browser, { size: SIZES.kiosk });
  await kiosk.page.goto(`${server.url}/device`);
  const code = kiosk.page.locator(".code");
  // From a metre a letter is to be seen at one degree at least: 17 mm, which are 30 px of a kiosk of 22 inches.
  assert.ok(parseFloat(await code.evaluate((element) => getComputedStyle(element).fontSize)) >= 120);
  const shown = (await code.innerText()).replace(/\s/g, "");
  const superuser = await openPage(browser);
  await accept(superuser.page, invite("mogens", "superuser"));
  await superuser.page.goto(`${server.url}/devices`);
  const rows = superuser.page.locator("tbody tr").filter({ hasText: "Stander 1" });
  const before = await rows.count();
  await superuser.page.fill("#code", shown.toLowerCase());
  await superuser.page.selectOption("#device", "borgerservice/stander-1");
  await superuser.page.locator("main .primary").click();
  await rows.nth(before).waitFor();
  await kiosk.page.waitForURL(/\/kiosk\/borgerservice\/stander-1/, { timeout: WAIT_MS });
  assert.deepEqual([...kiosk.troubles, ...superuser.troubles], []);
  // A device that is lost is no longer let in, and shows a code by itself.
  for (let left = before + 1; left > 0; left -= 1) {
    await superuser.page.getByRole("button", { name: "Afbryd Stander 1" }).first().click();
    await rows.nth(left - 1).waitFor({ state: "detached" });
  }
  await kiosk.page.waitForURL(/\/device/, { timeout: WAIT_MS });
  await code.waitFor();
  for (const { context } of [kiosk, superuser]) await context.close();
});

test("without a script a device waits and goes on too", async () => {
  const { page, context } = await openPage(browser, { script: false, size: SIZES.kiosk });
  await page.goto(`${server.url}/device`);
  const shown = (await page.locator(".code").innerText()).replace(/\s/g, "");
  const superuser = await openPage(browser);
  await accept(superuser.page, invite("poul", "superuser"));
  await superuser.page.goto(`${server.url}/devices`);
  await superuser.page.fill("#code", shown);
  await superuser.page.selectOption("#device", "borgerservice/stander-2");
  await superuser.page.locator("main .primary").click();
  await page.waitForURL(/\/kiosk\/borgerservice\/stander-2/, { timeout: WAIT_MS });
  await superuser.context.close();
  await context.close();
});

for (const lang of ["da", "en"]) {
  test(`axe finds nothing and nothing is cut off, ${lang}: every page on which somebody gets in`, async () => {
    const known = await openPage(browser);
    await accept(known.page, invite(`anne-${lang}`, "superuser"));
    const cookies = await known.context.cookies();
    await known.context.close();
    const open = invite(`asta-${lang}`, "employee");
    for (const { dark, size } of LOOKS) {
      const look = `${lang}, ${dark ? "dark" : "light"}, ${size.width}`;
      for (const path of ["/sign-in", "/device", open, "/account", "/devices"]) {
        const { page, context, troubles } = await openPage(browser, { dark, size, cookies: path === "/account" || path === "/devices" ? cookies : undefined });
        await page.goto(`${server.url}${path}?lang=${lang}`);
        await assertAccessible(page, `${look}, ${path}`);
        await assertFits(page, `${look}, ${path}`);
        const form = page.locator("form:has(.primary)");
        if (await form.count() > 0) {
          // Sent empty: the browser would stop it first.
          await page.evaluate(() => { for (const field of document.querySelectorAll("[required]")) field.removeAttribute("required"); });
          await form.locator(".primary").click();
          await page.locator(".mistakes").waitFor();
          await assertAccessible(page, `${look}, ${path} with mistakes`);
          await assertFits(page, `${look}, ${path} with mistakes`);
        }
        assert.deepEqual(troubles, []);
        await context.close();
      }
    }
    for (const size of [SIZES.kiosk, SIZES.screen, { width: 1280, height: 720 }]) {
      const { page, context } = await openPage(browser, { size });
      await page.goto(`${server.url}/device?lang=${lang}`);
      await assertFits(page, `${lang}, /device ${size.width}`);
      await context.close();
    }
  });
}
