import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { pairedTTest } from "../../experiments/statistics/paired-t.ts";
import { planRun, type Run, startRun } from "../../sim/index.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { ROOT } from "../support/sources.ts";
import { seek, shareVisit, stateOf } from "./site.ts";

const shared = shareVisit();
let page: Page;
beforeEach(() => ({ page } = shared));

interface Branch {
  readonly without: string | null;
  readonly lost: number;
  readonly members: readonly {
    readonly replicate: number;
    readonly seed: string;
    readonly digest: string;
  }[];
}
interface Gathered {
  readonly kind: string;
  readonly done: number;
  readonly wanted: number;
  readonly failed: number;
  readonly deaths: number;
  readonly workers: number;
  readonly secondsLeft: number | null;
  readonly branches: readonly Branch[];
}

const gathered = (): Promise<Gathered> =>
  page.evaluate(() => window.ironcage?.ensemble()) as Promise<unknown> as Promise<Gathered>;
const gather = (n: number, without?: string): Promise<void> =>
  page.evaluate(([count, id]) => window.ironcage?.gather(count, id), [n, without] as const);
const ended = () => page.waitForFunction(() => window.ironcage?.ensemble()?.["kind"] !== "running");
const fanCount = () => page.locator(".ribbon .fan-count").textContent();

/** The default scenario's run in Node under a seed, with a mechanism or without, at its end; each computed once. */
function runInNode(seed: string, off: readonly string[] = []): Run {
  const key = `${seed} ${off.join()}`;
  const run = runs.get(key) ?? computed(seed, off);
  runs.set(key, run);
  return run;
}
const runs = new Map<string, Run>();

function computed(seed: string, off: readonly string[]): Run {
  const file = "hpst-2009.yaml";
  const text = readFileSync(join(ROOT, "scenarios", file), "utf8");
  const loaded = createSimulation().load({ name: file, files: { [file]: text } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const run = startRun(planRun(loaded.scenario, { seed, off }));
  while (run.step < run.plan.steps) run.advance();
  return run;
}

/** The file that a chart's menu hands over. */
async function saved(chart: string, item: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: `${chart} – More: enlarge, save` }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: `${chart} – ${item}` }).click(),
  ]);
  return {
    name: download.suggestedFilename(),
    text: readFileSync(await download.path(), item.endsWith("PNG") ? "latin1" : "utf8"),
  };
}

test("[23] a fan grows seed by seed, each the command line's run of that seed, and shows how many there are", async () => {
  await page.evaluate(() => {
    const counts: string[] = [];
    Object.assign(window, { counts });
    new MutationObserver(() => {
      const text = document.querySelector(".ribbon .fan-count")?.textContent ?? "";
      if (counts.at(-1) !== text) counts.push(text);
    }).observe(document.querySelector(".ribbon .plot")!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await gather(4);
  await page.getByRole("button", { name: "Stop; what came stays" }).waitFor();
  await ended();
  const { branches, failed, workers } = await gathered();
  const [branch] = branches;
  expect(branch?.members.map(({ seed }) => seed)).toEqual(["2009/1", "2009/2", "2009/3", "2009/4"]);
  expect(branch?.members[1]?.digest).toBe(runInNode("2009/2").digest());
  expect(failed).toBe(0);
  expect(workers).toBe(Math.max(1, (await page.evaluate(() => navigator.hardwareConcurrency)) - 1));
  await page.waitForFunction(() =>
    document.querySelector(".ribbon .fan-count")?.textContent?.includes("4"),
  );
  const counts = await page.evaluate(
    () => (window as unknown as { counts: readonly string[] }).counts,
  );
  expect(counts.length).toBeGreaterThan(2);
  expect(await fanCount()).toMatch(/^n\s=\s4$/);
  await expect.poll(() => page.locator(".ribbon .fan-run").count()).toBe(4);
  const shape = (kind: string) => page.locator(`.ribbon .fan.outer${kind}`).first();
  const declared = await shape(".display").getAttribute("d");
  expect(declared?.length).toBeGreaterThan(100);
  expect(declared).not.toBe(await shape(":not(.display)").getAttribute("d"));
  await expect
    .poll(() => page.locator(".ribbon .caption, .ribbon figcaption").first().textContent())
    .toMatch(/4 other seeds: median .*Declared: median .* nine in ten between/);
  expect(shared.complaints).toEqual([]);
});

test("a world that was changed on the way is run as it was on other seeds; another setting takes the fan away", async () => {
  await seek(page, 20);
  await page.locator('[data-line="mimetic"] input').uncheck();
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  const own = (await stateOf(page)).digest;
  await page.evaluate(() => window.ironcage?.setSeed("2009/1"));
  const changed = (await stateOf(page)).digest;
  expect(changed).not.toBe(own);
  await page.evaluate(() => window.ironcage?.setSeed("2009"));
  await gather(1);
  await ended();
  expect((await gathered()).branches[0]?.members[0]?.digest).toBe(changed);
  expect(await fanCount()).toMatch(/1$/);
  await seek(page, 40);
  await page.locator('[data-line="noise"] input').uncheck();
  await page.waitForFunction(
    () => document.querySelector(".ribbon .fan-count")?.textContent === "",
  );
});

test("[24] stopped within 300 ms, the fan stays with what came", async () => {
  await gather(300);
  await page.waitForFunction(() => Number(window.ironcage?.ensemble()?.["done"]) >= 2);
  expect(await page.locator(".seeds-said").textContent()).toMatch(/^\d+\/300/);
  const took = await page.evaluate(() => {
    const began = performance.now();
    document.querySelector<HTMLElement>(".seeds .stop")?.click();
    return performance.now() - began;
  });
  const { kind, workers, branches } = await gathered();
  const there = branches[0]?.members.length ?? 0;
  expect(took).toBeLessThan(300);
  expect([kind, workers]).toEqual(["cancelled", 0]);
  expect(there).toBeGreaterThanOrEqual(2);
  await page.waitForFunction(
    (count) => document.querySelector(".seeds-said")?.textContent?.endsWith(String(count)),
    there,
  );
  expect(await fanCount()).toContain(String(there));
  expect((await gathered()).branches[0]?.members.length).toBe(there);
});

test("twenty ensembles stopped leave no worker behind", async () => {
  for (let round = 0; round < 20; round++) {
    await gather(3);
    await page.evaluate(() => window.ironcage?.stopGathering());
    expect((await gathered()).workers).toBe(0);
  }
  expect(page.workers().length).toBeLessThanOrEqual(3);
});

test("a worker that dies is counted and replaced, and its run is made again", async () => {
  await gather(3);
  await page.waitForFunction(() => Number(window.ironcage?.ensemble()?.["workers"]) > 0);
  await page.waitForFunction(() => Number(window.ironcage?.ensemble()?.["done"]) >= 1);
  expect(await page.evaluate(() => window.ironcage?.loseWorker())).toBe(true);
  await ended();
  const { branches, failed, deaths, done } = await gathered();
  expect([done, failed, deaths]).toEqual([3, 0, 1]);
  expect(branches[0]?.members.map(({ replicate }) => replicate)).toEqual([1, 2, 3]);
});

test("a knock-out over seeds shows its paired interval beside the ledger's line", async () => {
  await seek(page, 80);
  await gather(3, "coercive");
  await ended();
  const { branches } = await gathered();
  const [present, absent] = [null, "coercive"].map((id) =>
    branches.find(({ without }) => without === id),
  );
  expect(absent?.members[0]?.digest).toBe(runInNode("2009/1", ["coercive"]).digest());
  expect(present?.members.map(({ seed }) => seed)).toEqual(absent?.members.map(({ seed }) => seed));
  const words = page.locator('[data-line="coercive"] .effect');
  await page.waitForFunction(() =>
    document.querySelector('[data-line="coercive"] .effect')?.textContent?.endsWith("3"),
  );
  expect(await words.textContent()).toMatch(/95% .*\d to .*\d, n\s=\s3$/);
  const differences = [1, 2, 3].map((replicate) => {
    const at = (off: readonly string[]): number => endOf(`2009/${replicate}`, off);
    return at([]) - at(["coercive"]);
  });
  const estimate = Number(await words.getAttribute("data-estimate"));
  expect(estimate).toBeCloseTo(pairedTTest(differences).estimate, 12);
});

/** The last dispersion of a run in Node. */
function endOf(seed: string, off: readonly string[]): number {
  const run = runInNode(seed, off);
  return run.values[run.measures.findIndex(({ name }) => name === "dispersion.practice")] ?? NaN;
}

test("[19] [20] no axis moves while a run plays, and every chart has the playhead at the same place", async () => {
  const axes = () =>
    page.$$eval(".curves .figure:not([hidden]) svg .curve-grid text", (texts) =>
      texts.map(
        (text) => `${text.textContent} ${text.getAttribute("x")} ${text.getAttribute("y")}`,
      ),
    );
  await seek(page, 0);
  const before = await axes();
  expect(before.length).toBeGreaterThan(12);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForFunction(() => Number(window.ironcage?.state()["step"]) > 12);
  expect(await axes()).toEqual(before);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await seek(page, 33);
  const heads = await page.$$eval(".curves .figure:not([hidden]) .playhead line", (lines) =>
    lines.map((line) => Number(line.getAttribute("x1"))),
  );
  expect(heads).toHaveLength(4);
  expect(new Set(heads.map((x) => x.toFixed(3))).size).toBe(1);
});

test("a press on a chart shows its quarter, a drag goes on from there", async () => {
  const box = (await page.locator(".mechanisms .plot").boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 100, y);
  await page.mouse.down();
  const first = (await stateOf(page)).step;
  await page.mouse.move(box.x + 130, y);
  const second = (await stateOf(page)).step;
  await page.mouse.up();
  expect(first).toBeGreaterThan(5);
  expect(second).toBeGreaterThan(first);
  await page.mouse.move(box.x + 60, y);
  expect((await stateOf(page)).step).toBe(second);
});

test("[22] a chart's table has its values, composition and residual among them; they add up to the change", async () => {
  await page.getByRole("button", { name: "Mechanisms – View as table" }).click();
  const heads = await page.locator("dialog thead th").allTextContents();
  expect(heads).toEqual(expect.arrayContaining(["Composition", "Residual"]));
  await page.keyboard.press("Escape");
  const { text, name } = await saved("Mechanisms", "Save as CSV");
  const [head, ...rows] = text
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  expect(name).toBe("ironcage_hpst-2009_Mechanisms_seed-2009_step-0.csv");
  expect(rows).toHaveLength(81);
  const lines = head!.flatMap((column, at) => (column.startsWith("ledger.") ? [at] : []));
  const change = head!.indexOf("change.dispersion.practice");
  for (const row of rows) {
    expect(row.slice(0, 3)).toEqual(["hpst-2009", "2009", row[2]]);
    const sum = lines.reduce((total, at) => total + Number(row[at]), 0);
    expect(Math.abs(sum - Number(row[change]))).toBeLessThan(1e-13);
  }
});

test("[40] a chart saved as SVG needs nothing else, and says seed, model and how to cite it; as PNG it is a picture", async () => {
  await seek(page, 30);
  await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
  for (const chart of ["Dispersion", "Responses", "Mechanisms", "What happens", "The field"]) {
    const { text, name } = await saved(chart, "Save as SVG");
    expect(name).toMatch(/^ironcage_hpst-2009_.+_seed-2009_step-30\.svg$/);
    expect(text).not.toMatch(/var\(--|class=|style=|<script|href="http/);
    expect(text).toContain("seed 2009");
    expect(text).toMatch(
      /Model \d+, run [0-9a-f]{12} · .+ \(20\d\d\)\. Ironcage, version \d+\.\d+/,
    );
    expect(text).toMatch(/<rect[^>]*fill="(#fff(fff)?|rgb\(255, 255, 255\))"/);
    const isWhole = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
      return image.decode().then(
        () => true,
        () => false,
      );
    }, text);
    expect(isWhole).toBe(true);
  }
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  const { text, name } = await saved("Dispersion", "Save as PNG");
  expect(name).toMatch(/\.png$/);
  expect(text.slice(1, 4)).toBe("PNG");
  expect(text.length).toBeGreaterThan(5000);
});

test("by keyboard: a chart is made large and small again from its menu", async () => {
  const menu = page.getByRole("button", { name: "Responses – More: enlarge, save" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Enlarge");
  await page.keyboard.press("Enter");
  const large = (await page.locator(".shares").boundingBox())!;
  expect(large.width).toBeGreaterThan(1300);
  expect(large.height).toBeGreaterThan(260);
  await menu.click();
  await page.getByRole("menuitem", { name: "Make small again" }).click();
  expect((await page.locator(".shares").boundingBox())!.width).toBeLessThan(400);
});

test("responses as numbers show that there are fewer associations", async () => {
  await page.locator(".shares").getByLabel("View", { exact: true }).selectOption("counts");
  await seek(page, 80);
  const { measures } = await stateOf(page);
  const shown = await page.locator(".shares .curve-label .value").allTextContents();
  const sum = shown.reduce((total, text) => total + Number(text), 0);
  expect(Math.abs(sum - (measures["associations"] ?? NaN))).toBeLessThanOrEqual(3);
});

test("a long run is drawn with at most two points a pixel", async () => {
  await page.evaluate(() => window.ironcage?.change("run.steps", 2000));
  await page.evaluate(() => window.ironcage?.ready);
  await page.waitForFunction(() => Number(window.ironcage?.state()["computed"]) > 600);
  await page.evaluate(() => window.ironcage?.cancel());
  const { steps } = await stateOf(page);
  expect(steps).toBe(2000);
  const { points, pixels } = await page.evaluate(() => {
    const path = document.querySelector<SVGPathElement>(".ribbon .curve.practice.ahead");
    return {
      points: path?.getAttribute("d")?.match(/[ML]/g)?.length ?? Infinity,
      pixels: path?.getBBox().width ?? 0,
    };
  });
  expect(points).toBeGreaterThan(20);
  expect(points).toBeLessThanOrEqual(2 * (pixels + 2));
});
