import fc from "fast-check";
import { expect, test } from "vitest";
import { planRun, startRun, type Run } from "../../sim/index.ts";
import { randomCase } from "./random-scenario.ts";

/** What rounding alone may leave of the change of a sum over K practices, of two numbers of that size. */
const tolerance = (before: number, after: number, practices: number) =>
  1e-12 * Math.max(before, after) + practices / 4503599627370496; // 2^52

function valueOf({ measures, values }: Run, name: string): number {
  const value = values[measures.findIndex((measure) => measure.name === name)];
  if (value === undefined) throw new Error(`no measure ${name}`);
  return value;
}

/** Each ledger of a vector, and the series whose change it accounts for. */
const BOOKS = ["practice", "display"].flatMap((vector) => [
  { book: `ledger.${vector}`, of: `dispersion.${vector}` },
  { book: `ledgerWeighted.${vector}`, of: `dispersion.${vector}.weighted` },
  { book: `ledgerSurvivors.${vector}`, of: `dispersion.${vector}.survivors` },
  { book: `ledgerCompliance.${vector}`, of: `compliance.${vector}.square` },
]);

/**
 * How much more than rounding is missing of a change: residual included, the lines make up the whole, and rounding alone
 * is left to the residual. All lines are 0 where nobody is left to speak of.
 */
function missingOf(run: Run, book: string, before: number, after: number): number {
  const lines = run.measures.flatMap(({ name }, m) =>
    name.startsWith(`${book}.`) ? [run.values[m] ?? NaN] : [],
  );
  if (lines.length === 0) return 0;
  if (Number.isNaN(after)) return Math.max(...lines.map(Math.abs));
  const allowed = tolerance(before, after, run.field.practices);
  const change = lines.reduce((sum, line) => sum + line, 0);
  const residual = Math.abs(valueOf(run, `${book}.residual`));
  return Math.max(residual - allowed, Math.abs(change - (after - before)) - 2 * allowed);
}

test("the ledgers account for every step of random small scenarios", { timeout: 200_000 }, () => {
  fc.assert(
    fc.property(randomCase, ({ scenario, treated, off }) => {
      const run = startRun(planRun(scenario, { treated, off }), { digest: false });
      while (run.step < run.plan.steps) {
        const before = BOOKS.map(({ of }) => valueOf(run, of));
        const contradiction = valueOf(run, "contradiction");
        run.advance();
        for (const [index, { book, of }] of BOOKS.entries())
          expect(missingOf(run, book, before[index] ?? NaN, valueOf(run, of))).toBeLessThanOrEqual(
            0,
          );
        const moves = ["byRule", "byProject", "byComposition"].map((by) =>
          valueOf(run, `contradiction.${by}`),
        );
        const change = moves.reduce((sum, move) => sum + move, 0);
        expect(change).toBeCloseTo(valueOf(run, "contradiction") - contradiction, 12);
        const undefinedOnes = run.measures
          .filter(({ name, nullable }) => !nullable && Number.isNaN(valueOf(run, name)))
          .map(({ name }) => name);
        expect(undefinedOnes).toEqual([]);
      }
    }),
    { seed: 1983, numRuns: 100 },
  );
});
