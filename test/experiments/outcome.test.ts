import { describe, expect, it } from "vitest";
import {
  type Outcome,
  outcomeFaults,
  outcomeOf,
  outcomeSchema,
} from "../../experiments/outcome.ts";

const STEPS = Int32Array.of(0, 1, 2, 3, 4);
const MEASURES = ["level", "flow", "size"];
// one row per step
const SERIES = [8, 0, 2, 7, 1, 2, 6, 2, 4, 5, 3, 4, 2, 4, 4];

const specOf = (rest: Partial<Outcome>): Outcome =>
  outcomeSchema.parse({ measure: "level", ...rest });
const of = (rest: Partial<Outcome>): number => outcomeOf(SERIES, STEPS, MEASURES, specOf(rest));

describe("an outcome", () => {
  it.each([
    [{}, 2],
    [{ at: 1 as const }, 7],
    [{ take: "mean" as const }, 5],
    [{ take: "mean" as const, since: 2 }, 3.5],
    [{ take: "sum" as const, measure: "flow", since: 1, at: 3 }, 5],
    [{ take: "change" as const }, -6],
    [{ take: "rate" as const, since: 2 }, -2],
    [{ take: "fall" as const }, 0.75],
    [{ minus: "flow" }, -2],
    [{ per: "size", times: 100 }, 50],
    [{ take: "sum" as const, measure: "flow", per: "size" }, 10 / 14],
  ])("%j is %d", (rest, value) => {
    expect(of(rest)).toBe(value);
  });

  it("is NaN, never a number, where it is undefined", () => {
    expect(of({ measure: "none" })).toBeNaN();
    expect(of({ at: 9 })).toBeNaN();
    expect(of({ per: "flow", at: 0 })).toBeNaN();
    expect(outcomeOf([NaN], Int32Array.of(0), ["level"], specOf({}))).toBeNaN();
  });

  it("does not call a sum over some of the steps the sum", () => {
    const thinned = Int32Array.of(0, 2, 4);
    expect(outcomeOf([1, 2, 3], thinned, ["level"], specOf({ take: "sum" }))).toBeNaN();
    expect(outcomeOf([1, 2, 3], thinned, ["level"], specOf({ take: "mean" }))).toBe(2.5);
  });

  it.each([
    [{}, undefined],
    [{ measure: "none" }, "measure"],
    [{ per: "none" }, "per"],
    [{ at: 9 }, "at"],
    [{ at: 1 }, "at"],
    [{ take: "change" as const, since: 1 }, "since"],
    [{ take: "change" as const, since: 4 }, "since"],
    [{ take: "sum" as const }, "take"],
    [{ take: "mean" as const, since: 2, at: 3 }, "at"],
    [{ take: "mean" as const, since: 1, at: 3 }, undefined],
  ])("%j is faulted at %s where only every second step is kept", (rest, key) => {
    const [fault] = outcomeFaults(specOf(rest), Int32Array.of(0, 2, 4), MEASURES);
    expect(fault?.key).toBe(key);
  });
});
