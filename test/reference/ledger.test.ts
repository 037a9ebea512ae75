import fc from "fast-check";
import { expect, test } from "vitest";
import { planRun, startRun, type Run } from "../../sim/index.ts";
import { randomCase, type Case } from "./random-scenario.ts";

/** What rounding alone may leave of the change of a sum over K practices, of two numbers of that size. */
const tolerance = (before: number, after: number, practices: number) =>
  1e-12 * Math.max(before, after) + practices / 4503599627370496; // 2^52

/** Reads a run's measures by name. */
function reader({ measures, values }: Run): (name: string) => number {
  const places = new Map(measures.map(({ name }, index) => [name, index]));
  return (name) => {
    const value = values[places.get(name) ?? -1];
    if (value === undefined) throw new Error(`no measure ${name}`);
    return value;
  };
}

/** The dispersion of nobody counts as 0. */
const known = (total: number): number => (Number.isNaN(total) ? 0 : total);

/** Each ledger of a vector, and the series whose change it accounts for. */
const LEDGERS = ["practice", "display"].flatMap((vector) => [
  { prefix: `ledger.${vector}.`, total: `dispersion.${vector}` },
  { prefix: `ledgerWeighted.${vector}.`, total: `dispersion.${vector}.weighted` },
  { prefix: `ledgerSurvivors.${vector}.`, total: `dispersion.${vector}.survivors` },
  { prefix: `ledgerCompliance.${vector}.`, total: `compliance.${vector}.square` },
]);
const MOVES = ["byRule", "byProject", "byComposition"].map((by) => `contradiction.${by}`);

/** What does not add up in a run of the engine, in words. */
function breachesOf({ scenario, treated, off }: Case): string[] {
  const run = startRun(planRun(scenario, { treated, off }), { digest: false });
  const { practices } = run.field;
  const valueOf = reader(run);
  const lines = LEDGERS.map(({ prefix }) =>
    run.measures.flatMap(({ name }) => (name.startsWith(prefix) ? [name] : [])),
  );
  const sumOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + valueOf(name), 0);
  const breaches: string[] = [];
  while (run.step < run.plan.steps) {
    const before = LEDGERS.map(({ total }) => known(valueOf(total)));
    const contradiction = valueOf("contradiction");
    run.advance();
    LEDGERS.forEach(({ prefix, total }, index) => {
      const [start = NaN, end] = [before[index], known(valueOf(total))];
      const allowed = tolerance(start, end, practices);
      const residual = Math.abs(valueOf(`${prefix}residual`));
      // residual included, the lines make up the whole change
      const missing = Math.abs(sumOf(lines[index] ?? []) - (end - start));
      if (!(residual <= allowed && missing <= 2 * allowed))
        breaches.push(`step ${run.step}, ${prefix}: residual ${residual}, missing ${missing}`);
    });
    const moved = Math.abs(sumOf(MOVES) - (valueOf("contradiction") - contradiction));
    if (!(moved <= tolerance(1, 1, practices)))
      breaches.push(`step ${run.step}, contradiction: missing ${moved}`);
    for (const { name, nullable } of run.measures)
      if (!nullable && Number.isNaN(valueOf(name)))
        breaches.push(`step ${run.step}: ${name} is undefined`);
  }
  return breaches;
}

test("every ledger accounts for every step of 300 random scenarios", { timeout: 120_000 }, () => {
  for (const random of fc.sample(randomCase, { seed: 1983, numRuns: 300 }))
    expect(breachesOf(random)).toEqual([]);
});
