import fc from "fast-check";
import { expect, test } from "vitest";
import { planRun, startRun, type Run } from "../../sim/index.ts";
import { randomCase } from "./random-scenario.ts";

/** What rounding alone may leave of a change of dispersion, over K practices. */
const tolerance = (before: number, after: number, practices: number) =>
  1e-12 * Math.max(before, after) + practices / 4503599627370496; // 2^52

function valueOf({ measures, values }: Run, name: string): number {
  const value = values[measures.findIndex((measure) => measure.name === name)];
  if (value === undefined) throw new Error(`no measure ${name}`);
  return value;
}

test("the ledger accounts for every step of random small scenarios", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomCase, ({ scenario, treated, off }) => {
      const run = startRun(planRun(scenario, { treated, off }), { digest: false });
      while (run.step < run.plan.steps) {
        const [practice, display] = ["practice", "display"].map((vector) =>
          valueOf(run, `dispersion.${vector}`),
        );
        run.advance();
        for (const [vector, before = 0] of [
          ["practice", practice],
          ["display", display],
        ] as const) {
          const after = valueOf(run, `dispersion.${vector}`);
          const lines = run.measures.flatMap(({ name }, m) =>
            name.startsWith(`ledger.${vector}.`) ? [run.values[m] ?? NaN] : [],
          );
          const allowed = tolerance(before, after, run.field.practices);
          expect(Math.abs(valueOf(run, `ledger.${vector}.residual`))).toBeLessThanOrEqual(allowed);
          // residual included, the lines make up the whole change, and none is undefined
          const change = lines.reduce((sum, line) => sum + line, 0);
          expect(Math.abs(change - (after - before))).toBeLessThanOrEqual(allowed);
        }
        const undefinedOnes = run.measures
          .filter(({ name, nullable }) => !nullable && Number.isNaN(valueOf(run, name)))
          .map(({ name }) => name);
        expect(undefinedOnes).toEqual([]);
      }
    }),
    { seed: 1983, numRuns: 100 },
  );
});
