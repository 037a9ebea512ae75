import { describe, expect, it } from "vitest";
import { contrastSchema } from "../../experiments/contrasts.ts";
import {
  checkScenario,
  contrastGauges,
  EXPOSURES,
  planRun,
  type Run,
  scenarioSchema,
  startRun,
} from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

const FUNDERS = 4; // two regulators, users, market
const EVERY = {
  dependence: { draw: "uniform", low: 0.3, high: 0.9 },
  centralisation: { draw: "levels", low: 1, high: 2 },
  payoffNoise: { draw: "uniform", low: 0, high: 0.3 },
  ambiguity: { draw: "uniform" },
  credentials: { draw: "levels", low: 0.1, high: 0.8 },
  meetings: { draw: "uniform" },
  visible: { draw: "uniform", low: 1, high: 9 },
} as const;

const assigned = (exposures: object, file: object = MOVING) =>
  scenarioOf({ ...file, population: { associations: 200, exposures } });

/** One number of every slot that was founded. */
const all = (run: Run, read: (slot: number) => number): number[] =>
  Array.from({ length: run.field.size }, (_, slot) => read(slot));

const publicShares = (run: Run, slot: number): readonly number[] => [
  run.field.funders[slot * FUNDERS]!,
  run.field.funders[slot * FUNDERS + 1]!,
];

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
  return product / Math.sqrt(mean(x.map((v) => (v - mx) ** 2)) * mean(y.map((v) => (v - my) ** 2)));
}

describe("exposures assigned at random", () => {
  const run = runTo(assigned(EVERY), 12);
  const { field } = run;

  it("lie where they are said to", () => {
    for (const slot of all(run, (each) => each)) {
      const shares = publicShares(run, slot);
      const own = shares[0]! + shares[1]!;
      expect(own).toBeCloseTo(field.dependence[slot]!, 12);
      expect(own).toBeGreaterThanOrEqual(0.3 - 1e-12);
      expect(own).toBeLessThanOrEqual(0.9 + 1e-12);
      const paying = shares.filter((share) => share > 0);
      for (const share of paying) expect(share).toBeCloseTo(own / paying.length, 12);
      expect([0.1, 0.8]).toContain(field.credentials[slot]);
      expect(field.visible[slot]).toBeGreaterThanOrEqual(1);
      expect(field.visible[slot]).toBeLessThanOrEqual(9);
      const goals = [0, 1, 2, 3].map((goal) => field.goals[4 * slot + goal]!);
      expect(goals.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
    const levels = all(run, (slot) => publicShares(run, slot).filter((share) => share > 0).length);
    expect(new Set(levels)).toEqual(new Set([1, 2]));
  });

  it("are moved by nothing: awards, extensions, mergers", () => {
    const start = runTo(assigned(EVERY), 0);
    const later = runTo(assigned(EVERY), 20);
    expect(valueOf(later, "associations")).not.toBe(valueOf(start, "associations"));
    const grown = all(start, (slot) => slot).filter(
      (slot) => later.field.places[slot] !== start.field.places[slot],
    );
    expect(grown.length).toBeGreaterThan(3);
    for (let slot = 0; slot < start.field.size; slot++)
      for (const name of [
        "dependence",
        "credentials",
        "meetings",
        "payoffNoise",
        "visible",
      ] as const)
        expect(later.field[name][slot], name).toBe(start.field[name][slot]);
    expect(later.field.funders[0]).toBe(start.field.funders[0]);
  });

  it("go with nothing else that associations are founded with", () => {
    const large = startRun(
      planRun(
        scenarioOf({
          ...SMALL,
          population: { associations: 2000, exposures: EVERY },
          run: { burnIn: 0 },
        }),
      ),
    );
    const width = large.field.funders.length / large.field.dependence.length;
    const exposures: Record<string, number[]> = {
      dependence: all(large, (slot) => large.field.dependence[slot]!),
      first: all(large, (slot) => Number(large.field.funders[slot * width]! > 0)),
      noise: all(large, (slot) => large.field.payoffNoise[slot]!),
      goal: all(large, (slot) => large.field.goals[4 * slot]!),
      credentials: all(large, (slot) => large.field.credentials[slot]!),
      meetings: all(large, (slot) => large.field.meetings[slot]!),
      visible: all(large, (slot) => large.field.visible[slot]!),
      establishments: all(large, (slot) => Math.min(9, large.field.establishments[slot]!)),
      sector: all(large, (slot) => large.field.sector[slot]!),
      archetype: all(large, (slot) => large.field.archetype[slot]!),
      practice: all(large, (slot) => large.field.practice[8 * slot]!),
    };
    const together = Object.entries(exposures)
      .slice(0, 7)
      .flatMap(([a, x]) =>
        Object.entries(exposures).flatMap(([b, y]) =>
          a === b ? [] : [{ pair: `${a}, ${b}`, apart: Math.abs(correlation(x, y)) }],
        ),
      );
    // 4.5 standard errors of 2000
    expect(together.filter(({ apart }) => !(apart < 0.1))).toEqual([]);
  });

  it("are the exposures of contrasts, which are undefined where they are not assigned", () => {
    const contrasts = Object.fromEntries(
      EXPOSURES.map((exposure) => [
        exposure,
        contrastSchema.parse({ exposure, outcome: "prescriptionDistance" }),
      ]),
    );
    const slopes = (exposures: object): boolean[] => {
      const one = startRun(planRun(assigned(exposures)), { gauges: contrastGauges(contrasts) });
      one.advance();
      return EXPOSURES.map((name) => Number.isFinite(valueOf(one, `contrast.${name}`)));
    };
    expect(slopes(EVERY)).toEqual(EXPOSURES.map(() => true));
    expect(slopes({})).toEqual([true, true, false, false, true, true, false]);
  });

  it("must go from low to high", () => {
    const [problem] = checkScenario(
      scenarioSchema.parse({ population: { exposures: { meetings: { low: 0.6, high: 0.2 } } } }),
    );
    expect(problem?.path).toEqual(["population", "exposures", "meetings", "low"]);
  });
});

describe("a held exposure acts through its mechanism alone", () => {
  const contrasts = {
    noise: contrastSchema.parse({ exposure: "payoffNoise", outcome: "copying", take: "value" }),
    meetings: contrastSchema.parse({ exposure: "meetings", outcome: "sectorDistance" }),
  };
  const slopeOf = (
    name: keyof typeof contrasts,
    mechanisms: object,
    off: readonly "mimetic"[] = [],
  ) => {
    const scenario = scenarioOf({
      population: {
        associations: 600,
        exposures: {
          payoffNoise: { draw: "uniform", low: 0, high: 0.6 },
          meetings: { draw: "uniform" },
        },
      },
      mechanisms,
      run: { burnIn: 0, seed: "held" },
    });
    const run = startRun(planRun(scenario, { off }), { gauges: contrastGauges(contrasts) });
    while (run.step < 12) run.advance();
    return valueOf(run, `contrast.${name}`);
  };

  it("noise on the payoff makes copying of what moves one, and nothing of it where nobody copies", () => {
    expect(slopeOf("noise", { mimetic: { uncertaintyWeight: 1 } })).toBeGreaterThan(0);
    expect(slopeOf("noise", {}, ["mimetic"])).toBe(0);
  });

  it("meetings bring closer to the others", () => {
    const strong = { rate: 0.1, hiring: 0, roadsWeight: 1, displayGate: 0 };
    expect(slopeOf("meetings", { normative: strong })).toBeLessThan(-0.02);
  });
});
