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

/** Room for the members of one step after the other. */
export interface Room {
  counts: Int32Array;
  first: Int32Array;
  next: Int32Array;
}

export const openRoom = (): Room => ({
  counts: new Int32Array(),
  first: new Int32Array(),
  next: new Int32Array(),
});

/** Makes it as long as columns are. */
function fit(room: Room, { counts: { slot, grouping } }: FieldState): void {
  if (room.counts.length < grouping) room.counts = new Int32Array(grouping);
  if (room.first.length < grouping) room.first = new Int32Array(grouping);
  if (room.next.length < slot) room.next = new Int32Array(slot);
}

/**
 * Counts members anew among the living.
 * @param ordered the living by ascending address
 * @param room whoever had it for the step before has it no more
 */
export function openMembers(field: FieldState, ordered: Column, room: Room): Members {
  const { grouping } = field;
  fit(room, field);
  const counts = room.counts.subarray(0, field.groupings).fill(0);
  // each member points at the next: most groupings are never asked for their list
  const { first, next } = room;
  for (let position = ordered.length - 1; position >= 0; position--) {
    const slot = ordered[position];
    const own = grouping[slot];
    if (own < 0) continue;
    next[slot] = first[own];
    first[own] = slot;
    counts[own]++;
  }
  /** Lists that have been asked for, or have changed since. */
  const lists = new Map<number, readonly number[]>();
  const of = (group: number): readonly number[] => {
    const known = lists.get(group);
    if (known) return known;
    if (group >= counts.length) return NOBODY;
    const list: number[] = [];
    for (let slot = first[group]; list.length < counts[group]; slot = next[slot]) list.push(slot);
    lists.set(group, list);
    return list;
  };
  const rewrite = (group: number, list: readonly number[]): void => {
    lists.set(group, list);
    if (group < counts.length) counts[group] = list.length;
    field.members[group] = list.length;
  };
  return {
    of,
    count: (group) => (group < counts.length ? counts[group] : of(group).length),
    enter(group, slot) {
      const list = [...of(group)];
      const after = list.findIndex((other) => field.address[other] > field.address[slot]);
      list.splice(after < 0 ? list.length : after, 0, slot);
      field.grouping[slot] = group;
      rewrite(group, list);
    },
    leave(group, slot) {
      field.grouping[slot] = -1;
      rewrite(
        group,
        of(group).filter((other) => other !== slot),
      );
    },
    dismiss(group) {
      for (const member of of(group)) field.grouping[member] = -1;
      rewrite(group, NOBODY);
    },
  };
}

const NOBODY: readonly number[] = [];

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
