import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserName, launch, serveSite, type Site, SMALL, stateOf } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site.close());

/** Put before the worker's own script: a square root that is off by its last bit. */
const FAULT = "{const r=Math.sqrt;Math.sqrt=x=>r(x)*(1+2**-52)}\n";

async function opened(browser: Browser, isFaulty: boolean) {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  if (isFaulty)
    await page.route(/assets\/browser-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: FAULT + (await response.text()) });
    });
  await page.goto(`${site.address}?test=1${SMALL}`);
  await page.waitForFunction(() => window.ironcage !== undefined);
  await page.evaluate(() => window.ironcage?.ready);
  return page;
}

test.each<BrowserName>(["chromium", "firefox"])(
  "in %s an engine that computes otherwise is told from others, for as long as the page is open",
  async (name) => {
    const browser = await launch(name);
    const banner = ".inexact";
    const sound = await opened(browser, false);
    expect(await sound.locator(banner).count()).toBe(0);
    const broken = await opened(browser, true);
    await broken.locator(banner).waitFor();
    expect(await broken.locator(banner).textContent()).toMatch(
      /of this browser are not reproducible/,
    );
    expect((await stateOf(broken)).digest).not.toBe((await stateOf(sound)).digest);
    await broken.setViewportSize({ width: 390, height: 844 });
    await broken.evaluate(() => window.ironcage?.setSeed("2"));
    expect(await broken.locator(banner).isVisible()).toBe(true);
    await broken.locator('.choices input[value="fr"]').check();
    const french = /navigateur ne sont pas reproductibles/;
    await expect.poll(() => broken.locator(banner).textContent()).toMatch(french);
    await browser.close();
  },
  120_000,
);
