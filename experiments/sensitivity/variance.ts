import type { Design } from "../design.ts";
import type { Blocks } from "./blocks.ts";

/**
 * Where an outcome's variance comes from, seeds and parameters apart. Parts are variances; a negative one is an estimate of
 * a small one.
 */
export interface VarianceParts {
  /** Points at which every replicate came to a value. */
  readonly points: number;
  readonly mean: number;
  /** Variance of the points' means; what seeds leave in it is taken off below. */
  readonly between: number;
  /** Mean variance of the replicates at one point; null with one replicate. */
  readonly within: number | null;
  /** Variance that the parameters make: `between` without what seeds leave in it. */
  readonly parameters: number | null;
  /** Variance that seeds make at all points alike. */
  readonly seeds: number | null;
  /** Variance that seeds make at some points and not at others. */
  readonly interaction: number | null;
  /** Intraclass share, `parameters / (parameters + within)`, from 0 to 1. */
  readonly share: number | null;
  /** Share of `between` that seeds leave in it, 0 to 1; indices of the means take it for the parameters'. */
  readonly noise: number | null;
}

/**
 * Splits the variance of a design's runs. Replicate r has the same seed at every point, so points and seeds cross: with P
 * points and R replicates the mean squares of points, seeds and rest expect `R p + i`, `P s + i` and `i`, whence
 * `parameters = (MS_points − MS_rest) / R`, `seeds = (MS_seeds − MS_rest) / P`, `interaction = MS_rest`. A one-way
 * analysis would take the seeds' common part off the parameters, though it moves all points alike.
 * @returns null where fewer than two points are complete
 */
export function varianceParts(
  { replicates }: Pick<Design, "replicates">,
  values: Float64Array,
  { means }: Pick<Blocks, "means">,
): VarianceParts | null {
  const points = [...means.keys()].filter((point) => !Number.isNaN(means[point]));
  if (points.length < 2) return null;
  const mean = points.reduce((sum, point) => sum + (means[point] ?? 0), 0) / points.length;
  const squares = points.reduce((sum, point) => sum + square((means[point] ?? 0) - mean), 0);
  const between = squares / (points.length - 1);
  const nothing = { within: null, parameters: null, seeds: null, interaction: null };
  if (replicates < 2)
    return { points: points.length, mean, between, ...nothing, share: null, noise: null };
  const seedMeans = Float64Array.from({ length: replicates }, (_, seed) => {
    const sum = points.reduce(
      (total, point) => total + (values[point * replicates + seed] ?? 0),
      0,
    );
    return sum / points.length;
  });
  let rest = 0;
  let inside = 0;
  for (const point of points)
    for (let seed = 0; seed < replicates; seed++) {
      const fromPoint = (values[point * replicates + seed] ?? 0) - (means[point] ?? 0);
      inside += square(fromPoint);
      rest += square(fromPoint - ((seedMeans[seed] ?? 0) - mean));
    }
  const interaction = rest / ((points.length - 1) * (replicates - 1));
  const seedSquares = seedMeans.reduce((sum, own) => sum + square(own - mean), 0);
  const seeds = seedSquares / (replicates - 1) - interaction / points.length;
  const within = inside / (points.length * (replicates - 1));
  const parameters = between - interaction / replicates;
  const known = Math.max(0, parameters);
  return {
    points: points.length,
    mean,
    between,
    within,
    parameters,
    seeds,
    interaction,
    share: known + within > 0 ? known / (known + within) : null,
    noise: between > 0 ? Math.min(1, interaction / replicates / between) : null,
  };
}

const square = (x: number): number => x * x;
