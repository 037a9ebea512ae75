import { type History, lastStep, valueAt } from "../session/history.ts";

/** Which vector a ledger explains. */
export type Vector = "practice" | "display";

/** One line of the ledger: its id, and what it added to the dispersion. */
export interface Line {
  readonly id: string;
  readonly value: number;
}

/** A ledger at a moment: lines and residual add up to the change, by the engine's own accounts. */
export interface Ledger {
  readonly lines: readonly Line[];
  readonly residual: number;
  readonly change: number;
}

/** Ids of the lines that a run keeps for a vector, without its residual. */
export function lineIds(history: History, vector: Vector): readonly string[] {
  const prefix = `ledger.${vector}.`;
  return history.opened.measures
    .filter((name) => name.startsWith(prefix) && name !== `${prefix}residual`)
    .map((name) => name.slice(prefix.length));
}

/** The ledger from one step to another: the sums of its lines over the steps after `from`, up to `to`. */
export function ledgerBetween(history: History, vector: Vector, from: number, to: number): Ledger {
  const sum = (name: string): number => {
    let total = 0;
    for (let step = from + 1; step <= to; step++) total += valueAt(history, name, step);
    return total;
  };
  const dispersion = `dispersion.${vector}`;
  return {
    lines: lineIds(history, vector).map((id) => ({ id, value: sum(`ledger.${vector}.${id}`) })),
    residual: sum(`ledger.${vector}.residual`),
    change: valueAt(history, dispersion, to) - valueAt(history, dispersion, from),
  };
}

/** The longest bar of a whole run, so that the scale stays while it plays; never 0. */
export function longestBar(history: History, vector: Vector, isCumulated: boolean): number {
  let longest = 0;
  for (const id of lineIds(history, vector)) {
    let total = 0;
    for (let step = 1; step <= lastStep(history); step++) {
      const value = valueAt(history, `ledger.${vector}.${id}`, step);
      total = isCumulated ? total + value : value;
      longest = Math.max(longest, Math.abs(total));
    }
  }
  return longest || 1;
}
