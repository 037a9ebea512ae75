import {
  checkScenario,
  planRun,
  scenarioSchema,
  startRun,
  type PlanOptions,
  type Run,
  type Scenario,
} from "../../sim/index.ts";

/** A scenario from what differs from the defaults; throws where it is not valid. */
export function scenarioOf(file: object): Scenario {
  const scenario = scenarioSchema.parse(file);
  const problems = checkScenario(scenario);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return scenario;
}

/** A small field with two regions, two sectors and two regulators: every mechanism has something to do. */
export const SMALL = {
  population: { associations: 60 },
  field: {
    regions: {
      north: { label: { en: "North", fr: "Nord" } },
      south: { label: { en: "South", fr: "Sud" } },
    },
    sectors: {
      care: sector({ agency: 0.6, county: 0.2, users: 0.15, market: 0.05 }, 0.7),
      home: sector({ agency: 0.1, county: 0.5, users: 0.3, market: 0.1 }, 0.4),
    },
  },
  regulators: {
    agency: {
      label: { en: "Agency", fr: "Agence" },
      level: "region",
      stringency: 0.8,
      monitoring: 1,
      spread: 0.05,
      prescription: [0.8, 0.7, 0.7, 0.4, 0.75, 0.35, 0.25, 0.5],
      admissibility: [0.2, 0.2, 0.3, 0.3, 0.2, 0.4, 0.4, 0.4],
    },
    county: {
      label: { en: "County", fr: "Département" },
      level: "nation",
      stringency: 0.5,
      salience: [1, 1, 0.5, 1, 1, 0.2, 1, 1],
      prescription: [0.6, 0.5, 0.6, 0.2, 0.6, 0.5, 0.3, 0.8],
    },
  },
  reforms: [
    {
      date: "2010-05-01",
      label: { en: "Reform", fr: "Réforme" },
      set: { "regulators.agency.stringency": 1 },
      ramp: 6,
    },
  ],
  run: { burnIn: 5, steps: 20 },
} as const;

/** The same where groupings, mergers, closures, foundings and contracts are many. */
export const MOVING = {
  ...SMALL,
  mechanisms: {
    cooperation: { seek: 0.3, others: 0.5, threshold: -0.05, taste: 0.15, deepen: 0.6 },
    mergers: { rate: 0.3, friction: 0.2, distressed: 0.5 },
    closures: { hazard: 0.06 },
    foundings: { rate: 0.12, imitation: 0.5 },
    negotiation: { hazard: 0.1, term: 6 },
  },
} as const;

function sector(funders: object, norm: number) {
  return {
    label: { en: "Sector", fr: "Secteur" },
    funders,
    forProfit: 0.2,
    norm: Array.from({ length: 8 }, (_, k) => (k % 2 === 0 ? norm : 1 - norm)),
  };
}

/** Runs a scenario to a step. */
export function runTo(scenario: Scenario, steps: number, options: PlanOptions = {}): Run {
  const run = startRun(planRun(scenario, options));
  while (run.step < steps) run.advance();
  return run;
}

/** The value of a measure at the run's present step. */
export function valueOf(run: Run, name: string): number {
  const index = run.measures.findIndex((info) => info.name === name);
  const value = run.values[index];
  if (value === undefined) throw new Error(`no measure ${name}`);
  return value;
}

/** Every value of a run, step by step. */
export function seriesOf(run: Run, steps: number): number[][] {
  const rows = [Array.from(run.values)];
  while (run.step < steps) {
    run.advance();
    rows.push(Array.from(run.values));
  }
  return rows;
}
