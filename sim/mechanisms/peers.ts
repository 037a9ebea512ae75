import type { FieldView } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { othersOf, pickOthers, type Groups } from "../field/groups.ts";
import type { Draws } from "../random/stream.ts";

/** How a mechanism chooses whom to look at; what the parameters of mimetic pressure say of it. */
export interface Choosing {
  readonly choice: "best" | "random" | "nearest" | "average";
  readonly sample: number;
  readonly recognition: number;
  readonly error: number;
}

/** Establishments at which size counts for half of what it can count in prestige. */
const HALF_SIZE = 10; // establishments, assumption

/** Draws 0 … 63 pick peers; the error on practice k is draw 64 + k. */
const ERROR_FROM = 64;

/** Opens eyes on a field. */
export const openSight = (field: FieldView, everyone: Groups): Sight => ({
  field,
  seen: everyone,
  prestige: new Float64Array(field.size),
  uniforms: new Float64Array(ERROR_FROM),
  peers: new Int32Array(ERROR_FROM),
});

/** What can be seen in a step, and room for one association's draws. */
export interface Sight {
  readonly field: FieldView;
  seen: Groups;
  prestige: Float64Array;
  readonly uniforms: Float64Array;
  readonly peers: Int32Array;
}

/** Prestige = (1 − w)·ℓ + w·n/(n + 10). */
export function weighPrestige(sight: Sight, sizeWeight: number): void {
  const { living, establishments, legitimacy, size, counts } = sight.field;
  if (sight.prestige.length < size) sight.prestige = new Float64Array(counts.slot);
  const { prestige } = sight;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const n = establishments[slot];
    prestige[slot] = (1 - sizeWeight) * legitimacy[slot] + sizeWeight * (n / (n + HALF_SIZE));
  }
}

/**
 * Writes what ego copies into `target`: the mean of all it recognises or one peer's display, with error.
 * @returns false where there is nobody but ego itself
 */
export function aim(
  sight: Sight,
  p: Choosing,
  draws: Draws,
  ego: number,
  alter: number,
  target: Float64Array,
): boolean {
  const { practices, display, address } = sight.field;
  if (p.choice === "average" && averageRecognised(sight, p, ego, target) === 0) return false;
  if (p.choice !== "average")
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] = display[row + k];
  if (p.error > 0)
    for (let k = 0; k < practices; k++)
      target[k] += p.error * draws.normal(address[ego], ERROR_FROM + k);
  return true;
}

/** The peer that ego copies, or −1. */
export function pick(sight: Sight, p: Choosing, draws: Draws, ego: number): number {
  const { field, seen, uniforms, peers } = sight;
  const others = othersOf(seen, ego);
  if (others < 1) return -1;
  const sampled = p.choice === "random" ? 1 : p.sample;
  draws.uniforms(field.address[ego], sampled, uniforms);
  pickOthers(seen, ego, others, uniforms, sampled, peers);
  return p.choice === "nearest" || p.recognition < 1
    ? likest(sight, p, ego, sampled)
    : mostPrestigious(sight, sampled);
}

/** The first of the highest prestige among the peers sampled. */
function mostPrestigious({ prestige, peers }: Sight, sampled: number): number {
  let chosen = peers[0];
  let best = prestige[chosen];
  for (let n = 1; n < sampled; n++) {
    const score = prestige[peers[n]];
    if (score > best) {
      best = score;
      chosen = peers[n];
    }
  }
  return chosen;
}

/** The nearest, or the most prestigious, of the peers sampled that ego recognises; −1 where it recognises none. */
function likest(sight: Sight, p: Choosing, ego: number, sampled: number): number {
  const { field, prestige, peers } = sight;
  const isNearest = p.choice === "nearest";
  const limit = p.recognition * p.recognition * field.practices;
  let chosen = -1;
  let best = -Infinity;
  for (let n = 0; n < sampled; n++) {
    const alter = peers[n];
    const apart = between(field, ego, alter);
    if (apart > limit) continue;
    const score = isNearest ? -apart : prestige[alter];
    if (score > best) {
      best = score;
      chosen = alter;
    }
  }
  return chosen;
}

/** Sum of squares of ego's practice less alter's display. */
function between({ practices, practice, display }: FieldView, ego: number, alter: number): number {
  return squares(practice, ego * practices, display, alter * practices, practices);
}

/**
 * Mean display of all in scope within the recognition distance, ego always included.
 * @returns how many others there are
 */
function averageRecognised(sight: Sight, p: Choosing, ego: number, target: Float64Array): number {
  const { field, seen } = sight;
  const { practices, display } = field;
  const own = ego * practices;
  const group = seen.of[ego];
  const limit = p.recognition * p.recognition * practices;
  let recognised = 1;
  for (let k = 0; k < practices; k++) target[k] = display[own + k];
  for (let at = seen.starts[group]; at < seen.starts[group + 1]; at++) {
    const alter = seen.members[at];
    if (alter === ego || between(field, ego, alter) > limit) continue;
    recognised++;
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] += display[row + k];
  }
  for (let k = 0; k < practices; k++) target[k] /= recognised;
  return recognised - 1;
}
