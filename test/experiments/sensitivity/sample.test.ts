import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Factor } from "../../../experiments/designs/factor.ts";
import type { LhsDesign } from "../../../experiments/designs/lhs.ts";
import { firstShares, partDistances } from "../../../experiments/sensitivity/distribution.ts";
import { sensitivityOf } from "../../../experiments/sensitivity/index.ts";
import { regression } from "../../../experiments/sensitivity/regression.ts";
import type { SampleIndices } from "../../../experiments/sensitivity/sample.ts";
import { openStream } from "../../../sim/index.ts";
import { alike, ISHIGAMI, ishigami, outcomesOf } from "./functions.ts";

const { regression: golden } = JSON.parse(
  readFileSync(new URL("../golden/sensitivity.json", import.meta.url), "utf8"),
) as {
  regression: {
    readonly x: readonly (readonly number[])[];
    readonly parts: readonly (readonly number[])[];
    readonly explained: number;
    readonly explainedRanks: number;
  } & Readonly<Record<"y" | "src" | "srrc" | "pawn" | "first", readonly number[]>>;
};

const columns = [0, 1, 2].map((factor) => Float64Array.from(golden.x, (row) => row[factor] ?? NaN));
const outcome = Float64Array.from(golden.y);
const all = Int32Array.from(golden.y, (_, place) => place);

/** The largest difference between numbers and what they should be. */
const furthest = (found: readonly (number | null)[], wanted: readonly number[]): number =>
  found.length === wanted.length
    ? Math.max(...wanted.map((value, index) => Math.abs((found[index] ?? NaN) - value)))
    : NaN;

const designOf = (rest: Partial<LhsDesign>): LhsDesign => ({
  kind: "lhs",
  factors: alike(3),
  replicates: 1,
  size: 200,
  seed: "s",
  ...rest,
});

function indicesOf(
  design: LhsDesign,
  outcomeAt: (point: readonly number[]) => number,
  resamples = 0,
): SampleIndices {
  const values = outcomesOf(design, outcomeAt);
  const { indices } = sensitivityOf(design, values, { seed: "s", resamples, confidence: 0.95 });
  if (indices?.method !== "sample") throw new Error("no indices of a sample");
  return indices;
}

describe("against numpy and scipy", () => {
  it("standardised regression is least squares on standardised columns", () => {
    const { coefficients, explained } = regression(columns, outcome, false)(all);
    expect(furthest(coefficients, golden.src)).toBeLessThan(1e-10);
    expect(explained).toBeCloseTo(golden.explained, 10);
  });

  it("rank regression is the same on midranks", () => {
    const { coefficients, explained } = regression(columns, outcome, true)(all);
    expect(furthest(coefficients, golden.srrc)).toBeLessThan(1e-10);
    expect(explained).toBeCloseTo(golden.explainedRanks, 10);
  });

  it("PAWN is the median of two-sample distances, and the first-order share ε²", () => {
    const parts = golden.parts.map((own) => Int32Array.from(own));
    expect(furthest(partDistances(parts, outcome)(all), golden.pawn)).toBeLessThan(1e-10);
    expect(furthest(firstShares(parts, outcome)(all), golden.first)).toBeLessThan(1e-10);
  });

  it("a resample that takes every point twice has the same distances", () => {
    const parts = golden.parts.map((own) => Int32Array.from(own));
    const twice = Int32Array.from([...all, ...all]);
    expect(furthest(partDistances(parts, outcome)(twice), golden.pawn)).toBeLessThan(1e-10);
  });
});

describe("indices of an even sample", () => {
  it("of a linear function are its slopes, explain all, and sum in squares to 1", () => {
    const { factors, explained } = indicesOf(designOf({}), ([a = 0, b = 0]) => 3 * a - 4 * b);
    const coefficients = factors.map(({ src }) => src.value ?? NaN);
    expect(explained.src.value).toBeCloseTo(1, 9);
    expect(coefficients[0]).toBeGreaterThan(0.5);
    expect((coefficients[0] ?? 0) / (coefficients[1] ?? 0)).toBeCloseTo(-3 / 4, 2);
    expect(coefficients[2]).toBeCloseTo(0, 9);
  });

  it("of a steep monotone function: ranks tell the story, values do not", () => {
    const { explained } = indicesOf(designOf({}), ([a = 0]) => a ** 30);
    expect(explained.srrc.value).toBeGreaterThan(0.99);
    expect(explained.src.value).toBeLessThan(0.6);
  });

  it("first-order shares of Ishigami's function come near their known values", () => {
    const design = designOf({ factors: alike(3, -Math.PI, Math.PI), size: 4000 });
    const { factors } = indicesOf(design, ishigami);
    for (const [factor, known] of ISHIGAMI.first.entries())
      expect(Math.abs((factors[factor]?.first.value ?? NaN) - known)).toBeLessThan(0.03);
  });

  it("PAWN sees a factor that changes the spread alone, and leaves an idle one at chance", () => {
    const { factors } = indicesOf(designOf({ size: 1000 }), ([a = 0, b = 0]) => a * (b - 0.5));
    expect(Math.abs(factors[0]?.srrc.value ?? NaN)).toBeLessThan(0.1);
    expect(factors[0]?.pawn.value).toBeGreaterThan(2 * (factors[0]?.idle.high ?? NaN));
    expect(factors[2]?.pawn.value).toBeLessThan(factors[2]?.idle.high ?? NaN);
  });

  it("take categories: two levels as 0 and 1, more of them by PAWN and shares alone", () => {
    const factors: Factor[] = [
      { path: "switch", levels: [false, true] },
      { path: "kind", levels: ["a", "b", "c"] },
    ];
    const kinds = ["a", "b", "c"];
    const design = designOf({ factors, size: 300 });
    const values = outcomesOf(design, () => 0);
    const found = sensitivityOf(
      design,
      values.map((_, run) => {
        const unit = run / 300;
        return unit < 0 ? kinds.length : unit;
      }),
      { seed: "s", resamples: 0, confidence: 0.95 },
    );
    const [first, second] = found.indices?.method === "sample" ? found.indices.factors : [];
    expect(first?.src.value).not.toBeNull();
    expect(second?.src.value).toBeNull();
    expect(second?.pawn.value).toBeGreaterThan(0);
  });

  it("an idle factor's PAWN exceeds what chance gives about as often as it claims", () => {
    const repeats = 120;
    let exceeded = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const factors: Factor[] = [...alike(1), { path: "switch", levels: [false, true] }];
      const design = designOf({ factors, size: 40, seed: `idle ${repeat}` });
      const draws = openStream(`idle ${repeat}`, "test").at(0);
      let run = 0;
      for (const { pawn, idle } of indicesOf(design, () => draws.normal(run++, 0)).factors)
        if ((pawn.value ?? NaN) > (idle.high ?? NaN)) exceeded++;
    }
    // nominal .025 of 240, less what ties take; four standard errors above
    expect(exceeded).toBeLessThan(16);
  });

  it("columns that repeat each other have no coefficients of their own", () => {
    const doubled = [columns[0], columns[0]];
    expect(regression(doubled, outcome, false)(all).coefficients).toEqual([NaN, NaN]);
  });
});
