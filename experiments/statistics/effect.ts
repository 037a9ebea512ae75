import { exp, ln } from "../../sim/index.ts";
import { lnGamma } from "./gamma.ts";
import type { Interval } from "./intervals.ts";
import { mean, standardDeviation, variance } from "./moments.ts";
import { noncentralStudentTail } from "./noncentral.ts";
import { findRoot } from "./root.ts";
import { requirePairs, requireSample, requireShare, type Sample } from "./sample.ts";

/** An effect on paired runs, raw and standardised. Ratios are null where what they are divided by is 0. */
export interface PairedEffect {
  /** Mean difference, in the outcome's unit. */
  readonly raw: number;
  /** Cohen's d_z: mean difference over the standard deviation of differences. It grows with the gain from pairing. */
  readonly dz: number | null;
  /** d_z times Hedges' correction, unbiased for normal differences. */
  readonly hedges: number | null;
  /** Cohen's d_av: mean difference over the root mean variance of the two arms; comparable with unpaired studies. */
  readonly dav: number | null;
  /** raw over the control's mean. */
  readonly relative: number | null;
}

/** Effects of paired arms, seed by seed in the same order. */
export function pairedEffect(treated: Sample, control: Sample): PairedEffect {
  requirePairs(treated, control, 2, "paired effect");
  const differences = differencesOf(treated, control);
  const raw = mean(differences);
  const dz = ratio(raw, standardDeviation(differences));
  return {
    raw,
    dz,
    hedges: dz === null ? null : dz * hedgesCorrection(differences.length - 1),
    dav: ratio(raw, Math.sqrt((variance(treated) + variance(control)) / 2)),
    relative: ratio(raw, mean(control)),
  };
}

/** treated − control, pair by pair. */
export function differencesOf(treated: Sample, control: Sample): Float64Array {
  requirePairs(treated, control, 1, "differences");
  return Float64Array.from({ length: treated.length }, (_, at) => treated[at]! - control[at]!);
}

function ratio(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}

/**
 * Hedges' (1981) correction of a standardised effect, exact: Γ(df/2) / (√(df/2)·Γ((df − 1)/2)); 0 for one degree of freedom,
 * where no unbiased estimate exists.
 */
export function hedgesCorrection(df: number): number {
  if (df <= 1) return 0;
  return exp(lnGamma(df / 2) - lnGamma((df - 1) / 2) - 0.5 * ln(df / 2));
}

/**
 * Exact interval of d_z for normal differences: the effects whose noncentral t puts the observed t at either end.
 * @returns null where differences do not vary
 * @throws {RangeError} for fewer than two differences
 */
export function standardisedInterval(differences: Sample, level = 0.95): Interval | null {
  requireSample(differences, 2, "standardised effect");
  requireShare(level, "confidence level");
  const spread = standardDeviation(differences);
  if (spread === 0) return null;
  const n = differences.length;
  const t = (mean(differences) / spread) * Math.sqrt(n);
  const at = (share: number): number => {
    const excess = (noncentrality: number): number =>
      noncentralStudentTail(t, n - 1, noncentrality) - share;
    let reach = 2 + Math.abs(t);
    while (excess(-reach) > 0 || excess(reach) < 0) reach *= 2;
    return findRoot(excess, -reach, reach) / Math.sqrt(n);
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}
