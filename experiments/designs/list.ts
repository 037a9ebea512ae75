import * as z from "zod/mini";
import type { Kind, LevelDesign } from "./kind.ts";

/** The i-th level of every factor together. */
export interface ListDesign extends LevelDesign {
  readonly kind: "list";
}

const stated = z.strictObject({ kind: z.literal("list") });

export const list = {
  stated,
  isSampled: false,
  complete: ({ kind }) => ({ kind }),
  count: (_, lengths) => lengths[0] ?? 1n,
  pointAt: ({ factors }, index) => factors.map(({ levels }) => levels[index] ?? null),
} satisfies Kind<ListDesign, z.output<typeof stated>>;
