import * as z from "zod/mini";
import { type Draws, openStream } from "../../sim/index.ts";
import { amount, type Kind, onceFor, pointFrom, type SampledDesign, samplingSeed } from "./kind.ts";
import { openPermutation } from "./permutation.ts";

/**
 * Latin hypercube: every factor's range is cut into `size` equal parts, and each part holds one point.
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979) 239–245.
 */
export interface LhsDesign extends SampledDesign {
  readonly kind: "lhs";
  readonly size: number;
  readonly seed: string;
}

const stated = z.strictObject({
  kind: z.literal("lhs"),
  size: amount(1, "Points."),
  seed: samplingSeed,
});

interface Column {
  readonly partOf: (point: number) => number;
  readonly draws: Draws;
}

/** Addressed by the factor's path, so that a factor more leaves the others' columns as they are. */
const columnsOf = onceFor(({ factors, size, seed }: LhsDesign): readonly Column[] =>
  factors.map(({ path }) => ({
    partOf: openPermutation(seed, `design/lhs/order/${path}`, size),
    draws: openStream(seed, `design/lhs/within/${path}`).at(0),
  })),
);

export const lhs = {
  stated,
  isSampled: true,
  complete: ({ kind, size, seed }, own) => ({ kind, size, seed: seed ?? own }),
  count: ({ size }) => BigInt(size),
  pointAt: (design, index) =>
    pointFrom(
      design.factors,
      columnsOf(design).map(
        ({ partOf, draws }) => (partOf(index) + draws.uniform(index, 0)) / design.size,
      ),
    ),
} satisfies Kind<LhsDesign, z.output<typeof stated>>;
