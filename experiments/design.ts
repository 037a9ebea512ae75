import type { SwitchId } from "../sim/index.ts";

/** A factor's setting at one point: what is laid over the scenario, or which mechanisms are off. */
export type Level = number | string | boolean | null | readonly unknown[];

/** What is varied, in the file's order; the path `off` stands for knock-outs. */
export interface Factor {
  readonly path: string;
  readonly levels: readonly Level[];
}

/** A grid (every combination, the last factor fastest) or a list (the i-th level of every factor together). */
export interface Design {
  readonly kind: "grid" | "list";
  readonly factors: readonly Factor[];
  readonly replicates: number;
}

/** Most runs of one design. */
export const MOST_RUNS = 1_000_000n;

/** The path of the factor whose levels are sets of mechanisms. */
export const OFF = "off";

/** Points of a design, counted exactly. */
export function pointCount(kind: Design["kind"], lengths: readonly (bigint | number)[]): bigint {
  if (kind === "list") return BigInt(lengths[0] ?? 1);
  return lengths.reduce<bigint>((product, length) => product * BigInt(length), 1n);
}

/** Runs of a design: points × replicates. */
export function runCount(design: Design): number {
  const lengths = design.factors.map(({ levels }) => levels.length);
  return Number(pointCount(design.kind, lengths)) * design.replicates;
}

/** One combination of levels: a level for each factor, in the factors' order. */
export type Point = readonly Level[];

/** The point with this index, from 0, in file order. */
export function pointAt(design: Design, index: number): Point {
  if (design.kind === "list") return design.factors.map(({ levels }) => levels[index] ?? null);
  const point: Level[] = [];
  let rest = index;
  for (const { levels } of [...design.factors].reverse()) {
    point.unshift(levels[rest % levels.length] ?? null);
    rest = Math.floor(rest / levels.length);
  }
  return point;
}

/** One run's place in a design: its index from 0, its point's index from 0, its replicate from 1, its seed. */
export interface Slot {
  readonly run: number;
  readonly point: number;
  readonly replicate: number;
  readonly seed: string;
}

/** Run `index` of a design: all replicates of the first point, then of the second, and so on. */
export function slotAt(design: Design, index: number, seed: string): Slot {
  const replicate = (index % design.replicates) + 1;
  return {
    run: index,
    point: Math.floor(index / design.replicates),
    replicate,
    seed: `${seed}/${replicate}`,
  };
}

/** The values from one number to another: `from + i · step`, each rounded to 12 significant digits. */
export function spaced(from: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)));
}

/** The influences and transitions that a point switches off. */
export function offAt(design: Design, point: Point): readonly SwitchId[] {
  const index = design.factors.findIndex(({ path }) => path === OFF);
  const level = index < 0 ? [] : point[index];
  return Array.isArray(level) ? (level as SwitchId[]) : [];
}

/** A level as one cell of a table: numbers and truth values as they are, sets joined by `+`, lists as JSON. */
export function levelCell(path: string, level: Level): number | string | boolean | null {
  if (!Array.isArray(level)) return level as number | string | boolean | null;
  return path === OFF ? level.join("+") : JSON.stringify(level);
}
