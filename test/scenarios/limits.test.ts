import { describe, expect, test } from "vitest";
import type { FieldView, Run } from "../../sim/index.ts";
import { begin, meanOf, runTo, seedsOf, shipped, valueOf } from "./shipped.ts";

// Closed forms of theory, reached by the production engine from a scenario file.

const STEPS = [1, 10, 40];
const K = 8;

/** Largest |x − y| over all entries. */
const apart = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Array.from(x).reduce((most, value, at) => Math.max(most, Math.abs(value - (y[at] ?? NaN))), 0);

/** What the field is at step 0 and at a step, as plain numbers. */
function startAndEnd(name: string, step: number) {
  const scenario = shipped(name);
  const run = begin(scenario);
  const keep = (field: FieldView) => ({
    practice: Array.from(field.practice as ArrayLike<number>),
    display: Array.from(field.display as ArrayLike<number>),
    project: Array.from(field.project as ArrayLike<number>),
  });
  const start = keep(run.field);
  const before = valueOf(run, "dispersion.practice");
  while (run.step < step) run.advance();
  return { scenario, run, start, end: keep(run.field), before };
}

/**
 * How far a run misses A_t − target = (1 − κ)^t (A_0 − target), by its worst coordinate, and
 * V_t = (1 − κ)^2t V_0, as a share of V_0.
 */
function missOfDecay(
  { run, start, end, before }: ReturnType<typeof startAndEnd>,
  rate: number,
  target: (k: number) => number,
): { readonly practice: number; readonly dispersion: number } {
  const left = (1 - rate) ** run.step;
  const expected = start.practice.map(
    (from, at) => target(at % K) + left * (from - target(at % K)),
  );
  const dispersion = valueOf(run, "dispersion.practice") / before - left * left;
  return { practice: apart(end.practice, expected), dispersion: Math.abs(dispersion) };
}

test("no pressure, no noise: after 80 quarters not one bit of any column has changed", () => {
  const run = begin(shipped("no-pressure"));
  const bits = (field: FieldView) =>
    Object.entries(field)
      .filter(([, column]) => ArrayBuffer.isView(column))
      .map(([name, { buffer, byteOffset, byteLength }]) => [
        name,
        Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("hex"),
      ]);
  const before = bits(run.field);
  expect(before.length).toBeGreaterThan(20);
  while (run.step < 80) run.advance();
  expect(bits(run.field)).toEqual(before);
});

describe("coercive pressure alone", () => {
  test.each(STEPS)("A_t − R = (1 − κ)^t (A_0 − R), at step %i", (step) => {
    const both = startAndEnd("coercive-alone", step);
    const { prescription } = both.scenario.regulators["authority"]!;
    const miss = missOfDecay(both, 0.045, (k) => prescription[k]!);
    expect(miss.practice).toBeLessThan(1e-13);
    expect(miss.dispersion).toBeLessThanOrEqual(1e-12);
  });

  test("compliance falls by the same factor, and only coercive pressure is in the books", () => {
    const scenario = shipped("coercive-alone");
    const start = valueOf(begin(scenario), "compliance.practice");
    const run = runTo(20, scenario);
    expect(valueOf(run, "compliance.practice")).toBeCloseTo(0.955 ** 20 * start, 13);
    for (const other of ["mimetic", "normative", "competitive", "identity", "noise", "bounds"])
      expect(Math.abs(valueOf(run, `ledger.practice.${other}`))).toBe(0);
  });
});

test.each(STEPS)("one fixed norm: A_t − N = (1 − κ)^t (A_0 − N), at step %i", (step) => {
  const both = startAndEnd("normative-alone", step);
  const { norm } = both.scenario.field.sectors["general"]!;
  const miss = missOfDecay(both, 0.05, (k) => norm[k]!);
    expect(miss.practice).toBeLessThan(1e-13);
    expect(miss.dispersion).toBeLessThanOrEqual(1e-12);
});

test("a norm that follows the field: as alike as under a fixed one, but elsewhere", () => {
  const fixed = startAndEnd("normative-alone", 40);
  const moving = startAndEnd("moving-norms", 40);
  const [one, other] = [fixed, moving].map(({ run }) => valueOf(run, "dispersion.practice"));
  expect(Math.abs(one! - other!)).toBeLessThanOrEqual(1e-12 * fixed.before);
  expect(apart(fixed.end.practice, moving.end.practice)).toBeGreaterThan(0.05);
});

test.each(STEPS)("identity alone: A_t − P = (1 − κ)^t (A_0 − P), at step %i", (step) => {
  const both = startAndEnd("identity-alone", step);
  const left = 0.9 ** step;
  const expected = both.start.practice.map(
    (from, at) => both.start.project[at]! + left * (from - both.start.project[at]!),
  );
  expect(apart(both.end.practice, expected)).toBeLessThan(1e-13);
  expect(both.end.project).toEqual(both.start.project);
});

test("all avoid: the display converges on the prescription, practice keeps its bits", () => {
  const { start, end, run, scenario } = startAndEnd("avoid-only", 40);
  expect(end.practice).toEqual(start.practice);
  const { prescription } = scenario.regulators["authority"]!;
  const left = 0.91 ** 40;
  const expected = start.display.map(
    (from, at) => prescription[at % K]! + left * (from - prescription[at % K]!),
  );
  expect(apart(end.display, expected)).toBeLessThan(1e-13);
  expect(valueOf(run, "compliance.display")).toBeLessThan(
    0.05 * valueOf(run, "compliance.practice"),
  );
});

test.each(STEPS)("one visible model: all close in on its display, at step %i", (step) => {
  const both = startAndEnd("one-visible-model", step);
  const { establishments } = both.run.field;
  const sizes = Array.from(establishments as ArrayLike<number>);
  const model = sizes.indexOf(Math.max(...sizes)) * K; // legitimacy is the same for all; first wins ties
  const miss = missOfDecay(both, 0.05, (k) => both.start.display[model + k]!);
    expect(miss.practice).toBeLessThan(1e-13);
    expect(miss.dispersion).toBeLessThanOrEqual(1e-12);
});

describe("ten regional prescriptions", () => {
  const scenario = shipped("ten-regions");
  const spread = (run: Run, part: string) => valueOf(run, `dispersion.practice${part}`);

  test("regions close ranks in every step, and after ten the field falls apart in every one", () => {
    const run = begin(scenario);
    const within = [spread(run, ".within.region")];
    const total = [spread(run, "")];
    while (run.step < 80) {
      run.advance();
      within.push(spread(run, ".within.region"));
      total.push(spread(run, ""));
    }
    const rises = (series: readonly number[]) =>
      series.slice(1).filter((value, step) => value >= series[step]!).length;
    expect(rises(within)).toBe(0);
    expect(rises(total.slice(10))).toBe(70);
    expect(total[80]).toBeGreaterThan(3 * total[0]!);
  });

  test("within regions V_t = (1 − κ)^2t V_0; in all it nears the variance of the prescriptions", () => {
    const start = spread(begin(scenario), ".within.region");
    const run = runTo(80, scenario);
    const wanted = 0.955 ** 160 * start;
    expect(Math.abs(spread(run, ".within.region") - wanted)).toBeLessThanOrEqual(1e-12);
    const rows = Array.from({ length: run.field.size }, (_, slot) => slot * K);
    let prescribed = 0;
    for (let k = 0; k < K; k++) {
      const wishes = rows.map((row) => run.field.prescription[row + k]!);
      const centre = meanOf(wishes);
      prescribed += meanOf(wishes.map((wish) => (wish - centre) ** 2));
    }
    expect(prescribed).toBeGreaterThan(0.5);
    // What is left of the common start is 0.955^80 = 2.5 % of the way, so 5 % of the variance.
    expect(spread(run, "")).toBeLessThan(prescribed);
    expect(spread(run, "")).toBeGreaterThan(0.94 * prescribed);
  });
});

test("neutral copying loses the variance of 50 by 1/50 a quarter: 0.02 ± 0.006 over 1,000 quarters", () => {
  // Exactly 1/n − 1/(n(n−1)²), nobody copying itself, of what variance there is: so in every quarter of a run alike. One quarter's
  // loss varies by 0.07, so the tolerance is 2.7 standard errors.
  const scenario = shipped("neutral-copying");
  const losses = seedsOf(scenario, 100).flatMap((seed) => {
    const run = begin(scenario, { seed });
    return Array.from({ length: 10 }, () => {
      const before = valueOf(run, "dispersion.practice");
      run.advance();
      return 1 - valueOf(run, "dispersion.practice") / before;
    });
  });
  expect(losses).toHaveLength(1000);
  expect(Math.abs(meanOf(losses) - (1 / 50 - 1 / (50 * 49 * 49)))).toBeLessThan(0.006);
});

test("noise alone adds K·σ² a quarter: dispersion after 40 is 0.0319 to 3 %", () => {
  const scenario = shipped("noise-alone");
  const spreads = seedsOf(scenario, 20).map((seed) =>
    valueOf(runTo(40, scenario, { seed }), "dispersion.practice"),
  );
  const wanted = 40 * 8 * 0.01 ** 2 * (299 / 300);
  expect(Math.abs(meanOf(spreads) / wanted - 1)).toBeLessThan(0.03);
});

test.each(["1", "2", "3", "4", "5"])(
  "bounded confidence ends in camps of one mind, farther apart than ε (seed %s)",
  (seed) => {
    const scenario = shipped("bounded-confidence");
    const { recognition } = scenario.mechanisms.mimetic;
    const ends = Array.from(runTo(60, scenario, { seed }).field.practice as ArrayLike<number>);
    const gaps = ends
      .sort((a, b) => a - b)
      .slice(1)
      .map((end, at) => end - ends[at]!);
    const between = gaps.filter((gap) => gap > recognition);
    expect(gaps.filter((gap) => gap > 1e-12 && gap <= recognition)).toEqual([]);
    expect(between.length).toBeGreaterThanOrEqual(1);
    expect(between.length).toBeLessThan(1 / recognition);
  },
);
