import { agreeAmong } from "../../bargaining.ts";
import type { Column, FieldState } from "../../field/columns.ts";

/** Who belongs to each grouping in the present step. Scratch: it follows from the column `grouping`. */
export interface Members {
  /** Members of a grouping by ascending address. */
  of(grouping: number): Column;
  /** How many they are. */
  count(grouping: number): number;
  /** Takes one in, or out; the columns `grouping` and `members` follow. */
  enter(grouping: number, slot: number): void;
  leave(grouping: number, slot: number): void;
  /** Takes all out. */
  dismiss(grouping: number): void;
}

/**
 * Counts members anew among the living.
 * @param ordered the living by ascending address
 */
export function openMembers(field: FieldState, ordered: Column): Members {
  const { grouping } = field;
  const starts = new Int32Array(field.groupings + 1);
  for (let position = 0; position < ordered.length; position++) {
    const own = grouping[ordered[position]];
    if (own >= 0) starts[own + 1]++;
  }
  for (let at = 0; at < field.groupings; at++) starts[at + 1] += starts[at];
  const slots = new Int32Array(starts[field.groupings]);
  const filled = starts.slice();
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    if (grouping[slot] >= 0) slots[filled[grouping[slot]]++] = slot;
  }
  /** Lists of the groupings that have changed since. */
  const changed = new Map<number, number[]>();
  const of = (group: number): Column =>
    changed.get(group) ??
    (group < starts.length - 1 ? slots.subarray(starts[group], starts[group + 1]) : NOBODY);
  const count = (group: number): number => {
    const list = changed.size > 0 ? changed.get(group) : undefined;
    if (list) return list.length;
    return group < starts.length - 1 ? starts[group + 1] - starts[group] : 0;
  };
  const rewrite = (group: number, list: number[]): void => {
    changed.set(group, list);
    field.members[group] = list.length;
  };
  return {
    of,
    count,
    enter(group, slot) {
      const list = Array.from(of(group));
      const after = list.findIndex((other) => field.address[other] > field.address[slot]);
      list.splice(after < 0 ? list.length : after, 0, slot);
      field.grouping[slot] = group;
      rewrite(group, list);
    },
    leave(group, slot) {
      field.grouping[slot] = -1;
      rewrite(
        group,
        Array.from(of(group)).filter((other) => other !== slot),
      );
    },
    dismiss(group) {
      const list = of(group);
      for (let member = 0; member < list.length; member++) field.grouping[list[member]] = -1;
      rewrite(group, []);
    },
  };
}

const NOBODY = new Int32Array();

/**
 * Mean of projects weighted by establishments: the settlement of members whose saliences are alike and whose power goes
 * by size.
 * @param slots whose
 * @param vector receives K positions from `row` on
 */
export function agree(field: FieldState, slots: Column, vector: Float64Array, row: number): void {
  const { practices, project, establishments } = field;
  agreeAmong(project, slots, establishments, { vector, at: row, practices });
}
