import { describe, expect, test } from "vitest";
import { type Run, type Scenario } from "../../sim/index.ts";
import { begin, meanOf, runTo, seedsOf, seriesOf, shipped } from "./shipped.ts";

// What the French field of 2009 must show, where a claim compares two runs, two measures or two kinds of association.

const scenario = shipped("hpst-2009");
const unreformed: Scenario = {
  ...scenario,
  reforms: scenario.reforms.filter(({ date }) => date < scenario.run.start),
};
const seeds = seedsOf(scenario, 12);
const practices = Object.keys(scenario.field.practices);
const vectors = ["practice", "display", "project"] as const;
const names = [
  ...vectors.map((vector) => `dispersion.${vector}`),
  ...practices.map((id) => `dispersion.practice.of.${id}`),
];
const reformed = seeds.map((seed) => seriesOf(names, scenario, { seed }));
const control = seeds.map((seed) => seriesOf(names, scenario, { seed, treated: unreformed }));

/** 1 − V_t/V_0, one number per seed. */
const convergence = (runs: typeof reformed, of: string, step: number): number[] =>
  runs.map((series) => 1 - series[`dispersion.${of}`]![step]! / series[`dispersion.${of}`]![0]!);

const less = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, index) => value - b[index]!);

test("reform and control start from the same state", () => {
  for (const name of names)
    expect(reformed.map((series) => series[name]![0])).toEqual(
      control.map((series) => series[name]![0]),
    );
});

test("without reform the field is near rest: |1 − V_48/V_0| ≤ 0.10 on every seed", () => {
  for (const drift of convergence(control, "practice", 48))
    expect(Math.abs(drift)).toBeLessThanOrEqual(0.1);
});

test("the reform itself makes practices converge on every seed", () => {
  const own = less(convergence(reformed, "practice", 48), convergence(control, "practice", 48));
  expect(Math.min(...own)).toBeGreaterThan(0);
});

test("projects converge less than practices on every seed, and less than half as much on average", () => {
  const project = convergence(reformed, "project", 48);
  convergence(reformed, "practice", 48).forEach((practice, index) =>
    expect(project[index]).toBeLessThan(0.6 * practice),
  );
  expect(meanOf(project)).toBeLessThan(0.5 * meanOf(convergence(reformed, "practice", 48)));
});

test("the display moves earlier: half of its way by a step when practice is short of it", () => {
  const at = (vector: string, step: number) =>
    meanOf(less(convergence(reformed, vector, step), convergence(control, vector, step)));
  const half = (vector: string): number =>
    Array.from({ length: 49 }, (_, step) => step).find(
      (step) => at(vector, step) >= at(vector, 48) / 2,
    ) ?? NaN;
  expect(half("display")).toBeLessThanOrEqual(half("practice") - 2);
});

test("it differs by practice: from the least to the most, convergence grows by half", () => {
  const by = practices.map((id) => meanOf(convergence(reformed, `practice.of.${id}`, 48)));
  expect(Math.max(...by)).toBeGreaterThan(1.5 * Math.min(...by));
});

test("seeds differ: convergence has a standard deviation of at least one point", () => {
  const reached = convergence(reformed, "practice", 48);
  const centre = meanOf(reached);
  expect(Math.sqrt(meanOf(reached.map((value) => (value - centre) ** 2)))).toBeGreaterThan(0.01);
});

/** Slots of the living. */
const livingOf = ({ living }: Run["field"]): number[] =>
  Array.from({ length: living.length }, (_, position) => living[position]!);

/** Mean position on each practice. */
function centroid({ field }: Run): number[] {
  return practices.map((_, k) =>
    meanOf(livingOf(field).map((slot) => field.practice[slot * practices.length + k]!)),
  );
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(less(a, b).reduce((sum, gap) => sum + gap * gap, 0));

describe("what one sees on the map, on the scenario's own seed", () => {
  const corners = scenario.field.map.map((id) => scenario.field.archetypes[id]!.practice);
  const [administration, , mission] = corners as [number[], number[], number[]];
  const start = centroid(begin(scenario));

  test("the field's middle has moved by 5 % of the way from mission to administration by step 20, by 15 % at the end", () => {
    const side = distance(administration, mission);
    expect(distance(centroid(runTo(20, scenario)), start)).toBeGreaterThan(0.05 * side);
    const end = centroid(runTo(80, scenario));
    expect(distance(end, start)).toBeGreaterThan(0.15 * side);
    expect(distance(end, administration)).toBeLessThan(distance(start, administration));
    expect(distance(end, mission)).toBeGreaterThan(distance(start, mission));
  });

  test("those who avoid declare something else than they do, farther apart than the others", () => {
    const { field } = runTo(48, scenario);
    const gaps = livingOf(field).map((slot) => {
      const row = slot * practices.length;
      const squares = practices.map((__, k) => (field.display[row + k]! - field.practice[row + k]!) ** 2);
      return { isAvoiding: field.response[slot] === 1, gap: Math.sqrt(meanOf(squares)) };
    });
    const mean = (isAvoiding: boolean) =>
      meanOf(gaps.filter((each) => each.isAvoiding === isAvoiding).map(({ gap }) => gap));
    expect(mean(true)).toBeGreaterThan(1.2 * mean(false));
  });
});
