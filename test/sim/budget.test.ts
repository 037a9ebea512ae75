import { describe, expect, it } from "vitest";
import { ownCost, unitCostOf } from "../../sim/field/cost.ts";
import { gapOf, leadOf } from "../../sim/field/situation.ts";
import { shapeOf } from "../../sim/field/shape.ts";
import {
  checkScenario,
  planRun,
  resumeRun,
  scenarioSchema,
  startRun,
  type Run,
  type Scenario,
} from "../../sim/index.ts";
import { runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

/** Everything that touches money but budgets themselves. */
const OTHERS = [
  "inspection",
  "calls",
  "negotiation",
  "cooperation",
  "mergers",
  "closures",
  "foundings",
] as const;

interface Money {
  readonly growth?: number;
  readonly convergence?: number;
  readonly lift?: number;
  readonly ceilingQuantile?: number;
  readonly contractExemption?: number;
  readonly bailout?: number;
}

/** The small field, larger and richer or poorer. */
function paidBy(money: Money, budget: object = {}, associations = 200): Scenario {
  const { agency, county } = SMALL.regulators;
  return scenarioOf({
    ...SMALL,
    population: { associations },
    regulators: { agency: { ...agency, ...money }, county: { ...county, ...money } },
    mechanisms: { budget },
    reforms: [],
    run: { burnIn: 0, steps: 40 },
  });
}

const living = (run: Run): number[] =>
  Array.from({ length: run.field.living.length }, (_, position) => run.field.living[position]!);
const copy = (run: Run, column: "tariff" | "reserve" | "efficiency" | "ceiling"): Float64Array =>
  (run.field[column] as Float64Array).slice(0, column === "ceiling" ? undefined : run.field.size);
const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

describe("own cost", () => {
  const rule = { scale: 0.1, doubleBooks: 0.05 };
  it("falls with size and savings, rises with a double life, and never vanishes", () => {
    expect(ownCost(rule, 1, 10, 0, 0)).toBeCloseTo(0.95, 12);
    expect(ownCost(rule, 1, 10, 0.1, 0)).toBeCloseTo(0.855, 12);
    expect(ownCost(rule, 1, 10, 0, 0.5)).toBeCloseTo(0.975, 12);
    expect(ownCost(rule, -3, 10, 0, 0)).toBe(0.05);
  });
});

describe("a founded field", () => {
  it("is paid what it costs, give or take the spread of tariffs", () => {
    const scenario = paidBy({}, {}, 2000);
    const run = startRun(planRun(scenario));
    const shape = shapeOf(scenario);
    const ratios = living(run).map((slot) => {
      const { field } = run;
      const unitCost = unitCostOf(field, shape, slot);
      const n = field.establishments[slot]!;
      return field.tariff[slot]! / ownCost(scenario.mechanisms.budget, unitCost, n, 0, 0) - 1;
    });
    expect(mean(ratios)).toBeCloseTo(0, 2);
    expect(Math.sqrt(mean(ratios.map((x) => x * x)))).toBeCloseTo(0.06, 2);
  });

  it("gives for-profits their share of each cell's places, and needs around the norm", () => {
    const run = startRun(planRun(paidBy({})));
    const { field } = run;
    for (let sector = 0; sector < 2; sector++)
      for (let region = 0; region < 2; region++) {
        const own = living(run).filter(
          (slot) => field.sector[slot] === sector && field.region[slot] === region,
        );
        const places = own.reduce((sum, slot) => sum + field.places[slot]!, 0);
        expect(field.lucrative[region * 2 + sector]).toBeCloseTo(places / 4, 6);
      }
    for (let k = 0; k < 8; k++)
      for (let cell = 0; cell < 4; cell++)
        expect(Math.abs(field.need[cell * 8 + k]! - field.norms[(cell % 2) * 8 + k]!)).toBeLessThan(
          0.3,
        );
  });
});

describe("reserves", () => {
  it("add up: what is paid less what is spent, to the last digit", () => {
    const scenario = paidBy({ bailout: 0 }, { hazards: 0, cap: 5 });
    const shape = shapeOf(scenario);
    const run = startRun(planRun(scenario, { off: OTHERS }));
    for (let step = 1; step <= 12; step++) {
      const { field } = run;
      const before = copy(run, "reserve");
      const costs = living(run).map((slot) =>
        ownCost(
          scenario.mechanisms.budget,
          unitCostOf(field, shape, slot),
          field.establishments[slot]!,
          0,
          gapOf(field, slot, "display", "practice"),
        ),
      );
      run.advance();
      living(run).forEach((slot, index) => {
        const paid = run.field.tariff[slot]!;
        const result = (paid - costs[index]!) / (4 * paid);
        expect(run.field.reserve[slot]! - before[slot]!).toBeCloseTo(result, 12);
      });
    }
  });

  it("stay credible over twenty years where rates nearly follow costs, and sink where they do not", () => {
    const steady = runTo(paidBy({}), 80);
    expect(valueOf(steady, "reserve")).toBeGreaterThan(-0.05);
    expect(valueOf(steady, "reserve")).toBeLessThan(0.3);
    const ruined = (run: Run): number =>
      mean(living(run).map((slot) => (run.field.reserve[slot]! < -0.25 ? 1 : 0)));
    expect(ruined(steady)).toBeLessThan(0.02);
    const squeezed = runTo(paidBy({ growth: -0.03 }), 80, { off: ["closures"] });
    expect(ruined(squeezed)).toBeGreaterThan(0.1);
  });

  it("are taken over at the campaign where deficits are bailed out", () => {
    const squeezed = { growth: -0.05 };
    const never = runTo(paidBy({ ...squeezed, bailout: 0 }), 40);
    const often = runTo(paidBy({ ...squeezed, bailout: 1 }), 40);
    expect(never.events.some(({ kind }) => kind === "bailout")).toBe(false);
    expect(often.events.some(({ kind }) => kind === "bailout")).toBe(true);
    expect(valueOf(often, "reserve")).toBeGreaterThan(valueOf(never, "reserve"));
  });

  it("drive costs: deficits bring economies, ease loosens", () => {
    const poor = runTo(paidBy({ growth: -0.02 }), 40, { off: OTHERS });
    const rich = runTo(paidBy({ growth: 0.02 }), 40, { off: OTHERS });
    const efficiency = (run: Run): number =>
      mean(living(run).map((slot) => run.field.efficiency[slot]!));
    expect(efficiency(poor)).toBeLessThan(0.97);
    expect(efficiency(rich)).toBeGreaterThan(1.03);
  });
});

describe("rate ceilings", () => {
  const squeeze: Money = { growth: 0, convergence: 0.2, ceilingQuantile: 0.88 };
  const reform = {
    date: "2010-01-01",
    label: { en: "Ceilings", fr: "Plafonds" },
    set: { "regulators.agency.convergence": 0.2 },
    ramp: 0,
  };

  it("leave a tenth or so above them, and compress the upper tail alone", () => {
    const scenario = paidBy(squeeze, {}, 2000);
    const before = startRun(planRun(scenario, { off: OTHERS }));
    const tariffs = copy(before, "tariff");
    before.advance();
    const { field } = before;
    const shape = shapeOf(scenario);
    const ceilings = living(before).map(
      (slot) => field.ceiling[leadOf(field, shape, slot) * 2 + field.sector[slot]!]!,
    );
    let above = 0;
    living(before).forEach((slot, index) => {
      const top = ceilings[index]!;
      const excess = tariffs[slot]! - top;
      if (excess > 0) above++;
      expect(field.tariff[slot]! - top).toBeCloseTo(excess > 0 ? 0.8 * excess : excess, 12);
    });
    expect(above / 2000).toBeGreaterThan(0.1);
    expect(above / 2000).toBeLessThan(0.15);
  });

  it("lift those below where the authority lifts", () => {
    const tail = (money: Money): number => {
      const run = runTo(paidBy(money), 20, { off: OTHERS });
      return Math.min(...living(run).map((slot) => run.field.tariff[slot]!));
    };
    expect(tail({ ...squeeze, lift: 0.1 })).toBeGreaterThan(tail(squeeze) + 0.05);
  });

  it("are set when convergence begins, indexed with rates, and go when it ends", () => {
    const scenario = scenarioOf({
      ...paidBy({ growth: 0.1 }),
      reforms: [
        reform,
        { ...reform, date: "2013-01-01", set: { "regulators.agency.convergence": 0 } },
      ],
    });
    const run = startRun(planRun(scenario));
    const ceilings = [0, 0, 0, 0, 0];
    for (const step of [4, 5, 9, 13, 17]) {
      while (run.step < step) run.advance();
      ceilings[(step - 1) >> 2] = run.field.ceiling[0]!;
    }
    expect(ceilings[0]).toBe(0);
    expect(ceilings[1]).toBeGreaterThan(0.5);
    // on the mean growth of the rates under it: 10 % of their public part
    const [, first, second, third] = ceilings as [number, number, number, number];
    expect(second / first).toBeGreaterThan(1.05);
    expect(second / first).toBeLessThan(1.1);
    expect(third / second).toBeCloseTo(second / first, 2);
    expect(ceilings[4]).toBe(0);
  });

  it.each([0, 0.5, 1])("spare those under contract: exemption %s", (contractExemption) => {
    const scenario = paidBy({ ...squeeze, contractExemption });
    const snapshot = startRun(planRun(scenario, { off: OTHERS })).snapshot();
    const bound = structuredClone(snapshot);
    bound.field.contractUntil.fill(1000);
    const [free, held] = [resumeRun(snapshot), resumeRun(bound)];
    const start = copy(free, "tariff");
    free.advance();
    held.advance();
    for (const slot of living(free)) {
      const moved = free.field.tariff[slot]! - start[slot]!;
      const spared = held.field.tariff[slot]! - start[slot]!;
      expect(spared).toBeCloseTo((1 - contractExemption) * moved, 12);
    }
  });
});

describe("switching budgets off", () => {
  it("leaves tariffs and efficiency as founded, and reserves to the others", () => {
    const scenario = paidBy({ convergence: 0.5, growth: -0.1 });
    const start = startRun(planRun(scenario));
    const run = runTo(scenario, 20, { off: ["budget", ...OTHERS] });
    expect(copy(run, "tariff")).toEqual(copy(start, "tariff"));
    expect(copy(run, "efficiency")).toEqual(copy(start, "efficiency"));
    expect(new Set(copy(run, "reserve"))).toEqual(new Set([0]));
  });

  it("leaves the draws of inspections untouched", () => {
    const scenario = paidBy({});
    const inspected = [[], ["budget"] as const].map((off) => {
      const run = startRun(planRun(scenario, { off }));
      run.advance();
      return valueOf(run, "inspections");
    });
    expect(inspected[0]).toBeGreaterThan(0);
    expect(inspected[1]).toBe(inspected[0]);
  });
});

describe("extreme money", () => {
  const edges: [string, Money, object][] = [
    ["halved each year", { growth: -0.5, convergence: 1, lift: 1 }, { ruin: 0.01, hazards: 1 }],
    ["growing by half each year", { growth: 0.5, convergence: 1 }, { recovery: 0, foresight: 10 }],
    ["lavish", { bailout: 1, ceilingQuantile: 0, convergence: 1 }, { cap: 0, loosening: 0.2 }],
    ["ruthless", { bailout: 0, growth: -0.5 }, { economies: 0.2, leastEfficiency: 0.1 }],
  ];
  it.each(edges)("%s: everything stays finite over a hundred quarters", (_name, money, budget) => {
    const scenario = paidBy(money, budget, 60);
    const wild = { ...scenario.population, tariffSpread: 1, efficiencySpread: 1 };
    const run = runTo(scenarioOf({ ...scenario, population: wild }), 100);
    for (const column of ["tariff", "reserve", "efficiency", "ceiling"] as const)
      expect(copy(run, column).every(Number.isFinite)).toBe(true);
    expect(Math.min(...copy(run, "tariff"))).toBeGreaterThan(0.05 - 1e-12);
  });
});

describe("what cannot be", () => {
  it("reforms the spread of needs, which acts at the founding only", () => {
    const file = scenarioSchema.parse({
      reforms: [
        { date: "2010-01-01", label: { en: "", fr: "" }, set: { "mechanisms.need.spread": 0.1 } },
      ],
    });
    expect(checkScenario(file).map(({ message }) => message)).toEqual([
      "acts at the founding of the field only",
    ]);
  });
});
