import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../support/sources.ts";
import { launch, serveSite, type Site, visit } from "./site.ts";

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

test("[1] [4] the field moves within two seconds of opening, without a click", async () => {
  // the best of a few, and twice the time: other tests work on this machine too
  let { page, took } = await opening();
  for (let attempt = 1; attempt < 4 && took >= PROMISED; attempt++) {
    await page.context().close();
    ({ page, took } = await opening());
  }
  expect(took).toBeLessThan(2 * PROMISED);
  const before = await quarter(page);
  await expect.poll(() => quarter(page)).not.toBe(before);
  expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
  await page.context().close();
});

test("[37] nothing moves unasked where less motion is wanted", async () => {
  const { page } = await visit(browser, site, { isTest: false, reducedMotion: "reduce" });
  await page.waitForSelector(".legend output:not(:empty)");
  const before = await quarter(page);
  await page.waitForTimeout(600);
  expect(await quarter(page)).toBe(before);
  expect(await page.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
  // nor where something else is asked for: a list, a panel, a change
  const moving = (): Promise<number> =>
    page.evaluate(
      () => document.getAnimations().filter((each) => each.playState === "running").length,
    );
  await page.keyboard.press("?");
  await page.locator("dialog").waitFor();
  expect(await moving()).toBe(0);
  await page.keyboard.press("Escape");
  for (const panel of ["groupings", "association"]) {
    await page.locator(`.panels input[value="${panel}"]`).check({ force: true });
    expect(await moving()).toBe(0);
  }
  await page.locator(".levers .range").first().focus();
  await page.keyboard.press("PageUp");
  await page.locator(".control.changed").first().waitFor();
  expect([await moving(), await quarter(page)]).toEqual([0, before]);
  // asked to play, it goes from quarter to quarter: one picture each, none between
  await page.getByRole("button", { name: "Play" }).click();
  const pictures = await page.evaluate(async () => {
    const seen = new Map<string, Set<string>>();
    for (let frame = 0; frame < 60; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const quarterShown = document.querySelector(".news strong")?.textContent ?? "";
      const map =
        document.querySelector<HTMLCanvasElement>(".field canvas.dots")?.toDataURL() ?? "";
      seen.set(quarterShown, (seen.get(quarterShown) ?? new Set()).add(map));
    }
    return [...seen.values()].map((each) => each.size);
  });
  expect(pictures.length).toBeGreaterThan(2);
  expect(new Set(pictures)).toEqual(new Set([1]));
  await page.context().close();
});
