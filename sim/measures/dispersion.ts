import type { Column, FieldView } from "../field/columns.ts";
import { measure, type OpenGauge } from "./measure.ts";

export const VECTORS = ["practice", "display", "project"] as const;
export type VectorName = (typeof VECTORS)[number];

/** Mean of each practice over the living. */
export function columnMeans(vector: Column, field: FieldView, means: Float64Array): void {
  const { practices, living } = field;
  means.fill(0);
  for (let position = 0; position < living.length; position++) {
    const row = living[position] * practices;
    for (let k = 0; k < practices; k++) means[k] += vector[row + k];
  }
  for (let k = 0; k < practices; k++) means[k] /= living.length;
}

/**
 * Dispersion V = Σ_k Var(x_k), dividing by n: half the mean squared pairwise distance. Also by practice, weighted by
 * places, and split within and between regions and sectors (between = Σ_g n_g/n · |x̄_g − x̄|², within = V − between).
 * Unit: squared positions.
 */
export const dispersion: OpenGauge = ({ field, shape, means, totals }) => {
  const { practices } = field;
  const sums = new Float64Array(practices);
  const weighted = new Float64Array(practices);
  const regions = grouping(shape.regions.length, practices);
  const sectors = grouping(shape.sectors.length, practices);
  return {
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
        const vector = field[name];
        const centre = means[name];
        const { living, places, region, sector } = field;
        sums.fill(0);
        weighted.fill(0);
        regions.clear();
        sectors.clear();
        let weightedSquares = 0;
        let allPlaces = 0;
        for (let position = 0; position < living.length; position++) {
          const slot = living[position];
          const row = slot * practices;
          const size = places[slot];
          const inRegion = region[slot] * practices;
          const inSector = sector[slot] * practices;
          let squares = 0;
          for (let k = 0; k < practices; k++) {
            const gap = vector[row + k] - centre[k];
            const square = gap * gap;
            sums[k] += square;
            squares += square;
            weighted[k] += size * gap;
            regions.sums[inRegion + k] += gap;
            sectors.sums[inSector + k] += gap;
          }
          weightedSquares += size * squares;
          allPlaces += size;
          regions.counts[region[slot]]++;
          sectors.counts[sector[slot]]++;
        }
        const n = living.length;
        let total = 0;
        let weightedShift = 0;
        for (let k = 0; k < practices; k++) {
          total += sums[k] / n;
          const shift = weighted[k] / allPlaces;
          weightedShift += shift * shift;
        }
        const betweenRegions = regions.between(n);
        const betweenSectors = sectors.between(n);
        totals[name] = total;
        out[at++] = total;
        out[at++] = weightedSquares / allPlaces - weightedShift;
        out[at++] = total - betweenRegions;
        out[at++] = betweenRegions;
        out[at++] = total - betweenSectors;
        out[at++] = betweenSectors;
        for (let k = 0; k < practices; k++) out[at++] = sums[k] / n;
      }
    },
  };
};

/** Sums of centred rows by group. */
function grouping(groups: number, practices: number) {
  const sums = new Float64Array(groups * practices);
  const counts = new Int32Array(groups);
  return {
    sums,
    counts,
    clear(): void {
      sums.fill(0);
      counts.fill(0);
    },
    /** Σ_g n_g/n · |mean of g|², rows being centred on the mean of all. */
    between(n: number): number {
      let total = 0;
      for (let group = 0; group < groups; group++) {
        const members = counts[group];
        if (members === 0) continue;
        let squares = 0;
        for (let k = 0; k < practices; k++) {
          const mean = sums[group * practices + k] / members;
          squares += mean * mean;
        }
        total += (members / n) * squares;
      }
      return total;
    },
  };
}

/** Similarity 100·(1 − V/V₀) in per cent: how much more alike pairs are than at step 0; undefined where V₀ is 0. */
export const similarity =
  (baseline: Readonly<Record<VectorName, number>>): OpenGauge =>
  ({ totals }) => ({
    measures: VECTORS.map((name) => ({
      name: `similarity.${name}`,
      unit: "per cent",
      nullable: true,
    })),
    read(out, at) {
      VECTORS.forEach((name, index) => {
        out[at + index] = baseline[name] > 0 ? 100 * (1 - totals[name] / baseline[name]) : NaN;
      });
    },
  });
