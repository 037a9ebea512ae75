import { ln } from "../random/exact.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";
import { varianceOf, type Moments } from "./moments.ts";

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
    undefinable(`dispersion.${name}.survivors`, "squared positions"),
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
      out[at++] = amongSurvivors(moments[name]);
      out[at++] = total - betweenRegions;
      out[at++] = betweenRegions;
      out[at++] = total - betweenSectors;
      out[at++] = betweenSectors;
      out.set(variance, at);
      at += variance.length;
    }
  },
});

/** V among those of step 0 that still live; NaN where none is left. */
const amongSurvivors = ({ survivors }: Moments): number =>
  survivors.n > 0 ? varianceOf(survivors.sum, survivors.squares, survivors.n) : NaN;

/** Below this per practice a dispersion is rounding alone: 2⁻⁵². */
const DUST = 2.220446049250313e-16;

/**
 * Similarity 100·(1 − V/V₀) in per cent: how much more alike pairs are than at step 0, for all and for survivors; and the
 * decline ln(V₀/V)/t per quarter. Undefined where V₀ ≤ K·2⁻⁵².
 */
export const similarity: OpenGauge = ({ moments, shape }, observation) => ({
  measures: VECTORS.flatMap((name) => [
    undefinable(`similarity.${name}`, "per cent"),
    undefinable(`similarity.${name}.survivors`, "per cent"),
    undefinable(`decline.${name}`, "per quarter"),
  ]),
  read(out, at) {
    const dust = shape.practices.length * DUST;
    VECTORS.forEach((name, index) => {
      const { total } = moments[name];
      const origin = observation.baseline[name];
      const isKnown = origin > dust;
      const place = at + 3 * index;
      out[place] = isKnown ? 100 * (1 - total / origin) : NaN;
      out[place + 1] = isKnown ? 100 * (1 - amongSurvivors(moments[name]) / origin) : NaN;
      const declines = isKnown && total > dust && observation.step > 0;
      out[place + 2] = declines ? ln(origin / total) / observation.step : NaN;
    });
  },
});
