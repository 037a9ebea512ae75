import { type Draws, ln } from "../../sim/index.ts";

/** A distribution with mean 0 and standard deviation 1. */
export type Shape = (draws: Draws, repetition: number, n: number) => number;

const normal: Shape = (draws, repetition, n) => draws.normal(repetition, n);

/** Exponential less 1: skewness 2. */
const skewed: Shape = (draws, repetition, n) => -ln(draws.uniform(repetition, n)) - 1;

/** Difference of two exponentials over √2: symmetric, with heavier tails than the normal (kurtosis 6). */
const laplace: Shape = (draws, repetition, n) =>
  (ln(draws.uniform(repetition, 2 * n)) - ln(draws.uniform(repetition, 2 * n + 1))) / Math.SQRT2;

const SHAPES = { normal, skewed, laplace } as const;
export type ShapeName = keyof typeof SHAPES;

/** Draws `from` to `from + n − 1` of a repetition, as a sample. */
export function sampleOf(
  shape: ShapeName,
  { draws, repetition }: Repetition,
  n: number,
  from = 0,
): number[] {
  return Array.from({ length: n }, (_, at) => SHAPES[shape](draws, repetition, from + at));
}

/** One repetition of a claim: its draws, shared by no other. */
export interface Repetition {
  readonly draws: Draws;
  readonly repetition: number;
  /** For statistics that draw by themselves. */
  readonly seed: string;
}
