import { describe, expect, it } from "vitest";
import {
  effectOf,
  type EffectQuestion,
  levelWeights,
} from "../../../experiments/hypotheses/effect.ts";
import { rawDraws } from "../../../sim/index.ts";
import { normalQuantile } from "../../../experiments/statistics/index.ts";

/** Standard normal numbers, the same on every machine. */
function normals(seed: string, count: number): Float64Array {
  const draws = rawDraws("effect", seed);
  return Float64Array.from({ length: count }, () =>
    normalQuantile((draws.next32() + 0.5) / 2 ** 32),
  );
}

const QUESTION: EffectQuestion = {
  weights: [-1, 1],
  margin: 0.5,
  alpha: 0.05,
  isSpread: false,
  seed: "s",
  looks: [40],
  spending: "obrien-fleming",
};

const common = normals("common", 40);
const own = normals("own", 40);
const plus = (by: number): Float64Array =>
  common.map((value, at) => value + by + 0.2 * (own[at] ?? 0));

describe("an effect", () => {
  it("is read off pairs: what seeds share cancels", () => {
    const { found, pairs, lost, isExactlyZero } = effectOf([common, plus(1)], QUESTION);
    expect([pairs, lost, isExactlyZero]).toEqual([40, 0, false]);
    expect(found?.estimate).toBeCloseTo(1, 1);
    expect(found?.standardDeviation).toBeLessThan(0.3);
    expect(found?.p).toBeLessThan(1e-20);
    expect(found?.interval.low).toBeGreaterThan(0.9);
    expect(found?.interval.high).toBeLessThan(1.1);
    expect(found?.pairing.correlation).toBeGreaterThan(0.9);
    expect(found?.pairing.gain).toBeGreaterThan(10);
    expect(found?.beyond.above).toBeLessThan(1e-9);
    expect(found?.beyond.below).toBeGreaterThan(0.99);
    expect(found?.equivalence.p).toBeGreaterThan(0.99);
  });

  it("of nothing is exactly 0", () => {
    const { found, isExactlyZero } = effectOf([common, common], QUESTION);
    expect(isExactlyZero).toBe(true);
    expect(found).toMatchObject({ estimate: 0, p: 1, equivalence: { p: 0 } });
    expect(found?.interval).toMatchObject({ low: 0, high: 0 });
  });

  it("of nothing is exactly 0 over doses too", () => {
    const weights = levelWeights([0, 0.25, 0.5, 1], undefined);
    const { isExactlyZero } = effectOf([common, common, common, common], { ...QUESTION, weights });
    expect(isExactlyZero).toBe(true);
  });

  it("of the same size on every seed is judged by its sign alone", () => {
    const steps = Float64Array.from({ length: 10 }, (_, at) => at); // exact in binary
    const { found } = effectOf([steps, steps.map((value) => value + 2)], QUESTION);
    expect(found?.p).toBeCloseTo(2 / 2 ** 10, 12);
    expect(found?.standardised.dz).toBeNull();
  });

  it("leaves out seeds that lack a level, and counts them", () => {
    const holed = plus(1).map((value, at) => (at === 3 || at === 7 ? NaN : value));
    const { differences, pairs, lost, levels } = effectOf([common, holed], QUESTION);
    expect([pairs, lost]).toEqual([38, 2]);
    expect(differences[3]).toBeNull();
    expect(levels.map(({ n }) => n)).toEqual([40, 38]);
    expect(levels[1]?.values[7]).toBeNull();
  });

  it("is not found in fewer than two pairs", () => {
    const one = Float64Array.of(1, NaN);
    expect(effectOf([one, one], QUESTION)).toMatchObject({ pairs: 1, lost: 1, found: null });
    expect(effectOf([Float64Array.of(NaN), one], QUESTION)).toMatchObject({
      pairs: 0,
      isExactlyZero: false,
    });
  });

  it("of several doses is the change along the fitted line, or what the weights say", () => {
    expect(levelWeights([1, 2], undefined)).toEqual([-1, 1]);
    expect(levelWeights([0, 1, 2], undefined)).toEqual([-1, 0, 1]);
    const uneven = levelWeights([0, 1, 4], undefined);
    expect(uneven.reduce((sum, weight, at) => sum + weight * [3, 5, 11][at]!, 0)).toBeCloseTo(
      8,
      12,
    );
    expect(levelWeights([1, 2, 3, 4], [1, -1, -1, 1])).toEqual([1, -1, -1, 1]);
    const rising = effectOf([common, plus(1), plus(2)], { ...QUESTION, weights: [-1, 0, 1] });
    expect(rising.found?.trend?.steps).toHaveLength(2);
    expect(rising.found?.trend?.rises.monotone).toBeLessThan(0.001);
    expect(rising.found?.trend?.rises.page).toBeLessThan(0.001);
    expect(rising.found?.trend?.falls.page).toBeGreaterThan(0.99);
  });

  it("of a spread compares how far seeds end apart", () => {
    const wide = own.map((value) => 3 * value);
    const { found, levels } = effectOf([common, wide], { ...QUESTION, isSpread: true });
    expect(levels[0]?.mean).toBeCloseTo(0.8, 0);
    expect(found?.estimate).toBeGreaterThan(1);
    expect(found?.p).toBeLessThan(0.001);
    expect(found?.spread?.lnVarianceRatio).toBeGreaterThan(1);
    const shifted = effectOf([common, common.map((value) => value + 5)], {
      ...QUESTION,
      isSpread: true,
    });
    expect(shifted.found?.estimate).toBeCloseTo(0, 12);
  });

  it("looked at repeatedly takes the looks into its p", () => {
    const weak = common.map((value, at) => value + 0.12 + 0.4 * (own[at] ?? 0));
    const once = effectOf([common, weak], QUESTION).found;
    const often = effectOf([common, weak], {
      ...QUESTION,
      looks: [10, 20, 30, 40],
      spending: "pocock",
    }).found;
    expect(often?.estimate).toBe(once?.estimate);
    expect(often?.p).toBeGreaterThan(once?.p ?? 1);
    const width = (found: typeof once): number =>
      (found?.confidence.high ?? 0) - (found?.confidence.low ?? 0);
    expect(width(often)).toBeGreaterThan(width(once));
  });
});
