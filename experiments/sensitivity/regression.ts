import { midranks } from "../statistics/sample.ts";
import type { Column } from "./columns.ts";

/** Standardised coefficients of one regression on all factors together, and the share of variance that it explains. */
export interface Fit {
  /** One per column; NaN where the column is none, or never varies. */
  readonly coefficients: readonly number[];
  /** R²: how far the coefficients tell the whole story. */
  readonly explained: number;
}

/** A regression of an outcome on columns, of which resamples can be asked. */
export type Regression = (chosen: Int32Array) => Fit;

/**
 * Standardised regression: the coefficients of the outcome on all columns at once, each times the column's standard
 * deviation over the outcome's.
 * @param isRanked on midranks in place of values, which monotone relations of any shape leave straight; ranks are those of
 *   the whole sample in every resample
 */
export function regression(
  columns: readonly Column[],
  outcome: Float64Array,
  isRanked: boolean,
): Regression {
  const seen = (own: Float64Array): Float64Array => (isRanked ? midranks(own) : own);
  const used = columns.flatMap((column, index) => (column === undefined ? [] : [index]));
  const series = [...used.map((index) => seen(columns[index] as Float64Array)), seen(outcome)];
  return (chosen) => {
    const correlations = correlationsOf(series, chosen);
    const k = used.length;
    const varied = used
      .map((_, row) => row)
      .filter((row) => Number.isFinite(correlations[row]?.[k]));
    const towards = varied.map((row) => correlations[row]?.[k] ?? NaN);
    const among = varied.map((row) => varied.map((column) => correlations[row]?.[column] ?? NaN));
    const solved = solve(among, towards);
    const coefficients = columns.map(() => NaN);
    for (const [place, row] of varied.entries())
      coefficients[used[row] as number] = solved?.[place] ?? NaN;
    const explained = solved?.reduce((sum, own, place) => sum + own * (towards[place] ?? 0), 0);
    return { coefficients, explained: varied.length === 0 ? NaN : (explained ?? NaN) };
  };
}

/** Correlations of all series with each other; NaN where one never varies. */
function correlationsOf(
  series: readonly Float64Array[],
  chosen: Int32Array,
): readonly Float64Array[] {
  const centred = series.map((own) => {
    const values = new Float64Array(chosen.length);
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[n] = own[chosen[n]!]!;
    const mean = sum / values.length;
    for (let n = 0; n < values.length; n++) values[n]! -= mean;
    return values;
  });
  const spread = centred.map((own) => Math.sqrt(product(own, own)));
  const correlations = series.map(() => new Float64Array(series.length));
  for (const [row, own] of centred.entries())
    for (const [column, other] of centred.slice(0, row + 1).entries()) {
      const scale = spread[row]! * spread[column]!;
      const correlation = scale > 0 ? product(own, other) / scale : NaN;
      correlations[row]![column] = correlation;
      correlations[column]![row] = correlation;
    }
  return correlations;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

/** Smallest pivot of a matrix of correlations that still counts: below, one column repeats others. */
const SMALLEST_PIVOT = 1e-10;

/** The solution of a symmetric positive definite system, by Cholesky; undefined where it is none. */
function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | undefined {
  const size = right.length;
  const lower = matrix.map(() => new Float64Array(size));
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]?.[column] ?? NaN;
      for (let k = 0; k < column; k++) rest -= at(row, k) * at(column, k);
      if (row === column && !(rest > SMALLEST_PIVOT)) return undefined;
      (lower[row] as Float64Array)[column] =
        row === column ? Math.sqrt(rest) : rest / at(column, column);
    }
  const solution = [...right];
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) solution[row]! -= at(row, k) * (solution[k] ?? 0);
    solution[row]! /= at(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) solution[row]! -= at(k, row) * (solution[k] ?? 0);
    solution[row]! /= at(row, row);
  }
  return solution;
}
