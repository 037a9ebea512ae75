import * as z from "zod/mini";
import { openStream } from "../../sim/index.ts";
import { amount, type Kind, onceFor, pointFrom, type SampledDesign, samplingSeed } from "./kind.ts";
import { MOST_DIMENSIONS, sobolAt } from "./sobol-sequence.ts";

/**
 * The first points of a Sobol sequence, spread more evenly than random ones; balanced where their number is a power of
 * two. A longer one begins with the same points.
 */
export interface SobolDesign extends SampledDesign {
  readonly kind: "sobol";
  readonly size: number;
  /** Seed of a digital shift; null for the sequence as it is, whose first point is the ranges' low end. */
  readonly shift: string | null;
}

const stated = z.strictObject({
  kind: z.literal("sobol"),
  size: amount(1, "Points; balanced where it is a power of two."),
  shift: z._default(z.boolean(), false).register(z.globalRegistry, {
    description: "Whether all points are moved by one random digital shift.",
  }),
  seed: samplingSeed,
});

const shiftsOf = onceFor(({ factors, shift }: SobolDesign): readonly number[] =>
  factors.map(({ path }) =>
    shift === null ? 0 : openStream(shift, `design/sobol/${path}`).at(0).word(0, 0),
  ),
);

export const sobol = {
  stated,
  isSampled: true,
  complete: ({ kind, size, shift, seed }, own) => ({
    kind,
    size,
    shift: shift ? (seed ?? own) : null,
  }),
  count: ({ size }) => BigInt(size),
  fault: (_, factors) =>
    factors > MOST_DIMENSIONS
      ? { key: "kind", got: `${factors} factors`, allowed: `at most ${MOST_DIMENSIONS} factors` }
      : undefined,
  pointAt: (design, index) =>
    pointFrom(
      design.factors,
      shiftsOf(design).map((shift, dimension) => sobolAt(index, dimension, shift)),
    ),
} satisfies Kind<SobolDesign, z.output<typeof stated>>;
