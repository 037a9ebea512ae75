import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SaltelliDesign } from "../../../experiments/designs/saltelli.ts";
import { sensitivityOf } from "../../../experiments/sensitivity/index.ts";
import type { SobolIndices } from "../../../experiments/sensitivity/sobol.ts";
import { alike, ISHIGAMI, ishigami, outcomesOf, SOBOL_G, sobolG } from "./functions.ts";

const { sobol: golden } = JSON.parse(
  readFileSync(new URL("../golden/sensitivity.json", import.meta.url), "utf8"),
) as {
  sobol: Record<"fA" | "fB" | "first" | "total" | "second", number[]> &
    Record<"fAB" | "fBA", number[][]>;
};

const designOf = (rest: Partial<SaltelliDesign>): SaltelliDesign => ({
  kind: "saltelli",
  factors: alike(3, -Math.PI, Math.PI),
  replicates: 1,
  base: 64,
  secondOrder: false,
  seed: "s",
  ...rest,
});

function indicesOf(design: SaltelliDesign, values: Float64Array, resamples = 0): SobolIndices {
  const { indices } = sensitivityOf(design, values, { seed: "s", resamples, confidence: 0.95 });
  if (indices?.method !== "sobol") throw new Error("no Sobol indices");
  return indices;
}

/** The largest difference between numbers and what they should be. */
const furthest = (found: readonly (number | null)[], wanted: readonly number[]): number =>
  found.length === wanted.length
    ? Math.max(...wanted.map((value, index) => Math.abs((found[index] ?? NaN) - value)))
    : NaN;

describe("Sobol indices", () => {
  it("are scipy's on the same values", () => {
    const { fA, fB, fAB, fBA, first, total, second } = golden;
    const rows = fA.map((a, row) => [
      a,
      ...fAB.map((values) => values[row] ?? NaN),
      ...fBA.map((values) => values[row] ?? NaN),
      fB[row] ?? NaN,
    ]);
    const found = indicesOf(designOf({ secondOrder: true }), Float64Array.from(rows.flat()));
    expect(
      furthest(
        found.factors.map((factor) => factor.first.value),
        first,
      ),
    ).toBeLessThan(1e-12);
    expect(
      furthest(
        found.factors.map((factor) => factor.total.value),
        total,
      ),
    ).toBeLessThan(1e-12);
    expect(
      furthest(
        found.pairs.map((pair) => pair.second.value),
        second,
      ),
    ).toBeLessThan(1e-12);
  });

  it("of Ishigami's function come to their known values", () => {
    const design = designOf({ base: 4096, secondOrder: true });
    const found = indicesOf(design, outcomesOf(design, ishigami));
    expect(
      furthest(
        found.factors.map((factor) => factor.first.value),
        ISHIGAMI.first,
      ),
    ).toBeLessThan(0.01);
    expect(
      furthest(
        found.factors.map((factor) => factor.total.value),
        ISHIGAMI.total,
      ),
    ).toBeLessThan(0.01);
    expect(
      furthest(
        found.pairs.map((pair) => pair.second.value),
        ISHIGAMI.second,
      ),
    ).toBeLessThan(0.02);
  });

  it("of Sobol's g function come to their closed form", () => {
    const design = designOf({ factors: alike(6), base: 4096 });
    const found = indicesOf(design, outcomesOf(design, sobolG));
    expect(
      furthest(
        found.factors.map((factor) => factor.first.value),
        SOBOL_G.first,
      ),
    ).toBeLessThan(0.005);
    expect(
      furthest(
        found.factors.map((factor) => factor.total.value),
        SOBOL_G.total,
      ),
    ).toBeLessThan(0.005);
  });

  it("do not change when a constant joins the outcome", () => {
    const design = designOf({ base: 256 });
    const plain = indicesOf(design, outcomesOf(design, ishigami));
    const lifted = indicesOf(
      design,
      outcomesOf(design, (point) => 1000 + ishigami(point)),
    );
    expect(
      furthest(
        lifted.factors.map((factor) => factor.first.value),
        plain.factors.map((factor) => factor.first.value ?? NaN),
      ),
    ).toBeLessThan(1e-9);
  });

  it("of a factor that does nothing are exactly 0, and of a constant undefined", () => {
    const design = designOf({ base: 32 });
    const [, , idle] = indicesOf(
      design,
      outcomesOf(design, ([x = 0]) => x),
      50,
    ).factors;
    expect(idle?.first).toEqual({ value: 0, low: 0, high: 0 });
    expect(idle?.total).toEqual({ value: 0, low: 0, high: 0 });
    const [constant] = indicesOf(
      design,
      outcomesOf(design, () => 3),
      50,
    ).factors;
    expect(constant?.first).toEqual({ value: null, low: null, high: null });
  });

  it("lie in their intervals about as often as these claim, or more, the points being even", () => {
    const repeats = 80;
    let hits = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const design = designOf({ factors: alike(6), base: 256, seed: `coverage ${repeat}` });
      const found = indicesOf(design, outcomesOf(design, sobolG), 200);
      const [first] = found.factors;
      const { low, high } = first?.total ?? { low: null, high: null };
      const known = SOBOL_G.total[0] ?? NaN;
      if ((low ?? NaN) <= known && known <= (high ?? NaN)) hits++;
    }
    expect(hits).toBeGreaterThan(0.9 * repeats);
  });

  it("are traced at an eighth, a quarter, half and all of the rows, growing narrower", () => {
    const design = designOf({ base: 512 });
    const { trace } = indicesOf(design, outcomesOf(design, ishigami), 200);
    expect(trace.map(({ blocks }) => blocks)).toEqual([64, 128, 256, 512]);
    const widths = trace.map(
      ({ factors }) => (factors[0]?.total.high ?? NaN) - (factors[0]?.total.low ?? NaN),
    );
    expect(widths[3]).toBeLessThan(widths[0] ?? NaN);
  });

  it("leave out and count rows that lack a value, and are those of the others", () => {
    const design = designOf({ base: 64, replicates: 2 });
    const values = outcomesOf(design, (point, replicate) => ishigami(point) + replicate);
    // a point of row 3 in one replicate, and two points of row 10
    for (const run of [2 * (3 * 5 + 1), 2 * (10 * 5), 2 * (10 * 5 + 4) + 1]) values[run] = NaN;
    const { runs, blocks, indices } = sensitivityOf(design, values, {
      seed: "s",
      resamples: 0,
      confidence: 0.95,
    });
    expect(runs).toEqual({ total: 640, missing: 3, leftOut: 17 });
    expect(blocks).toEqual({ size: 5, total: 64, complete: 62 });
    const kept = values.filter((_, run) => ![3, 10].includes(Math.floor(run / 10)));
    const alone = indicesOf(designOf({ base: 62, replicates: 2 }), kept);
    expect(indices).toEqual(alone);
  });

  it("are the same again from the same seed, and told as undefined where nothing is left", () => {
    const design = designOf({ base: 16 });
    const values = outcomesOf(design, ishigami);
    expect(indicesOf(design, values, 50)).toEqual(indicesOf(design, values, 50));
    const none = sensitivityOf(design, values.fill(NaN), {
      seed: "s",
      resamples: 9,
      confidence: 0.95,
    });
    expect(none.indices).toBeNull();
    expect(none.variance).toBeNull();
  });
});
