import { pairsForEquivalence, pairsForT } from "../statistics/index.ts";
import type { Effect, Found } from "./effect.ts";

export type VerdictWord = "supported" | "refuted" | "inconclusive";

/** Why a verdict is what it is; `docs/hypotheses.md` says each in words. */
export type Reason =
  | "shown" // the predicted effect is significant, counts, and vanishes with the control
  | "absent" // predicted none, and shown to be none
  | "no-effect" // every paired difference is exactly 0
  | "equivalent" // shown to be smaller than what counts
  | "other-sign" // significant the other way
  | "present" // predicted none, and shown to count
  | "control-beyond" // the control leaves an effect that counts, in the predicted direction
  | "control-open" // not shown that the effect vanishes with the control
  | "smaller-than-counts" // significant, but estimated below what counts
  | "not-significant"
  | "not-shown-absent" // predicted none, neither shown to be none nor to count
  | "too-few-pairs"
  | "too-many-lost";

export interface Verdict {
  readonly verdict: VerdictWord;
  /** What decided it, the weightiest first. */
  readonly reasons: readonly Reason[];
  /** Replicates that would decide it with a chance of .8 if effects and spreads are as found; null where it is decided or none would. */
  readonly needed: number | null;
}

/** What a verdict rests on. */
export interface Evidence {
  readonly predicted: "increase" | "decrease" | "none";
  readonly smallestEffect: number;
  readonly alpha: number;
  readonly plain: Effect;
  /** The same treatment with the control laid over it; null where the claim is of no effect. */
  readonly control: Effect | null;
  /** p of the claim itself, Holm's over the family. */
  readonly adjusted: number;
  /** Tests in the family. */
  readonly family: number;
}

/** Of all replicates, the share that may be lost to failed runs and undefined outcomes before nothing is concluded. */
export const MOST_LOST = 0.1;

const POWER = 0.8;

/** p of the claim itself: against "no effect" where one is predicted, against "an effect that counts" where none is; 1 without pairs. */
export function claimP({ found, isExactlyZero }: Effect, predicted: Evidence["predicted"]): number {
  if (found === null) return 1;
  if (predicted === "none") return isExactlyZero ? 0 : found.equivalence.p;
  return found.p;
}

/**
 * The verdict.
 *
 * Of a predicted sign: *refuted* where every difference is 0, the effect is shown to be smaller than what counts, it is significant the other way, or
 * the control leaves an effect beyond what counts in the predicted direction; else *supported* where the effect is significant after Holm's
 * correction, estimated at what counts or more, and shown to vanish with the control; else *inconclusive*.
 * Of no effect: *supported* where it is shown to be smaller than what counts, *refuted* where it is shown to be larger.
 * Nothing is concluded from fewer than two pairs, or where more than a tenth of them is lost.
 */
export function verdictOf(evidence: Evidence): Verdict {
  const { plain, control } = evidence;
  const unfit = unfitness(plain);
  if (unfit !== undefined) return open([unfit], null);
  const found = plain.found as Found;
  if (evidence.predicted === "none") return verdictOnNone(evidence, found);
  return verdictOnSign(evidence, found, control);
}

function unfitness({ found, pairs, lost }: Effect): Reason | undefined {
  if (found === null) return "too-few-pairs";
  return lost > MOST_LOST * (pairs + lost) ? "too-many-lost" : undefined;
}

function verdictOnNone(evidence: Evidence, found: Found): Verdict {
  const { alpha, adjusted, plain } = evidence;
  if (plain.isExactlyZero) return closed("supported", ["absent", "no-effect"]);
  if (adjusted <= alpha) return closed("supported", ["absent"]);
  const { above, below } = found.beyond;
  if (2 * Math.min(above, below) <= alpha) return closed("refuted", ["present"]);
  return open(["not-shown-absent"], neededForNone(evidence, found));
}

function verdictOnSign(evidence: Evidence, found: Found, control: Effect | null): Verdict {
  const { alpha, adjusted, smallestEffect, predicted, plain } = evidence;
  const sign = predicted === "increase" ? 1 : -1;
  const towards = sign * found.estimate;
  const against: Reason[] = [];
  if (plain.isExactlyZero) against.push("no-effect");
  else if (found.equivalence.p <= alpha) against.push("equivalent");
  if (adjusted <= alpha && towards < 0) against.push("other-sign");
  if (control !== null && controlBeyond(control, sign, alpha)) against.push("control-beyond");
  if (against.length > 0) return closed("refuted", against);

  const reasons: Reason[] = [];
  if (adjusted > alpha) reasons.push("not-significant");
  else if (towards < smallestEffect) reasons.push("smaller-than-counts");
  if (control === null || !vanishes(control, alpha)) reasons.push("control-open");
  return reasons.length === 0
    ? closed("supported", ["shown"])
    : open(reasons, neededForSign(evidence, found, towards));
}

function controlBeyond(control: Effect, sign: number, alpha: number): boolean {
  if (control.found === null || unfitness(control) !== undefined) return false;
  const { above, below } = control.found.beyond;
  return (sign > 0 ? above : below) <= alpha;
}

/** Whether the control's effect is shown to be smaller than what counts. */
const vanishes = (control: Effect, alpha: number): boolean =>
  unfitness(control) === undefined &&
  (control.isExactlyZero || (control.found?.equivalence.p ?? 1) <= alpha);

const closed = (verdict: VerdictWord, reasons: readonly Reason[]): Verdict => ({
  verdict,
  reasons,
  needed: null,
});
const open = (reasons: readonly Reason[], needed: number | null): Verdict => ({
  verdict: "inconclusive",
  reasons,
  needed,
});

function neededForNone({ alpha, smallestEffect, family }: Evidence, found: Found): number | null {
  const off = Math.abs(found.estimate);
  return off < smallestEffect
    ? pairsToVanish(found, smallestEffect, alpha / family)
    : pairsToShow(found, off - smallestEffect, alpha);
}

/** Pairs for what is still open: the sign where the estimate counts, else that it does not count; and that the control leaves nothing. */
function neededForSign(evidence: Evidence, found: Found, towards: number): number | null {
  const { alpha, smallestEffect, family, control } = evidence;
  const off = Math.abs(found.estimate);
  if (off < smallestEffect) return pairsToVanish(found, smallestEffect, alpha);
  const forSign = pairsToShow(found, off, alpha / family);
  if (towards < 0) return forSign; // it would be refuted
  const left = control?.found ?? null;
  if (control === null || left === null) return null;
  const forControl = vanishes(control, alpha)
    ? control.pairs
    : neededForControl(left, { smallestEffect, alpha, sign: Math.sign(found.estimate) });
  return forSign === null || forControl === null ? null : Math.max(forSign, forControl);
}

function neededForControl(
  left: Found,
  { smallestEffect, alpha, sign }: { smallestEffect: number; alpha: number; sign: number },
): number | null {
  if (Math.abs(left.estimate) < smallestEffect) return pairsToVanish(left, smallestEffect, alpha);
  const beyond = sign * left.estimate - smallestEffect;
  return beyond > 0 ? pairsToShow(left, beyond, alpha) : null; // the other way: nothing decides it
}

function pairsToShow({ standardDeviation }: Found, effect: number, alpha: number): number | null {
  if (!(effect > 0 && standardDeviation > 0)) return null;
  return orNone(() => pairsForT({ effect: effect / standardDeviation, alpha, power: POWER }));
}

function pairsToVanish(
  { estimate, standardDeviation }: Found,
  margin: number,
  alpha: number,
): number | null {
  if (!(standardDeviation > 0)) return null;
  const design = {
    margin: margin / standardDeviation,
    effect: estimate / standardDeviation,
    alpha,
  };
  return orNone(() => pairsForEquivalence({ ...design, power: POWER }));
}

/** Nothing where more runs would be needed than are looked for. */
function orNone(look: () => number): number | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
