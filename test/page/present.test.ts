import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, seek, serveSite, type Site, stateOf, visit } from "./site.ts";

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
  ({ page } = await visit(browser, site, {
    viewport: { width: 1024, height: 768 },
    colorScheme: "dark",
  }));
  await seek(page, 30);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

test("[39] before a class nothing that can be read is smaller than 24 pixels, and no setting shows", async () => {
  await page.keyboard.press("p");
  await page.locator(".stage").waitFor();
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = (node.textContent ?? "").trim();
      if (element === null || text === "" || element.getClientRects().length === 0) continue;
      if (element.closest(".unseen, script, style, option, title, .skip")) continue;
      if (parseFloat(getComputedStyle(element).fontSize) < 24) found.push(text.slice(0, 40));
    }
    return found;
  });
  expect(small).toEqual([]);
  expect(await page.locator(".settings").isVisible()).toBe(false);
  expect(await page.locator("input[type=range]:visible").count()).toBe(1); // the time alone
  const light = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(light).toBe("light");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(1024);
});

test("hands are counted by the letters typed; the result shows when it is asked for, and is the run's", async () => {
  for (const key of ["a", "a", "b", "Shift+A"]) await page.keyboard.press(key);
  expect(await page.locator(".vote output").allTextContents()).toEqual(["1", "1", "0"]);
  const figure = page.locator(".stage-figure");
  expect(await figure.textContent()).toBe("?");
  await page.getByRole("button", { name: "Show the result" }).click();
  const alike = Math.round(Math.abs((await stateOf(page)).measures["similarity.practice"] ?? NaN));
  expect(await figure.textContent()).toBe(`${alike}%`);
});

test("Escape leads back to where the visitor was, in the colours of before", async () => {
  await page.keyboard.press("Escape");
  await page.locator(".story").waitFor();
  expect(await page.locator(".stage").isVisible()).toBe(false);
  expect((await stateOf(page)).step).toBe(30);
  const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(scheme).toBe("light dark");
});
