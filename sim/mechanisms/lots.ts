import type { Column, FieldView } from "../field/columns.ts";
import type { Groups } from "../field/groups.ts";
import type { Lots } from "../hot/choose.ts";
import type { Memory } from "../hot/memory.ts";

/** Groups and scores as `chooseBest` takes them. */
export interface Draft extends Lots {
  of: Int32Array;
  rank: Int32Array;
  reach: Int32Array;
  starts: Int32Array;
  members: Int32Array;
  scores: Float64Array;
  nobody: number;
  /** Whom each slot chose. */
  chosen: Int32Array;
  /** The groups that it was last read from. */
  groups: Groups | undefined;
}

/** Room for a draft on a field. */
export function openDraft(field: FieldView, memory: Memory): Draft {
  const { slot, ties } = field.reserved ?? field.counts;
  const members = slot * Math.max(1, ties);
  const starts = Math.max(slot, field.counts.cell) + 1;
  const [of, rank, reach] = [memory.wholes(slot), memory.wholes(slot), memory.wholes(slot)];
  return {
    ...{ of, rank, reach, starts: memory.wholes(starts), members: memory.wholes(members) },
    ...{ scores: memory.reals(members + 2), nobody: 0, groups: undefined },
    chosen: memory.wholes(slot),
  };
}

/** A reach beyond all groups. */
const EVERYBODY = 0x7fffffff;

/**
 * Reads groups into a draft, unless it has them, sets the outsider's score, and lets nobody choose the one who is nobody.
 * @returns room for the scores of all members, from place 1 on
 */
export function read(draft: Draft, groups: Groups, outsider: number): Float64Array {
  const { members } = groups;
  if (draft.groups !== groups) {
    draft.groups = groups;
    draft.of = copied(draft.of, groups.of);
    draft.rank = copied(draft.rank, groups.rank);
    draft.starts = copied(draft.starts, groups.starts);
    draft.members = copied(draft.members, members);
    draft.reach = copied(draft.reach, groups.reach ?? groups.rank);
    if (groups.reach === undefined) draft.reach.fill(EVERYBODY, 0, groups.rank.length);
    draft.nobody = members.length + 1;
    if (draft.chosen.length < groups.rank.length) draft.chosen = new Int32Array(draft.rank.length);
  }
  if (draft.scores.length < members.length + 2)
    draft.scores = new Float64Array(2 * members.length + 2);
  draft.scores[0] = outsider;
  draft.scores[draft.nobody] = -Infinity;
  return draft.scores;
}

/** A list where kernels can take it, or, where it has outgrown that, anywhere. */
function copied(own: Int32Array, list: Column): Int32Array {
  const room = own.length < list.length ? new Int32Array(list.length) : own;
  room.set(list);
  return room;
}
