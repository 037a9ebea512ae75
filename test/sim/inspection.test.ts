import { describe, expect, it } from "vitest";
import { gapOf } from "../../sim/field/situation.ts";
import {
  checkScenario,
  planRun,
  scenarioSchema,
  startRun,
  type Run,
  type Scenario,
} from "../../sim/index.ts";
import { runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

/** Everybody avoids: what is declared moves, what is done does not. */
function watched(monitoring: number, depth: number, inspection: object = {}): Scenario {
  const { agency, county } = SMALL.regulators;
  const eyes = { monitoring, depth };
  return scenarioOf({
    ...SMALL,
    population: {
      associations: 200,
      responses: { adapt: 0, avoid: 1, innovate: 0, negotiate: 0, cooperate: 0, merge: 0 },
    },
    regulators: { agency: { ...agency, ...eyes }, county: { ...county, ...eyes } },
    mechanisms: { inspection },
    reforms: [],
    run: { burnIn: 0, steps: 40 },
  });
}

const OFF = [
  "responses",
  "calls",
  "negotiation",
  "cooperation",
  "mergers",
  "closures",
  "foundings",
] as const;
const lived = (scenario: Scenario, steps: number, off: readonly (typeof OFF)[number][] = OFF) =>
  runTo(scenario, steps, { off });

const slots = (run: Run): number[] =>
  Array.from({ length: run.field.living.length }, (_, position) => run.field.living[position]!);

describe("inspection", () => {
  it("brings practice closer to what is declared, and its line says how much", () => {
    const free = lived(watched(0, 0.3), 40);
    const seen = lived(watched(4, 0.3), 40);
    expect(valueOf(seen, "decouplingGap")).toBeLessThan(0.75 * valueOf(free, "decouplingGap"));
    expect(valueOf(seen, "compliance.practice")).toBeLessThan(valueOf(free, "compliance.practice"));
    expect(valueOf(seen, "ledger.practice.recoupling")).not.toBe(0);
    expect(valueOf(free, "ledger.practice.recoupling")).toBe(0);
  });

  it("comes to all who have a lead where four a year are due, and to nobody where none is", () => {
    expect(valueOf(lived(watched(4, 0.3), 1), "inspections")).toBe(200);
    expect(valueOf(lived(watched(0, 0.3), 1), "inspections")).toBe(0);
  });

  it("catches those whose gap exceeds the tolerance, and costs them standing and money", () => {
    const scenario = watched(4, 0, { tolerance: 0.03, penalty: 0.5, fine: 0.1 });
    const run = startRun(planRun(scenario, { off: [...OFF, "budget"] }));
    while (run.step < 3) run.advance();
    const before = slots(run).map((slot) => ({
      gap: gapOf(run.field, slot, "display", "practice"),
      reserve: run.field.reserve[slot]!,
      fine: 0.1 * run.field.dependence[slot]!,
    }));
    run.advance();
    let caught = 0;
    slots(run).forEach((slot, index) => {
      const { gap, reserve, fine } = before[index]!;
      if (gap > 0.03) caught++;
      expect(run.field.reserve[slot]).toBe(gap > 0.03 ? reserve - fine : reserve);
    });
    expect(caught).toBeGreaterThan(10);
    expect(valueOf(run, "inspections.caught")).toBe(caught);
    expect(run.events.filter(({ kind, step }) => kind === "inspection" && step === 4)).toHaveLength(
      caught,
    );
  });

  it("punishes without effect on practice where its weight is 0, and leaves no trace once the step is over", () => {
    const scenario = watched(4, 0.3);
    const blunt = scenarioOf({ ...scenario, mechanisms: { recoupling: { weight: 0 } } });
    expect(valueOf(lived(blunt, 10), "ledger.practice.recoupling")).toBe(0);
    const run = lived(scenario, 10);
    expect(slots(run).every((slot) => run.field.recoupling[slot] === 0)).toBe(true);
  });

  it("may not, with all other pressures, move practice further than to what is declared", () => {
    const { agency } = SMALL.regulators;
    const regulators = { ...SMALL.regulators, agency: { ...agency, depth: 0.97 } };
    const file = scenarioSchema.parse({ ...SMALL, regulators });
    expect(checkScenario(file)).toMatchObject([{ path: ["mechanisms", "recoupling"] }]);
    const lighter = { ...file, mechanisms: { ...file.mechanisms, recoupling: { weight: 0.5 } } };
    expect(checkScenario(lighter)).toEqual([]);
  });
});
