import * as z from "zod/mini";
import { type Factor, type LevelFactor, levelAtUnit, type Point } from "./factor.ts";

/** What every design has. */
export interface Replicated {
  /** Runs at each point, each on a seed of its own that is the same at every point. */
  readonly replicates: number;
}

/** A design whose points combine stated levels. */
export interface LevelDesign extends Replicated {
  readonly factors: readonly LevelFactor[];
}

/** A design whose points are drawn from the unit cube. */
export interface SampledDesign extends Replicated {
  readonly factors: readonly Factor[];
}

/** Something that a kind of design cannot do: the key of the file that asks for it. */
export interface DesignFault {
  readonly key: string;
  readonly got: string;
  readonly allowed: string;
}

/** How a kind of design is stated in a file, counted and laid out; `D` is the design once it is complete. */
export interface Kind<D, Stated = unknown> {
  /** What a file may say of it beside its factors. */
  readonly stated: z.ZodMiniType<Stated>;
  /** Whether factors may be ranges of numbers, which are sampled. */
  readonly isSampled: boolean;
  /** What the design says beside factors and replicates. @param seed the experiment's */
  complete(stated: Stated, seed: string): Omit<D, "factors" | "replicates">;
  /** Points, counted exactly. @param lengths levels of each factor; any number for a range */
  count(design: Omit<D, "factors" | "replicates">, lengths: readonly bigint[]): bigint;
  /** What keeps a design with so many factors from being laid out. */
  fault?(design: Omit<D, "factors" | "replicates">, factors: number): DesignFault | undefined;
  /** The point with this index, from 0: a function of the design and nothing else. */
  pointAt(design: D, index: number): Point;
}

/** A place in the unit cube, a number from 0 to 1 for each factor. */
export type Unit = ArrayLike<number>;

/** Points from places in the unit cube. */
export const pointFrom = (factors: readonly Factor[], unit: Unit): Point =>
  factors.map((factor, index) => levelAtUnit(factor, unit[index] ?? 0));

/** Something worked out once for each design; it depends on nothing else, so that points stay functions of the design. */
export function onceFor<D extends object, Made>(make: (design: D) => Made): (design: D) => Made {
  const known = new WeakMap<D, Made>();
  return (design) => {
    const found = known.get(design);
    if (found !== undefined) return found;
    const made = make(design);
    known.set(design, made);
    return made;
  };
}

/** Most points of any design. */
const MOST_POINTS = 1_000_000;

/** A number of points or of blocks of them. */
export const amount = (least: number, description: string) =>
  z
    .number()
    .check(z.int(), z.minimum(least), z.maximum(MOST_POINTS))
    .register(z.globalRegistry, { description });

/** The text that a sampling is drawn with. */
export const samplingSeed = z
  .optional(z.string().check(z.minLength(1), z.maxLength(200)))
  .register(z.globalRegistry, {
    description: "Seed of the sampling; the experiment's own if left out.",
  });
