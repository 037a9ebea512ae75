import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { seek, shareVisit, stateOf } from "./site.ts";

const shared = shareVisit();
let page: Page;
beforeEach(() => ({ page } = shared));

const log = () => page.locator(".log li");

test("the events of the past are told, the latest first, in the language shown", async () => {
  await page.getByLabel("Events").check();
  await seek(page, 0);
  await expect.poll(() => page.getByText("Nothing notable yet.").isVisible()).toBe(true);
  expect(await log().count()).toBe(0);
  await seek(page, 40);
  await expect.poll(() => log().count()).toBeGreaterThan(10);
  const told = await log().allTextContents();
  const quarters = told.map((text) => /^Q(\d)\s(\d{4})/.exec(text) ?? fail(text));
  const order = quarters.map(([, quarter, year]) => 4 * Number(year) + Number(quarter));
  expect(order).toEqual([...order].sort((a, b) => b - a));
  expect(told.join(" ")).toMatch(/agreement/);
  await page.getByLabel("Français").check();
  await expect.poll(() => page.getByLabel("Évènements").isChecked()).toBe(true);
  await expect.poll(async () => (await log().allTextContents()).join(" ")).toMatch(/accord/);
  expect(await log().first().textContent()).toMatch(/^T\d\s\d{4}/);
});

test("a rule of the field can be done without from the quarter shown on", async () => {
  const steps = (await stateOf(page)).steps;
  await seek(page, 20);
  const before = await stateOf(page);
  await page.locator('[data-rule="negotiation"] input').uncheck();
  await page.waitForFunction(() => window.ironcage?.state()["ghostFrom"] === 20);
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  expect((await stateOf(page)).measures).toEqual(before.measures);
  let deals = 0;
  for (let step = 21; step <= Math.min(steps, 36); step += 5) {
    await seek(page, step);
    const { measures } = await stateOf(page);
    deals += (measures["negotiation.deals"] ?? NaN) + (measures["negotiation.conflicts"] ?? NaN);
  }
  expect(deals).toBe(0);
  await page.locator('[data-rule="negotiation"] input').check();
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
});

test("[36] responses and what happens open as tables with the same values", async () => {
  await seek(page, 30);
  const { measures, steps } = await stateOf(page);
  for (const [name, measure, column] of [
    ["Responses", "response.adapt", 1],
    ["What happens", "negotiation.deals", 2],
  ] as const) {
    await page.getByRole("button", { name: `${name} – View as table` }).click();
    expect(await page.locator("dialog tbody tr").count()).toBe(steps + 1);
    const row = page.locator("dialog tbody tr").nth(30).locator("td");
    const shown = Number((await row.nth(column).textContent())?.replace("%", ""));
    const scale = name === "Responses" ? 100 : 1;
    expect(Math.abs(shown - (measures[measure] ?? NaN) * scale)).toBeLessThanOrEqual(0.5);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
  }
});

test("newcomers are drawn, those who are gone leave a mark, and places of the others hold", async () => {
  const { steps } = await stateOf(page);
  await seek(page, steps);
  const { practice, measures } = await stateOf(page);
  expect(practice.length / 2).toBeGreaterThan(measures["associations"] ?? NaN);
  await seek(page, 0);
  expect((await stateOf(page)).practice.length).toBeLessThan(practice.length);
});

function fail(text: string): never {
  throw new Error(`no quarter: ${text}`);
}
