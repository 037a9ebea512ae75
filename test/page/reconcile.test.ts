import fc from "fast-check";
import { expect, test } from "vitest";
import type { Bid, CallEvent, SimEvent } from "../../sim/index.ts";
import { heldCalls } from "../../viz/story/calls/rejections.ts";
import { roundTogether, splitAlong } from "../../viz/story/reconcile.ts";

const numbers = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });

test("what lines did along the way adds up to the distance, whatever they did across it", () => {
  fc.assert(
    fc.property(fc.array(numbers(8), { minLength: 1, maxLength: 12 }), (lines) => {
      const delta = lines[0]!.map((_, k) => lines.reduce((sum, line) => sum + line[k]!, 0));
      const { distance, along, residual } = splitAlong(delta, lines);
      const squares = delta.reduce((sum, move) => sum + move * move, 0);
      expect(distance).toBeCloseTo(Math.sqrt(squares / 8), 12);
      expect(along.reduce((sum, part) => sum + part, 0) + residual).toBeCloseTo(distance, 12);
      // where nothing moved in the end there is no way, however strong the pushes were
      expect(Math.abs(residual)).toBeLessThan(distance === 0 ? 1e-300 : 1e-12 * (1 + 1 / distance));
    }),
  );
});

test("figures are rounded so that they add up as shown, none by more than one in the last digit", () => {
  fc.assert(
    fc.property(numbers(9), fc.integer({ min: 2, max: 5 }), (parts, digits) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      const shown = roundTogether(parts, sum, digits);
      const units = shown.map((part) => Math.round(part * 10 ** digits));
      const written = Math.round(Number(sum.toFixed(digits)) * 10 ** digits);
      expect(units.reduce((total, part) => total + part, 0) - written).toBe(0);
      shown.forEach((part, at) =>
        expect(Math.abs(part - parts[at]!)).toBeLessThanOrEqual(1.5 * 10 ** -digits + 1e-12),
      );
    }),
  );
});

const bid = (association: number, score: number, rest: Partial<Bid> = {}): Bid => ({
  association,
  score,
  fit: 0.2,
  apart: 0.1,
  isInnovative: false,
  ...rest,
});

function held(bids: readonly Bid[], winner: number | null): readonly SimEvent[] {
  const common = { step: 3, other: 0, causes: {} };
  const call: CallEvent = {
    ...common,
    kind: "call",
    association: -1,
    what: "specified",
    vector: [],
    narrowing: 0.6,
    threshold: 0.5,
    fitWeight: 0.3,
    bids,
  };
  const what = winner === null ? "unanswered" : "specified";
  return [call, { ...common, kind: "award", association: winner ?? -1, what }];
}

test("an innovative bid lost outside the specification, by it, or on other points", () => {
  const best = bid(1, 0.7, { fit: 0.28 });
  const reasons = (loser: Bid, events = held([best, loser], 1)) =>
    heldCalls(events)[0]?.rejected.map(({ by }) => by);
  const isInnovative = true;
  expect(reasons(bid(2, 0.4, { isInnovative, apart: 0.4, fit: 0 }))).toEqual(["outside"]);
  expect(reasons(bid(2, 0.65, { isInnovative, fit: 0.2 }))).toEqual(["specification"]);
  expect(reasons(bid(2, 0.55, { isInnovative, fit: 0.2 }))).toEqual(["points"]);
  expect(reasons(bid(2, 0.65))).toEqual([]);
  // nobody won: with all points for fit it would have reached the threshold, or not even so
  const near = bid(2, 0.45, { isInnovative, fit: 0.2 });
  expect(reasons(near, held([near], null))).toEqual(["specification"]);
  const far = bid(2, 0.35, { isInnovative, fit: 0.2 });
  expect(reasons(far, held([far], null))).toEqual(["points"]);
  expect(heldCalls(held([bid(4, 0.6, { isInnovative })], 4))[0]?.rejected).toEqual([]);
});
