import type { Interval } from "./intervals.ts";
import { standardDeviation } from "./moments.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { requireShare, type Sample } from "./sample.ts";

/** A bootstrap interval and how it was come by. */
export interface BootstrapInterval extends Interval {
  /** The statistic of the sample itself. */
  readonly estimate: number;
  /** `bca`; `percentile` where bias or acceleration cannot be had; `point` where no resample differs from the estimate. */
  readonly method: "bca" | "percentile" | "point";
  /** Resamples on which the statistic is a number; the interval rests on them. */
  readonly resamples: number;
  /** Resamples on which it is not, left out. */
  readonly undefinedResamples: number;
  /** Standard deviation over the resamples. */
  readonly standardError: number;
  /** z₀, the median bias in units of the standard normal. */
  readonly bias: number;
  /** a, the acceleration. */
  readonly acceleration: number;
}

/**
 * Efron's (1987) bias-corrected and accelerated interval from what resampling gave. Ends at the shares Φ(z₀ + (z₀ + z)/(1 −
 * a(z₀ + z))), z = ∓Φ⁻¹((1 + level)/2); z₀ = Φ⁻¹ of the share of replicates below the estimate, ties counting half; a = Σl³ /
 * (6·(Σl²)^(3/2)). Between two replicates it goes linearly on the normal scale (Davison and Hinkley 1997, 5.8).
 * @param influence jackknife influences of all units, on one scale
 * @param reach z where another than the level's is wanted, as for small samples
 */
export function bcaInterval({
  estimate,
  replicates,
  influence,
  level,
  reach = normalQuantile((1 + level) / 2),
}: {
  readonly estimate: number;
  readonly replicates: Sample;
  readonly influence: Sample;
  readonly level: number;
  readonly reach?: number;
}): BootstrapInterval {
  requireShare(level, "confidence level");
  const sorted = Float64Array.from(replicates)
    .filter((value) => Number.isFinite(value))
    .sort();
  const common = {
    estimate,
    level,
    resamples: sorted.length,
    undefinedResamples: replicates.length - sorted.length,
    standardError: sorted.length < 2 ? 0 : standardDeviation(sorted),
  };
  if (sorted.length === 0 || (sorted[0] === estimate && sorted.at(-1) === estimate))
    return { ...common, low: estimate, high: estimate, method: "point", bias: 0, acceleration: 0 };
  const bias = medianBias(sorted, estimate);
  const acceleration = accelerationOf(influence);
  const low = bias === null ? null : shifted(bias, acceleration, -reach);
  const high = bias === null ? null : shifted(bias, acceleration, reach);
  const isBca = bias !== null && low !== null && high !== null;
  return {
    ...common,
    low: atNormalShare(sorted, isBca ? low : -reach),
    high: atNormalShare(sorted, isBca ? high : reach),
    method: isBca ? "bca" : "percentile",
    bias: isBca ? bias : 0,
    acceleration: isBca ? acceleration : 0,
  };
}

/** z₀, or null where all replicates lie on one side of the estimate. */
function medianBias(sorted: Float64Array, estimate: number): number | null {
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const share = below / sorted.length;
  return share > 0 && share < 1 ? normalQuantile(share) : null;
}

function accelerationOf(influence: Sample): number {
  let squares = 0;
  let cubes = 0;
  for (let unit = 0; unit < influence.length; unit++) {
    const l = influence[unit]!;
    squares += l * l;
    cubes += l * l * l;
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}

/** The normal deviate of an end's share, or null where the acceleration turns the scale over. */
function shifted(bias: number, acceleration: number, z: number): number | null {
  const towards = bias + z;
  const scale = 1 - acceleration * towards;
  return scale > 0 ? bias + towards / scale : null;
}

/** The replicate at share Φ(z) of R + 1 places, linear in the normal deviate between two; the outermost beyond them. */
function atNormalShare(sorted: Float64Array, z: number): number {
  const share = normalCdf(z);
  const place = (sorted.length + 1) * share;
  const below = Math.floor(place);
  if (below < 1) return sorted[0]!;
  if (below >= sorted.length) return sorted.at(-1)!;
  const from = normalQuantile(below / (sorted.length + 1));
  const to = normalQuantile((below + 1) / (sorted.length + 1));
  const low = sorted[below - 1]!;
  const high = sorted[below]!;
  return low === high ? low : low + ((z - from) / (to - from)) * (high - low);
}
