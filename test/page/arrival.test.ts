import type { Page } from "playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { OPENING, seek, shareVisit, stateOf } from "./site.ts";

const shared = shareVisit({ locale: "fr-FR" });
let page: Page;
beforeEach(() => ({ page } = shared));

test("[5] French for those who ask for it; switching the language keeps the run", async () => {
  expect(await page.getAttribute("html", "lang")).toBe("fr");
  await seek(page, 33);
  expect(await page.textContent(".field p")).toContain("Chaque point est une association");
  const french = await stateOf(page);
  await page.getByLabel("English").check();
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("en");
  await expect.poll(() => page.textContent(".field p")).toContain("Each dot is an association");
  expect({ ...(await stateOf(page)), language: "fr" }).toEqual(french);
  await expect.poll(() => new URL(page.url()).hash).toContain("lang=en");
  expect(shared.complaints).toEqual([]);
});

test.each([1440, 1024, 390, 320])("nothing scrolls sideways at %i pixels", async (width) => {
  await page.setViewportSize({ width, height: 844 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide).toBeLessThanOrEqual(width);
});

describe("without any pressure", () => {
  const calm = "#v=1&preset=no-pressure&seed=abc";

  test("a link brings back scenario, seed, quarter and language", async () => {
    await page.evaluate((to) => void (location.hash = to), `${calm}&t=7&lang=en`);
    await expect
      .poll(() => stateOf(page))
      .toMatchObject({ source: "no-pressure", seed: "abc", step: 7, language: "en" });
  });

  test("[7] the cloud does not drift", async () => {
    await page.evaluate((to) => window.ironcage?.reset(to), calm);
    const start = await stateOf(page);
    await seek(page, 1e6);
    const end = await stateOf(page);
    expect(end.step).toBe(end.steps);
    expect(end.practice).toEqual(start.practice);
    await page.evaluate((to) => window.ironcage?.reset(to), OPENING);
  });
});
