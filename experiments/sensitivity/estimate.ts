import { openStream } from "../../sim/index.ts";

/** A number with its bootstrap interval; null where it is undefined, as with an outcome that never varies. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How intervals are drawn. */
export interface Resampling {
  readonly seed: string;
  /** Resamples; fewer are drawn where so many would take minutes. */
  readonly resamples: number;
  /** Confidence, as .95. */
  readonly confidence: number;
  /**
   * Whether the resamples are moved until their median is the value: for numbers that points drawn twice push up, as
   * distances between distributions. False where left out.
   */
  readonly isRecentred?: boolean;
}

/** Most steps that all resamples together take: some seconds. */
const MOST_STEPS = 3_000_000_000;
const FEWEST_RESAMPLES = 100;

/** Resamples that are worth their time. @param steps of one resample */
export const affordable = (wanted: number, steps: number): number =>
  Math.min(wanted, Math.max(FEWEST_RESAMPLES, Math.floor(MOST_STEPS / Math.max(1, steps))));

/**
 * Numbers worked out from blocks of a sample, with percentile bootstrap intervals: blocks are drawn with replacement, the
 * same ones for all numbers, and draw n of resample b has the address (b, n).
 *
 * Blocks of a Sobol sequence are more even than the independent ones that a bootstrap stands for, so that its intervals
 * err on the wide side.
 * @param blocks how many there are; at least one
 * @param statistics of blocks by index, always as many numbers; NaN where undefined
 */
export function estimates(
  blocks: number,
  statistics: (chosen: Int32Array) => readonly number[],
  { seed, resamples, confidence, isRecentred = false }: Resampling,
): readonly Estimate[] {
  const values = statistics(Int32Array.from({ length: blocks }, (_, block) => block));
  const draws = openStream(seed, "sensitivity").at(0);
  const uniforms = new Float64Array(blocks);
  const chosen = new Int32Array(blocks);
  const found = values.map((): number[] => []);
  for (let resample = 0; resample < (blocks > 1 ? resamples : 0); resample++) {
    draws.uniforms(resample, blocks, uniforms);
    for (let n = 0; n < blocks; n++) chosen[n] = Math.floor((uniforms[n] ?? 0) * blocks);
    for (const [index, value] of statistics(chosen).entries())
      if (Number.isFinite(value)) found[index]?.push(value);
  }
  return values.map((value, index) => {
    const sorted = Float64Array.from(found[index] ?? []).sort();
    const moved = isRecentred ? value - quantileOf(sorted, 0.5) : 0;
    const end = (share: number): number | null =>
      Number.isFinite(value) && sorted.length > 0 ? quantileOf(sorted, share) + moved : null;
    return {
      value: Number.isFinite(value) ? value : null,
      low: end((1 - confidence) / 2),
      high: end((1 + confidence) / 2),
    };
  });
}

/** Quantile of sorted values, linear between them: Hyndman and Fan's type 7, as `statistics/moments.ts` has for any. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/** The sizes at which convergence is told: an eighth, a quarter, half and all, two at least. */
export const traceSizes = (blocks: number): readonly number[] => [
  ...new Set([8, 4, 2, 1].map((part) => Math.floor(blocks / part)).filter((size) => size >= 2)),
];
