import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { brokenBy } from "./injection.ts";
import { shareVisit, SMALL, stateOf } from "./site.ts";

const shared = shareVisit({ hash: SMALL });
let page: Page;
beforeEach(() => ({ page } = shared));

test("[35] everything is reached by Tab, focus is seen, and Tab is never trapped", async () => {
  const seen = new Set<string>();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return "";
      const style = getComputedStyle(element);
      const next = element.nextElementSibling
        ? getComputedStyle(element.nextElementSibling)
        : style;
      const isSeen = style.outlineStyle !== "none" || next.outlineStyle !== "none";
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      return `${isSeen ? "seen" : "unseen"} ${element.tagName} ${element.id} ${name.slice(0, 40)}`;
    });
    seen.add(focused);
  }
  expect([...seen].filter((focused) => focused.startsWith("unseen"))).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});

test("[13] shapes tell responses apart without colour, and the live region is one", async () => {
  const shapes = await page.$$eval(".legend li svg path", (paths) =>
    paths.slice(0, 6).map((path) => path.getAttribute("d")),
  );
  expect(new Set(shapes).size).toBe(6);
  expect(await page.locator('[aria-live="polite"]').count()).toBe(1);
  expect((await stateOf(page)).progress).toBe("done");
});

test("what the page may not run is stopped: handlers, scripts, text turned into markup", async () => {
  expect(await brokenBy(page)).toEqual({ broken: null, unstopped: [] });
});
