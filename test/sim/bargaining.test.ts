import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreeAmong, offerAt, settle, utilityOf, type Side } from "../../sim/bargaining.ts";

const NOTHING_TO_FALL_BACK_ON = -10;

/** In thousandths, so that no claim hangs on the last bit. */
const position = fc.integer({ min: 0, max: 1000 }).map((level) => level / 1000);
const fallbacks = fc.integer({ min: -600, max: 0 }).map((level) => (level - 0.5) / 1000);
/** Weights that none is left without, summing to 1. */
const saliences = (practices: number) =>
  fc
    .array(fc.double({ min: 0.05, max: 1, noNaN: true }), {
      minLength: practices,
      maxLength: practices,
    })
    .map((weights) => weights.map((weight) => weight / weights.reduce((a, b) => a + b)));

const side = (
  practices: number,
  fallback: fc.Arbitrary<number> = fc.constant(NOTHING_TO_FALL_BACK_ON),
) =>
  fc
    .record({
      ideal: fc.array(position, { minLength: practices, maxLength: practices }),
      salience: saliences(practices),
      fallback,
    })
    .map(({ ideal, salience, fallback: least }): Side => ({
      ideal,
      wish: ideal,
      salience,
      fallback: least,
    }));

const table = (fallback?: fc.Arbitrary<number>) =>
  fc
    .integer({ min: 1, max: 8 })
    .chain((practices) =>
      fc.record({ power: position, first: side(practices, fallback), second: side(practices, fallback) }),
    ); // prettier-ignore

const alike = (ideal: readonly number[], fallback = NOTHING_TO_FALL_BACK_ON): Side => ({
  ideal,
  wish: ideal,
  salience: ideal.map(() => 1 / ideal.length),
  fallback,
});

const settlementOf = (power: number, first: Side, second: Side) => {
  const y = new Float64Array(first.ideal.length);
  return { outcome: settle(power, first, second, y), y };
};

describe("two sides at a table", () => {
  it("of equal power and salience settle in the middle where no fallback binds", () => {
    const { outcome, y } = settlementOf(0.5, alike([0, 0.2, 1]), alike([1, 0.6, 0]));
    expect(outcome.isDeal).toBe(true);
    expect(Array.from(y)).toEqual([0.5, 0.4, 0.5]);
  });

  it("settle on one side's ideal where that has all the power, unless the other's fallback binds", () => {
    fc.assert(
      fc.property(table(), ({ first, second }) => {
        const mine = settlementOf(1, first, second).y;
        mine.forEach((level, k) => expect(level).toBeCloseTo(first.ideal[k] ?? NaN, 15));
        expect(Array.from(settlementOf(0, first, second).y)).toEqual(second.ideal);
      }),
    );
    const bound = settlementOf(1, alike([1]), alike([0], -0.25));
    expect(bound.y[0]).toBeCloseTo(0.5, 10);
  });

  it("never accept less than their fallback, and go no farther from the power they have than they must", () => {
    fc.assert(
      fc.property(table(fallbacks), ({ power, first, second }) => {
        const { outcome, y } = settlementOf(power, first, second);
        if (!outcome.isDeal) return;
        expect(utilityOf(first, y)).toBeGreaterThanOrEqual(first.fallback);
        expect(utilityOf(second, y)).toBeGreaterThanOrEqual(second.fallback);
        if (outcome.power === power) return;
        // one step back towards the power they have, and one side would leave
        const back = outcome.power + (power > outcome.power ? 1e-9 : -1e-9);
        const instead = offerAt(back, first, second, new Float64Array(y.length));
        const isRefused =
          utilityOf(first, instead) < first.fallback ||
          utilityOf(second, instead) < second.fallback;
        expect(isRefused).toBe(true);
      }),
    );
  });

  it("part in conflict exactly where no power suits both", () => {
    fc.assert(
      fc.property(table(fallbacks), ({ power, first, second }) => {
        const { outcome } = settlementOf(power, first, second);
        const y = new Float64Array(first.ideal.length);
        const suits = Array.from({ length: 65 }, (_, tried) => {
          offerAt(tried / 64, first, second, y);
          return utilityOf(first, y) >= first.fallback && utilityOf(second, y) >= second.fallback;
        });
        expect(outcome.isDeal || !suits.includes(true)).toBe(true);
        expect(outcome.isDeal || outcome.power === power).toBe(true);
      }),
    );
  });

  it("settle on the Pareto frontier: nothing near by is better for both", () => {
    const steps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        table(),
        steps,
        fc.constantFrom(0.1, 0.01, 0.001),
        ({ power, first, second }, directions, size) => {
          const { y } = settlementOf(power, first, second);
          const other = y.map((level, k) => level + size * (directions[k] ?? 0));
          const gain = utilityOf(first, other) - utilityOf(first, y);
          const counterGain = utilityOf(second, other) - utilityOf(second, y);
          expect(Math.min(gain, counterGain)).toBeLessThanOrEqual(1e-12);
        },
      ),
    );
  });

  it("trade: each gets its way where that matters more to it than to the other", () => {
    const first: Side = { ...alike([1, 1]), salience: [0.9, 0.1] };
    const second: Side = { ...alike([0, 0]), salience: [0.1, 0.9] };
    const { y } = settlementOf(0.5, first, second);
    expect(y[0]).toBeCloseTo(0.9, 12);
    expect(y[1]).toBeCloseTo(0.1, 12);
    const even = settlementOf(0.5, alike([1, 1]), alike([0, 0])).y;
    for (const judge of [first, second])
      expect(utilityOf(judge, y)).toBeGreaterThan(utilityOf(judge, even));
  });

  it("take the plain mean of what matters to neither", () => {
    const first: Side = { ...alike([1, 1]), salience: [1, 0] };
    const second: Side = { ...alike([0, 0]), salience: [1, 0] };
    expect(Array.from(settlementOf(0.8, first, second).y)).toEqual([0.8, 0.5]);
  });

  it("judge by what they want, not by what may be bargained", () => {
    const first: Side = { ...alike([0.2]), wish: [1], fallback: -0.7 };
    // even its whole ideal, .2, leaves the first .64 short: it accepts; at ω = .5, .1 is .81 short: it does not
    const { outcome } = settlementOf(0.5, first, alike([0]));
    expect(outcome.isDeal).toBe(true);
    expect(outcome.power).toBeGreaterThan(0.5);
    expect(settlementOf(0.5, { ...first, fallback: -0.6 }, alike([0])).outcome.isDeal).toBe(false);
  });
});

describe("any number of parties", () => {
  const agreed = (ideals: readonly number[], parties: readonly number[], powers: number[]) => {
    const vector = new Float64Array(4);
    agreeAmong(Float64Array.from(ideals), parties, powers, { vector, at: 2, practices: 2 });
    return Array.from(vector);
  };

  it("agree on the mean of their ideals by power", () => {
    expect(agreed([0, 1, 1, 0, 0.5, 0.5], [0, 1], [1, 3, 100])).toEqual([0, 0, 0.75, 0.25]);
  });

  it("which for two is what the kernel settles on", () => {
    const { y } = settlementOf(0.25, alike([0, 1]), alike([1, 0]));
    expect(agreed([0, 1, 1, 0], [0, 1], [1, 3]).slice(2)).toEqual(Array.from(y));
  });
});
