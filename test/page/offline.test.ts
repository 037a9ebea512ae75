import { stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BROWSERS } from "../../scripts/browsers.mjs";
import { ROOT } from "../support/sources.ts";
import { launch, serveSite, type Site, stateOf, visit } from "./site.ts";

const FILE = join(ROOT, "dist/offline/ironcage.html");
let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site.close());

test("the page in one file is smaller than 2 MB", async () => {
  expect((await stat(FILE)).size).toBeLessThan(2_000_000);
});

test.each(BROWSERS)(
  "one file from a stick computes in %s what the served page does, and asks no network for anything",
  async (name) => {
    const browser = await launch(name);
    const served = await visit(browser, site);
    const { digest } = await stateOf(served.page);
    const context = await browser.newContext({ locale: "fr-FR" });
    const page: Page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${pathToFileURL(FILE).href}?test=1`);
    await page.waitForFunction(() => window.ironcage !== undefined);
    await page.evaluate(() => window.ironcage?.ready);
    const state = await stateOf(page);
    expect(state).toMatchObject({ progress: "done", language: "fr", digest });
    expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await browser.close();
  },
);
