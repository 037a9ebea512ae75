import { describe, expect, it } from "vitest";
import type { Factor } from "../../../experiments/designs/factor.ts";
import { pointAt } from "../../../experiments/designs/kinds.ts";
import type { MorrisDesign } from "../../../experiments/designs/morris.ts";
import { sensitivityOf } from "../../../experiments/sensitivity/index.ts";
import type { MorrisIndices } from "../../../experiments/sensitivity/morris.ts";
import { openStream } from "../../../sim/index.ts";
import { alike, outcomesOf } from "./functions.ts";

const designOf = (rest: Partial<MorrisDesign>): MorrisDesign => ({
  kind: "morris",
  factors: alike(4),
  replicates: 1,
  trajectories: 20,
  levels: 4,
  candidates: rest.trajectories ?? 20,
  seed: "s",
  ...rest,
});

function indicesOf(design: MorrisDesign, values: Float64Array, resamples = 0): MorrisIndices {
  const { indices } = sensitivityOf(design, values, { seed: "s", resamples, confidence: 0.95 });
  if (indices?.method !== "morris") throw new Error("no Morris measures");
  return indices;
}

describe("Morris's measures", () => {
  it("of a linear function are its slopes over the ranges, with no spread", () => {
    const factors: Factor[] = [
      { path: "a", from: 2, to: 5, scale: "linear", integer: false },
      { path: "b", from: 0, to: 1, scale: "linear", integer: false },
      { path: "c", from: -1, to: 1, scale: "linear", integer: false },
    ];
    const design = designOf({ factors });
    const values = outcomesOf(design, ([a = 0, b = 0]) => 2 * a - 7 * b);
    const found = indicesOf(design, values, 20);
    for (const [factor, slope] of [6, -7, 0].entries()) {
      const { mu, muStar, sigma } = found.factors[factor] as MorrisIndices["factors"][number];
      expect(mu.value).toBeCloseTo(slope, 9);
      expect(muStar.value).toBeCloseTo(Math.abs(slope), 9);
      expect(sigma.value).toBeCloseTo(0, 9);
      expect(mu.low).toBeCloseTo(slope, 9);
      expect(mu.high).toBeCloseTo(slope, 9);
    }
  });

  it("are what a plain reading of the points gives", () => {
    const design = designOf({ trajectories: 7, candidates: 40, levels: 6 });
    const curved = ([a = 0, b = 0, c = 0]: readonly number[]): number => a * b + c * c - a;
    const values = outcomesOf(design, curved);
    const effects: number[][] = [[], [], [], []];
    for (let index = 0; index < 35; index++) {
      if (index % 5 === 4) continue;
      const before = pointAt(design, index).map(Number);
      const after = pointAt(design, index + 1).map(Number);
      const factor = before.findIndex((x, place) => x !== after[place]);
      effects[factor]?.push(
        (curved(after) - curved(before)) / ((after[factor] ?? 0) - (before[factor] ?? 0)),
      );
    }
    const found = indicesOf(design, values);
    for (const [factor, own] of effects.entries()) {
      const mean = own.reduce((sum, effect) => sum + effect, 0) / 7;
      const spread = Math.sqrt(own.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / 6);
      const sizes = own.reduce((sum, effect) => sum + Math.abs(effect), 0) / 7;
      const { mu, muStar, sigma } = found.factors[factor] as MorrisIndices["factors"][number];
      expect(mu.value).toBeCloseTo(mean, 9);
      expect(muStar.value).toBeCloseTo(sizes, 9);
      expect(sigma.value).toBeCloseTo(spread, 9);
    }
  });

  it("see a factor whose effects cancel: μ* is large where μ is not", () => {
    const design = designOf({ trajectories: 200 });
    const [factor] = indicesOf(
      design,
      outcomesOf(design, ([a = 0, b = 0]) => (a - 0.5) * (b - 0.5)),
    ).factors;
    expect(Math.abs(factor?.mu.value ?? NaN)).toBeLessThan(0.1);
    expect(factor?.muStar.value).toBeGreaterThan(0.25);
  });

  it("leave out and count trajectories that lack a value", () => {
    const design = designOf({ trajectories: 10 });
    const values = outcomesOf(design, ([a = 0]) => a);
    values[7] = NaN;
    const found = sensitivityOf(design, values, { seed: "s", resamples: 0, confidence: 0.95 });
    expect(found.runs).toEqual({ total: 50, missing: 1, leftOut: 4 });
    expect(found.blocks).toEqual({ size: 5, total: 10, complete: 9 });
    expect(found.indices?.method === "morris" && found.indices.factors[0]?.mu.value).toBeCloseTo(
      1,
      9,
    );
  });

  it("cover the mean effect about as often as they claim", () => {
    const repeats = 250;
    let hits = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const design = designOf({ factors: alike(1), trajectories: 30, seed: `coverage ${repeat}` });
      const noise = openStream(`noise ${repeat}`, "noise").at(0);
      let run = 0;
      const values = outcomesOf(design, ([a = 0]) => a + noise.normal(run++, 0));
      const [factor] = indicesOf(design, values, 200).factors;
      if ((factor?.mu.low ?? NaN) <= 1 && 1 <= (factor?.mu.high ?? NaN)) hits++;
    }
    // nominal .95; the percentile bootstrap of 30 falls a little short; ± 4 standard errors
    expect(hits / repeats).toBeGreaterThan(0.88);
    expect(hits / repeats).toBeLessThan(0.99);
  });
});
