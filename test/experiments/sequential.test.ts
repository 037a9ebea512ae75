import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decide,
  lookSchedule,
  pairedTTest,
  sequentialEquivalenceP,
  sequentialP,
  type StoppingRule,
} from "../../experiments/statistics/index.ts";
import { boundaries, spent } from "../../experiments/statistics/spending.ts";
import { openStream } from "../../sim/index.ts";

const RULE: StoppingRule = {
  looks: [5, 10, 20, 40],
  alpha: 0.05,
  spending: "obrien-fleming",
  difference: true,
};
const ALL: StoppingRule = { ...RULE, margin: 0.6, halfWidth: 0.4 };

/** Normal differences with a mean, the same for every length. */
function differencesOf(seed: string, n: number, mean = 0): number[] {
  const draws = openStream(seed, "test").at(0);
  return Array.from({ length: n }, (_, at) => mean + draws.normal(0, at));
}

describe("the decision", () => {
  it("waits for the next scheduled look, and reads nothing between two", () => {
    for (const n of [0, 3, 4])
      expect(decide(differencesOf("a", n), RULE)).toMatchObject({
        stop: false,
        next: 5,
        looks: [],
        interval: null,
      });
    const at10 = decide(differencesOf("a", 10), RULE);
    expect(at10).toMatchObject({ stop: false, reason: null, next: 20 });
    const wild = [...differencesOf("a", 10), 1e6, -1e7];
    expect(decide(wild, RULE)).toEqual(at10);
  });

  it("is the same whether runs come one by one, or more than asked for are there already", () => {
    const rules = fc.constantFrom(RULE, ALL, { ...ALL, spending: "pocock" as const });
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ min: -1, max: 1, noNaN: true }),
        rules,
        (seed, mean, rule) => {
          const all = differencesOf(seed, 40, mean);
          let needed: number | null = 0;
          while (needed !== null) needed = decide(all.slice(0, needed), rule).next;
          const whole = decide(all, rule);
          const stopped = whole.looks.at(-1)!.scheduled;
          expect(decide(all.slice(0, stopped), rule)).toEqual(whole);
          expect(stopped > 5 && decide(all.slice(0, stopped - 1), rule).stop).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("stops for what it is told to, and says which", () => {
    expect(decide(differencesOf("b", 40, 3), RULE).reason).toBe("difference");
    expect(
      decide(differencesOf("b", 40, 3), { ...RULE, difference: false, halfWidth: 1 }).reason,
    ).toBe("precision");
    const small = differencesOf("b", 40).map((d) => d / 10);
    expect(decide(small, { ...RULE, difference: false, margin: 0.6 }).reason).toBe("equivalence");
    expect(decide(differencesOf("c", 40), RULE)).toMatchObject({
      stop: true,
      reason: "exhausted",
      next: null,
    });
  });

  it("takes channels that do nothing for equivalent at the first look", () => {
    const { reason, looks, interval } = decide([0, 0, 0, 0, 0], ALL);
    expect({ reason, looks: looks.length, interval }).toEqual({
      reason: "equivalence",
      looks: 1,
      interval: { low: 0, high: 0, level: 0.95 },
    });
  });

  it("leaves failed pairs out, counts them for the schedule, and looks at nothing twice", () => {
    const differences = differencesOf("d", 40).map((d, at) => (at % 4 === 0 ? NaN : d));
    const { looks } = decide(differences, RULE);
    expect(looks.map(({ scheduled, pairs }) => [scheduled, pairs])).toEqual([
      [5, 3],
      [10, 7],
      [20, 15],
      [40, 30],
    ]);
    expect(looks[2]!.estimate).toBe(
      pairedTTest(differences.slice(0, 20).filter((d) => !Number.isNaN(d))).estimate,
    );
    const none = decide(
      Array.from({ length: 40 }, () => NaN),
      RULE,
    );
    expect(none).toMatchObject({ stop: true, reason: "exhausted", looks: [], interval: null });
    expect(sequentialP(none, RULE)).toBe(1);
  });

  it("at a single look is the plain t test", () => {
    const differences = differencesOf("e", 12, 0.3);
    const rule = { ...RULE, looks: [12] };
    const decision = decide(differences, rule);
    const { interval, p } = pairedTTest(differences);
    expect(decision.interval!.low).toBeCloseTo(interval.low, 10);
    expect(sequentialP(decision, rule)).toBeCloseTo(p, 10);
  });

  it.each([
    ["no look", { ...RULE, looks: [] }],
    ["a look at one pair", { ...RULE, looks: [1, 5] }],
    ["looks out of order", { ...RULE, looks: [10, 5] }],
    ["half a pair", { ...RULE, looks: [5.5] }],
    ["no goal", { ...RULE, difference: false }],
    ["a margin of 0", { ...RULE, margin: 0 }],
    ["an alpha of ½", { ...RULE, alpha: 0.5 }],
  ] as [string, StoppingRule][])("refuses a rule with %s", (_, rule) => {
    expect(() => decide([1, 2, 3], rule)).toThrow(RangeError);
  });
});

describe("the repeated p", () => {
  it("is at most alpha exactly where the rule shows a difference, at any alpha", () => {
    for (const mean of [0.2, 0.5, 0.8, 1.2])
      for (const alpha of [0.2, 0.05, 0.01]) {
        const rule: StoppingRule = { ...RULE, alpha, looks: [6, 12, 18] };
        const decision = decide(differencesOf(`p/${mean}`, 18, mean), rule);
        const isShown = decision.looks.some(({ showsDifference }) => showsDifference);
        expect(sequentialP(decision, rule) <= alpha).toBe(isShown);
      }
  });

  it("against the margin is at most alpha exactly where the rule shows equivalence", () => {
    for (const margin of [0.3, 0.5, 0.8, 2]) {
      const rule = { ...RULE, difference: false, margin, looks: [6, 12, 18] };
      const decision = decide(differencesOf("q", 18), rule);
      expect(sequentialEquivalenceP(decision, rule) <= rule.alpha).toBe(
        decision.reason === "equivalence",
      );
    }
  });
});

describe("error spending", () => {
  it.each(["obrien-fleming", "pocock"] as const)(
    "%s begins at 0, rises and ends at alpha",
    (spending) => {
      const path = Array.from({ length: 101 }, (_, at) => spent(spending, 0.025, at / 100));
      expect([path[0], path[100]]).toEqual([0, 0.025]);
      for (let at = 1; at <= 100; at++) expect(path[at]! - path[at - 1]!).toBeGreaterThanOrEqual(0);
    },
  );

  it("boundaries of the first looks do not depend on those to come, and a lower alpha is stricter", () => {
    const times = [5, 10, 20, 40].map((pairs) => ({ time: pairs / 40, information: pairs }));
    const whole = boundaries(times, 0.025, "obrien-fleming");
    expect(boundaries(times.slice(0, 2), 0.025, "obrien-fleming")).toEqual(whole.slice(0, 2));
    for (const spending of ["obrien-fleming", "pocock"] as const)
      boundaries(times, 0.001, spending).forEach((boundary, look) =>
        expect(boundary).toBeGreaterThan(boundaries(times, 0.025, spending)[look]!),
      );
  });

  it("a schedule ends at its most", () => {
    expect(lookSchedule(10, 10, 35)).toEqual([10, 20, 30, 35]);
    expect(lookSchedule(40, 5, 40)).toEqual([40]);
  });
});
