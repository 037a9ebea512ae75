import { describe, expect, it } from "vitest";
import { regularisedBeta } from "../../experiments/statistics/beta.ts";
import {
  fisherQuantile,
  fisherTail,
  noncentralFisherTail,
} from "../../experiments/statistics/fisher.ts";
import * as S from "../../experiments/statistics/index.ts";
import { noncentralStudentTail } from "../../experiments/statistics/noncentral.ts";
import { normalQuantile, normalTail } from "../../experiments/statistics/normal.ts";
import { boundaries } from "../../experiments/statistics/spending.ts";
import { studentQuantile, studentTail } from "../../experiments/statistics/student.ts";
import exact from "./golden/distributions.json" with { type: "json" };
import every from "./golden/enumeration.json" with { type: "json" };
import golden from "./golden/statistics.json" with { type: "json" };

// Golden numbers of other programs; the scripts that made them stand in scripts/golden/, and each file names its oracle.

declare module "vitest" {
  interface Assertion<T> {
    /** Equal to a relative accuracy, 10⁻¹² where left out. */
    toBeNear(wanted: number, relative?: number): T;
  }
}

expect.extend({
  toBeNear(got: number, wanted: number, relative = 1e-12) {
    const off = Math.abs(got - wanted) / Math.max(Math.abs(wanted), 1e-300);
    return { pass: off <= relative, message: () => `got ${got}, wanted ${wanted}: off by ${off}` };
  },
});

const SIDES = ["two", "greater", "less"] as const;
type Side = (typeof SIDES)[number];

describe("distributions, against 40 digits", () => {
  it("normal tail, relatively, 37 deviations out", () => {
    for (const [z, tail] of exact.normalTail) expect(normalTail(z!)).toBeNear(tail!, 2e-13);
  });

  it("normal quantile, to 10⁻¹⁵", () => {
    for (const [p, z] of exact.normalQuantile) expect(normalQuantile(p!)).toBeNear(z!, 2e-15 / p!);
    expect(normalQuantile(1e-300)).toBeNear(-37.0470962993612, 1e-14);
    expect(normalQuantile(1 - 0.025)).toBeNear(1.9599639845400543, 1e-14);
  });

  it("Student's tail, relatively, from 1 to a million degrees of freedom", () => {
    for (const [t, df, tail] of exact.studentTail) expect(studentTail(t!, df!)).toBeNear(tail!);
  });

  it("Student's quantile", () => {
    for (const [p, df, t] of exact.studentQuantile) expect(studentQuantile(p!, df!)).toBeNear(t!);
  });

  it("Fisher's tail, and its quantile back again", () => {
    for (const [f, above, below, tail] of exact.fisherTail) {
      expect(fisherTail(f!, [above!, below!])).toBeNear(tail!);
      expect(fisherQuantile(tail!, [above!, below!])).toBeNear(f!, 1e-11);
    }
  });

  it("noncentral t and F, absolutely to 10⁻¹²", () => {
    for (const [t, df, delta, tail] of exact.noncentralStudentTail)
      expect(Math.abs(noncentralStudentTail(t!, df!, delta!) - tail!)).toBeLessThan(1e-12);
    for (const [f, above, below, lambda, tail] of exact.noncentralFisherTail)
      expect(Math.abs(noncentralFisherTail(f!, [above!, below!], lambda!) - tail!)).toBeLessThan(
        1e-12,
      );
  });

  it("both sides of the incomplete beta function add up to 1", () => {
    for (const [a, b, x] of [
      [0.5, 0.5, 0.3],
      [1e5, 3, 0.99998],
      [2, 700, 0.001],
    ] as const) {
      const { lower, upper } = regularisedBeta(a, b, x, 1 - x);
      expect(lower + upper).toBeNear(1, 1e-15);
      expect(regularisedBeta(b, a, 1 - x, x).upper).toBeNear(lower, 1e-11);
    }
  });
});

describe("moments, against R", () => {
  it.each(golden.moments)("of a sample, number %#", (of) => {
    expect(S.mean(of.sample)).toBeNear(of.mean);
    expect(S.variance(of.sample)).toBeNear(of.variance);
    expect(S.median(of.sample)).toBeNear(of.median);
    expect(Math.abs(S.skewness(of.sample) - of.skewness)).toBeLessThan(1e-12);
    for (const [share, value] of of.quantiles)
      expect(S.quantile(of.sample, share!)).toBeNear(value!);
  });

  it("correlation", () => {
    expect(S.correlation(golden.effect.treated, golden.effect.control)!).toBeNear(
      golden.correlation,
    );
  });
});

describe("tests on paired differences, against R", () => {
  it.each(golden.tests)("t test, $side, null value $nullValue", (of) => {
    const { nullValue, level } = of;
    const test = S.pairedTTest(golden.differences, { nullValue, level, side: of.side as Side });
    expect(test.t).toBeNear(of.t);
    expect(test.p).toBeNear(of.p);
    expect(test.interval.low).toBeNear(of.low);
    expect(test.interval.high).toBeNear(of.high);
  });

  it.each(golden.tost)("two one-sided tests, $low to $high at $alpha", (of) => {
    const test = S.pairedEquivalence(golden.differences, [of.low, of.high], of.alpha);
    expect(test.p).toBeNear(of.p);
    expect(test.interval.low).toBeNear(of.interval[0]!);
    expect(test.interval.high).toBeNear(of.interval[1]!);
  });

  it.each(golden.signs)("sign test, number %#", (of) => {
    for (const side of SIDES) expect(S.signTest(of.sample, side).p).toBeNear(of[side], 1e-11);
    expect(S.signTest(of.sample)).toMatchObject({ above: of.above, ties: of.ties });
  });

  it.each(golden.wilcoxon)("signed ranks without ties, number %#", (of) => {
    for (const side of SIDES) expect(S.signedRankTest(of.sample, side).p).toBeNear(of[side], 1e-11);
    expect(S.signedRankTest(of.sample).v).toBe(of.v);
  });

  it("signed ranks of 200 with ties, by the normal distribution", () => {
    const { sample, v, two } = golden.wilcoxonMany;
    expect(S.signedRankTest(sample).v).toBe(v);
    expect(S.signedRankTest(sample).p).toBeNear(two, 1e-11);
  });

  it.each(every.signedRank)(
    "signed ranks with ties and zeros, all signs gone through, number %#",
    (of) => {
      for (const side of SIDES) expect(S.signedRankTest(of.sample, side).p).toBeNear(of[side]);
    },
  );

  it.each(every.signFlip)("sign flips, all gone through, number %#", (of) => {
    for (const side of SIDES)
      expect(S.signFlipTest(of.sample, { side, seed: "" })).toEqual({ p: of[side], isExact: true });
  });
});

describe("families of tests, against R", () => {
  it("Holm, and Benjamini and Hochberg", () => {
    S.holm(golden.p).forEach((p, at) => expect(p).toBeNear(golden.holm[at]!));
    S.benjaminiHochberg(golden.p).forEach((p, at) =>
      expect(p).toBeNear(golden.benjaminiHochberg[at]!),
    );
  });
});

describe("effects and pairing, against R", () => {
  const { treated, control } = golden.effect;

  it("raw and standardised", () => {
    const effect = S.pairedEffect(treated, control);
    expect(effect.raw).toBeNear(golden.effect.raw);
    expect(effect.dz!).toBeNear(golden.effect.dz);
    expect(effect.dav!).toBeNear(golden.effect.dav);
    expect(effect.hedges!).toBeNear(golden.effect.dz * golden.effect.hedges[2]![1]!);
    for (const [df, factor] of golden.effect.hedges)
      expect(S.hedgesCorrection(df!)).toBeNear(factor!, 1e-11);
  });

  it("interval of the standardised effect", () => {
    const { low, high } = S.standardisedInterval(S.differencesOf(treated, control))!;
    expect(low).toBeNear(golden.effect.interval[0]!, 1e-9);
    expect(high).toBeNear(golden.effect.interval[1]!, 1e-9);
  });

  it("correlation over seeds and the gain from pairing", () => {
    const { correlation, gain } = S.pairingGain(treated, control);
    expect(correlation!).toBeNear(golden.effect.correlation);
    expect(gain!).toBeNear(golden.effect.gain, 1e-11);
  });
});

describe("spreads, against R and all swaps", () => {
  const { treated, control } = golden.effect;

  it("ratio of variances; Pitman and Morgan", () => {
    expect(S.lnVarianceRatio(treated, control)).toBeNear(golden.spread.lnRatio);
    for (const of of golden.spread.pitmanMorgan) {
      const test = S.pitmanMorgan(treated, control, of.side as Side)!;
      expect(test.t).toBeNear(of.t, 1e-11);
      expect(test.p).toBeNear(of.p, 1e-11);
    }
  });

  it("permutation of pairs about their centres", () => {
    const { first, second } = every.spread;
    for (const side of SIDES)
      expect(S.spreadPermutation(first, second, { side, seed: "" }).p).toBeNear(every.spread[side]);
  });
});

describe("trends, against R and SciPy", () => {
  const { doses, blocks, line, bend } = golden.trend;

  it("contrasts are the least-squares coefficients of each replicate", () => {
    S.blockContrasts(blocks, S.contrastWeights(doses)).forEach((b, at) =>
      expect(b).toBeNear(line[at]!, 1e-10),
    );
    const bends = S.blockContrasts(blocks, S.contrastWeights(doses, 2));
    bends.forEach((b, at) => expect(b).toBeNear(bend[at]!, 1e-10));
  });

  it.each(every.page)("Page's test, number %#", (of) => {
    expect(S.pageTest(of.blocks)).toMatchObject({ l: of.l, isExact: true });
    expect(S.pageTest(of.blocks).p).toBeNear(of.p);
    const reversed = of.blocks.map((block) => block.map((value) => -value));
    expect(S.pageTest(reversed, "less").p).toBeNear(of.p);
  });
});

describe("the BCa interval, against R's boot on boot's own resamples", () => {
  // boot counts replicates below the estimate and leaves ties out; without ties both are one
  it.each(golden.bca.filter(({ ties }) => !ties))("of the $name", (of) => {
    const interval = S.bcaInterval({ ...of, influence: of.influence });
    expect(interval.method).toBe("bca");
    expect(interval.low).toBeNear(of.interval[0]!, 1e-10);
    expect(interval.high).toBeNear(of.interval[1]!, 1e-10);
  });

  it("rests on the same influences", () => {
    const [mean] = golden.bca;
    const { acceleration } = S.bootstrap(mean!.sample, S.mean, { seed: "s", resamples: 99 });
    const sum = (power: number) => mean!.influence.reduce((all, l) => all + l ** power, 0);
    expect(acceleration).toBeNear(sum(3) / (6 * sum(2) ** 1.5), 1e-10);
  });
});

describe("how many runs, against R and 40 digits", () => {
  it.each(golden.power.t)(
    "power of the t test: $n pairs, effect $effect",
    ({ n, power, ...of }) => {
      expect(Math.abs(S.powerOfT(n, { ...of, sides: of.sides as 1 | 2 }) - power)).toBeLessThan(
        1e-9,
      );
    },
  );

  it.each(golden.power.pairs)("pairs for power $power at effect $effect", ({ n, ...of }) => {
    const design = { ...of, sides: of.sides as 1 | 2 };
    expect(S.pairsForT(design)).toBe(n);
    const effect = S.detectableEffect(n, design);
    expect(effect).toBeLessThanOrEqual(of.effect);
    expect(S.powerOfT(n, { ...design, effect })).toBeNear(of.power, 1e-10);
  });

  it.each(golden.power.levels)("$levels levels, f = $f", ({ levels, f, n, power }) => {
    const design = { levels, f, alpha: 0.01 };
    expect(S.runsForLevels({ ...design, power: 0.95 })).toBe(n);
    expect(Math.abs(S.powerOfLevels(n, design) - power)).toBeLessThan(1e-9);
  });

  it.each(golden.power.halfWidth)("half-width $halfWidth", ({ n, ...of }) => {
    expect(S.runsForHalfWidth(of)).toBe(n);
  });

  it("power of the equivalence test", () => {
    for (const [n, margin, effect, alpha, power] of exact.powerOfEquivalence) {
      const design = { margin: margin!, effect: effect!, alpha: alpha! };
      expect(Math.abs(S.powerOfEquivalence(n!, design) - power!)).toBeLessThan(1e-12);
    }
    const n = S.pairsForEquivalence({ margin: 0.5, power: 0.8 });
    expect(S.powerOfEquivalence(n, { margin: 0.5 })).toBeGreaterThanOrEqual(0.8);
    expect(S.powerOfEquivalence(n - 1, { margin: 0.5 })).toBeLessThan(0.8);
  });
});

describe("boundaries of repeated looks, against SciPy's multivariate normal and published tables", () => {
  it.each([...every.boundaries, every.published])("$spending at $alpha, looks at $pairs", (of) => {
    const most = of.pairs.at(-1)!;
    const times = of.pairs.map((pairs) => ({ time: pairs / most, information: pairs }));
    boundaries(times, of.alpha, of.spending as S.Spending).forEach((boundary, look) =>
      expect(Math.abs(boundary - of.boundaries[look]!)).toBeLessThan(2e-4),
    );
  });
});
