import * as z from "zod/mini";
import { type Factor, isRange, type Point } from "./factor.ts";
import { grid, type GridDesign } from "./grid.ts";
import type { DesignFault, Kind } from "./kind.ts";
import { lhs, type LhsDesign } from "./lhs.ts";
import { list, type ListDesign } from "./list.ts";
import { morris, type MorrisDesign } from "./morris.ts";
import { saltelli, type SaltelliDesign } from "./saltelli.ts";
import { sobol, type SobolDesign } from "./sobol.ts";

/** What is run: factors, how their levels are combined to points, and how often each point is run. */
export type Design =
  | GridDesign
  | ListDesign
  | LhsDesign
  | SobolDesign
  | MorrisDesign
  | SaltelliDesign;

/** Every kind of design; a further one is a file of its own and a line here and in the two unions. */
const KINDS = { grid, list, lhs, sobol, morris, saltelli };

const kindOf = (name: Design["kind"]): Kind<Design> => KINDS[name];

const stated = z.discriminatedUnion("kind", [
  grid.stated,
  list.stated,
  lhs.stated,
  sobol.stated,
  morris.stated,
  saltelli.stated,
]);

/** How a file states its design: the name of a kind that needs nothing else, or a mapping. */
export const designSchema = z
  ._default(z.union([z.enum(["grid", "list"]), stated]), "grid")
  .register(z.globalRegistry, {
    description:
      "grid: every combination; list: the i-th levels together; lhs, sobol, morris, saltelli: samples of ranges.",
  });

/** A design as stated, with the experiment's seed where it names none of its own. */
export type Layout = { readonly kind: Design["kind"] };

/** What a file says of its design, completed. */
export function layoutOf(said: z.output<typeof designSchema>, seed: string): Layout {
  const given = typeof said === "string" ? { kind: said } : said;
  return kindOf(given.kind).complete(given, seed);
}

/** Whether a kind's factors may be ranges of numbers. */
export const isSampled = ({ kind }: Layout): boolean => kindOf(kind).isSampled;

/** What keeps a layout from having so many factors. */
export function faultOf(layout: Layout, factors: number): DesignFault | undefined {
  return kindOf(layout.kind).fault?.(layout, factors);
}

/** Points of a layout, counted exactly. @param lengths levels of each factor */
export const countPoints = (layout: Layout, lengths: readonly bigint[]): bigint =>
  kindOf(layout.kind).count(layout, lengths);

/** The design that a layout of factors is. */
export const designOf = (
  { kind, ...rest }: Layout,
  factors: readonly Factor[],
  replicates: number,
): Design => ({ kind, factors, replicates, ...rest }) as Design;

/** Points of a design. */
export const pointCount = (design: Design): number =>
  Number(
    countPoints(
      design,
      design.factors.map((factor) => BigInt(isRange(factor) ? 1 : factor.levels.length)),
    ),
  );

/** The point with this index, from 0: a function of the design alone. */
export const pointAt = (design: Design, index: number): Point =>
  kindOf(design.kind).pointAt(design, index);
