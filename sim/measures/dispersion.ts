import { measure, type OpenGauge } from "./measure.ts";

export const VECTORS = ["practice", "display", "project"] as const;
export type VectorName = (typeof VECTORS)[number];

/**
 * Dispersion V = Σ_k Var(x_k), dividing by n: half the mean squared pairwise distance. Also by practice, weighted by
 * places, and split within and between regions and sectors (within = V − between). Unit: squared positions.
 */
export const dispersion: OpenGauge = ({ shape, moments }) => ({
  measures: VECTORS.flatMap((name) => [
    measure(`dispersion.${name}`, "squared positions"),
    measure(`dispersion.${name}.weighted`, "squared positions"),
    measure(`dispersion.${name}.within.region`, "squared positions"),
    measure(`dispersion.${name}.between.region`, "squared positions"),
    measure(`dispersion.${name}.within.sector`, "squared positions"),
    measure(`dispersion.${name}.between.sector`, "squared positions"),
    ...shape.practices.map((id) => measure(`dispersion.${name}.of.${id}`, "squared positions")),
  ]),
  read(out, start) {
    let at = start;
    for (const name of VECTORS) {
      const { total, weighted, betweenRegions, betweenSectors, variance } = moments[name];
      out[at++] = total;
      out[at++] = weighted;
      out[at++] = total - betweenRegions;
      out[at++] = betweenRegions;
      out[at++] = total - betweenSectors;
      out[at++] = betweenSectors;
      out.set(variance, at);
      at += variance.length;
    }
  },
});

/** Below this per practice a dispersion is rounding alone: 2⁻⁵². */
const DUST = 2.220446049250313e-16;

/** Similarity 100·(1 − V/V₀) in per cent: how much more alike pairs are than at step 0; undefined where V₀ ≤ K·2⁻⁵². */
export const similarity =
  (baseline: Readonly<Record<VectorName, number>>): OpenGauge =>
  ({ moments, shape }) => ({
    measures: VECTORS.map((name) => ({
      name: `similarity.${name}`,
      unit: "per cent",
      nullable: true,
    })),
    read(out, at) {
      VECTORS.forEach((name, index) => {
        out[at + index] =
          baseline[name] > shape.practices.length * DUST
            ? 100 * (1 - moments[name].total / baseline[name])
            : NaN;
      });
    },
  });
