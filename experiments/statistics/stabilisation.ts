import { requireSample, type Sample } from "./sample.ts";

/** How a coefficient of variation settles as runs are added. */
export interface Stabilisation {
  /** Fewest runs from which on it stays within the tolerance; null where the runs at hand do not show it. */
  readonly runs: number | null;
  /** Coefficient of variation of the first n runs, n = 2 …; null where their mean is 0. */
  readonly path: readonly (number | null)[];
}

/**
 * Lee and others' (2015) rule: the fewest runs n with |c(n) − c(m)| < tolerance for all m > n at hand, c(n) being standard
 * deviation over |mean| of the first n runs. At least a tenth of the runs must lie beyond n, or the end of the series would
 * pass for stability. It says how well the spread is known, not whether an effect can be found: power is the other half. Of no
 * use where the mean is near 0.
 * @param tolerance in units of the coefficient
 */
export function stabilisedAt(sample: Sample, tolerance = 0.01): Stabilisation {
  requireSample(sample, 2, "stabilisation");
  if (!(tolerance > 0)) throw new RangeError(`stabilisation: tolerance ${tolerance}`);
  const path = coefficientPath(sample);
  let lowest = Infinity;
  let highest = -Infinity;
  let runs: number | null = null;
  const most = sample.length - Math.ceil(sample.length / 10);
  for (let at = path.length - 1; at >= 0; at--) {
    const coefficient = path[at]!;
    if (coefficient === null) break;
    const isStable = coefficient - lowest < tolerance && highest - coefficient < tolerance;
    if (isStable && at + 2 <= most) runs = at + 2;
    lowest = Math.min(lowest, coefficient);
    highest = Math.max(highest, coefficient);
  }
  return { runs, path };
}

/** Coefficients of variation of the first 2, 3, … runs, in one pass (Welford 1962). */
function coefficientPath(sample: Sample): (number | null)[] {
  const path: (number | null)[] = [];
  let centre = sample[0]!;
  let squares = 0;
  for (let at = 1; at < sample.length; at++) {
    const from = sample[at]! - centre;
    centre += from / (at + 1);
    squares += from * (sample[at]! - centre);
    path.push(centre === 0 ? null : Math.sqrt(Math.max(0, squares) / at) / Math.abs(centre));
  }
  return path;
}
