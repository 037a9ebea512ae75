import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, serveSite, type Site, visit, type Visit } from "./site.ts";

let browser: Browser;
let site: Site;
let opened: Visit;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
  opened = await visit(browser, site, { isTest: false });
  await opened.page.waitForSelector(".legend output:not(:empty)");
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Longest median time between two pictures while time runs, in milliseconds. */
const PROMISED = 20;

test.each([
  [1000, 40],
  [10_000, 41],
])("the field of %i moves at 20 ms a picture, without a graphics card", async (count, steps) => {
  const { page, complaints } = opened;
  await page.locator('input[type="file"]').setInputFiles({
    name: "many.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from(
      `population: {associations: ${count}}\nrun: {steps: ${steps}, burnIn: 0}\n`,
    ),
  });
  await page.waitForFunction(
    (end) => document.querySelector(".transport .now")?.textContent.endsWith(`/ ${end}`),
    steps,
    { timeout: 60_000 },
  );
  await page.getByRole("button", { name: "Play again" }).waitFor({ timeout: 60_000 });
  const measure = () =>
    page.evaluate(async () => {
      document.querySelector<HTMLElement>(".transport .play")?.click();
      const gaps: number[] = [];
      let last = performance.now();
      const began = last;
      await new Promise<void>((resolve) => {
        const picture = (now: number): void => {
          if (now - began > 500) gaps.push(now - last);
          last = now;
          if (now - began < 3500) requestAnimationFrame(picture);
          else resolve();
        };
        requestAnimationFrame(picture);
      });
      return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? Infinity;
    });
  // the best of a few: other tests may work on this machine too
  let median = await measure();
  for (let attempt = 1; attempt < 3 && median > PROMISED; attempt++) {
    await page.getByRole("button", { name: "Play again" }).waitFor();
    median = await measure();
  }
  expect(median).toBeLessThanOrEqual(PROMISED);
  expect(complaints).toEqual([]);
});
