import * as z from "zod/mini";
import type { Level, Point } from "./factor.ts";
import type { Kind, LevelDesign } from "./kind.ts";

/** Every combination of levels, the last factor fastest. */
export interface GridDesign extends LevelDesign {
  readonly kind: "grid";
}

const stated = z.strictObject({ kind: z.literal("grid") });

export const grid = {
  stated,
  isSampled: false,
  complete: ({ kind }) => ({ kind }),
  count: (_, lengths) => lengths.reduce((product, length) => product * length, 1n),
  pointAt({ factors }, index): Point {
    const point: Level[] = [];
    let rest = index;
    for (const { levels } of [...factors].reverse()) {
      point.unshift(levels[rest % levels.length] ?? null);
      rest = Math.floor(rest / levels.length);
    }
    return point;
  },
} satisfies Kind<GridDesign, z.output<typeof stated>>;
