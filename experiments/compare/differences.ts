import {
  COLUMN_NAMES,
  COLUMNS,
  type ColumnName,
  type FieldView,
  usedOf,
  widthOf,
} from "../../sim/index.ts";
import type { Matching } from "./twins.ts";

/** One number of the state that is not the same in two fields. */
export interface Difference {
  readonly column: ColumnName;
  /** What the column has entries for. */
  readonly per: (typeof COLUMNS)[ColumnName]["per"];
  /** The address of an association; else an index. */
  readonly entry: number;
  /** Which number of the entry: a practice, where a vector differs. */
  readonly component: number;
  readonly a: number;
  readonly b: number;
}

/** In how many entries a column differs, and the first of them. */
export interface ColumnDifference {
  readonly count: number;
  readonly first: Difference;
}

/** Every column in which two fields differ by a bit, associations matched; in the order of the state's columns. */
export function differences(a: FieldView, b: FieldView, { twins }: Matching): ColumnDifference[] {
  return COLUMN_NAMES.flatMap((column) => {
    const { per } = COLUMNS[column];
    const width = widthOf(column, a.counts);
    if (width === 0) return [];
    const entries =
      per === "slot"
        ? twins.map((pair) => ({ ...pair, entry: Number(a.address[pair.a]) }))
        : Array.from(
            { length: Math.min(usedOf(a, column), usedOf(b, column)) / width },
            (_, entry) => ({
              a: entry,
              b: entry,
              entry,
            }),
          );
    let count = 0;
    let first: Difference | undefined;
    for (const at of entries) {
      const component = firstDifference(a[column], at.a * width, b[column], at.b * width, width);
      if (component < 0) continue;
      count++;
      if (first !== undefined && first.entry <= at.entry) continue;
      const values = {
        a: Number(a[column][at.a * width + component]),
        b: Number(b[column][at.b * width + component]),
      };
      first = { column, per, entry: at.entry, component, ...values };
    }
    return first === undefined ? [] : [{ count, first }];
  });
}

/** Whether two fields have columns of one shape, so that their numbers mean the same. */
export const areAlike = (a: FieldView, b: FieldView): boolean =>
  COLUMN_NAMES.every(
    (name) =>
      widthOf(name, a.counts) === widthOf(name, b.counts) &&
      (["slot", "grouping"].includes(COLUMNS[name].per) || usedOf(a, name) === usedOf(b, name)),
  );

/** The first of so many numbers that differ in a bit, zeros of either sign included; −1 for none. */
export function firstDifference(
  a: ArrayLike<number>,
  fromA: number,
  b: ArrayLike<number>,
  fromB: number,
  count: number,
): number {
  for (let k = 0; k < count; k++) if (!Object.is(a[fromA + k], b[fromB + k])) return k;
  return -1;
}
