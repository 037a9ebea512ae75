import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bcaInterval,
  benjaminiHochberg,
  blockContrasts,
  bootstrap,
  bootstrapGroups,
  contrastWeights,
  correlation,
  detectableEffect,
  holm,
  independentSpreadInterval,
  lnVarianceRatio,
  mean,
  median,
  monotoneSteps,
  normalCdf,
  normalQuantile,
  pageTest,
  pairedEffect,
  pairedEquivalence,
  pairedSpreadInterval,
  pairedTTest,
  pairingGain,
  pairsForEquivalence,
  pairsForT,
  pitmanMorgan,
  quantile,
  runsForHalfWidth,
  signedRankTest,
  signFlipTest,
  signTest,
  stabilisedAt,
  standardDeviation,
  standardisedInterval,
  studentCdf,
  studentQuantile,
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
    ["a statistic that is undefined", () => bootstrap([1, 2], () => NaN, { seed: "s" })],
    ["a share of 1", () => normalQuantile(1)],
    ["no degrees of freedom", () => studentQuantile(0.3, 0)],
    ["levels that are all equal", () => contrastWeights([2, 2, 2])],
    ["a bend over two levels", () => contrastWeights([1, 2, 1, 2], 2)],
    ["replicates that lack a level", () => blockContrasts([[1, 2]], [1, 0, -1])],
    ["a single level", () => pageTest([[1], [2]])],
    ["steps of a single level", () => monotoneSteps([[1], [2]], "less")],
    ["two pairs for a spread", () => pitmanMorgan([1, 2], [2, 1])],
    ["an effect of 0 to be found", () => pairsForT({ effect: 0, power: 0.8 })],
    ["power below alpha", () => detectableEffect(10, { power: 0.01 })],
    [
      "a difference beyond its margin",
      () => pairsForEquivalence({ effect: 1, margin: 1, power: 0.8 }),
    ],
    ["a width of 0", () => runsForHalfWidth({ standardDeviation: 1, halfWidth: 0 })],
    ["a tolerance of 0", () => stabilisedAt([1, 2, 3], 0)],
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

describe("bootstrap", () => {
  const UNITS = [3, 1, 4, 1, 5, 9, 2, 6];

  it("of pairs keeps them together: differences of pairs that all differ by 1 do not vary", () => {
    const pairs = UNITS.map((value) => [value + 1, value] as const);
    const difference = (of: readonly (readonly [number, number])[]) =>
      mean(of.map(([a]) => a)) - mean(of.map(([, b]) => b));
    expect(bootstrap(pairs, difference, { seed: "s", resamples: 200 })).toMatchObject({
      low: 1,
      high: 1,
    });
  });

  it("of independent arms resamples each within itself", () => {
    const groups = [UNITS, UNITS.map((value) => value + 100)];
    const seen = new Set<string>();
    bootstrapGroups(
      groups,
      ([a, b]) => {
        seen.add(
          `${a!.length} ${a!.every((value) => value < 100)} ${b!.every((value) => value > 100)}`,
        );
        return mean(b!) - mean(a!);
      },
      { seed: "s", resamples: 50 },
    );
    expect([...seen].sort()).toEqual(["7 true true", "8 true true"]);
  });

  it("leaves out and counts resamples on which the statistic is undefined", () => {
    const ratio = (of: readonly number[]) => (variance(of) === 0 ? NaN : mean(of) / variance(of));
    const { undefinedResamples, resamples } = bootstrap([1, 2, 5], ratio, {
      seed: "s",
      resamples: 999,
    });
    expect(undefinedResamples / 999).toBeGreaterThan(0.06); // expected: 3 of 27
    expect(undefinedResamples / 999).toBeLessThan(0.17);
    expect(resamples + undefinedResamples).toBe(999);
  });

  it("falls back on percentiles where all resamples lie on one side", () => {
    const replicates = Float64Array.from({ length: 199 }, (_, at) => at + 1);
    const of = { replicates, influence: [1, 2, -3], level: 0.9 };
    expect(bcaInterval({ ...of, estimate: 0 })).toMatchObject({ method: "percentile", bias: 0 });
    expect(bcaInterval({ ...of, estimate: 0 }).low).toBeCloseTo(10, 10);
    expect(bcaInterval({ ...of, estimate: 100 }).method).toBe("bca");
  });

  it("moves with its units: shifted and scaled data give the shifted and scaled interval", () => {
    const plain = bootstrap(UNITS, mean, { seed: "s", resamples: 499 });
    const moved = bootstrap(
      UNITS.map((value) => 8 * value - 4),
      mean,
      { seed: "s", resamples: 499 },
    );
    expect(moved.low).toBeCloseTo(8 * plain.low - 4, 10);
    expect(moved.high).toBeCloseTo(8 * plain.high - 4, 10);
  });
});

describe("effects", () => {
  it("have no standardised value without spread, and no relative one without a control", () => {
    expect(pairedEffect([2, 3], [1, 2])).toMatchObject({ raw: 1, dz: null, hedges: null });
    expect(pairedEffect([1, 3], [-1, 1])).toMatchObject({ raw: 2, relative: null });
    expect(standardisedInterval([1, 1, 1])).toBeNull();
  });

  it("pairing gains exactly what the correlation says where spreads are equal: 1/(1 − r)", () => {
    const treated = [1, 2, 3, 4];
    const { correlation: r, gain } = pairingGain(treated, [2, 1, 4, 3]);
    expect(gain).toBeCloseTo(1 / (1 - r!), 12);
    expect(pairingGain(treated, treated)).toEqual({ correlation: 1, gain: null });
  });
});

describe("spreads", () => {
  it("of arms that do not vary have no finite ratio", () => {
    expect(lnVarianceRatio([1, 1, 1], [1, 2, 3])).toBe(-Infinity);
    expect(lnVarianceRatio([1, 2, 3], [1, 1, 1])).toBe(Infinity);
    expect(lnVarianceRatio([1, 1], [2, 2])).toBeNaN();
    expect(() => pairedSpreadInterval(EQUAL, [1, 2, 3, 4], { seed: "s" })).toThrow(RangeError);
  });

  it("twice as wide is ln 4, paired or not", () => {
    const narrow = [1, 4, 2, 8, 5, 7, 3, 6];
    const wide = narrow.map((value) => 2 * value).reverse();
    const options = { seed: "s", resamples: 999 };
    for (const interval of [pairedSpreadInterval, independentSpreadInterval]) {
      const { estimate, low, high } = interval(wide, narrow, options);
      expect(estimate).toBeCloseTo(2 * Math.LN2, 12);
      expect(low < estimate && estimate < high).toBe(true);
    }
  });
});

describe("dose and response", () => {
  const RISING = [
    [0, 1.1, 2],
    [0.2, 0.9, 2.3],
    [-0.1, 1, 2.2],
    [0, 1.3, 1.9],
  ];

  it("a U is no line: the slope misses it, the bend finds it", () => {
    const u = RISING.map(([a, b]) => [b!, a!, b! + 0.01]);
    expect(pairedTTest(blockContrasts(u, contrastWeights([0, 1, 2]))).estimate).toBeCloseTo(
      0.005,
      10,
    );
    expect(pairedTTest(blockContrasts(u, contrastWeights([0, 1, 2], 2))).p).toBeLessThan(0.01);
  });

  it("a rise at every step is told from one that a single step carries", () => {
    expect(monotoneSteps(RISING, "greater").p).toBeLessThan(0.01);
    const jump = RISING.map(([a, , c]) => [a!, a! - 0.1, c!]);
    expect(monotoneSteps(jump, "greater").p).toBeGreaterThan(0.5);
    expect(pageTest(jump, "less").p).toBeGreaterThan(0.05);
  });

  it("Page's test falls back on the normal distribution, close to the exact one", () => {
    const draws = Array.from({ length: 61 }, (_, at) => [
      at % 3,
      (at * 7) % 5,
      ((at * 11) % 7) + 0.5,
      (at * 5) % 6,
    ]);
    const all = pageTest(draws);
    const fewer = pageTest(draws.slice(0, 60));
    expect([all.isExact, fewer.isExact]).toEqual([false, true]);
    expect(Math.abs(all.p - fewer.p)).toBeLessThan(0.02);
  });
});

describe("stabilisation", () => {
  it("is the first n from which no later coefficient differs by the tolerance: by the definition itself", () => {
    const sample = Array.from(
      { length: 60 },
      (_, at) => 10 + ((at * 37) % 11) - 5 * Math.cos(at * at),
    );
    const coefficient = (n: number) =>
      standardDeviation(sample.slice(0, n)) / mean(sample.slice(0, n));
    const isStable = (n: number, tolerance: number) =>
      Array.from({ length: 60 - n }, (_, k) => n + 1 + k).every(
        (m) => Math.abs(coefficient(n) - coefficient(m)) < tolerance,
      );
    for (const tolerance of [0.2, 0.05, 0.02, 0.01]) {
      let first = 2;
      while (first <= 54 && !isStable(first, tolerance)) first++;
      expect(stabilisedAt(sample, tolerance).runs).toBe(first <= 54 ? first : null);
    }
    expect(stabilisedAt(sample).path[58]).toBeCloseTo(coefficient(60), 12);
  });

  it("has nothing to say about a mean of 0, or runs too few to show it", () => {
    expect(stabilisedAt([1, -1, 1, -1], 0.1)).toEqual({
      runs: null,
      path: [null, expect.closeTo(3.464, 3), null],
    });
    expect(stabilisedAt([5, 5, 5]).runs).toBe(2);
    expect(stabilisedAt([5, 5]).runs).toBeNull();
  });
});

describe("laws", () => {
  const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 14 });

  it("treating the other arm as treated mirrors every test", () => {
    fc.assert(
      fc.property(sample, (values) => {
        const mirrored = values.map((value) => -value);
        for (const test of [
          (of: number[], side: "greater" | "less") => pairedTTest(of, { side }).p,
          (of: number[], side: "greater" | "less") => signTest(of, side).p,
          (of: number[], side: "greater" | "less") => signedRankTest(of, side).p,
          (of: number[], side: "greater" | "less") => signFlipTest(of, { side, seed: "" }).p,
        ])
          expect(test(mirrored, "less")).toBeCloseTo(test(values, "greater"), 12);
      }),
      { numRuns: 60 },
    );
  });

  it("quantile and distribution undo each other", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.integer({ min: 1, max: 3000 }),
        (share, df) => {
          expect(normalCdf(normalQuantile(share))).toBeCloseTo(share, 13);
          expect(studentCdf(studentQuantile(share, df), df)).toBeCloseTo(share, 12);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("Holm is never below the plain p, never above Bonferroni's, nor is Benjamini and Hochberg's above Holm's", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (p) => {
          const strict = holm(p);
          const lenient = benjaminiHochberg(p);
          p.forEach((plain, at) => {
            expect(strict[at]!).toBeLessThanOrEqual(Math.min(1, p.length * plain));
            expect(lenient[at]!).toBeLessThanOrEqual(strict[at]! * (1 + 1e-12));
            expect(plain).toBeLessThanOrEqual(lenient[at]! * (1 + 1e-12));
          });
        },
      ),
    );
  });
});
