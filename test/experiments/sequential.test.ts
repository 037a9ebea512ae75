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

describe("at its edges", () => {
  const precise: StoppingRule = { looks: [2, 3, 5, 8], alpha: 0.05, spending: "pocock", halfWidth: 1e-9 }; // prettier-ignore
  const lookedAt = (differences: readonly number[], rule = precise): number[] =>
    decide(differences, rule).looks.map(({ scheduled }) => scheduled);

  it("a look comes with two pairs at least, and only with one that is new", () => {
    expect(lookedAt([NaN, 1, NaN, 2, NaN])).toEqual([5]);
    expect(lookedAt([1, 2, NaN, NaN, NaN, 4, 5, 6])).toEqual([2, 8]);
    expect(lookedAt([NaN, NaN, NaN, NaN, 1])).toEqual([]);
    expect(decide([NaN, NaN, NaN, NaN, 1, NaN, NaN, NaN], precise)).toEqual({
      stop: true,
      reason: "exhausted",
      looks: [],
      interval: null,
      next: null,
    });
  });

  it("differences that are all one number leave no doubt, and p stays above 0", () => {
    const rule: StoppingRule = { ...precise, looks: [3, 6], difference: true };
    const sure = decide([2, 2, 2], rule);
    expect(sure).toMatchObject({ stop: true, reason: "difference", next: null });
    expect(sure.interval).toMatchObject({ low: 2, high: 2 });
    expect(sequentialP(sure, rule)).toBeCloseTo(2e-12, 15);
    const none = decide([0, 0, 0], rule);
    expect(none).toMatchObject({ stop: true, reason: "precision" });
    expect(sequentialP(none, rule)).toBe(1);
  });

  it("of enormous effects p stays above 0 too", () => {
    const rule: StoppingRule = { ...RULE, looks: [40] };
    const wide = differencesOf("far", 40, 1e6);
    expect(sequentialP(decide(wide, rule), rule)).toBeCloseTo(2e-12, 15);
  });

  it.each([
    [{ looks: [] }, /looks ; whole numbers from 2 ascending/],
    [{ looks: [1, 2] }, /looks 1, 2; whole numbers from 2 ascending/],
    [{ looks: [4, 4] }, /looks 4, 4; whole/],
    [{ looks: [10, 5] }, /looks 10, 5; whole/],
    [{ looks: [2.5] }, /looks 2\.5; whole/],
    [{ halfWidth: 0 }, /: 0 is not above 0/],
    [{ margin: -1 }, /: -1 is not above 0/],
    [{ halfWidth: NaN }, /: NaN is not above 0/],
    [{ alpha: 0.5 }, /2·alpha/],
    [{ alpha: 0 }, /2·alpha/],
  ])("a rule with %o is refused in words", (change, words) => {
    expect(() => decide([1, 2, 3], { ...precise, ...change })).toThrow(words);
    const { halfWidth: _, ...goalless } = precise;
    expect(() => decide([1], goalless)).toThrow(/no goal: difference, margin or half-width/);
  });

  it("nothing is spent before the way begins, everything at its end", () => {
    for (const spending of ["pocock", "obrien-fleming"] as const) {
      expect([-1, 0, 1, 2].map((time) => spent(spending, 0.025, time))).toEqual([0, 0, 0.025, 0.025]); // prettier-ignore
      expect(boundaries([{ time: 0, information: 2 }, { time: 1, information: 9 }], 0.025, spending)[0]).toBe(Infinity); // prettier-ignore
    }
    expect(spent("pocock", 0.025, 0.5)).toBeCloseTo(0.025 * Math.log(1 + (Math.E - 1) / 2), 12);
    // a way so short that less than the least chance may be spent
    const [first = 0, last = 0] = boundaries(
      [{ time: 1e-4, information: 2 }, { time: 1, information: 9 }],
      0.025,
      "obrien-fleming",
    ); // prettier-ignore
    expect(first).toBe(Infinity);
    expect(last).toBeCloseTo(1.959964, 5);
  });

  it("what may be spent at once, though it is more than is left, is spent", () => {
    const looks = [{ time: 0.999, information: 10 }, { time: 1, information: 10.0001 }]; // prettier-ignore
    const bounds = boundaries(looks, 0.499, "pocock");
    expect(bounds[0]).toBeGreaterThan(0);
    expect(bounds[1]).toBeGreaterThanOrEqual(-8);
    expect(bounds[1]).toBeLessThan(bounds[0]!);
  });
});
