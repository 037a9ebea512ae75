import type { Life } from "../../../workers/protocol.ts";

export type Vector = "practice" | "display" | "prescription";

/** Rows that a life has. */
export const rowsOf = ({ numbers }: Life): number => numbers.places.length;

/** The row of a step: the first before its founding, the last after its end. */
export function rowAt(life: Life, step: number): number {
  return Math.min(rowsOf(life) - 1, Math.max(0, step - life.first));
}

/** How many practices there are. */
export const practicesOf = (life: Life): number => life.practice.length / Math.max(1, rowsOf(life));

/** What moved an association's practice from its first row to a step. */
export interface Moved {
  /** Step up to which it is known: the latest that was kept. */
  readonly step: number;
  /** Change of each practice. */
  readonly delta: readonly number[];
  /** K numbers per line, in the order of `Life.lines`. */
  readonly lines: readonly Float64Array[];
}

export function movedBy(life: Life, step: number): Moved {
  const K = practicesOf(life);
  const at = Math.floor(rowAt(life, step) / life.every);
  const row = at * life.every;
  const width = life.lines.length * K;
  const position = (from: number, k: number): number => life.practice[from * K + k]!;
  return {
    step: life.first + row,
    delta: Array.from({ length: K }, (_, k) => position(row, k) - position(0, k)),
    lines: life.lines.map((_, line) =>
      life.moved.subarray(at * width + line * K, at * width + (line + 1) * K),
    ),
  };
}
