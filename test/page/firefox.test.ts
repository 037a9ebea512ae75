import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { brokenBy } from "./injection.ts";
import { loneliest, place, screenOf, settled } from "./map.ts";
import { seek, shareVisit, stateOf } from "./site.ts";

// What may differ between browsers: how it is painted, what is stopped, what keys do.

const shared = shareVisit({ name: "firefox" });
let page: Page;
beforeEach(() => ({ page } = shared));

test("the map is painted, chosen from and looked at closely", async () => {
  await seek(page, 30);
  const state = await stateOf(page);
  const slot = loneliest(state);
  await page.mouse.click(...(await screenOf(page))(...place(state, slot)));
  const name = page.locator(".card:not([hidden]) strong");
  await expect.poll(() => name.textContent()).toBe(`Association ${slot}`);
  await page.getByRole("button", { name: "Closer" }).click();
  await expect.poll(() => page.locator(".map-room[data-zoomed]").count()).toBe(1);
  await settled(page, 30);
  expect(shared.complaints).toEqual([]);
});

test("every panel and the page before a class open without a complaint", async () => {
  await seek(page, 40);
  for (const panel of await page.locator(".panels input").all()) {
    await panel.check({ force: true });
    await page.locator(".panel:not([hidden])").waitFor();
  }
  await page.keyboard.press("p"); // a choice has the focus: letters are not its business
  await page.locator(".stage").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".story").waitFor();
  expect(shared.complaints).toEqual([]);
});

test("what the page may not run is stopped: handlers, scripts, text turned into markup", async () => {
  expect(await brokenBy(page)).toEqual({ broken: null, unstopped: [] });
});
