import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launch, seek, serveSite, type Site, stateOf, visit } from "./site.ts";

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  ({ page } = await visit(browser, site));
});
afterEach(() => page.context().close());

/** The map as drawn, by the page's own encoder. */
const picture = () =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>(".field canvas.dots")?.toDataURL());

/** A number that the page wrote beside a bar. */
const written = (selector: string) =>
  page.$eval(selector, (element) => Number((element as HTMLElement).dataset["value"]));

const painted = () =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

test("a step forward and back gives the same picture and the same state", async () => {
  await seek(page, 30);
  const [state, drawn] = [await stateOf(page), await picture()];
  await page.getByRole("button", { name: "One quarter forward" }).click();
  await painted();
  expect((await stateOf(page)).step).toBe(31);
  expect(await picture()).not.toBe(drawn);
  await page.getByRole("button", { name: "One quarter back" }).click();
  await painted();
  expect(await stateOf(page)).toEqual(state);
  expect(await picture()).toBe(drawn);
});

test("scrubbing anywhere shows its quarter in under 100 ms", async () => {
  const steps = (await stateOf(page)).steps;
  for (const to of [steps, 3, Math.floor(steps / 2), 0]) {
    const took = await page.evaluate(async (step) => {
      const range = document.querySelector<HTMLInputElement>(".scrubber input");
      if (range === null) return Infinity;
      const began = performance.now();
      range.value = String(step);
      range.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - began;
    }, to);
    expect(took).toBeLessThan(100);
    expect((await stateOf(page)).step).toBe(to);
  }
  const said = await page.getAttribute(".scrubber input", "aria-valuetext");
  expect(said).toMatch(/^quarter 0, Q\d\s\d{4}, dispersion \d/);
});

test("mechanisms and residual add up to the change shown, in all and for a quarter alone", async () => {
  for (const [step, choice] of [
    [64, "In all"],
    [12, "In all"],
    [12, "This quarter"],
  ] as const) {
    await seek(page, step);
    await page.getByLabel(choice, { exact: true }).check();
    const lines = await page.$$eval(".ledger-row[data-line]:not(.bars *) output", (outputs) =>
      outputs.map((output) => Number(output.dataset["value"])),
    );
    const change = await written(".ledger-row.sum output");
    const sum = lines.reduce((total, line) => total + line, 0);
    expect(lines.length).toBeGreaterThan(7);
    expect(Math.abs(sum - change)).toBeLessThan(1e-13);
    const before = choice === "In all" ? 0 : step - 1;
    const now = (await stateOf(page)).measures["dispersion.practice"] ?? NaN;
    await seek(page, before);
    const then = (await stateOf(page)).measures["dispersion.practice"] ?? NaN;
    expect(change).toBeCloseTo(now - then, 14);
  }
});

test("a mechanism switched off contributes nothing from there on, and the old future stays as a ghost", async () => {
  await seek(page, 20);
  const before = await stateOf(page);
  await page.locator('[data-line="mimetic"] input').uncheck();
  await page.waitForFunction(() => window.ironcage?.state()["ghostFrom"] === 20);
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  expect((await stateOf(page)).measures).toEqual(before.measures);
  await seek(page, 50);
  const after = await stateOf(page);
  expect(after.measures["ledger.practice.mimetic"]).toBe(0);
  expect(after.digest).not.toBe(before.digest);
  expect(await page.locator(".curve.ghost").count()).toBe(3);
});

test("everything in time by keyboard; a key in a field is left to it", async () => {
  await page.locator("body").click({ position: { x: 700, y: 80 } });
  const after = async (key: string) => {
    await page.keyboard.press(key);
    return (await stateOf(page)).step;
  };
  expect(await after("End")).toBe((await stateOf(page)).steps);
  expect(await after("Home")).toBe(0);
  expect(await after("Shift+ArrowRight")).toBe(10);
  expect(await after("ArrowRight")).toBe(11);
  expect(await after("ArrowLeft")).toBe(10);
  await page.keyboard.press(" ");
  expect((await stateOf(page)).isPlaying).toBe(true);
  await page.keyboard.press(" ");
  const { step, isPlaying } = await stateOf(page);
  expect(isPlaying).toBe(false);
  await page.locator(".settings .search").focus();
  expect(await after("ArrowRight")).toBe(step);
  await page.locator(".settings .search").blur();
  await page.keyboard.press("?");
  expect(await page.getByRole("dialog").textContent()).toContain("Play or pause");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("every chart opens as a table with the same values", async () => {
  await seek(page, 40);
  const { measures, steps } = await stateOf(page);
  await page.getByRole("button", { name: "Dispersion – View as table" }).click();
  const rows = await page.locator("dialog tbody tr").count();
  expect(rows).toBe(steps + 1);
  const shown = await page.locator("dialog tbody tr").nth(40).locator("td").nth(1).textContent();
  expect(Number(shown)).toBeCloseTo(measures["dispersion.practice"] ?? NaN, 4);
  await page.keyboard.press("Escape");
  for (const name of [
    "The field",
    "Mechanisms",
    "Responses",
    "What happens",
    "What draws them together",
  ]) {
    await page.getByRole("button", { name: new RegExp(`^${name}.*View as table$`) }).click();
    expect(await page.locator("dialog tbody tr").count()).toBeGreaterThan(7);
    await page.keyboard.press("Escape");
  }
});

test("axes and archetypes never move", async () => {
  const still = () =>
    page.$$eval(".plot .ground, .plot .names", (layers) => layers.map((each) => each.outerHTML));
  const start = await still();
  expect(start).toHaveLength(2);
  expect(start[1]).toContain("Market firm");
  await seek(page, 70);
  expect(await still()).toEqual(start);
});
