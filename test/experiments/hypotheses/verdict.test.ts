import { describe, expect, it } from "vitest";
import type { Effect, Found } from "../../../experiments/hypotheses/effect.ts";
import {
  claimP,
  type Evidence,
  type Reason,
  type VerdictWord,
  verdictOf,
} from "../../../experiments/hypotheses/verdict.ts";

/** What an effect says in the few numbers that a verdict rests on. */
interface Says {
  readonly estimate?: number;
  /** Two-sided p against no effect. */
  readonly p?: number;
  /** p of equivalence. */
  readonly equivalent?: number;
  readonly above?: number;
  readonly below?: number;
  readonly pairs?: number;
  readonly lost?: number;
  readonly isZero?: boolean;
  readonly deviation?: number;
}

const NOT_READ = { low: 0, high: 0, level: 0.95 };

function effect(says: Says): Effect {
  const { pairs = 20, lost = 0, isZero = false } = says;
  const found: Found = {
    estimate: isZero ? 0 : (says.estimate ?? 0),
    standardDeviation: isZero ? 0 : (says.deviation ?? 0.1),
    interval: {
      ...NOT_READ,
      estimate: 0,
      method: "bca",
      resamples: 0,
      undefinedResamples: 0,
      standardError: 0,
      bias: 0,
      acceleration: 0,
    },
    confidence: NOT_READ,
    p: isZero ? 1 : (says.p ?? 1),
    equivalence: { margin: 0.05, p: isZero ? 0 : (says.equivalent ?? 1), interval: NOT_READ },
    beyond: { above: says.above ?? 1, below: says.below ?? 1 },
    standardised: { dz: null, dzInterval: null, hedges: null, dav: null, relative: null },
    pairing: { correlation: null, gain: null },
    trend: null,
    spread: null,
  };
  return {
    levels: [],
    differences: [],
    pairs,
    lost,
    isExactlyZero: isZero && pairs > 0,
    found: pairs < 2 ? null : found,
  };
}

function judged(
  predicted: Evidence["predicted"],
  plain: Says,
  control: Says | null,
  { family = 1 }: { readonly family?: number } = {},
) {
  const read = effect(plain);
  return verdictOf({
    predicted,
    smallestEffect: 0.05,
    alpha: 0.05,
    plain: read,
    control: control === null ? null : effect(control),
    adjusted: Math.min(1, family * claimP(read, predicted)),
    family,
  });
}

const GONE: Says = { estimate: 0.001, equivalent: 0.001 };
const LARGE: Says = { estimate: 0.2, p: 0.001, above: 0.001 };
const LARGE_DOWN: Says = { estimate: -0.2, p: 0.001, below: 0.001 };

/** [case, predicted, effect, effect with the control, verdict, reasons] */
type Row = readonly [
  string,
  Evidence["predicted"],
  Says,
  Says | null,
  VerdictWord,
  readonly Reason[],
];

const ROWS: readonly Row[] = [
  // a predicted sign
  ["significant, large, gone with the control", "increase", LARGE, GONE, "supported", ["shown"]],
  ["the same downwards", "decrease", LARGE_DOWN, GONE, "supported", ["shown"]],
  [
    "the control leaves exactly nothing",
    "increase",
    LARGE,
    { isZero: true },
    "supported",
    ["shown"],
  ],
  [
    "estimated at exactly what counts",
    "increase",
    { estimate: 0.05, p: 0.001 },
    GONE,
    "supported",
    ["shown"],
  ],
  ["p of exactly alpha", "increase", { estimate: 0.2, p: 0.05 }, GONE, "supported", ["shown"]],
  [
    "just not significant",
    "increase",
    { estimate: 0.2, p: 0.0501 },
    GONE,
    "inconclusive",
    ["not-significant"],
  ],
  [
    "significant but estimated below what counts, and not shown to be",
    "increase",
    { estimate: 0.03, p: 0.001, equivalent: 0.2 },
    GONE,
    "inconclusive",
    ["smaller-than-counts"],
  ],
  [
    "significant and shown to be below what counts",
    "increase",
    { estimate: 0.03, p: 0.001, equivalent: 0.01 },
    GONE,
    "refuted",
    ["equivalent"],
  ],
  [
    "shown to be none",
    "decrease",
    { estimate: 0, equivalent: 0.001 },
    GONE,
    "refuted",
    ["equivalent"],
  ],
  ["every difference 0", "increase", { isZero: true }, { isZero: true }, "refuted", ["no-effect"]],
  ["significant the other way", "increase", LARGE_DOWN, GONE, "refuted", ["other-sign"]],
  ["significant the other way, downwards", "decrease", LARGE, GONE, "refuted", ["other-sign"]],
  [
    "the other way, and shown to be none",
    "increase",
    { estimate: -0.01, p: 0.01, equivalent: 0.01 },
    GONE,
    "refuted",
    ["equivalent", "other-sign"],
  ],
  [
    "the other way, not significant",
    "increase",
    { estimate: -0.2, p: 0.2 },
    GONE,
    "inconclusive",
    ["not-significant"],
  ],
  ["the mechanism is not what makes it", "increase", LARGE, LARGE, "refuted", ["control-beyond"]],
  ["the same downwards ", "decrease", LARGE_DOWN, LARGE_DOWN, "refuted", ["control-beyond"]],
  [
    "the control leaves it while the effect itself is not shown",
    "increase",
    { estimate: 0.2, p: 0.3 },
    LARGE,
    "refuted",
    ["control-beyond"],
  ],
  [
    "the control turns it round: not gone, but no sign of the claimed effect either",
    "increase",
    LARGE,
    LARGE_DOWN,
    "inconclusive",
    ["control-open"],
  ],
  [
    "the control leaves something that is not shown to count",
    "increase",
    LARGE,
    { estimate: 0.06, above: 0.3, equivalent: 0.7 },
    "inconclusive",
    ["control-open"],
  ],
  [
    "neither shown nor gone",
    "increase",
    { estimate: 0.2, p: 0.3 },
    { estimate: 0.03, equivalent: 0.3 },
    "inconclusive",
    ["not-significant", "control-open"],
  ],
  [
    "the control has too few pairs",
    "increase",
    LARGE,
    { pairs: 1 },
    "inconclusive",
    ["control-open"],
  ],
  [
    "the control lost more than a tenth",
    "increase",
    LARGE,
    { ...LARGE, pairs: 17, lost: 3 },
    "inconclusive",
    ["control-open"],
  ],
  // no effect predicted
  ["shown to be none, as predicted", "none", { equivalent: 0.001 }, null, "supported", ["absent"]],
  [
    "exactly none, as predicted",
    "none",
    { isZero: true },
    null,
    "supported",
    ["absent", "no-effect"],
  ],
  ["shown to count, upwards", "none", LARGE, null, "refuted", ["present"]],
  ["shown to count, downwards", "none", LARGE_DOWN, null, "refuted", ["present"]],
  [
    "one-sided only: two sides were open",
    "none",
    { estimate: 0.2, p: 0.001, above: 0.04 },
    null,
    "inconclusive",
    ["not-shown-absent"],
  ],
  [
    "neither",
    "none",
    { estimate: 0.02, equivalent: 0.2 },
    null,
    "inconclusive",
    ["not-shown-absent"],
  ],
  // runs
  ["one pair", "increase", { pairs: 1 }, GONE, "inconclusive", ["too-few-pairs"]],
  [
    "no pair, where none is predicted",
    "none",
    { pairs: 0, isZero: true },
    null,
    "inconclusive",
    ["too-few-pairs"],
  ],
  [
    "exactly a tenth lost",
    "increase",
    { ...LARGE, pairs: 18, lost: 2 },
    GONE,
    "supported",
    ["shown"],
  ],
  [
    "more than a tenth lost",
    "increase",
    { ...LARGE, pairs: 17, lost: 2 },
    GONE,
    "inconclusive",
    ["too-many-lost"],
  ],
];

describe("the verdict", () => {
  it.each(ROWS)("%s", (_, predicted, plain, control, verdict, reasons) => {
    const found = judged(predicted, plain, control);
    expect([found.verdict, found.reasons]).toEqual([verdict, reasons]);
  });

  it("takes the family's correction for the claim, not for what refutes it or for the control", () => {
    const four = { family: 4 };
    const once = { estimate: 0.2, p: 0.02 };
    expect(judged("increase", once, GONE).verdict).toBe("supported");
    expect(judged("increase", once, GONE, four).reasons).toEqual(["not-significant"]);
    const controlled = { estimate: 0, equivalent: 0.02 };
    expect(judged("increase", LARGE, controlled, four).verdict).toBe("supported");
    expect(judged("increase", controlled, GONE, four).verdict).toBe("refuted");
    expect(judged("none", controlled, null, four).verdict).toBe("inconclusive");
  });

  it("says how many more seeds only where it is open", () => {
    const closed = ROWS.filter(([, , , , verdict]) => verdict !== "inconclusive");
    expect(
      closed.map(([, predicted, plain, control]) => judged(predicted, plain, control).needed),
    ).toEqual(closed.map(() => null));
  });

  it("says how many seeds would decide it, and nothing where none would", () => {
    const weak = judged("increase", { estimate: 0.06, p: 0.3, deviation: 0.2 }, GONE).needed;
    expect(weak).toBe(90); // power .8 of a paired t test at d = .3: n = 90 by G*Power and R
    const wide = judged("increase", { estimate: 0.06, p: 0.3, deviation: 0.2 }, GONE, {
      family: 12,
    }).needed;
    expect(wide).toBeGreaterThan(120);
    const small = judged("increase", { estimate: 0.01, p: 0.3, equivalent: 0.2 }, GONE).needed;
    expect(small).toBeGreaterThan(20);
    expect(small).toBeLessThan(100);
    const open = { estimate: 0.2, p: 0.001 };
    expect(judged("increase", open, { estimate: -0.06, equivalent: 0.6 }).needed).toBeNull();
    expect(judged("increase", open, { estimate: 0.03, equivalent: 0.2 }).needed).toBeGreaterThan(
      20,
    );
    expect(judged("increase", { estimate: 0.05, p: 0.2, deviation: 0 }, GONE).needed).toBeNull();
  });
});
