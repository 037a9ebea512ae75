import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../support/sources.ts";
import { launch, serveSite, type Site, stateOf, visit } from "./site.ts";

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const quarter = (page: Page) => page.textContent(".news strong");

/** When the field is to move, after opening the page on a quiet machine. */
const PROMISED = 2000; // ms

/** Opens the page anew and waits until time has a date; how many milliseconds that took. */
async function opening(): Promise<{ readonly page: Page; readonly took: number }> {
  const { page } = await visit(browser, site, { isTest: false });
  await page.waitForFunction(() => {
    const now = document.querySelector(".transport .now strong")?.textContent ?? "";
    return /^[QT][1-4]\s\d{4}$/.test(now);
  });
  return { page, took: await page.evaluate(() => performance.now()) };
}

/** Most that all of the page's JavaScript may weigh, workers and what is loaded later included. */
const MOST_SCRIPT = 250_000; // bytes, each file compressed by gzip

test("all of the page's JavaScript weighs at most 250 kB compressed", () => {
  const folder = join(ROOT, "dist/page");
  const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.m?js$/.test(name))
    .map(
      (name) => [name, gzipSync(readFileSync(join(folder, name)), { level: 9 }).length] as const,
    );
  expect(scripts.length).toBeGreaterThan(1);
  const total = scripts.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(total, scripts.map((each) => each.join(": ")).join(", ")).toBeLessThanOrEqual(MOST_SCRIPT);
});

test("the field moves within two seconds of opening, without a click", async () => {
  // the best of a few, and twice the time: other tests work on this machine too
  let { page, took } = await opening();
  for (let attempt = 1; attempt < 4 && took >= PROMISED; attempt++) {
    await page.context().close();
    ({ page, took } = await opening());
  }
  expect(took).toBeLessThan(2 * PROMISED);
  const before = await quarter(page);
  await page.waitForTimeout(400);
  expect(await quarter(page)).not.toBe(before);
  expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
  await page.context().close();
});

test("nothing moves unasked where less motion is wanted", async () => {
  const { page } = await visit(browser, site, { isTest: false, reducedMotion: "reduce" });
  await page.waitForSelector(".legend output:not(:empty)");
  const before = await quarter(page);
  await page.waitForTimeout(600);
  expect(await quarter(page)).toBe(before);
  expect(await page.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
  await page.context().close();
});

test("French for those who ask for it; switching the language keeps the run", async () => {
  const { page, complaints } = await visit(browser, site, { locale: "fr-FR" });
  expect(await page.getAttribute("html", "lang")).toBe("fr");
  await page.evaluate(() => window.ironcage?.seek(33));
  expect(await page.textContent(".field p")).toContain("Chaque point est une association");
  const french = await stateOf(page);
  await page.getByLabel("English").check();
  const english = await stateOf(page);
  expect(await page.getAttribute("html", "lang")).toBe("en");
  expect(await page.textContent(".field p")).toContain("Each dot is an association");
  expect({ ...english, language: "fr" }).toEqual(french);
  expect(new URL(page.url()).hash).toContain("lang=en");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a link brings back scenario, seed, quarter and language", async () => {
  const hash = "#v=1&preset=no-pressure&seed=abc&t=7&lang=fr";
  const { page } = await visit(browser, site, { hash });
  expect(await stateOf(page)).toMatchObject({
    source: "no-pressure",
    seed: "abc",
    step: 7,
    language: "fr",
  });
  await page.context().close();
});

test("at no pressure the cloud does not drift", async () => {
  const { page } = await visit(browser, site, { hash: "#v=1&preset=no-pressure" });
  const start = await stateOf(page);
  await page.evaluate(() => window.ironcage?.seek(1e6));
  const end = await stateOf(page);
  expect(end.step).toBe(end.steps);
  expect(end.practice).toEqual(start.practice);
  await page.context().close();
});

test.each([1440, 1024, 390, 320])("nothing scrolls sideways at %i pixels", async (width) => {
  const { page } = await visit(browser, site, {
    locale: "fr-FR",
    viewport: { width, height: 844 },
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(width);
  await page.context().close();
});
