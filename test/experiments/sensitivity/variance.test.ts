import { describe, expect, it } from "vitest";
import { blocksOf } from "../../../experiments/sensitivity/blocks.ts";
import { type VarianceParts, varianceParts } from "../../../experiments/sensitivity/variance.ts";
import { openStream } from "../../../sim/index.ts";
import type { LhsDesign } from "../../../experiments/designs/lhs.ts";
import { alike } from "./functions.ts";

const designOf = (size: number, replicates: number): LhsDesign => ({
  kind: "lhs",
  factors: alike(1),
  replicates,
  size,
  seed: "s",
});

function partsOf(design: LhsDesign, of: (point: number, seed: number) => number): VarianceParts {
  const { replicates } = design;
  const values = Float64Array.from({ length: design.size * replicates }, (_, run) =>
    of(Math.floor(run / replicates), run % replicates),
  );
  const parts = varianceParts(design, values, blocksOf(design, values));
  if (parts === null) throw new Error("no parts");
  return parts;
}

describe("the variance of an outcome", () => {
  it("that parameters alone make is theirs", () => {
    const parts = partsOf(designOf(5, 3), (point) => point);
    expect(parts).toMatchObject({
      mean: 2,
      between: 2.5,
      within: 0,
      parameters: 2.5,
      seeds: 0,
      share: 1,
    });
  });

  it("that seeds alone make is theirs, and none of it the parameters'", () => {
    const parts = partsOf(designOf(5, 3), (_, seed) => seed);
    expect(parts).toMatchObject({
      between: 0,
      within: 1,
      parameters: 0,
      seeds: 1,
      interaction: 0,
      share: 0,
    });
  });

  it("comes to its true parts on average: parameters 4, seeds 2, both together 3", () => {
    const repeats = 400;
    const sums = { parameters: 0, seeds: 0, interaction: 0, within: 0 };
    for (let repeat = 0; repeat < repeats; repeat++) {
      const draws = openStream(`variance ${repeat}`, "test").at(0);
      const parts = partsOf(
        designOf(12, 6),
        (point, seed) =>
          2 * draws.normal(point, 0) +
          Math.SQRT2 * draws.normal(1000 + seed, 0) +
          Math.sqrt(3) * draws.normal(2000 + 100 * point + seed, 0),
      );
      for (const part of ["parameters", "seeds", "interaction", "within"] as const)
        sums[part] += (parts[part] ?? NaN) / repeats;
    }
    // within four standard errors
    expect(Math.abs(sums.parameters - 4)).toBeLessThan(0.4);
    expect(Math.abs(sums.seeds - 2)).toBeLessThan(0.3);
    expect(Math.abs(sums.interaction - 3)).toBeLessThan(0.12);
    expect(Math.abs(sums.within - 5)).toBeLessThan(0.35);
  });

  it("with one replicate says nothing about seeds", () => {
    const parts = partsOf(designOf(5, 1), (point) => point);
    expect(parts).toMatchObject({ between: 2.5, within: null, parameters: null, share: null });
  });

  it("leaves out points that lack a replicate", () => {
    const parts = partsOf(designOf(5, 2), (point, seed) =>
      point === 4 && seed === 1 ? NaN : point,
    );
    expect(parts).toMatchObject({ points: 4, mean: 1.5 });
  });
});
