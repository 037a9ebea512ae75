import { ln } from "../../sim/index.ts";
import { type Design, pointAt } from "../design.ts";
import { type Factor, isRange, type Level } from "../designs/factor.ts";

/** A factor's level at each of some points as a number to regress on; undefined where its levels have no order. */
export type Column = Float64Array | undefined;

/** Levels at points: numbers on the factor's own scale, one of two levels as 0 or 1. */
export function columnsAt(design: Design, points: Int32Array): readonly Column[] {
  const coders = design.factors.map(coderOf);
  const columns = coders.map((coder) =>
    coder === undefined ? undefined : new Float64Array(points.length),
  );
  for (const [place, point] of points.entries()) {
    const levels = pointAt(design, point);
    for (const [factor, column] of columns.entries())
      if (column !== undefined) column[place] = coders[factor]?.(levels[factor] ?? null) ?? NaN;
  }
  return columns;
}

function coderOf(factor: Factor): ((level: Level) => number) | undefined {
  if (isRange(factor))
    return (level) => (factor.scale === "log" ? ln(Number(level)) : Number(level));
  const { levels } = factor;
  if (levels.every((level) => typeof level === "number")) return Number;
  const second = levels[1];
  return levels.length === 2 ? (level) => (isSame(level, second) ? 1 : 0) : undefined;
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Points of each part of each factor, a number from 0 for each point: a part for each level, or of a range parts with as
 * many points each.
 * @param count parts of a range
 */
export function partsAt(design: Design, points: Int32Array, count: number): readonly Int32Array[] {
  const cells = design.factors.map((): Level[] => []);
  for (const point of points)
    for (const [factor, level] of pointAt(design, point).entries()) cells[factor]?.push(level);
  return design.factors.map((factor, index) =>
    isRange(factor)
      ? evenParts((cells[index] ?? []).map(Number), count)
      : levelParts(factor.levels, cells[index] ?? []),
  );
}

function levelParts(levels: readonly Level[], cells: readonly Level[]): Int32Array {
  const names = levels.map((level) => JSON.stringify(level));
  return Int32Array.from(cells, (cell) => names.indexOf(JSON.stringify(cell)));
}

/** Parts by rank; equal values fall into one. */
function evenParts(values: readonly number[], count: number): Int32Array {
  const order = values
    .map((_, place) => place)
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const parts = new Int32Array(values.length);
  for (const [rank, place] of order.entries()) {
    const before = order[rank - 1];
    const isTied = before !== undefined && values[before] === values[place];
    parts[place] = isTied ? (parts[before] ?? 0) : Math.floor((rank * count) / values.length);
  }
  return parts;
}
