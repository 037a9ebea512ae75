import fc from "fast-check";
import { expect, test } from "vitest";
import { planRun, startRun } from "../../sim/index.ts";
import { randomCase, type Case } from "./random-scenario.ts";
import { runReference, type Outcome } from "./reference.ts";

const TOLERANCE = 1e-9;
/** A dispersion below this is known to fewer digits than TOLERANCE asks for; nothing can be divided by it. */
const LEAST_ORIGIN = 1e-12;

function runEngine({ scenario, treated, off }: Case): Outcome {
  const run = startRun(planRun(scenario, { treated, off }), { digest: false });
  const rows = [[...run.values]];
  while (run.step < run.plan.steps) {
    run.advance();
    rows.push([...run.values]);
  }
  const series = run.measures.map(
    ({ name }, m) => [name, rows.map((row) => definedOf(row[m]))] as const,
  );
  const events = run.events.map(({ step, label, set, ramp }) => ({ step, label, set, ramp }));
  return { series: new Map(series), events };
}

const definedOf = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value;

/** The first place, in time, where two outcomes say different things. */
function firstDifference(engine: Outcome, reference: Outcome): string | undefined {
  const steps = [...engine.series.values()][0]?.length ?? 0;
  for (let step = 0; step < steps; step++)
    for (const [name, values] of engine.series) {
      const origin = reference.series.get(name.replace("similarity", "dispersion"))?.[0] ?? 0;
      if (name.startsWith("similarity") && origin > 0 && origin < LEAST_ORIGIN) continue;
      const [is, should] = [values[step] ?? null, reference.series.get(name)?.[step] ?? null];
      if (!isClose(is, should))
        return `step ${step}, ${name}: the engine has ${is}, the reference ${should}`;
    }
  return undefined;
}

function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

test("engine and reference agree on random small scenarios", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(randomCase, (random) => {
      const { scenario, treated, off } = random;
      const { seed, steps } = scenario.run;
      const engine = runEngine(random);
      const reference = runReference({ scenario, treated, off, seed, steps });
      expect(firstDifference(engine, reference)).toBeUndefined();
      expect([...reference.series.keys()].toSorted()).toEqual([...engine.series.keys()].toSorted());
      expect(reference.events).toEqual(engine.events);
    }),
    { seed: 1983, numRuns: 200, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
});
