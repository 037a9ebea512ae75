import { describe, expect, it } from "vitest";
import { planRun, startRun, type Run } from "../../sim/index.ts";
import { runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

/** The small field with for-profits that enter where users pay. */
function entered(entry: number, forProfit = 0.2) {
  const { care, home } = SMALL.field.sectors;
  return scenarioOf({
    ...SMALL,
    field: {
      ...SMALL.field,
      sectors: { care: { ...care, forProfit }, home: { ...home, entry, forProfit } },
    },
    run: { burnIn: 0, steps: 40 },
  });
}

const OFF = ["calls", "mergers", "closures", "foundings"] as const;
const lucrative = (run: Run): number[] =>
  Array.from({ length: run.field.counts.cell }, (_, cell) => run.field.lucrative[cell]!);

describe("for-profits", () => {
  it("grow where users pay and choose, cell by cell, and nowhere else", () => {
    const run = startRun(planRun(entered(0.2), { off: OFF }));
    const { field } = run;
    const before = lucrative(run);
    const paid = before.map((_, cell) => {
      let sum = 0;
      for (let slot = 0; slot < field.size; slot++)
        if (cell === field.region[slot]! * 2 + field.sector[slot]!)
          sum += field.places[slot]! * field.funders[slot * 4 + 2]!;
      return sum;
    });
    run.advance();
    lucrative(run).forEach((places, cell) => {
      const grown = cell % 2 === 1 ? 0.05 * (before[cell]! + paid[cell]!) : 0;
      expect(places).toBeCloseTo(before[cell]! + grown, 9);
    });
    const total = lucrative(run).reduce((sum, places, cell) => sum + places - before[cell]!, 0);
    expect(valueOf(run, "entries")).toBeCloseTo(total, 9);
  });

  it("take a growing share, whose passing of each tenth is told", () => {
    const run = runTo(entered(0.1), 40, { off: OFF });
    expect(valueOf(run, "forProfit.share")).toBeGreaterThan(
      valueOf(runTo(entered(0), 40, { off: OFF }), "forProfit.share") + 0.1,
    );
    expect(run.events.some(({ kind }) => kind === "entry")).toBe(true);
  });

  it("stop where they are 99 times what associations run", () => {
    const shares = lucrative(runTo(entered(1, 0.99), 200, { off: OFF }));
    expect(shares.every(Number.isFinite)).toBe(true);
    const places = runTo(entered(0, 0.5), 0, { off: OFF });
    lucrative(places).forEach((own, cell) => expect(shares[cell]!).toBeLessThan(1.6 * 99 * own));
  });

  it("are met in proportion to their places, so that the field drifts to their practices", () => {
    const market = (run: Run): number => valueOf(run, "archetypes.distance.enterprise");
    const [few, many] = [0.01, 0.9].map((forProfit) => {
      const scenario = entered(0, forProfit);
      const mechanisms = { ...scenario.mechanisms, competitive: { rate: 0.1 } };
      return market(runTo(scenarioOf({ ...scenario, mechanisms }), 30, { off: OFF }));
    });
    expect(many).toBeLessThan(few!);
  });

  it("change nothing where nobody enters or the switch is off", () => {
    const digest = (entry: number, off: readonly "entries"[] = []) =>
      runTo(entered(entry), 10, { off }).digest();
    expect(digest(0)).toBe(digest(0, ["entries"]));
    expect(digest(0.1)).not.toBe(digest(0.1, ["entries"]));
  });
});

describe("needs", () => {
  const walk = (step: number) =>
    runTo(scenarioOf({ ...SMALL, mechanisms: { need: { step } } }), 20).field;

  it("wander within bounds, each cell for itself, and stand still at step 0", () => {
    const still = walk(0);
    const wild = walk(0.5);
    for (let at = 0; at < 32; at++) {
      expect(wild.need[at]).toBeGreaterThanOrEqual(0);
      expect(wild.need[at]).toBeLessThanOrEqual(1);
    }
    const drawn = Array.from({ length: 32 }, (_, at) => wild.need[at]! - still.need[at]!);
    expect(new Set(drawn).size).toBeGreaterThan(16);
    const start = startRun(planRun(scenarioOf({ ...SMALL, mechanisms: { need: { step: 0 } } })));
    for (let at = 0; at < 32; at++) expect(start.field.need[at]).toBe(still.need[at]);
  });

  it("matter to payoffs as far as they are a goal", () => {
    const payoff = (needGoal: number): number => {
      const scenario = scenarioOf({ ...SMALL, mechanisms: { standing: { needGoal } } });
      return runTo(scenario, 10).field.payoff[0]!;
    };
    expect(payoff(0.5)).toBeGreaterThan(payoff(0));
  });
});
