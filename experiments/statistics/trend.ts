import { pairedTTest, type TTest } from "./paired-t.ts";
import { mean } from "./moments.ts";
import { requireSample, type Sample } from "./sample.ts";

/** Outcomes of one replicate (one seed) at every level, in the order of levels. */
export type Block = Sample;

/**
 * Weights of the polynomial contrast of a degree over levels, orthogonal to all lower degrees (levels need not be evenly
 * spaced). The weighted sum of outcomes is the coefficient of the highest power in the least-squares polynomial of that degree:
 * for degree 1 the slope per unit of dose.
 * @param doses the levels' values, degree + 1 of them distinct
 * @param degree 1 for a line, 2 for a bend (a U or a hump)
 */
export function contrastWeights(doses: Sample, degree: 1 | 2 = 1): Float64Array {
  requireSample(doses, degree + 1, "contrast");
  const centre = mean(doses);
  const line = Float64Array.from(doses, (dose) => dose - centre);
  const lineSquares = dot(line, line);
  if (lineSquares === 0) throw new RangeError("contrast: all levels are equal");
  if (degree === 1) return line.map((value) => value / lineSquares);
  const squares = line.map((value) => value * value);
  const constant = lineSquares / line.length;
  const slope = dot(squares, line) / lineSquares;
  const bend = squares.map((value, at) => value - constant - slope * line[at]!);
  const bendSquares = dot(bend, bend);
  if (!(bendSquares > 1e-12 * dot(squares, squares)))
    throw new RangeError("contrast: a bend needs three distinct levels");
  return bend.map((value) => value / bendSquares);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

/**
 * One contrast per replicate: Σ weight · outcome over the levels of one seed. What pairs share cancels; everything for paired
 * differences (t test, bootstrap, equivalence, sequential rule) then holds for trends.
 */
export function blockContrasts(blocks: readonly Block[], weights: Sample): Float64Array {
  return Float64Array.from(blocks, (block) => {
    if (block.length !== weights.length)
      throw new RangeError(`contrast: got ${block.length} levels; ${weights.length} expected`);
    return Array.from(block).reduce((sum, outcome, level) => sum + weights[level]! * outcome, 0);
  });
}

/** Steps from each level to the next, and whether all of them go one way. */
export interface MonotoneSteps {
  /** One one-sided paired t test per step. */
  readonly steps: readonly TTest[];
  /**
   * The largest of their p: the intersection–union test (Berger 1982) that every step goes the predicted way, at its level
   * without correction.
   */
  readonly p: number;
}

/** Does the outcome rise (or fall) from every level to the next? Stricter than a trend, which a few levels can carry. */
export function monotoneSteps(blocks: readonly Block[], side: "greater" | "less"): MonotoneSteps {
  const levels = blocks[0]?.length ?? 0;
  if (levels < 2) throw new RangeError(`steps: got ${levels} levels; at least 2 needed`);
  const steps = Array.from({ length: levels - 1 }, (_, level) =>
    pairedTTest(
      blocks.map((block) => block[level + 1]! - block[level]!),
      { side },
    ),
  );
  return { steps, p: Math.max(...steps.map(({ p }) => p)) };
}
