import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  planRun,
  resumeRun,
  type Run,
  scenarioSchema,
  type SimEvent,
  startRun,
} from "../../sim/index.ts";
import { randomCase, type Case } from "./random-scenario.ts";
import { runReference } from "./reference.ts";
import { ledgerBreaches, type Rows } from "./sums.ts";

/** Measures by step and name, reforms, and whatever else was told. */
interface Outcome {
  readonly rows: Rows;
  readonly reforms: readonly object[];
  readonly told: readonly object[];
}

const TOLERANCE = 1e-9;
/** Random scenarios in which every ledger is held to account; npm run check:deep asks for more. */
const SCENARIOS = Number(process.env["REFERENCE"] ?? 300);
/** Two of three of them are computed by the reference too, which takes most of the time. */
const REFERRED = (2 * SCENARIOS) / 3;
/** A dispersion below this is known to fewer digits than TOLERANCE asks for; nothing can be divided by it. */
const LEAST_ORIGIN = 1e-12;

function runEngine({ scenario, treated, off, pause }: Case): Outcome {
  let run = startRun(planRun(scenario, { treated, off }), { digest: false });
  const rows = [measuresOf(run)];
  const before: SimEvent[] = [];
  while (run.step < run.plan.steps) {
    if (run.step === pause) {
      before.push(...run.events);
      run = resumeRun(run.snapshot());
    }
    run.advance();
    rows.push(measuresOf(run));
  }
  const events = [...before, ...run.events];
  const reforms = events.flatMap((event) => {
    if (event.kind !== "reform") return [];
    const { step, label, set, ramp } = event;
    return [{ step, label, set, ramp }];
  });
  const told = events.flatMap((event) => {
    // a cell's entries and a rule's revision are told where the teller finds them large enough
    if (event.kind === "reform" || event.kind === "entry" || event.kind === "revised") return [];
    const { step, kind, association, other } = event;
    return [{ step, kind, association, other }];
  });
  return { rows, reforms, told };
}

const measuresOf = ({ measures, values }: Run) =>
  Object.fromEntries(measures.map(({ name }, m) => [name, definedOf(values[m])]));

const definedOf = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value;

/** The first place, in time, where two outcomes say different things. */
function firstDifference(engine: Outcome, reference: Outcome): string | undefined {
  for (const [step, measures] of engine.rows.entries())
    for (const [name, is] of Object.entries(measures)) {
      const [, vector] = /^(?:similarity|decline)\.(\w+)/.exec(name) ?? [];
      const origin = reference.rows[0]?.[`dispersion.${vector}`] ?? 0;
      if (vector !== undefined && origin > 0 && origin < LEAST_ORIGIN) continue;
      const should = reference.rows[step]?.[name] ?? null;
      if (!isClose(is, should))
        return `step ${step}, ${name}: the engine has ${is}, the reference ${should}`;
    }
  return undefined;
}

function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** The names at step 0, and how many there are at each step: enough, where no value differs. */
const namesOf = ({ rows }: Outcome) => [
  Object.keys(rows[0] ?? {}).toSorted(),
  rows.map((row) => Object.keys(row).length),
];

test(
  "engine and reference agree on random small scenarios, and every ledger accounts for every step",
  { timeout: 400_000 + 2_000 * SCENARIOS },
  () => {
    let count = 0;
    fc.assert(
      fc.property(randomCase, (random) => {
        const engine = runEngine(random);
        const practices = Object.keys(random.scenario.field.practices).length;
        expect(ledgerBreaches(engine.rows, practices)).toEqual([]);
        if (count++ >= REFERRED) return;
        const reference = runReference(random.scenario, random.treated, random.off);
        expect(firstDifference(engine, reference)).toBeUndefined();
        expect(namesOf(reference)).toEqual(namesOf(engine));
        expect(reference.told).toEqual(engine.told);
        expect(reference.reforms).toEqual(engine.reforms);
      }),
      {
        seed: 1983,
        numRuns: SCENARIOS,
        interruptAfterTimeLimit: 300_000 + 1_000 * SCENARIOS,
        markInterruptAsFailure: true,
      },
    );
  },
);

test("a ledger that leaves something out is caught", () => {
  const run = startRun(planRun(scenarioSchema.parse({ population: { associations: 20 } })));
  const rows = [measuresOf(run)];
  run.advance();
  const found = measuresOf(run);
  expect(ledgerBreaches([...rows, found], 8)).toEqual([]);
  const short = { ...found, "ledger.practice.coercive": 0 };
  expect(ledgerBreaches([...rows, short], 8)).toHaveLength(1);
});

test("the reference stays short enough to be read against the model's declaration", () => {
  const folder = new URL("./", import.meta.url);
  const files = readdirSync(folder).filter((name) => !/^random-|^sums\.ts$|\.test\.ts$/.test(name));
  const lines = files.flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
  // neither blank nor comment
  const code = lines.filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line));
  expect(code.length).toBeLessThan(1_700);
});
