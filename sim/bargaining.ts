import type { Column } from "./field/columns.ts";

/**
 * The bargaining kernel that serves every table: what two sides of a given power settle on, given what each can fall
 * back on; and the agreed vector of any number of parties, its special case without fallbacks.
 */

/** One side of a table, one entry per practice. */
export interface Side {
  /** What it asks for. */
  readonly ideal: Column;
  /** What it judges outcomes by: its ideal, unless only part of what it wants may be bargained. */
  readonly wish: Column;
  /** Weights of the practices; they sum to 1. */
  readonly salience: Column;
  /** Utility that it expects without a deal, as it perceives it. */
  readonly fallback: number;
}

/** How a table ended. */
export interface Outcome {
  readonly isDeal: boolean;
  /** Power of the first side at which they settled; its power as it stood where they did not. */
  readonly power: number;
  /** Least power of the first side that it accepts, and largest that the second accepts; NaN where there is none. */
  readonly least: number;
  readonly most: number;
}

/** U(x) = −Σ_k salience_k · (x_k − wish_k)², in [−1,0] for positions. */
export function utilityOf({ wish, salience }: Side, outcome: Column): number {
  let loss = 0;
  for (let k = 0; k < salience.length; k++) {
    const miss = outcome[k] - wish[k];
    loss += salience[k] * miss * miss;
  }
  return -loss;
}

/**
 * The Pareto frontier: y_k(ω) = (ω σ_a a + (1 − ω) σ_b b) / (ω σ_a + (1 − ω) σ_b), the plain mean where neither term weighs.
 * Each side gets more of what matters more to it than to the other.
 * @param power ω of the first side, in [0,1]
 * @param out receives K positions
 */
export function offerAt(power: number, first: Side, second: Side, out: Float64Array): Float64Array {
  for (let k = 0; k < out.length; k++) {
    const own = power * first.salience[k];
    const other = (1 - power) * second.salience[k];
    const share = own + other > 0 ? own / (own + other) : 1 / 2;
    // as a step from one ideal towards the other, so that what both want alike is settled to the last bit
    out[k] = second.ideal[k] + share * (first.ideal[k] - second.ideal[k]);
  }
  return out;
}

/** Halvings of [0,1] that find the least power a side accepts: to 2⁻⁴⁰. */
const HALVINGS = 40;

/**
 * Settles a table: y at the power nearest to `power` that neither side would leave for its fallback; conflict where there
 * is none. Wishes must lie beyond ideals as seen from the other side, so that utilities are monotone in power.
 * @param power ω of the first side, in [0,1]
 * @param out receives the settlement, or where there is none the offer at `power`
 */
export function settle(power: number, first: Side, second: Side, out: Float64Array): Outcome {
  const least = nearest(0, first, first, second);
  const most = nearest(1, second, first, second);
  const isDeal = least <= most; // NaN is no deal
  const settled = isDeal ? Math.min(most, Math.max(least, power)) : power;
  offerAt(settled, first, second, out);
  return { isDeal, power: settled, least, most };
}

/**
 * The power nearest to `from`, on the way to the other end of [0,1], at which the first side's share leaves one side no
 * less than its fallback; powers that do so are those beyond some point. NaN where there is none.
 * @param from 0 or 1
 * @param side one of the two; what it gains is to the last bit `utilityOf(offerAt)` less its fallback
 */
function nearest(
  from: number,
  { wish, salience, fallback }: Side,
  { ideal: a, salience: weightOfA }: Side,
  { ideal: b, salience: weightOfB }: Side,
): number {
  let refused = from;
  let accepted = 1 - from;
  let power = from;
  // both ends first, then halvings: one loop, so that no number is handed from function to function
  for (let tried = 0; tried < 2 + HALVINGS; tried++) {
    const rest = 1 - power;
    let loss = 0;
    for (let k = 0; k < salience.length; k++) {
      const own = power * weightOfA[k];
      const both = own + rest * weightOfB[k];
      const share = both > 0 ? own / both : 1 / 2;
      const miss = b[k] + share * (a[k] - b[k]) - wish[k];
      loss += salience[k] * miss * miss;
    }
    const isAccepted = -loss - fallback >= 0;
    if (tried === 0 && isAccepted) return from;
    if (tried === 1 && !isAccepted) return NaN;
    if (isAccepted) accepted = power;
    else refused = power;
    power = tried === 0 ? accepted : (refused + accepted) / 2;
  }
  return accepted;
}

/**
 * What any number of parties agree on when all weigh practices alike and none has a fallback: the mean of their ideals by
 * power, which is `offerAt` for two.
 * @param ideals one row of K per slot
 * @param parties slots of those at the table, in the order in which they are added up
 * @param powers of each slot, none below 0 and not all 0
 * @param out receives K positions at `at`
 */
export function agreeAmong(
  ideals: Column,
  parties: Column,
  powers: Column,
  out: { readonly vector: Float64Array; readonly at: number; readonly practices: number },
): void {
  const { vector, at, practices } = out;
  let all = 0;
  vector.fill(0, at, at + practices);
  for (let seat = 0; seat < parties.length; seat++) {
    const party = parties[seat];
    const power = powers[party];
    all += power;
    for (let k = 0; k < practices; k++) vector[at + k] += power * ideals[party * practices + k];
  }
  for (let k = 0; k < practices; k++) vector[at + k] /= all;
}
