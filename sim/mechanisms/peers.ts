import type { Column, FieldView, StoredColumn } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { byScore, mostVisible, othersOf, withinReach, type Groups } from "../field/groups.ts";
import { sizeOf } from "../field/situation.ts";
import { BLOCK, eachBlock, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import { uniformOf, type Draws } from "../random/stream.ts";
import type { Copied, World } from "./influence.ts";
import { openDraft, read, type Draft } from "./lots.ts";

/** How a mechanism chooses whom to look at; what the parameters of mimetic pressure say of it. */
export interface Choosing {
  readonly choice: "best" | "random" | "nearest" | "average";
  readonly sample: number;
  readonly visible: number;
  readonly recognition: number;
  readonly error: number;
  readonly sizeWeight: number;
}

/** Draws 0 … 63 pick peers; the error on practice k is draw 64 + k. */
const ERROR_FROM = 64;

/** What can be seen in a step, and room for a block's choices. */
export interface Sight {
  readonly field: FieldView;
  readonly kernels: Kernels;
  seen: Groups | undefined;
  /** Among whom peers are drawn; scores are prestige. */
  readonly draft: Draft;
  readonly words: Int32Array;
  readonly block: Block;
  /** Whom each association of the block copies: a row of what `aim` returns, or −1 for nobody. */
  readonly models: Int32Array;
  /** What is copied, where that is not one peer's display as it is. */
  readonly targets: Float64Array;
  readonly copied: Copied;
  readonly seenAs: World["seenAs"];
}

/** Opens eyes on a field. */
export const openSight = ({ field, kernels, memory, block, copied, seenAs }: World): Sight => ({
  field,
  kernels,
  block,
  seen: undefined,
  draft: openDraft(field, memory),
  words: memory.wholes(BLOCK * ERROR_FROM),
  models: memory.wholes(BLOCK),
  targets: memory.reals(BLOCK * field.practices),
  copied,
  seenAs,
});

/**
 * Looks around at the start of a step: who is seen, how prestigious they are, (1 − w)·ℓ + w·n/(n + 10), and who is the
 * best of those drawn: all choose in one go, while scores are at hand.
 */
export function look(sight: Sight, p: Choosing, draws: Draws, everyone: Groups): void {
  const { field, draft, kernels } = sight;
  const seenAs = sight.seenAs?.();
  sight.seen = everyone;
  const isOwn = field.visible.length > 0;
  if (isOwn || p.visible > 0) {
    const { legitimacy, establishments } = field;
    const score = new Float64Array(field.size);
    for (const slot of everyone.members) {
      const source = seenAs === undefined ? slot : seenAs[slot];
      score[slot] = prestigeOf(p.sizeWeight, legitimacy[source], establishments[source]);
    }
    sight.seen = isOwn
      ? byScore(everyone, score, field.visible)
      : mostVisible(everyone, score, p.visible);
  }
  const { members } = sight.seen;
  const scores = read(draft, sight.seen, 0);
  eachBlock(members.length, (from, to) =>
    weighPrestige(field, p.sizeWeight, scores, members, seenAs, from, to),
  );
  if (!isByPrestige(p)) return;
  const sampled = p.choice === "random" ? 1 : p.sample;
  eachOfLiving(sight.block, field, 0, field.living.length, ({ egos, addresses, count }) =>
    kernels.chooseBest(draft, draws, addresses, egos, sampled, undefined, count),
  );
}

/** Whether prestige or chance alone decides, and not how far away somebody is. */
const isByPrestige = ({ choice, recognition }: Choosing): boolean =>
  (choice === "best" || choice === "random") && recognition === 1;

function weighPrestige(
  { legitimacy, establishments }: FieldView,
  sizeWeight: number,
  scores: Float64Array,
  members: Int32Array,
  seenAs: Column | undefined,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    const slot = seenAs === undefined ? members[at] : seenAs[members[at]];
    scores[at + 1] = prestigeOf(sizeWeight, legitimacy[slot], establishments[slot]);
  }
}

/** How well placed one looks: by legitimacy and by size. */
export const prestigeOf = (
  sizeWeight: number,
  legitimacy: number,
  establishments: number,
): number => (1 - sizeWeight) * legitimacy + sizeWeight * sizeOf(establishments);

/**
 * Chooses what each association of a block copies: one peer's display, with error, or the mean of all it recognises.
 * @returns the rows that `models` speaks of
 */
export function aim(sight: Sight, p: Choosing, draws: Draws, block: Block): StoredColumn {
  const { field, targets, models, copied } = sight;
  if (p.choice === "average") averageBlock(sight, p, block);
  else chooseBlock(sight, p, draws, block);
  if (copied.models) note(copied.models, p, models, block);
  if (p.choice !== "average" && p.error === 0) return field.display;
  const { practices, display } = field;
  for (let row = 0; row < block.count; row++) {
    if (models[row] < 0) continue;
    const at = row * practices;
    if (p.choice !== "average")
      for (let k = 0; k < practices; k++) targets[at + k] = display[models[row] * practices + k];
    if (p.error > 0)
      for (let k = 0; k < practices; k++)
        targets[at + k] += p.error * draws.normal(block.addresses[row], ERROR_FROM + k);
    models[row] = row;
  }
  return targets;
}

/** Notes whom each association of a block has chosen: nobody in particular where it copies a mean. */
function note(
  kept: Int32Array,
  { choice }: Choosing,
  models: Int32Array,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) kept[egos[row]] = choice === "average" ? -1 : models[row];
}

/** One peer for each association of a block. */
function chooseBlock(sight: Sight, p: Choosing, draws: Draws, block: Block): void {
  const { seen, models, draft, words, kernels } = sight;
  if (seen === undefined) return;
  const { egos, addresses, count } = block;
  if (isByPrestige(p)) {
    for (let row = 0; row < count; row++) models[row] = draft.chosen[egos[row]];
    return;
  }
  kernels.words(words, draws, addresses, p.choice === "random" ? 1 : p.sample, count);
  for (let row = 0; row < count; row++) models[row] = likest(sight, seen, p, block, row);
}

/** The nearest, or the most prestigious, of the peers sampled that ego recognises; −1 where it recognises none. */
function likest(
  { field, draft: { scores }, words }: Sight,
  seen: Groups,
  p: Choosing,
  { egos }: Block,
  row: number,
): number {
  const { of, starts, rank, members } = seen;
  const ego = egos[row];
  const start = starts[of[ego]];
  const own = rank[ego];
  const others = othersOf(seen, ego);
  if (others < 1) return -1;
  const sampled = p.choice === "random" ? 1 : p.sample;
  const limit = p.recognition * p.recognition * field.practices;
  let chosen = -1;
  let best = -Infinity;
  for (let n = 0; n < sampled; n++) {
    const place = Math.floor(uniformOf(words[row * sampled + n]) * others);
    const peer = start + place + (own >= 0 && place >= own ? 1 : 0);
    const apart = between(field, ego, members[peer]);
    if (apart > limit) continue;
    const score = p.choice === "nearest" ? -apart : scores[peer + 1];
    if (score > best) {
      best = score;
      chosen = members[peer];
    }
  }
  return chosen;
}

/** Sum of squares of ego's practice less alter's display. */
function between({ practices, practice, display }: FieldView, ego: number, alter: number): number {
  return squares(practice, ego * practices, display, alter * practices, practices);
}

/** Mean displays of all in scope within the recognition distance, ego always included; nobody but ego: nobody. */
function averageBlock(sight: Sight, p: Choosing, { egos, count }: Block): void {
  const { seen, models } = sight;
  if (seen === undefined) return;
  for (let row = 0; row < count; row++)
    models[row] = averageRecognised(sight, seen, p, egos[row], row) > 0 ? row : -1;
}

/** Writes one mean into `targets`, and returns how many others there are. */
function averageRecognised(
  { field, targets }: Sight,
  seen: Groups,
  p: Choosing,
  ego: number,
  row: number,
): number {
  const { practices, display } = field;
  const group = seen.of[ego];
  const limit = p.recognition * p.recognition * practices;
  const target = row * practices;
  let recognised = 1;
  for (let k = 0; k < practices; k++) targets[target + k] = display[ego * practices + k];
  const start = seen.starts[group];
  for (let at = start; at < start + withinReach(seen, ego); at++) {
    const alter = seen.members[at];
    if (alter === ego || between(field, ego, alter) > limit) continue;
    recognised++;
    for (let k = 0, own = alter * practices; k < practices; k++)
      targets[target + k] += display[own + k];
  }
  for (let k = 0; k < practices; k++) targets[target + k] /= recognised;
  return recognised - 1;
}
