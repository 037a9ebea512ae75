import type { Engine, Proposal } from "../engine.ts";
import type { Column } from "../field/columns.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import { prestigeOf } from "../mechanisms/peers.ts";
import type { Now } from "../transitions/transition.ts";

/**
 * How much of what moved an association was copying: Σ s·|Δ_mimetic| / Σ Σ_m |Δ_m| over the steps since step 0, |Δ| the
 * Euclidean length of what a mechanism proposed, before bounds; NaN where nothing moved it.
 * @param isRanked false: s = 1. True: s = 2·rank − 1, rank the share of all the living with less prestige than the model
 *   copied (equals count half), as it truly is: copying of winners counts for more, of losers against; of nobody in
 *   particular (a mean) for nothing.
 */
export function openCopying(
  engine: Engine,
  of: "practice" | "display",
  isRanked: boolean,
): (slot: number) => number {
  const { field } = engine;
  const copied = new Float64Array(field.size);
  const moved = new Float64Array(field.size);
  const lengths = new Float64Array(BLOCK);
  let ranks: Column = new Float64Array();
  let rankedAt = 0;
  if (isRanked) engine.copied.models ??= new Int32Array(field.size);

  const weightOf = (ego: number): number => {
    if (!isRanked) return 1;
    const model = engine.copied.models?.[ego] ?? -1;
    return model < 0 ? 0 : 2 * ranks[model] - 1;
  };
  engine.watchers.push((block, proposals, now) => {
    if (isRanked && rankedAt !== now.step) {
      ranks = ranksOf(engine, now);
      rankedAt = now.step;
    }
    const { egos, count } = block;
    for (const proposal of proposals) {
      measureLengths(lengths, proposal, of, block, field.practices);
      const isCopying = proposal.id === "mimetic";
      for (let row = 0; row < count; row++) {
        const ego = egos[row];
        if (ego >= moved.length || lengths[row] === 0) continue; // came after step 0
        moved[ego] += lengths[row];
        if (isCopying) copied[ego] += lengths[row] * weightOf(ego);
      }
    }
  });
  return (slot) => (moved[slot] > 0 ? copied[slot] / moved[slot] : NaN);
}

/** Lengths of what one mechanism proposes, by row of the block. */
function measureLengths(
  lengths: Float64Array,
  { account }: Proposal,
  of: "practice" | "display",
  { inOrder, count }: Block,
  practices: number,
): void {
  lengths.fill(0, 0, count);
  const rows = account[of];
  if (rows.length === 0) return;
  const { at, count: listed } = account.isSparse ? account.places : { at: inOrder, count };
  for (let place = 0; place < listed; place++) {
    let squares = 0;
    for (let k = 0, from = place * practices; k < practices; k++)
      squares += rows[from + k] * rows[from + k];
    lengths[at[place]] = Math.sqrt(squares);
  }
}

/** For each slot the share of all the living that have less prestige, equals counting half; among themselves. */
function ranksOf({ field }: Engine, { regime }: Now): Column {
  const { sizeWeight } = regime.mechanisms.mimetic;
  const { legitimacy, establishments } = field;
  const living = Array.from({ length: field.living.length }, (_, at) => field.living[at]);
  const prestige = (slot: number): number =>
    prestigeOf(sizeWeight, legitimacy[slot], establishments[slot]);
  const sorted = living
    .map((slot) => ({ slot, score: prestige(slot) }))
    .sort((a, b) => a.score - b.score);
  const ranks = new Float64Array(field.size);
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to].score === sorted[from].score) to++;
    for (let at = from; at < to; at++)
      ranks[sorted[at].slot] = sorted.length > 1 ? (from + to - 1) / 2 / (sorted.length - 1) : 0.5;
    from = to;
  }
  return ranks;
}
