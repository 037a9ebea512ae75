/** Measures by name at each step from 0 on; null where undefined. */
export type Rows = readonly Readonly<Record<string, number | null>>[];

/** What rounding alone may leave of the change of a sum over K practices, of two numbers of that size. */
const tolerance = (before: number, after: number, practices: number) =>
  1e-12 * Math.max(before, after) + practices / 4503599627370496; // 2^52

/** Each ledger of a vector, and the series whose change it accounts for. */
const LEDGERS = ["practice", "display"].flatMap((vector) => [
  { prefix: `ledger.${vector}.`, total: `dispersion.${vector}` },
  { prefix: `ledgerWeighted.${vector}.`, total: `dispersion.${vector}.weighted` },
  { prefix: `ledgerSurvivors.${vector}.`, total: `dispersion.${vector}.survivors` },
  { prefix: `ledgerCompliance.${vector}.`, total: `compliance.${vector}.square` },
]);
const MOVES = ["byRule", "byProject", "byComposition"].map((by) => `contradiction.${by}`);

/** What does not add up in a run's series, in words: every ledger must account for every step. */
export function ledgerBreaches(rows: Rows, practices: number): string[] {
  const names = Object.keys(rows[0] ?? {});
  const lines = LEDGERS.map(({ prefix }) => names.filter((name) => name.startsWith(prefix)));
  const breaches: string[] = [];
  for (const [step, row] of rows.entries()) {
    const last = rows[step - 1];
    if (last === undefined) continue;
    LEDGERS.forEach(({ prefix, total }, index) => {
      const [start, end] = [last[total] ?? 0, row[total] ?? 0]; // the dispersion of nobody counts as 0
      const allowed = tolerance(start, end, practices);
      const residual = Math.abs(row[`${prefix}residual`] ?? NaN);
      // residual included, the lines make up the whole change
      const missing = Math.abs(sumOf(row, lines[index] ?? []) - (end - start));
      if (!(residual <= allowed && missing <= 2 * allowed))
        breaches.push(`step ${step}, ${prefix}: residual ${residual}, missing ${missing}`);
    });
    const change = (row["contradiction"] ?? NaN) - (last["contradiction"] ?? NaN);
    const moved = Math.abs(sumOf(row, MOVES) - change);
    if (!(moved <= tolerance(1, 1, practices)))
      breaches.push(`step ${step}, contradiction: missing ${moved}`);
  }
  return breaches;
}

const sumOf = (row: Readonly<Record<string, number | null>>, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (row[name] ?? NaN), 0);
