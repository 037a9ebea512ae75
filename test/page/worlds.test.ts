import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { OPENING, seek, shareVisit, SMALL, stateOf, visit } from "./site.ts";

const SQUEEZE = "#v=1&preset=tariff-squeeze";
const shared = shareVisit({ hash: SQUEEZE });
let page: Page;
beforeEach(() => ({ page } = shared));

const atRest = (): Promise<unknown> =>
  page.waitForFunction(() => {
    const state = window.ironcage?.state();
    const beside = state?.["beside"] as { digest: string | null } | null | undefined;
    return (
      state?.["digest"] !== null && beside?.digest !== null && state?.["parting"] !== undefined
    );
  });

/** The figures of the difference's table. */
async function differences(): Promise<readonly string[]> {
  await page.locator(".difference .button").first().click();
  const cells = await page.locator("dialog tbody td:last-child").allTextContents();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  return cells;
}

test("[25] two worlds are one until something differs: B − A is zero everywhere, and they part where it is changed", async () => {
  await page.getByRole("button", { name: "Compare" }).first().click();
  await atRest();
  const same = await stateOf(page);
  expect(same).toMatchObject({ letter: "B", parting: null });
  expect(same.beside?.digest).toBe(same.digest);
  const zero = await differences();
  expect(zero.length).toBe(same.steps + 1);
  expect(new Set(zero)).toEqual(new Set(["0.0000"]));
  await expect
    .poll(() => page.getByText("Nowhere: the same to the last bit.").isVisible())
    .toBe(true);

  await seek(page, 12);
  await page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.05));
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] !== old, same.digest);
  await atRest();
  await page.waitForFunction(() => typeof window.ironcage?.state()["parting"] === "number");
  const apart = await stateOf(page);
  expect(apart.parting).toBe(13);
  expect(apart.beside?.digest).toBe(same.digest); // A is left as it was
  const after = await differences();
  expect(new Set(after.slice(0, 13))).toEqual(new Set(["0.0000"]));
  expect(after.slice(-20).every((each) => each !== "0.0000")).toBe(true);
  const row = page.locator('[data-differs="mechanisms.mimetic.rate"]');
  expect(await row.textContent()).toContain("0.05");
  await page.locator(".parting .button").click();
  await expect.poll(async () => (await stateOf(page)).step).toBe(13);

  await seek(page, 0);
  await row.getByRole("button").click(); // the same in both
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] === old, same.digest);
  await page.locator('[data-world="A"]').click();
  await expect.poll(async () => (await stateOf(page)).letter).toBe("A");
  await page.locator('[data-keep="A"]').click();
  await expect.poll(async () => (await stateOf(page)).letter).toBeNull();
  expect(shared.complaints).toEqual([]);
});

test("one click takes a mechanism away in a second world; the link brings both worlds back", async () => {
  await page.evaluate((to) => void (location.hash = to), `${SQUEEZE}&seed=3&t=8&panel=worlds`);
  await expect.poll(() => stateOf(page)).toMatchObject({ seed: "3", step: 8, progress: "done" });
  await page.locator('[data-without="mimetic"]').click();
  await page.waitForFunction(() => typeof window.ironcage?.state()["parting"] === "number");
  const state = await stateOf(page);
  expect(state.parting).toBe(9);
  expect(state.layers.at(-1)).toEqual({ at: 8, set: {}, off: ["mimetic"] });
  await page.waitForFunction(() => location.hash.split("cite=").length === 3);
  const hash = await page.evaluate(() => location.hash);
  const other = await visit(shared.browser, shared.site, { hash });
  const again = await stateOf(other.page);
  expect(again).toMatchObject({ letter: "B", digest: state.digest, beside: state.beside });
  await other.page.getByText("World A: identical to the cited run").first().waitFor();
  for (const width of [390, 1024]) {
    await other.page.setViewportSize({ width, height: 800 });
    const wide = () => other.page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide).toBeLessThanOrEqual(width);
  }
  await other.page.context().close();
});

test("C opens a second world and then edits the other one, but counts hands before a class", async () => {
  const letter = async (): Promise<unknown> => (await stateOf(page)).letter;
  await page.keyboard.press("p");
  await page.locator(".tally").waitFor();
  await page.keyboard.press("c");
  await expect.poll(() => page.locator(".vote output").last().textContent()).toBe("1");
  await page.keyboard.press("Escape");
  expect(await letter()).toBeNull();
  for (const expected of ["B", "A", "B"]) {
    await page.keyboard.press("c");
    await expect.poll(letter).toBe(expected);
  }
  await expect.poll(() => page.locator(".worlds-paired").isVisible()).toBe(true);
});

test("the difference of two worlds has a band of seed pairs, around nothing where they do not differ", async () => {
  await page.evaluate((to) => window.ironcage?.reset(to), SMALL);
  await page.keyboard.press("c");
  await atRest();
  await seek(page, 4);
  await page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.1));
  await atRest();
  await page.evaluate(() => window.ironcage?.gather(6));
  const note = () => page.locator(".difference-note").textContent();
  await expect.poll(note).toMatch(/90% of 6 pairs/);
  const band = await page.locator(".difference-band").getAttribute("d");
  const zero = Number(await page.locator(".difference .zero").getAttribute("y1"));
  const points = [...(band ?? "").matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, , y]) => Number(y));
  expect(points.length).toBeGreaterThanOrEqual(2 * 25);
  // one luck in both worlds: nothing differs before the change, whatever the seed
  for (const y of [...points.slice(0, 5), ...points.slice(-5)]) expect(y).toBeCloseTo(zero, 1);
  expect(points.slice(10, 25).some((y) => Math.abs(y - zero) > 5)).toBe(true);
});

test("a lever shows what a reform has put in force at the quarter shown, can hold it, and let it go", async () => {
  await page.evaluate((to) => window.ironcage?.reset(to), OPENING);
  const control = page.locator('.levers [data-path="mechanisms.mimetic.rate"]');
  const shown = (): Promise<string | null> => control.locator("output").textContent();
  await seek(page, 1);
  const before = await shown();
  await expect.poll(() => control.locator(".reformed").isVisible()).toBe(false);
  await seek(page, 60);
  await expect.poll(shown).not.toBe(before);
  const after = await shown();
  expect(await control.locator(".reformed").textContent()).toContain("Set by a reform");
  const { digest } = await stateOf(page);
  // to hold the value of the file against the reform is a change, though it is the file's own
  await page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.011));
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] !== old, digest);
  const held = await stateOf(page);
  await expect.poll(shown).toBe("0.011");
  expect(held.ghostFrom).toBe(60);
  await expect.poll(() => page.locator(".curves path.ghost").count()).toBeGreaterThan(0);
  await control.getByRole("button", { name: /Reset/ }).click();
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] === old, digest);
  await expect.poll(shown).toBe(after);
});
