import type { LhsDesign } from "../designs/lhs.ts";
import { openPermutation } from "../designs/permutation.ts";
import type { SobolDesign } from "../designs/sobol.ts";
import type { Blocks } from "./blocks.ts";
import { columnsAt, partsAt } from "./columns.ts";
import { firstShares, partDistances } from "./distribution.ts";
import {
  affordable,
  type Estimate,
  estimates,
  quantileOf,
  type Resampling,
  traceSizes,
} from "./estimate.ts";
import { regression } from "./regression.ts";

/** What one factor does, read off an even sample. */
export interface SampleFactor {
  readonly path: string;
  /** Standardised regression coefficient; null where levels have no order. */
  readonly src: Estimate;
  /** The same on ranks: for relations that are monotone and not straight. */
  readonly srrc: Estimate;
  /** First-order share of variance, by the correlation ratio over parts of the range. */
  readonly first: Estimate;
  /** PAWN: how far parts of the range shift the whole distribution, 0 to 1. */
  readonly pawn: Estimate;
  /** PAWN where the same parts are dealt out to points at random: median, and between what bounds chance lies. */
  readonly idle: Estimate;
}

interface Settled {
  readonly factors: readonly SampleFactor[];
  /** R² of the regressions on values and on ranks: how far their coefficients tell the story. */
  readonly explained: { readonly src: Estimate; readonly srrc: Estimate };
}

export interface SampleIndices extends Settled {
  readonly method: "sample";
  /** The same after the first points. */
  readonly trace: readonly (Settled & { readonly blocks: number })[];
}

/** Regression coefficients, first-order shares and PAWN distances of a Latin hypercube or a Sobol sequence. */
export function sampleIndices(
  design: LhsDesign | SobolDesign,
  blocks: Blocks,
  resampling: Resampling,
): SampleIndices {
  const upTo = (count: number): Settled =>
    settled(design, blocks.complete.subarray(0, count), blocks.means, resampling);
  const trace = traceSizes(blocks.complete.length).map((count) => ({
    blocks: count,
    ...upTo(count),
  }));
  const { blocks: _all, ...last } = trace.at(-1) ?? { blocks: 0, ...upTo(blocks.complete.length) };
  return { method: "sample", ...last, trace };
}

function settled(
  design: LhsDesign | SobolDesign,
  points: Int32Array,
  means: Float64Array,
  resampling: Resampling,
): Settled {
  const k = design.factors.length;
  const outcome = Float64Array.from(points, (point) => means[point] ?? NaN);
  const columns = columnsAt(design, points);
  const linear = regression(columns, outcome, false);
  const ranked = regression(columns, outcome, true);
  const parts = partsAt(design, points, coarseParts(points.length));
  const distances = partDistances(parts, outcome);
  const shares = firstShares(partsAt(design, points, fineParts(points.length)), outcome);
  const resamples = affordable(resampling.resamples, points.length * (k * k + 20 * k));
  const options = { ...resampling, resamples };
  const fits = (chosen: Int32Array): readonly number[] => {
    const [src, srrc] = [linear(chosen), ranked(chosen)];
    return [...src.coefficients, ...srrc.coefficients, src.explained, srrc.explained];
  };
  const effects = (chosen: Int32Array): readonly number[] => [
    ...shares(chosen),
    ...distances(chosen),
  ];
  const fitted = estimates(points.length, fits, options);
  const found = estimates(points.length, effects, { ...options, isRecentred: true });
  const fit = (index: number): Estimate => fitted[index] as Estimate;
  const effect = (index: number): Estimate => found[index] as Estimate;
  const idle = idleDistances(parts, outcome, resampling);
  return {
    factors: design.factors.map(({ path }, factor) => ({
      path,
      src: fit(factor),
      srrc: fit(k + factor),
      first: effect(factor),
      pawn: effect(k + factor),
      idle: idle[factor] as Estimate,
    })),
    explained: { src: fit(2 * k), srrc: fit(2 * k + 1) },
  };
}

/** Parts with ten points or more each, ten at most: a distance needs points enough. */
const coarseParts = (points: number): number => Math.max(2, Math.min(10, Math.floor(points / 10)));

/** As many parts as points in each, fifty at most: a mean follows the outcome more closely in narrow parts. */
const fineParts = (points: number): number =>
  Math.max(2, Math.min(50, Math.floor(Math.sqrt(points))));

/** Deals of parts to points that chance is told by. */
const DEALS = 200;

/** Distances of factors that have nothing to do with the outcome: each one's own parts, dealt out at random. */
function idleDistances(
  parts: readonly Int32Array[],
  outcome: Float64Array,
  { seed, confidence }: Resampling,
): readonly Estimate[] {
  const all = Int32Array.from(outcome, (_, place) => place);
  const deals = Array.from({ length: DEALS }, (_, deal) => {
    const placeOf = openPermutation(seed, `sensitivity/idle/${deal}`, outcome.length);
    const order = all.map(placeOf);
    const dealt = parts.map((own) => order.map((place) => own[place] ?? 0));
    return partDistances(dealt, outcome)(all);
  });
  return parts.map((_, factor) => {
    const sorted = Float64Array.from(deals, (own) => own[factor] ?? NaN).sort();
    return {
      value: quantileOf(sorted, 0.5),
      low: quantileOf(sorted, (1 - confidence) / 2),
      high: quantileOf(sorted, (1 + confidence) / 2),
    };
  });
}
