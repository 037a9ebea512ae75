import * as S from "../../experiments/statistics/index.ts";
import { type Repetition, sampleOf, type ShapeName } from "./samples.ts";

/**
 * How often something may happen: a false rejection, an interval that misses, or a rejection whose power is known. `least` and
 * `most` are rates of the true process; where a statistic is exact both are the nominal one.
 */
export interface Claim {
  readonly name: string;
  /** The rate that the statistic promises. */
  readonly nominal: number;
  readonly least: number;
  readonly most: number;
  /** Cost of a repetition in microseconds, roughly: how many are affordable. */
  readonly cost: number;
  readonly happens: (repetition: Repetition) => boolean;
}

const ALPHA = 0.05;
const FAMILY = 12;

type Bounds = readonly [least: number, most: number];
const EXACT: Bounds = [ALPHA, ALPHA];
const AT_MOST: Bounds = [0, ALPHA];

function claim(
  name: string,
  [least, most]: Bounds,
  cost: number,
  happens: Claim["happens"],
): Claim {
  return { name, nominal: ALPHA, least, most, cost, happens };
}

const misses = ({ low, high }: S.Interval, truth: number): boolean => truth < low || truth > high;

/** Differences of mean 0 under a stated shape. */
const tTests: readonly Claim[] = (
  [
    ["normal", 5, EXACT],
    ["normal", 20, EXACT],
    ["laplace", 10, [0.035, ALPHA]],
    ["skewed", 10, [ALPHA, 0.13]],
    ["skewed", 50, [ALPHA, 0.08]],
  ] as [ShapeName, number, Bounds][]
).flatMap(([shape, n, bounds]) => [
  claim(
    `paired t, ${shape} differences, n = ${n}`,
    bounds,
    20,
    (r) => S.pairedTTest(sampleOf(shape, r, n)).p <= ALPHA,
  ),
]);

const oneSided: readonly Claim[] = (["greater", "less"] as const).map((side) =>
  claim(
    `paired t, one-sided (${side}), normal differences, n = 8`,
    EXACT,
    25,
    (r) => S.pairedTTest(sampleOf("normal", r, 8), { side }).p <= ALPHA,
  ),
);

/** Arms of one skewed distribution, so that differences are symmetric whatever the arms are. */
const distributionFree: readonly Claim[] = [
  claim(
    "sign flips, Laplace differences, n = 8 (attains 12/256)",
    [12 / 256, 12 / 256],
    20,
    (r) => S.signFlipTest(sampleOf("laplace", r, 8), { seed: r.seed }).p <= ALPHA,
  ),
  claim(
    "sign flips drawn, Laplace differences, n = 20",
    EXACT,
    130,
    (r) => S.signFlipTest(sampleOf("laplace", r, 20), { seed: r.seed, draws: 199 }).p <= ALPHA,
  ),
  claim("sign flips, pairs of skewed arms, n = 9", AT_MOST, 45, (r) => {
    const treated = sampleOf("skewed", r, 9);
    const differences = S.differencesOf(treated, sampleOf("skewed", r, 9, 9));
    return S.signFlipTest(differences, { seed: r.seed }).p <= ALPHA;
  }),
  // two-sided p ≤ .05 for at most 2 of 12 on one side: 2·(1 + 12 + 66)/4096
  claim(
    "sign test, median 0, n = 12 (attains 158/4096)",
    [158 / 4096, 158 / 4096],
    12,
    (r) => S.signTest(sampleOf("laplace", r, 12)).p <= ALPHA,
  ),
  // V ≤ 8 of 55 on either side: 2·25/1024
  claim(
    "signed ranks, Laplace differences, n = 10 (attains 50/1024)",
    [50 / 1024, 50 / 1024],
    25,
    (r) => S.signedRankTest(sampleOf("laplace", r, 10)).p <= ALPHA,
  ),
];

const equivalence: readonly Claim[] = [
  claim(
    "equivalence at the margin, normal, n = 10, margin of 2 sd",
    EXACT,
    50,
    (r) =>
      S.pairedEquivalence(
        sampleOf("normal", r, 10).map((d) => d + 2),
        2,
        ALPHA,
      ).isEquivalent,
  ),
  claim(
    "equivalence at the margin, normal, n = 10, margin of ½ sd",
    AT_MOST,
    50,
    (r) =>
      S.pairedEquivalence(
        sampleOf("normal", r, 10).map((d) => d - 0.5),
        0.5,
        ALPHA,
      ).isEquivalent,
  ),
  claim(
    "equivalence at the margin, skewed, n = 20, margin of 1 sd",
    [0.05, 0.13],
    50,
    (r) =>
      S.pairedEquivalence(
        sampleOf("skewed", r, 20).map((d) => d + 1),
        1,
        ALPHA,
      ).isEquivalent,
  ),
];

/** Power as it is computed beforehand is power as it comes out. */
const powers: readonly Claim[] = [
  powerClaim(
    "power of the t test, n = 12, effect .9",
    S.powerOfT(12, { effect: 0.9 }),
    (r) => S.pairedTTest(sampleOf("normal", r, 12).map((d) => d + 0.9)).p <= ALPHA,
  ),
  powerClaim(
    "power of equivalence, n = 16, margin .8, true .1",
    S.powerOfEquivalence(16, { margin: 0.8, effect: 0.1 }),
    (r) =>
      S.pairedEquivalence(
        sampleOf("normal", r, 16).map((d) => d + 0.1),
        0.8,
      ).isEquivalent,
  ),
];

function powerClaim(name: string, power: number, happens: Claim["happens"]): Claim {
  return { name, nominal: power, least: power, most: power, cost: 40, happens };
}

const families: readonly Claim[] = [
  claim("Holm, 12 true nulls, any rejected, normal, n = 8", [0.045, ALPHA], 350, (r) =>
    S.holm(familyOf(r, 0).p).some((p) => p <= ALPHA),
  ),
  claim("Holm, 8 true nulls of 12, any of them rejected, one shared arm", AT_MOST, 350, (r) => {
    const { p, isNull } = familyOf(r, 1);
    return S.holm(p).some((adjusted, at) => isNull[at] === true && adjusted <= ALPHA);
  }),
  claim("Benjamini–Hochberg, 12 true nulls, any rejected", EXACT, 350, (r) =>
    S.benjaminiHochberg(familyOf(r, 0).p).some((p) => p <= ALPHA),
  ),
];

/** p of twelve paired t tests; with a shared control arm they are dependent, and every third has an effect. */
function familyOf(r: Repetition, shared: 0 | 1): { p: number[]; isNull: boolean[] } {
  const isNull = Array.from({ length: FAMILY }, (_, at) => shared === 0 || at % 3 > 0);
  const control = sampleOf("normal", r, 8).map((value) => value * shared);
  const p = isNull.map((isTrue, at) => {
    const arm = sampleOf("normal", r, 8, 8 * (at + 1));
    return S.pairedTTest(arm.map((value, pair) => value + (isTrue ? 0 : 1) - control[pair]!)).p;
  });
  return { p, isNull };
}

const intervals: readonly Claim[] = [
  claim("interval of d_z misses, normal, n = 12, true .7", EXACT, 6500, (r) =>
    misses(S.standardisedInterval(sampleOf("normal", r, 12).map((d) => d + 0.7))!, 0.7),
  ),
  ...(
    [
      ["normal", 6, [0.04, 0.09]],
      ["normal", 12, [0.04, 0.07]],
      ["normal", 40, [0.04, 0.065]],
      ["skewed", 12, [0.04, 0.09]],
      ["skewed", 40, [0.04, 0.08]],
    ] as [ShapeName, number, Bounds][]
  ).map(([shape, n, bounds]) =>
    claim(`expanded BCa of the mean misses, ${shape}, n = ${n}`, bounds, 25 * n, (r) =>
      misses(S.bootstrap(sampleOf(shape, r, n), S.mean, { seed: r.seed, resamples: 599 }), 0),
    ),
  ),
  claim("plain BCa of the mean misses, normal, n = 12", [0.06, 0.11], 300, (r) => {
    const options = { seed: r.seed, resamples: 599, isExpanded: false };
    return misses(S.bootstrap(sampleOf("normal", r, 12), S.mean, options), 0);
  }),
  claim("expanded BCa of the median misses, Laplace, n = 25", [0.02, 0.09], 3500, (r) =>
    misses(S.bootstrap(sampleOf("laplace", r, 25), S.median, { seed: r.seed, resamples: 599 }), 0),
  ),
];

const spreads: readonly Claim[] = [
  claim("Pitman–Morgan, correlated skewed arms, n = 20", [0.08, 0.16], 20, (r) => {
    const [a, b] = armsOf("skewed", r, 20);
    return S.pitmanMorgan(a, b)!.p <= ALPHA;
  }),
  claim("Pitman–Morgan, correlated normal arms, n = 10", EXACT, 20, (r) => {
    const [a, b] = armsOf("normal", r, 10);
    return S.pitmanMorgan(a, b)!.p <= ALPHA;
  }),
  ...(["normal", "skewed"] as const).map((shape) =>
    claim(`distances from medians, paired t, ${shape} arms, n = 20`, [0.03, 0.07], 30, (r) => {
      const [a, b] = armsOf(shape, r, 20).map((arm) => {
        const centre = S.median(arm);
        return arm.map((value) => Math.abs(value - centre));
      });
      return S.pairedTTest(S.differencesOf(a!, b!)).p <= ALPHA;
    }),
  ),
  claim("permutation of spreads, correlated normal arms, n = 12", [0.025, ALPHA], 200, (r) => {
    const [a, b] = armsOf("normal", r, 12);
    return S.spreadPermutation(a, b, { seed: r.seed }).p <= ALPHA;
  }),
  claim("permutation of spreads, correlated skewed arms, n = 20", [0.025, ALPHA], 80, (r) => {
    const [a, b] = armsOf("skewed", r, 20);
    return S.spreadPermutation(a, b, { seed: r.seed, draws: 199 }).p <= ALPHA;
  }),
  claim(
    "expanded BCa of ln variance ratio misses, correlated normal arms, n = 40",
    [0.04, 0.1],
    4500,
    (r) => {
      const [a, b] = armsOf("normal", r, 40);
      return misses(S.pairedSpreadInterval(a, b, { seed: r.seed, resamples: 599 }), 0);
    },
  ),
];

/** Two arms of one shape that share as much as sets them apart: correlation ½. */
function armsOf(shape: ShapeName, r: Repetition, n: number): [number[], number[]] {
  const common = sampleOf(shape, r, n);
  const arm = (from: number): number[] =>
    sampleOf(shape, r, n, from).map((own, at) => own + common[at]!);
  return [arm(n), arm(2 * n)];
}

const DOSES = [0, 1, 2, 4];

const trends: readonly Claim[] = [
  claim(
    "slope over four levels, t test, normal, n = 6",
    EXACT,
    45,
    (r) =>
      S.pairedTTest(S.blockContrasts(blocksOf("normal", r, 6), S.contrastWeights(DOSES))).p <=
      ALPHA,
  ),
  claim(
    "bend over four levels, t test, normal, n = 6",
    EXACT,
    45,
    (r) =>
      S.pairedTTest(S.blockContrasts(blocksOf("normal", r, 6), S.contrastWeights(DOSES, 2))).p <=
      ALPHA,
  ),
  claim(
    "Page's test, skewed, 5 replicates of four levels",
    [0.03, ALPHA],
    250,
    (r) => S.pageTest(blocksOf("skewed", r, 5)).p <= ALPHA,
  ),
  claim("all steps rise, one of them none, normal, n = 8", AT_MOST, 100, (r) => {
    const means = [0, 3, 3, 6];
    const blocks = blocksOf("normal", r, 8).map((block) => block.map((y, at) => y + means[at]!));
    return S.monotoneSteps(blocks, "greater").p <= ALPHA;
  }),
];

function blocksOf(shape: ShapeName, r: Repetition, n: number): number[][] {
  return Array.from({ length: n }, (_, block) => sampleOf(shape, r, 4, 4 * block));
}

const RULE: S.StoppingRule = {
  looks: [5, 10, 20, 40],
  alpha: ALPHA,
  spending: "obrien-fleming",
  difference: true,
};
const EVENLY: S.StoppingRule = { ...RULE, spending: "pocock" };
const ANYTHING: S.StoppingRule = { ...RULE, margin: 0.6, halfWidth: 0.5 };

const looks: readonly Claim[] = [
  ...(
    [
      [RULE, "normal", [0.04, ALPHA]],
      [EVENLY, "normal", [0.04, ALPHA]],
      [RULE, "laplace", [0.035, ALPHA]],
      [RULE, "skewed", [0.04, 0.12]],
    ] as [S.StoppingRule, ShapeName, Bounds][]
  ).map(([rule, shape, bounds]) =>
    claim(
      `four looks (${rule.spending}) ever show a difference, ${shape}`,
      bounds,
      180,
      (r) => S.decide(sampleOf(shape, r, 40), rule).reason === "difference",
    ),
  ),
  claim("four looks, last interval misses, whatever made one stop", AT_MOST, 180, (r) =>
    misses(S.decide(sampleOf("normal", r, 40), ANYTHING).interval!, 0),
  ),
  claim("four looks ever show equivalence at the margin", AT_MOST, 180, (r) => {
    const rule = { ...RULE, difference: false, margin: 0.6 };
    const differences = sampleOf("normal", r, 40).map((d) => d + 0.6);
    return S.decide(differences, rule).reason === "equivalence";
  }),
  claim(
    "four looks with one failed pair in eight ever show a difference",
    [0.035, ALPHA],
    180,
    (r) => {
      const differences = sampleOf("normal", r, 40).map((d, at) => (at % 8 === 3 ? NaN : d));
      return S.decide(differences, RULE).reason === "difference";
    },
  ),
  claim("repeated p at most .05, Pocock, three looks", [0.035, ALPHA], 8000, (r) => {
    const rule = { ...EVENLY, looks: [6, 12, 18] };
    return S.sequentialP(S.decide(sampleOf("normal", r, 18), rule), rule) <= ALPHA;
  }),
];

/** Everything that is held to its rate. */
export const CLAIMS: readonly Claim[] = [
  ...tTests,
  ...oneSided,
  ...distributionFree,
  ...equivalence,
  ...powers,
  ...families,
  ...intervals,
  ...spreads,
  ...trends,
  ...looks,
];
