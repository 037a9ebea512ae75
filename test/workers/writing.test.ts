import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Scenario, startRun } from "../../sim/index.ts";
import { planOf } from "../../workers/plan.ts";
import type { Layer, Loaded, OpenRequest } from "../../workers/protocol.ts";
import { readScenario } from "../../workers/reading.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { writeDown } from "../../workers/writing.ts";
import { readLink } from "../../viz/session/link.ts";
import { ROOT } from "../support/sources.ts";

const folder = join(ROOT, "scenarios");
const SHIPPED = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
);
const STEPS = { "run.steps": 24 };

function load(name: string, files: Readonly<Record<string, string>> = SHIPPED): Loaded {
  const loaded = readScenario({ name, files });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

function digestOf(request: OpenRequest): string {
  const planned = planOf(request);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const run = startRun(planned.plan, { events: false });
  while (run.step < planned.plan.steps) run.advance();
  return run.digest();
}

function write(name: string, layers: readonly Layer[], text?: string) {
  const files = text === undefined ? SHIPPED : { ...SHIPPED, [name]: text };
  const written = writeDown({
    name,
    files,
    layers,
    seed: "other: seed",
    isShipped: text === undefined,
    label: { en: "By hand", fr: "À la main" },
    remarks: ["Saved by a visitor."],
  });
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  return written;
}

/** The digest of a run of a saved text, which stands in a folder of its own. */
function digestOfText(text: string): string {
  const { scenario } = load("saved/mine.yaml", { ...SHIPPED, "saved/mine.yaml": text });
  return digestOf({ scenario, set: {}, off: [], seed: scenario.run.seed });
}

const layer = (at: number, set: Layer["set"]): Layer => ({ at, set, off: [] });

it.each(["hpst-2009", "tariff-squeeze"])(
  "%s saved with what was changed in its course gives the same run to the last bit, comments kept",
  (name) => {
    const early = { ...STEPS };
    const late = { ...STEPS, "mechanisms.mimetic.rate": 0.08, "regulators.ars.convergence": 0.5 };
    const written = write(name, [layer(0, early), layer(11, late)]);
    const { scenario } = load(name);
    const asked = { scenario, seed: "other: seed", off: [] as const, set: early };
    expect(written).toMatchObject({ isSameRun: true, isKept: true });
    expect(written.text).toMatch(/^# Saved by a visitor\.\n/);
    const comments = (SHIPPED[`${name}.yaml`] ?? "").match(/# .*/g) ?? [];
    expect(comments.length).toBeGreaterThan(1);
    for (const comment of comments) expect(written.text).toContain(comment);
    expect(digestOfText(written.text)).toBe(digestOf({ ...asked, later: [layer(11, late)] }));
  },
);

it("what no reform can say is written in place, and the page is told that the run is another", () => {
  const set = { ...STEPS, "population.associations": 60, "mechanisms.need.spread": 0.3 };
  const structural = write("hpst-2009", [layer(0, set)]);
  const saved = load("mine.yaml", { ...SHIPPED, "mine.yaml": structural.text }).scenario;
  expect(saved.population.associations).toBe(60);
  expect(saved.run).toMatchObject({ steps: 24, seed: "other: seed" });
  expect(structural).toMatchObject({ isKept: true, isSameRun: true }); // all of it acts from the founding on
  expect(digestOfText(structural.text)).toBe(
    digestOf({ scenario: load("hpst-2009").scenario, set, off: [], seed: "other: seed" }),
  );
  const live = write("hpst-2009", [layer(0, { ...set, "mechanisms.mimetic.rate": 0.03 })]);
  expect(live.isSameRun).toBe(false); // the rate acts from step 1 on in the run, in the file from the founding on
  const text = "# mine\nextends: hpst-2009\nmechanisms:\n  mimetic: { rate: 0.02 } # slow\n";
  const released = write(
    "own.yaml",
    [layer(0, {}), layer(4, { "mechanisms.mimetic.rate": 0.03 }), layer(9, {})],
    text,
  );
  expect(released.isSameRun).toBe(false);
  expect(released.text).toContain("# slow");
  expect(released.text).toContain("# mine");
});

it("a run opened with later layers is the same as one that was forked at each", async () => {
  const simulation = createSimulation();
  const { scenario } = load("hpst-2009");
  const set = { ...STEPS };
  const changed = { ...set, "mechanisms.coercive.rate": 0.2 };
  const opened = simulation.open({ scenario, set, off: [], seed: "x" });
  if (!opened.ok) throw new Error("refused");
  const toEnd = async (run: number): Promise<string> => {
    for (;;) {
      const batch = await simulation.more(run);
      if (batch.state !== "running") return batch.digest ?? batch.state;
    }
  };
  await toEnd(opened.run);
  const first = await simulation.fork({ run: opened.run, at: 6, set: changed, off: [] });
  if (!first.ok) throw new Error("refused");
  await toEnd(first.run);
  const second = await simulation.fork({ run: first.run, at: 13, set: changed, off: ["mimetic"] });
  if (!second.ok) throw new Error("refused");
  const later: readonly Layer[] = [
    { at: 6, set: changed, off: [] },
    { at: 13, set: changed, off: ["mimetic"] },
  ];
  expect(await toEnd(second.run)).toBe(digestOf({ scenario, set, off: [], seed: "x", later }));
});

it("the value that a reform puts in force is told step by step, but not where a hand holds it", () => {
  const { scenario } = load("hpst-2009");
  const courses = (set: Layer["set"]) => {
    const opened = createSimulation().open({ scenario, set, off: [], seed: "x" });
    if (!opened.ok) throw new Error("refused");
    return opened.courses;
  };
  const course = courses({}).find(({ path }) => path === "mechanisms.mimetic.rate");
  expect(course?.values[0]).toBe(scenario.mechanisms.mimetic.rate);
  expect(course?.values.length).toBeGreaterThan(1);
  expect(course?.steps).toEqual([...(course?.steps ?? [])].sort((a, b) => a - b));
  const held = courses({ "mechanisms.mimetic.rate": 0.05 });
  expect(held.some(({ path }) => path === "mechanisms.mimetic.rate")).toBe(false);
});

it("two runs are compared by the first thing in which they part, told in both languages", () => {
  const { scenario } = load("hpst-2009");
  const a: OpenRequest = { scenario, set: STEPS, off: [], seed: "x" };
  const later = [{ at: 7, set: STEPS, off: ["mimetic"] as const }];
  const simulation = createSimulation();
  const same = simulation.compare({ a, b: a });
  expect(same).toMatchObject({ ok: true, step: null });
  const parted = simulation.compare({ a, b: { ...a, later } });
  if (!parted.ok) throw new Error("refused");
  expect(parted.step).toBe(8);
  expect(parted.told.en[0]).toContain("step 8");
  expect(parted.told.fr[0]).toContain("pas 8");
  expect(parted.told.en.join()).toContain("mimetic");
  expect(parted.differing.slice(0, 8).every((share) => share === 0)).toBe(true);
  expect(parted.differing.at(-1)).toBeGreaterThan(0.5);
});

it("what only the founding of a field reads acts on burn-in and run alike, and nowhere in the middle of a run", () => {
  const { scenario } = load("hpst-2009");
  const path = "mechanisms.need.spread";
  const set = { ...STEPS, [path]: 0.3 };
  const ask = (scenario: Scenario, set: Layer["set"]) => ({ scenario, set, off: [], seed: "f" });
  const asSetting = digestOf(ask(scenario, set));
  expect(asSetting).not.toBe(digestOf(ask(scenario, STEPS)));
  // a file that says it, the command's way
  const { mechanisms } = scenario;
  const need = { ...mechanisms.need, spread: 0.3 };
  const stated: Scenario = { ...scenario, mechanisms: { ...mechanisms, need } };
  expect(digestOf(ask(stated, STEPS))).toBe(asSetting);
  // the page refuses what would be shown and do nothing
  expect(readLink(`#v=1&preset=hpst-2009&set=${path}:0.3`, ["hpst-2009"]).kind).toBe("link");
  for (const part of [`set=${path}:0.3@12`, `free=${path}@3`, "set=population.associations:60@2"])
    expect(readLink(`#v=1&preset=hpst-2009&${part}`, ["hpst-2009"])).toEqual({
      kind: "refused",
      faults: [{ part, why: "founding" }],
    });
});
