import { describe, expect, it } from "vitest";
import {
  bootstrap,
  correlation,
  holm,
  mean,
  median,
  pairedEquivalence,
  pairedTTest,
  quantile,
  variance,
} from "../../experiments/statistics/index.ts";

const DIFFERENCES = [1.2, -0.3, 0.8, 2.1, 0.4, 0.9, -0.2, 1.5, 0.1, 0.7];
const EQUAL = [0.1, 0.1, 0.1, 0.1];

describe("differences without spread", () => {
  it("are told apart from no difference by the t test, whose interval is the point", () => {
    expect(pairedTTest([0, 0, 0])).toMatchObject({ t: 0, p: 1, interval: { low: 0, high: 0 } });
    expect(pairedTTest(EQUAL)).toMatchObject({
      t: Infinity,
      p: 0,
      interval: { low: 0.1, high: 0.1 },
    });
    expect(pairedTTest(EQUAL, { side: "less" }).p).toBe(1);
  });

  it("are equivalent within the margin, and neither on it nor beyond it", () => {
    expect(pairedEquivalence([0, 0, 0], 0.01)).toMatchObject({ p: 0, isEquivalent: true });
    expect(pairedEquivalence([1, 1, 1], 1)).toMatchObject({ p: 0.5, isEquivalent: false });
    expect(pairedEquivalence([2, 2, 2], 1)).toMatchObject({ p: 1, isEquivalent: false });
  });

  it("give the bootstrap a point, and sums no rounding", () => {
    expect(bootstrap(EQUAL, mean, { seed: "s", resamples: 99 })).toMatchObject({
      method: "point",
      low: 0.1,
      high: 0.1,
    });
    expect([mean(EQUAL), variance(EQUAL), median(EQUAL)]).toEqual([0.1, 0, 0.1]);
    expect(correlation(EQUAL, [1, 2, 3, 4])).toBeNull();
  });
});

describe("what no statistic can be computed from", () => {
  it.each([
    ["an empty sample", () => mean([])],
    ["a failed run that slipped through", () => pairedTTest([1, NaN, 2])],
    ["an infinite value", () => variance([1, Infinity])],
    ["a single pair", () => pairedTTest([1])],
    ["unequal lengths", () => correlation([1, 2, 3], [1, 2])],
    ["a margin of nothing", () => pairedEquivalence([1, 2, 3], 0)],
    ["a p above 1", () => holm([0.2, 1.2])],
    ["a share above 1", () => quantile([1, 2], 1.1)],
    ["a resample of one unit", () => bootstrap([1], mean, { seed: "s" })],
  ])("%s is turned away", (_, compute) => {
    expect(compute).toThrow(RangeError);
  });
});

it("equivalence is declared exactly where the interval of level 1 − 2·alpha lies within the margins", () => {
  for (const margin of [0.9, 1.1, 1.158, 1.159, 1.3]) {
    const { isEquivalent, interval } = pairedEquivalence(DIFFERENCES, margin);
    expect(isEquivalent).toBe(interval.low > -margin && interval.high < margin);
  }
});

it("a bootstrap depends on its seed and on nothing else", () => {
  const at = (seed: string) => bootstrap(DIFFERENCES, median, { seed, resamples: 499 });
  expect(at("a")).toEqual(at("a"));
  expect(at("a").standardError).not.toBe(at("b").standardError);
});
