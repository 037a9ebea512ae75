import type { FieldView } from "../field/columns.ts";
import { othersOf, type Groups } from "../field/groups.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import type { Memory } from "../hot/memory.ts";

/** From whom the associations of a block draw peers, as `chooseBest` takes it, and whom they drew. */
export interface Draft {
  readonly lots: {
    readonly outside: Float64Array;
    readonly starts: Int32Array;
    readonly scales: Float64Array;
    readonly own: Int32Array;
    readonly floors: Float64Array;
  };
  readonly words: Int32Array;
  readonly chosen: Int32Array;
  /** Scores by place: an outsider at 0, then the members of all groups, then one whom nobody chooses. */
  scores: Float64Array;
}

/** Room for a draft, of up to `most` draws for each. */
export function openDraft(field: FieldView, memory: Memory, most: number): Draft {
  const draft: Draft = {
    lots: {
      outside: memory.reals(BLOCK),
      starts: memory.wholes(BLOCK),
      scales: memory.reals(BLOCK),
      own: memory.wholes(BLOCK),
      floors: memory.reals(BLOCK),
    },
    words: memory.wholes(BLOCK * most),
    chosen: memory.wholes(BLOCK),
    scores: memory.reals(
      (field.reserved ?? field.counts).slot * Math.max(1, field.counts.ties) + 2,
    ),
  };
  draft.lots.floors.fill(-Infinity);
  return draft;
}

/** Makes room for the scores of all members, sets that of the outsider, and lets nobody choose the one who is nobody. */
export function beginScores(draft: Draft, { members }: Groups, outsider: number): Float64Array {
  if (draft.scores.length < members.length + 2)
    draft.scores = new Float64Array(2 * members.length + 2);
  draft.scores[0] = outsider;
  draft.scores[members.length + 1] = -Infinity;
  return draft.scores;
}

/** A place above all others. */
const NOWHERE = 0x7fffffff;

/** Lists from whom each association of a block draws: the other members of its group, or nobody. */
export function listLots(
  { lots: { starts, scales, own } }: Draft,
  groups: Groups,
  { egos, count }: Block,
): void {
  const { of, starts: bounds, rank, members } = groups;
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const start = bounds[of[ego]];
    const place = rank[ego];
    const others = othersOf(groups, ego);
    starts[row] = others > 0 ? start + 1 : members.length + 1;
    scales[row] = others;
    own[row] = others > 0 && place >= 0 ? start + 1 + place : NOWHERE;
  }
}
