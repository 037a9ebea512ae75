import { beforeAll, describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planRun, type Run, type Scenario, startRun } from "../../sim/index.ts";
import { lifeOf } from "../../experiments/story/life.ts";
import { isNotable } from "../../experiments/story/tell.ts";
import { layOver } from "../../workers/changes.ts";
import type { Annals, Life, Opened, Simulation } from "../../workers/protocol.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { ROOT } from "../support/sources.ts";

const STEPS = 32;
const FORKED = 12;
const CHANGES = { "mechanisms.mimetic.rate": 0.05 };

function scenarioIn(simulation: Simulation): Scenario {
  const name = "hpst-2009.yaml";
  const text = readFileSync(join(ROOT, "scenarios", name), "utf8");
  const loaded = simulation.load({ name, files: { [name]: text } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return { ...loaded.scenario, run: { ...loaded.scenario.run, steps: STEPS } };
}

function accepted(answer: Opened | { readonly ok: false }): number {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.run;
}

async function finish(simulation: Simulation, run: number): Promise<void> {
  while ((await simulation.more(run)).state === "running");
}

/** What was asked for; it must have come. */
async function told<T>(answer: Promise<T | null>): Promise<T> {
  const value = await answer;
  if (value === null) throw new Error("no answer");
  return value;
}

describe("a look into a run that was forked", () => {
  let simulation: Simulation;
  let run: number;
  let straight: Run;
  const practices: number[][] = [];
  beforeAll(async () => {
    simulation = createSimulation();
    const scenario = scenarioIn(simulation);
    const first = accepted(simulation.open({ scenario, set: {}, off: [], seed: "look" }));
    await finish(simulation, first);
    const change = { run: first, at: FORKED, set: CHANGES, off: ["calls"] as const };
    run = accepted(await simulation.fork(change));
    await finish(simulation, run);
    straight = startRun(planRun(scenario, { seed: "look" }));
    const changed = layOver(scenario, CHANGES);
    if (!changed.ok) throw new Error(JSON.stringify(changed));
    for (;;) {
      practices.push(Array.from(straight.field.practice));
      if (straight.step === STEPS) break;
      if (straight.step === FORKED) straight.fork(changed.scenario, ["calls"]);
      straight.advance();
    }
  });

  it("tells the life that was: rows, events, and what moved it add up", async () => {
    const K = straight.field.practices;
    const merged = straight.events.find(({ kind }) => kind === "merger");
    const into = merged?.kind === "merger" ? merged.other : -1;
    expect(into).toBeGreaterThan(-1);
    let copied = 0;
    for (const slot of [0, 17, into]) {
      const life: Life = await told(simulation.life(run, slot));
      const rows = life.practice.length / K;
      expect(life.first + rows - 1).toBe(life.died < 0 ? STEPS : life.died);
      const at = (row: number): number[] =>
        Array.from(life.practice.subarray(row * K, row * K + K));
      for (let row = 0; row < rows; row++)
        expect(at(row)).toEqual(practices[life.first + row]!.slice(slot * K, slot * K + K));
      expect(life.events).toEqual(lifeOf(straight.events, slot));
      expect(life.every).toBe(1);
      const width = life.lines.length * K;
      for (let row = 0; row < rows; row++) {
        const [start, now] = [at(0), at(row)];
        for (let k = 0; k < K; k++) {
          const explained = life.lines.reduce(
            (sum, _, line) => sum + life.moved[row * width + line * K + k]!,
            0,
          );
          expect(Math.abs(now[k]! - start[k]! - explained)).toBeLessThan(1e-13);
        }
      }
      const last = life.moved.subarray((rows - 1) * width);
      const mimetic = life.lines.indexOf("mimetic") * K;
      for (const move of last.subarray(mimetic, mimetic + K)) copied += Math.abs(move);
    }
    expect(copied).toBeGreaterThan(0);
  });

  it("tells how rules moved and what groupings there were", async () => {
    const annals: Annals = await told(simulation.annals(run));
    expect(annals.until).toBe(STEPS);
    expect(annals.years.length).toBeGreaterThan(STEPS / 4 - 1);
    let before = annals.years[0]!.before;
    for (const { before: from, after, lines } of annals.years) {
      expect(from).toEqual(before);
      before = after;
      after.forEach((rule, at) => {
        const moved = lines.reduce((sum, line) => sum + line[at]!, 0);
        expect(Math.abs(rule - from[at]! - moved)).toBeLessThan(1e-15);
      });
    }
    expect(Array.from(before)).toEqual(Array.from(straight.field.rules));
    // the deals since a campaign are what the next one takes up, each in its regulator's measure
    const doctrine = annals.lines.indexOf("doctrine");
    const campaigns = annals.years.filter(({ lines }) =>
      lines[doctrine]!.some((move) => move !== 0),
    );
    const [, last, year] = campaigns;
    const taken = new Float64Array(year!.after.length);
    const K = straight.field.practices;
    const regulators = Object.keys(straight.plan.spans[0].scenario.regulators);
    for (const event of straight.events) {
      const isDue = event.step >= last!.step && event.step < year!.step;
      if (event.kind !== "deal" || !isDue) continue;
      const share = year!.negotiability[regulators.indexOf(event.what)]!;
      event.moved?.forEach((move, k) => (taken[event.other * K + k]! += share * move));
    }
    expect(Math.max(...taken.map(Math.abs))).toBeGreaterThan(0);
    taken.forEach((move, at) =>
      expect(move).toBeCloseTo(year!.lines[annals.lines.indexOf("negotiation")]![at]!, 14),
    );
    const { field } = straight;
    expect(annals.bonds).toHaveLength(field.groupings);
    for (const { number, formed, isFree, forms, dissolved } of annals.bonds)
      expect([formed, Number(isFree), forms.at(-1)?.form, dissolved >= 0]).toEqual([
        field.formed[number],
        field.isFree[number],
        field.form[number],
        field.members[number] === 0,
      ]);
  });

  it("tells what was notable in some of its steps", async () => {
    const diary = await told(simulation.diary(run, 9, 20));
    const notable = straight.events.filter(({ step }) => step > 9 && step <= 20).filter(isNotable);
    expect(diary).toEqual(notable);
    expect(notable.length).toBeGreaterThan(20);
  });

  it("tells who is in it", () => {
    const roll = simulation.roll(run);
    const { size, region, archetype } = straight.field;
    const own = (column: { readonly [slot: number]: number }): number[] =>
      Array.from({ length: size }, (_, slot) => column[slot]!);
    expect([...(roll?.region ?? [])]).toEqual(own(region));
    expect([...(roll?.archetype ?? [])]).toEqual(own(archetype));
    expect(simulation.roll(run + 1)).toBeNull();
  });

  it("gives way to a newer question, to a stop, and to another run", async () => {
    const asked = simulation.life(run, 3);
    const instead = simulation.life(run, 4);
    expect(await asked).toBeNull();
    expect((await told(instead)).slot).toBe(4);
    const stopped = simulation.annals(run);
    simulation.stopLooking();
    expect(await stopped).toBeNull();
    expect(await simulation.life(run + 1, 3)).toBeNull();
    const { done, steps } = simulation.looking();
    expect(done).toBeLessThanOrEqual(steps);
  });
});
