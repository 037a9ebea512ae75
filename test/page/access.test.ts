import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserName, launch, seek, serveSite, type Site, stateOf, visit } from "./site.ts";

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

describe.each(["fr-FR", "en-GB"])("in %s", (locale) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    test("nothing serious stands in anyone's way at 1440 and at 390", async () => {
      const { page, complaints } = await visit(browser, site, { locale, colorScheme });
      await page.setViewportSize({ width: 1440, height: 900 });
      await seek(page, 30);
      expect(await seriousFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      for (const tab of await page.locator(".tabs button").all()) {
        await tab.click();
        expect(await seriousFindings(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

test.each([
  ["fr-FR", "dark", 1024],
  ["en-GB", "light", 1440],
] as const)(
  "nothing serious in %s, %s, %i wide: in any panel, with two worlds, in a lesson, before a class",
  async (locale, colorScheme, width) => {
    const viewport = { width, height: 800 };
    const { page } = await visit(browser, site, { locale, colorScheme, viewport });
    await seek(page, 20);
    const chosen: string[] = [];
    for (const panel of await page.locator(".story .panels input").all()) {
      await panel.check({ force: true });
      chosen.push((await panel.getAttribute("value")) ?? "");
      expect(await seriousFindings(page, ".story")).toEqual([]);
    }
    expect(new Set(chosen).size).toBeGreaterThanOrEqual(6);
    await page.locator(".button.compare").click();
    await page.waitForFunction(() => {
      const beside = window.ironcage?.state()["beside"] as { digest: string | null } | null;
      return typeof beside?.digest === "string";
    });
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("p");
    await page.locator(".stage").waitFor();
    expect(await seriousFindings(page, ".stage")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".lesson-invitation button:visible").click();
    await page.locator(".lesson-choice input").first().waitFor();
    expect(await seriousFindings(page, ".settings")).toEqual([]);
    await page.context().close();
  },
);

/** Axe brings a type of page of its own, of the same shape. */
async function seriousFindings(page: Page, within = "body"): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: page as never }).include(within).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

test.each<BrowserName>(["chromium", "firefox"])(
  "what the page may not run is stopped in %s: handlers, scripts, text turned into markup",
  async (name) => {
    const other = name === "chromium" ? browser : await launch(name);
    const { page } = await visit(other, site);
    const outcome = await page.evaluate(async () => {
      const stage = document.body.appendChild(document.createElement("button"));
      const script = document.createElement("script");
      const payload = (name: string): string => `document.body.dataset.broken = "${name}"`;
      const attempts: readonly (() => unknown)[] = [
        () => stage.setAttribute("onclick", payload("handler")),
        () => (stage.innerHTML = `<img src=x onerror='${payload("markup")}'>`),
        () => (script.text = payload("script")),
        () => new Worker("data:text/javascript,0"),
      ];
      const thrown = attempts.map((attempt) => {
        try {
          attempt();
          return "";
        } catch (error) {
          return error instanceof Error ? error.name : "other";
        }
      });
      stage.click();
      document.body.append(script);
      await new Promise((done) => setTimeout(done, 100));
      return { thrown, broken: document.body.dataset["broken"] ?? null };
    });
    expect(outcome.broken).toBeNull();
    expect(outcome.thrown.slice(1)).not.toContain("");
    await (name === "chromium" ? page.context() : other).close();
  },
);

test("everything is reached by Tab, focus is seen, and Tab is never trapped", async () => {
  const { page } = await visit(browser, site);
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
  await page.context().close();
});

test("shapes tell responses apart without colour, and the live region is one", async () => {
  const { page } = await visit(browser, site);
  const shapes = await page.$$eval(".legend li svg path", (paths) =>
    paths.slice(0, 6).map((path) => path.getAttribute("d")),
  );
  expect(new Set(shapes).size).toBe(6);
  expect(await page.locator('[aria-live="polite"]').count()).toBe(1);
  expect((await stateOf(page)).progress).toBe("done");
  await page.context().close();
});
