import { regularisedBeta } from "../../experiments/statistics/beta.ts";
import { openStream } from "../../sim/index.ts";
import type { Claim } from "./claims.ts";

/** What repetitions of a claim gave. */
export interface Count {
  readonly repetitions: number;
  readonly hits: number;
  /** Chance of as many hits or more at the highest rate claimed, and of as many or fewer at the lowest: the smaller. */
  readonly p: number;
}

/**
 * Repeats a claim. Its draws are those of a stream seeded with its name: every run of the same repetitions gives the same
 * count.
 */
export function countClaim({ name, happens, least, most }: Claim, repetitions: number): Count {
  const draws = openStream(name, "calibration").at(0);
  let hits = 0;
  for (let repetition = 0; repetition < repetitions; repetition++)
    if (happens({ draws, repetition, seed: `${name}/${repetition}` })) hits++;
  const p = Math.min(atLeast(hits, repetitions, most), atMost(hits, repetitions, least));
  return { repetitions, hits, p };
}

/** P(X ≥ hits) for X binomial. */
export function atLeast(hits: number, repetitions: number, rate: number): number {
  return hits === 0 ? 1 : regularisedBeta(hits, repetitions - hits + 1, rate, 1 - rate).lower;
}

/** P(X ≤ hits) for X binomial. */
function atMost(hits: number, repetitions: number, rate: number): number {
  return hits === repetitions
    ? 1
    : regularisedBeta(hits + 1, repetitions - hits, rate, 1 - rate).upper;
}
