import type { FieldView, StoredColumn } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { mostVisible, type Groups } from "../field/groups.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import { uniformOf, type Draws } from "../random/stream.ts";

/** How a mechanism chooses whom to look at; what the parameters of mimetic pressure say of it. */
export interface Choosing {
  readonly choice: "best" | "random" | "nearest" | "average";
  readonly sample: number;
  readonly visible: number;
  readonly recognition: number;
  readonly error: number;
  readonly sizeWeight: number;
}

/** Establishments at which size counts for half of what it can count in prestige. */
const HALF_SIZE = 10; // establishments, assumption

/** Draws 0 … 63 pick peers; the error on practice k is draw 64 + k. */
const ERROR_FROM = 64;

/** What can be seen in a step, and room for a block's choices. */
export interface Sight {
  readonly field: FieldView;
  readonly kernels: Kernels;
  seen: Groups | undefined;
  /** Prestige of each member of `seen`, in that order. */
  prestige: Float64Array;
  readonly words: Int32Array;
  /** Whom each association of the block copies: a row of what `aim` returns, or −1 for nobody. */
  readonly models: Int32Array;
  /** What is copied, where that is not one peer's display as it is. */
  readonly targets: Float64Array;
}

/** Opens eyes on a field. */
export const openSight = (field: FieldView, kernels: Kernels, memory: Memory): Sight => ({
  field,
  kernels,
  seen: undefined,
  prestige: new Float64Array(),
  words: memory.wholes(BLOCK * ERROR_FROM),
  models: memory.wholes(BLOCK),
  targets: memory.reals(BLOCK * field.practices),
});

/** Looks around at the start of a step: who is seen, and how prestigious they are, (1 − w)·ℓ + w·n/(n + 10). */
export function look(sight: Sight, p: Choosing, everyone: Groups): void {
  const { field } = sight;
  sight.seen = everyone;
  if (p.visible > 0) {
    const { legitimacy, establishments } = field;
    const score = new Float64Array(field.size);
    for (const slot of everyone.members)
      score[slot] = prestigeOf(p.sizeWeight, legitimacy[slot], establishments[slot]);
    sight.seen = mostVisible(everyone, score, p.visible);
  }
  const { members } = sight.seen;
  if (sight.prestige.length < members.length) sight.prestige = new Float64Array(members.length);
  for (let from = 0; from < members.length; from += BLOCK)
    weighPrestige(sight, p.sizeWeight, members, from, Math.min(from + BLOCK, members.length));
}

function weighPrestige(
  { field: { legitimacy, establishments }, prestige }: Sight,
  sizeWeight: number,
  members: Int32Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++)
    prestige[at] = prestigeOf(sizeWeight, legitimacy[members[at]], establishments[members[at]]);
}

const prestigeOf = (sizeWeight: number, legitimacy: number, establishments: number): number =>
  (1 - sizeWeight) * legitimacy + sizeWeight * (establishments / (establishments + HALF_SIZE));

/**
 * Chooses what each association of a block copies: one peer's display, with error, or the mean of all it recognises.
 * @returns the rows that `models` speaks of
 */
export function aim(sight: Sight, p: Choosing, draws: Draws, block: Block): StoredColumn {
  const { field, targets, models } = sight;
  if (p.choice === "average") averageBlock(sight, p, block);
  else chooseBlock(sight, p, draws, block);
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

/** One peer for each association of a block. */
function chooseBlock(sight: Sight, p: Choosing, draws: Draws, block: Block): void {
  const { seen, models, words, kernels } = sight;
  if (seen === undefined) return;
  const sampled = p.choice === "random" ? 1 : p.sample;
  kernels.words(words, draws, block.addresses, sampled, block.count);
  if (p.choice !== "nearest" && p.recognition >= 1)
    chooseBest(seen, sight.prestige, words, sampled, block, models);
  else for (let row = 0; row < block.count; row++) models[row] = likest(sight, seen, p, block, row);
}

/** The first of the highest prestige among the peers that each association samples. */
function chooseBest(
  { of, starts, rank, members }: Groups,
  prestige: Float64Array,
  words: Int32Array,
  sampled: number,
  { egos, count }: Block,
  models: Int32Array,
): void {
  for (let row = 0, draw = 0; row < count; row++, draw += sampled) {
    const ego = egos[row];
    const group = of[ego];
    const start = starts[group];
    const own = rank[ego];
    const others = starts[group + 1] - start - (own >= 0 ? 1 : 0);
    if (others < 1) {
      models[row] = -1;
      continue;
    }
    const skipped = start + (own >= 0 ? own : others);
    let chosen = 0;
    let best = -Infinity;
    for (let n = 0; n < sampled; n++) {
      const place = start + Math.floor(uniformOf(words[draw + n]) * others);
      const peer = place >= skipped ? place + 1 : place;
      const score = prestige[peer];
      if (score > best) {
        best = score;
        chosen = peer;
      }
    }
    models[row] = members[chosen];
  }
}

/** The nearest, or the most prestigious, of the peers sampled that ego recognises; −1 where it recognises none. */
function likest(
  { field, prestige, words }: Sight,
  { of, starts, rank, members }: Groups,
  p: Choosing,
  { egos }: Block,
  row: number,
): number {
  const ego = egos[row];
  const start = starts[of[ego]];
  const own = rank[ego];
  const others = starts[of[ego] + 1] - start - (own >= 0 ? 1 : 0);
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
    const score = p.choice === "nearest" ? -apart : prestige[peer];
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
  for (let at = seen.starts[group]; at < seen.starts[group + 1]; at++) {
    const alter = seen.members[at];
    if (alter === ego || between(field, ego, alter) > limit) continue;
    recognised++;
    for (let k = 0, own = alter * practices; k < practices; k++)
      targets[target + k] += display[own + k];
  }
  for (let k = 0; k < practices; k++) targets[target + k] /= recognised;
  return recognised - 1;
}
