import { exp, ln } from "../../sim/index.ts";

/** A factor's setting at one point: what is laid over the scenario, or which mechanisms are off. */
export type Level = number | string | boolean | null | readonly unknown[];

/** A factor that takes one of a few settings, in the file's order. */
export interface LevelFactor {
  readonly path: string;
  readonly levels: readonly Level[];
}

/** A factor that takes any number of a range, or any whole number of it. */
export interface RangeFactor {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** Equal steps of the unit interval are equal differences, or equal ratios. */
  readonly scale: Scale;
  readonly integer: boolean;
}

export type Scale = "linear" | "log";

/** What is varied; the path `off` stands for sets of knock-outs, `off.ID` for one. */
export type Factor = LevelFactor | RangeFactor;

/** One combination of levels: a level for each factor, in the factors' order. */
export type Point = readonly Level[];

export const isRange = (factor: Factor): factor is RangeFactor => "from" in factor;

/** Significant digits of a level, so that binary fractions leave no dust in tables and ids. */
const DIGITS = 12;

export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * The level at a place of the unit interval, every level or equal part of the range having an equal share of it.
 * Linear: `from + u · (to − from)`; log: `from · (to/from)^u`; whole numbers: the part that `u` falls into.
 * @param u from 0 to 1; 1 gives the last level
 */
export function levelAtUnit(factor: Factor, u: number): Level {
  if (!isRange(factor)) return factor.levels[partAt(u, factor.levels.length)] ?? null;
  const { from, to, scale, integer } = factor;
  const within = (value: number): number => Math.min(to, Math.max(from, value));
  if (!integer) return within(rounded(between(from, to, scale, u)));
  // the whole number n stands for n to n + 1
  return within(Math.floor(between(from, to + 1, scale, u) + EDGE));
}

/** What a quotient such as 1/3 may fall short of an edge that it stands for. */
const EDGE = 1e-9;

const partAt = (u: number, parts: number): number =>
  Math.min(parts - 1, Math.floor(u * parts + EDGE));

/** The number that lies at a place between two others. */
export function between(from: number, to: number, scale: Scale, u: number): number {
  return scale === "linear" ? from + u * (to - from) : exp(ln(from) + u * (ln(to) - ln(from)));
}
