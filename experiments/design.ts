import { type Factor, isRange, type Level, type Point, rounded } from "./designs/factor.ts";
import { type Design, pointCount } from "./designs/kinds.ts";

export type { Factor, Level, Point } from "./designs/factor.ts";
export { type Design, pointAt, pointCount } from "./designs/kinds.ts";

/** Most runs of one design. */
export const MOST_RUNS = 1_000_000n;

/** The path of the factor whose levels are sets of mechanisms; `off.ID` has levels true and false. */
export const OFF = "off";

/** The switch of a factor that turns a single one off; undefined for any other path. */
export const switchOf = (path: string): string | undefined =>
  path.startsWith(`${OFF}.`) ? path.slice(OFF.length + 1) : undefined;

/** Whether a factor says what is off, rather than laying a value over the scenario. */
export const isKnockOut = (path: string): boolean => path === OFF || switchOf(path) !== undefined;

/** Runs of a design: points × replicates. */
export const runCount = (design: Design): number => pointCount(design) * design.replicates;

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
  return Array.from({ length: count }, (_, i) => rounded(from + i * step));
}

/** The influences and transitions that a point switches off. */
export function offAt(design: Design, point: Point): readonly string[] {
  return design.factors.flatMap(({ path }, index) => {
    const level = point[index];
    const single = switchOf(path);
    if (single !== undefined) return level === true ? [single] : [];
    return path === OFF && Array.isArray(level) ? (level as string[]) : [];
  });
}

/** A level as one cell of a table: numbers and truth values as they are, sets joined by `+`, lists as JSON. */
export function levelCell(path: string, level: Level): number | string | boolean | null {
  if (!Array.isArray(level)) return level as number | string | boolean | null;
  return path === OFF ? level.join("+") : JSON.stringify(level);
}

/** What all cells of a factor are: "string" where they are of several types. */
export function cellType(factor: Factor): "number" | "boolean" | "string" {
  if (isRange(factor)) return "number";
  const types = new Set(factor.levels.map((level) => typeof levelCell(factor.path, level)));
  const [type] = types.size === 1 ? types : ["string"];
  return type === "number" || type === "boolean" ? type : "string";
}
