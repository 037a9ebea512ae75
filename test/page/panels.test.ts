import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { lifeOf } from "../../experiments/story/life.ts";
import { planRun, type Run, startRun } from "../../sim/index.ts";
import { ROOT } from "../support/sources.ts";
import { launch, seek, serveSite, type Site, stateOf, visit } from "./site.ts";

const STEP = 72;
const SLOT = 17;
let browser: Browser;
let site: Site;
let page: Page;
let isOpen = false;
/** The same run in Node, at the step that is looked at, and its rules at the start. */
let run: Run;
let start: Float64Array;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch("chromium"), serveSite()]);
  const loaded = loadScenario("hpst-2009.yaml", (name) => ({
    name,
    content: readFileSync(join(ROOT, "scenarios", name), "utf8"),
  }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  run = startRun(planRun(loaded.scenario, { seed: "1" }), { digest: false });
  start = Float64Array.from({ length: run.field.rules.length }, (_, at) => run.field.rules[at]!);
  while (run.step < STEP) run.advance();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Opens the page once for all tests, or anew, and shows a panel of its story. */
async function open(panel: string, options?: Parameters<typeof visit>[2]): Promise<void> {
  if (options !== undefined) await page.context().close();
  if (options !== undefined || !isOpen)
    ({ page } = await visit(browser, site, { hash: "#v=1&preset=hpst-2009&seed=1", ...options }));
  isOpen = true;
  await seek(page, STEP);
  await page.locator(`.panels input[value="${panel}"]`).check();
}

/** Chooses the association by its number, and waits for its life, which another's may stand before. */
async function choose(): Promise<void> {
  const search = page.getByRole("combobox", { name: "Find an association" });
  await expect
    .poll(async () => {
      await search.fill(String(SLOT));
      await search.press("Enter");
      const isOf = await page.getByRole("heading", { name: `Association ${SLOT}` }).isVisible();
      return isOf && (await page.locator(".life-story").isVisible());
    })
    .toBe(true);
}

/** Numbers of a balance as they stand behind its figures, and the figures themselves, by line. */
function balanceOf(root: string) {
  return page.locator(`${root} .ledger-row`).evaluateAll((rows) =>
    rows.map((row) => ({
      line: (row as HTMLElement).dataset["line"] ?? "",
      value: Number(row.querySelector("output")?.dataset["value"]),
      text: row.querySelector("output")?.textContent ?? "",
    })),
  );
}

/** Rows of the table that a button opens, as text. */
async function tableBehind(button: string): Promise<string[][]> {
  await page.getByRole("button", { name: button }).click();
  const rows = await page
    .locator("dialog tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
    );
  await page.keyboard.press("Escape");
  return rows;
}

const figureOf = (text: string): number => Number(text.replace("−", "-").replace(",", "."));

test("[26] an association found with the keyboard has a biography in words, its causes named with their weights", async () => {
  await open("association");
  const box = page.getByRole("combobox", { name: "Find an association" });
  await expect
    .poll(() => page.getByText("Choose an association on the map").isVisible())
    .toBe(true);
  await box.fill(String(SLOT));
  await page.keyboard.press("Enter");
  await page.locator(".life-story").waitFor();
  const told = (await page.locator(".portrait").textContent()) ?? "";
  const { field } = run;
  expect(told).toContain(`with ${field.places[SLOT]} places`);
  const { archetypes, regions, sectors } = run.plan.spans[0].scenario.field;
  const named = (labels: object, at: number): string =>
    (Object.values(labels)[at] as { label: { en: string } }).label.en;
  const kind = named(archetypes, field.archetype[SLOT]!).toLowerCase();
  const where = `${named(regions, field.region[SLOT]!)}, sector “${named(sectors, field.sector[SLOT]!)}”`;
  expect(told).toContain(`${kind} in ${where}`);
  const life = lifeOf(run.events, SLOT);
  expect(life.length).toBeGreaterThan(4);
  const entries = page.locator(".log.life li");
  await expect.poll(() => entries.count()).toBe(life.length);
  const response = page.locator('.log.life li[data-kind="response"]').first();
  expect(await response.textContent()).toMatch(
    /turns to .*because of [^,]+ [+−]\d\.\d\d, [^,]+ [+−]\d\.\d\d$/,
  );
  await page.getByLabel("Show").last().selectOption("responses");
  await expect
    .poll(() => entries.count())
    .toBe(life.filter(({ kind }) => kind === "response").length);
  await page.locator(".story").getByRole("button", { name: "Pin its trail" }).click();
  expect(
    await page
      .locator(".story")
      .getByRole("button", { name: "Unpin" })
      .getAttribute("aria-pressed"),
  ).toBe("true");
});

test("its charts are the run's own numbers, and open as tables with the same", async () => {
  await open("association");
  await choose();
  const { practice, practices, places, tariff } = run.field;
  const own = Array.from({ length: practices }, (_, k) => practice[SLOT * practices + k]!);
  expect(await page.locator(".spark-name output").allTextContents()).toEqual(
    own.map((value) => value.toFixed(2)),
  );
  const rows = await tableBehind("What it does and what is asked – View as table");
  expect(rows).toHaveLength((await stateOf(page)).steps + 1);
  expect(rows[STEP]?.slice(1).filter((_, at) => at % 3 === 0)).toEqual(
    own.map((value) => value.toFixed(3)),
  );
  const means = await tableBehind("Means – View as table");
  expect(means[STEP]?.slice(1, 3)).toEqual([
    String(places[SLOT]),
    (places[SLOT]! * tariff[SLOT]!).toFixed(0),
  ]);
});

test("what moved it adds up to the way it went, as shown and behind the figures", async () => {
  await open("association");
  await choose();
  const lines = await balanceOf(".life-story");
  const way = lines.at(-1);
  const parts = lines.slice(0, -1);
  expect(parts.filter(({ value }) => Math.abs(value) > 0.01).length).toBeGreaterThan(2);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  expect(sum).toBeCloseTo(way!.value, 14);
  const shown = parts.filter(({ line }) => line !== "residual");
  const asShown = shown.reduce((total, { text }) => total + figureOf(text), 0);
  expect(asShown.toFixed(3)).toBe(figureOf(way!.text).toFixed(3));
});

test("[27] the ledger of negotiations adds up to the displacement of the target, to the last digit shown", async () => {
  await open("negotiations");
  await page.locator(".proof").waitFor();
  const lines = await balanceOf(".panel:not([hidden]) figure:has(.proof)");
  const target = lines.at(-1);
  const parts = lines.slice(0, -1);
  expect(parts.map(({ line }) => line)).toEqual([
    ...["reform", "negotiation", "doctrine", "imitation", "innovation", "bounds", "residual"],
  ]);
  const { rules, practices } = run.field;
  const tables = start.length / practices;
  let squares = 0;
  for (let k = 0; k < practices; k++) {
    let moved = 0;
    for (let table = 0; table < tables; table++)
      moved += rules[table * practices + k]! - start[table * practices + k]!;
    squares += (moved / tables) ** 2;
  }
  expect(target!.value).toBeCloseTo(Math.sqrt(squares / practices), 12);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  expect(sum).toBeCloseTo(target!.value, 14);
  const deals = parts.find(({ line }) => line === "negotiation");
  expect(Math.abs(deals!.value)).toBeGreaterThan(0.001);
  const asShown = parts
    .filter(({ line }) => line !== "residual")
    .reduce((total, { text }) => total + figureOf(text), 0);
  expect(asShown.toFixed(4)).toBe(figureOf(target!.text).toFixed(4));
  const proof = (await page.locator(".proof").textContent()) ?? "";
  const [, dealt, learned, reformed, bounds, together] =
    /Deals (\S+), learning (\S+), reforms (\S+), bounds (\S+): together (\S+),/.exec(proof) ?? [];
  const told = [dealt, learned, reformed, bounds].map((text) => figureOf(text ?? ""));
  expect(told.reduce((total, part) => total + part, 0).toFixed(4)).toBe(together);
  expect(proof).toMatch(/Residual −?\d(×10⁻[⁰¹²³⁴-⁹]+)?\.$/);
});

test("every meeting is told with what was asked, offered and settled; region and outcome narrow the list", async () => {
  await open("negotiations");
  const meetings = run.events.filter(({ kind }) => kind === "deal" || kind === "conflict");
  await page.getByRole("radio", { name: "Conflicts" }).check();
  const conflicts = await tableBehind("Ledger of negotiations – View as table");
  expect(conflicts).toHaveLength(meetings.filter(({ kind }) => kind === "conflict").length);
  await page.getByRole("radio", { name: "Deals" }).check();
  await page.getByRole("combobox", { name: "Region" }).selectOption({ label: "Brittany" });
  const deals = await tableBehind("Ledger of negotiations – View as table");
  expect(deals.length).toBeGreaterThan(3);
  for (const [, , where, , ...figures] of deals) {
    expect(where).toContain("Brittany");
    expect(
      figures
        .slice(0, 2)
        .concat(figures[3] ?? "")
        .join(" "),
    ).toMatch(/^[\d.]+ [\d.]+ [\d.]+$/);
  }
  const first = page.locator(".cases details").first();
  await first.locator("summary").click();
  await expect.poll(() => first.locator("tbody tr").count()).toBe(run.field.practices);
  expect(await first.textContent()).toMatch(/Taken up in|next campaign takes this precedent up/);
});

test("[28] a rejected innovative bid is two clicks away, with the reason", async () => {
  await open("accounts");
  await page.locator(".panels label", { hasText: "Calls" }).click();
  await page.locator("label", { hasText: /^Innovative bid rejected$/ }).click();
  const calls = run.events.filter((event) => event.kind === "call");
  const awards = run.events.filter((event) => event.kind === "award");
  const lost = calls.filter(({ bids }, at) => {
    const award = awards[at];
    const winner =
      award?.kind === "award" && award.what !== "unanswered" ? award.association : null;
    return bids.some(({ isInnovative, association }) => isInnovative && association !== winner);
  });
  expect(lost.length).toBeGreaterThan(0);
  const cases = page.locator(".panel:not([hidden]) .cases > li");
  await expect.poll(() => cases.count()).toBe(lost.length);
  await expect
    .poll(() => cases.locator(".tag.flag", { hasText: "specification" }).count())
    .toBeGreaterThan(0);
  const flagged = cases.filter({ has: page.locator(".tag.flag") }).first();
  await flagged.locator("summary").click();
  expect(await flagged.locator(".reason").first().textContent()).toMatch(
    /Association \d+ .*specification/,
  );
  const bidders = flagged.locator("tbody tr");
  await expect.poll(() => bidders.count()).toBeGreaterThan(0);
  await flagged.locator("button.who").first().click();
  await expect
    .poll(() => page.locator('.panels input[value="association"]').isChecked())
    .toBe(true);
  await expect
    .poll(() => page.locator(".story").evaluate((story) => story.scrollTop))
    .toBeLessThan(40);
  const all = await tableBehindCalls();
  expect(all).toHaveLength(lost.length);
});

async function tableBehindCalls(): Promise<string[][]> {
  await page.locator('.panels input[value="calls"]').check();
  return tableBehind("Calls for projects – View as table");
}

test("[29] groupings list their members by legal form, with saving, age, and whether they were free", async () => {
  await open("groupings");
  const list = page.locator(".forms");
  await list.waitFor();
  const { grouping, living, form, formed, members } = run.field;
  const standing = new Map<number, number[]>();
  for (let position = 0; position < living.length; position++) {
    const slot = living[position]!;
    const number = grouping[slot]!;
    if (number >= 0) standing.set(number, [...(standing.get(number) ?? []), slot]);
  }
  const rows = await tableBehind("Groupings – View as table");
  expect(rows).toHaveLength(standing.size);
  for (const [name, , count, saving, age, free, who] of rows) {
    const number = Number(/\d+/.exec(name ?? "")?.[0]);
    expect(Number(count)).toBe(members[number]);
    expect(who?.split(", ").map(Number)).toEqual(standing.get(number));
    expect(saving).toMatch(/%$/);
    const years = Math.floor((STEP - formed[number]!) / 4);
    expect(Number(/^\d+/.exec(age ?? "")?.[0] ?? 0)).toBe(years);
    expect(["free", "enjoined"]).toContain(free);
  }
  const forms = new Set([...standing.keys()].map((number) => form[number]));
  await expect.poll(() => list.locator("section").count()).toBe(forms.size);
  const row = list.locator(".bond-row").first();
  await row.click();
  const number = Number(await row.getAttribute("data-grouping"));
  expect(await row.getAttribute("aria-expanded")).toBe("true");
  expect(
    await list
      .locator(".members button")
      .evaluateAll((all) => all.map((button) => Number((button as HTMLElement).dataset["slot"]))),
  ).toEqual(standing.get(number));
  await expect.poll(() => page.locator(".pack .bond.chosen").count()).toBe(1);
});

test("who gave way, and composition beside convergence: all add up to the change shown", async () => {
  await open("accounts");
  const { measures } = await stateOf(page);
  const gave = await balanceOf(".panel:not([hidden]) .bars");
  expect(gave.map(({ line }) => line)).toEqual([
    ...["byRule", "byProject", "byComposition", "residual", "change"],
  ]);
  const total = gave.slice(0, -1).reduce((sum, { value }) => sum + value, 0);
  expect(total).toBeCloseTo(gave.at(-1)!.value, 14);
  expect(measures["contradiction"]).toBeGreaterThan(0);
  const line = page.locator('.ledger-row[data-line="composition"] output');
  expect(Number(await line.getAttribute("data-value"))).not.toBe(0);
});

test("of two worlds the panels tell the one that is edited", async () => {
  await open("association");
  await choose();
  const identity = async (): Promise<number> =>
    (await balanceOf(".life-story")).find(({ line }) => line === "identity")!.value;
  const own = await identity();
  expect(Math.abs(own)).toBeGreaterThan(0.001);
  await page.locator('.panels input[value="worlds"]').check();
  await page.getByRole("button", { name: "Compare" }).last().click();
  await page.waitForFunction(() => window.ironcage?.state()["letter"] === "B");
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(page, 1);
  await page.evaluate(() => window.ironcage?.change("mechanisms.identity.rate", 0));
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(page, STEP);
  await page.locator('.panels input[value="association"]').check();
  await page.locator(".life-story").waitFor();
  await expect.poll(async () => Math.abs(await identity())).toBeLessThan(Math.abs(own) / 3);
  await page.locator('.panels input[value="worlds"]').check();
  await page.getByRole("radio", { name: "Edit world A" }).check();
  await page.waitForFunction(() => window.ironcage?.state()["letter"] === "A");
  await page.locator('.panels input[value="association"]').check();
  await page.locator(".life-story").waitFor();
  await expect.poll(identity).toBe(own);
});

test("tabs go round by arrow keys; a life follows the world that is changed", async () => {
  await open("accounts", { locale: "fr-FR" });
  await page.locator('.panels input[value="accounts"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect
    .poll(() => page.locator('.panels input[value="association"]').isChecked())
    .toBe(true);
  await page.getByRole("combobox", { name: "Trouver une association" }).focus();
  await page.keyboard.type(String(SLOT));
  await page.keyboard.press("Enter");
  await page.locator(".life-story").waitFor();
  await expect
    .poll(() => page.locator(".portrait").textContent())
    .toContain("Présente dès le début");
  const before = await balanceOf(".life-story");
  await page.evaluate(() => window.ironcage?.seek(1));
  await page.evaluate(() => window.ironcage?.change("mechanisms.identity.rate", 0));
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(page, STEP);
  await page.locator(".life-story").waitFor();
  const after = await balanceOf(".life-story");
  const identity = (lines: typeof before) => lines.find(({ line }) => line === "identity")!.value;
  expect(Math.abs(identity(before))).toBeGreaterThan(0.01);
  expect(Math.abs(identity(after))).toBeLessThan(Math.abs(identity(before)) / 5);
});

test("a large field tells a year at a time, and a life on request", async () => {
  await open("accounts", {});
  await page.evaluate(() => window.ironcage?.change("run.steps", 8));
  await page.evaluate(() => window.ironcage?.change("run.burnIn", 0));
  await page.evaluate(() => window.ironcage?.change("population.associations", 5001));
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(page, 8);
  await page.locator('.panels input[value="calls"]').check();
  await expect.poll(() => page.getByText("one year is told at a time").isVisible()).toBe(true);
  await page.getByRole("button", { name: "Tell the year up to the quarter shown" }).click();
  await page.locator(".panel:not([hidden]) .cases > li").first().waitFor();
  await page.locator('.panels input[value="association"]').check();
  await page.getByRole("combobox", { name: "Find an association" }).fill("4000");
  await page.keyboard.press("Enter");
  await page.locator(".life-story").waitFor();
  await expect
    .poll(() => page.locator(".portrait").textContent())
    .toContain("It was there at the start");
});
