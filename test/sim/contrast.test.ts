import { describe, expect, it } from "vitest";
import { contrastSchema } from "../../experiments/contrasts.ts";
import {
  branchRun,
  type Contrast,
  contrastGauges,
  planRun,
  resumeRun,
  type Run,
  startRun,
} from "../../sim/index.ts";
import { MOVING, scenarioOf, SMALL, valueOf } from "./support.ts";

const small = scenarioOf(SMALL);

const asked = (rest: object): Contrast =>
  contrastSchema.parse({ exposure: "dependence", outcome: "leadDistance", ...rest });

function runWith(contrasts: Readonly<Record<string, Contrast>>, steps: number, of = small): Run {
  const run = startRun(planRun(of), { gauges: contrastGauges(contrasts) });
  while (run.step < steps) run.advance();
  return run;
}

/** Distance of an association's practice to the mean of all others in its sector, worked out the long way. */
function distanceToOthers({ field }: Run, slot: number): number {
  const K = field.practices;
  const others = Array.from(field.living as unknown as Int32Array).filter(
    (other) => other !== slot && field.sector[other] === field.sector[slot],
  );
  let sum = 0;
  for (let k = 0; k < K; k++) {
    const mean = others.reduce((all, other) => all + field.practice[other * K + k]!, 0);
    sum += (field.practice[slot * K + k]! - mean / others.length) ** 2;
  }
  return Math.sqrt(sum / K);
}

/** The line through points, from the textbook. */
function line(x: readonly number[], y: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
  const vx = mean(x.map((value) => (value - mx) ** 2));
  const vy = mean(y.map((value) => (value - my) ** 2));
  const upper = y.filter((_, i) => x[i]! > mx);
  const lower = y.filter((_, i) => x[i]! <= mx);
  return {
    slope: product / vx,
    perDeviation: product / Math.sqrt(vx),
    correlation: product / Math.sqrt(vx * vy),
    halves: mean(upper) - mean(lower),
  };
}

describe("a contrast between the associations of one run", () => {
  it("is the line through exposure at step 0 and outcome, over the founders that still live", () => {
    const contrast = asked({ outcome: "sectorDistance", exposure: "meetings" });
    const run = runWith({ bodies: contrast }, 0, scenarioOf(MOVING));
    const founders = Array.from(run.field.living as unknown as Int32Array);
    const start = new Map(founders.map((slot) => [slot, distanceToOthers(run, slot)]));
    while (run.step < 16) run.advance();
    const left = founders.filter((slot) =>
      (run.field.living as unknown as Int32Array).includes(slot),
    );
    expect(left.length).toBeLessThan(founders.length);
    expect(run.field.living.length).toBeGreaterThan(left.length);
    const expected = line(
      left.map((slot) => run.field.meetings[slot]!),
      left.map((slot) => distanceToOthers(run, slot) - start.get(slot)!),
    );
    expect(valueOf(run, "contrast.bodies.n")).toBe(left.length);
    for (const [name, value] of Object.entries(expected))
      expect(valueOf(run, `contrast.bodies.${name}`)).toBeCloseTo(value, 10);
    expect(valueOf(run, "contrast.bodies")).toBe(valueOf(run, "contrast.bodies.slope"));
  });

  it("finds that who depends more comes closer to its lead funder where that is written into the rates", () => {
    const slopeAt = (weight: number): number => {
      const one = scenarioOf({
        ...SMALL,
        population: { associations: 400 },
        mechanisms: { coercive: { dependenceWeight: weight } },
      });
      return valueOf(runWith({ A1: asked({}) }, 16, one), "contrast.A1");
    };
    expect(slopeAt(1)).toBeLessThan(slopeAt(0));
  });

  it("gives halves where halves are asked for, and the display where that is", () => {
    const run = runWith(
      { done: asked({ kind: "halves" }), declared: asked({ of: "display", take: "value" }) },
      8,
    );
    expect(valueOf(run, "contrast.done")).toBe(valueOf(run, "contrast.done.halves"));
    expect(valueOf(run, "contrast.declared")).not.toBe(valueOf(run, "contrast.done.slope"));
  });

  it("is undefined where the exposure has no spread, and changes nothing else of the run", () => {
    const run = runWith({ none: asked({ exposure: "visible" }) }, 8);
    expect(valueOf(run, "contrast.none")).toBeNaN();
    expect(valueOf(run, "contrast.none.n")).toBe(0);
    const plain = startRun(planRun(small));
    while (plain.step < 8) plain.advance();
    expect(run.digest()).toBe(plain.digest());
    expect(Array.from(run.values.subarray(0, plain.values.length))).toEqual(
      Array.from(plain.values),
    );
  });

  it("is the same off a shared burn-in, and refuses to begin after step 0", () => {
    const gauges = contrastGauges({ A1: asked({}) });
    const shared = startRun(planRun(small)).snapshot();
    const branched = branchRun(shared, planRun(small), { gauges });
    while (branched.step < 8) branched.advance();
    expect(Array.from(branched.values)).toEqual(Array.from(runWith({ A1: asked({}) }, 8).values));
    const late = startRun(planRun(small));
    late.advance();
    expect(() => resumeRun(late.snapshot(), { gauges })).toThrow(RangeError);
  });
});

describe("what part of its way an association copied", () => {
  const copying = asked({ outcome: "copying", take: "value", exposure: "meetings" });
  const winners = asked({ outcome: "winnerCopying", take: "value", exposure: "meetings" });

  /** The mean shares over all founders. */
  const sharesOf = (mechanisms: object): { copied: number; won: number } => {
    const one = scenarioOf({ ...SMALL, population: { associations: 200 }, mechanisms });
    const run = runWith({ copied: copying, won: winners }, 10, one);
    return {
      copied: valueOf(run, "contrast.copied.mean"),
      won: valueOf(run, "contrast.won.mean"),
    };
  };

  it("goes with nothing where nobody copies, and is all where copying alone moves", () => {
    const still = Object.fromEntries(
      ["coercive", "normative", "competitive", "identity", "relaxation"].map((id) => [
        id,
        { rate: 0 },
      ]),
    );
    const alone = {
      ...still,
      noise: { spread: 0 },
      innovation: { rate: 0, novelty: 0 },
      grouping: { weight: 0 },
      recoupling: { weight: 0 },
      negotiated: { honoured: 0 },
    };
    expect(sharesOf({ mimetic: { rate: 0 } })).toEqual({ copied: 0, won: 0 });
    const best = sharesOf({ ...alone, mimetic: { choice: "best", sample: 4 } });
    expect(best.copied).toBeCloseTo(1, 12);
    // the best of four others stands, on average, at 4/5 of their order
    expect(best.won).toBeGreaterThan(0.4);
    const anybody = sharesOf({ ...alone, mimetic: { choice: "random" } });
    expect(anybody.copied).toBeCloseTo(1, 12);
    expect(Math.abs(anybody.won)).toBeLessThan(0.1);
  });
});
