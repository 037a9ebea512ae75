import { exp, ln } from "../../sim/index.ts";
import { normalDensity, normalQuantile, normalTail } from "./normal.ts";
import { panels } from "./quadrature.ts";
import { findRoot } from "./root.ts";
import { requireShare } from "./sample.ts";

/** How error is spent over looks: sparingly at first, or evenly (Lan and DeMets 1983). */
export type Spending = "obrien-fleming" | "pocock";

/**
 * Error spent up to a share of the way: 2·(1 − Φ(z_{α/2}/√t)) like O'Brien and Fleming, α·ln(1 + (e − 1)·t) like Pocock.
 * @param alpha all that there is to spend, one-sided
 * @param time share of the way, in [0,1]
 */
export function spent(spending: Spending, alpha: number, time: number): number {
  if (time <= 0) return 0;
  if (time >= 1) return alpha;
  if (spending === "pocock") return alpha * ln(1 + (exp(1) - 1) * time);
  return 2 * normalTail(-normalQuantile(alpha / 2) / Math.sqrt(time));
}

/** A look at data: how much of the error may be spent by then, and on how many observations. */
export interface LookTime {
  /** Share of the way by the schedule, in (0,1]: what the spending goes by. */
  readonly time: number;
  /** Observations so far; what correlations between looks go by. */
  readonly information: number;
}

/**
 * Upper boundaries for a normal mean looked at repeatedly: the chance of crossing one of the first k is the error spent by look
 * k. By the recursion of Armitage, McPherson and Rowe (1969) on the partial sums, in Gaussian panels; each boundary to 10⁻⁸.
 * @param alpha one-sided
 * @param looks times and information ascending
 * @returns one standard normal deviate per look; Infinity where nothing is spent
 */
export function boundaries(
  looks: readonly LookTime[],
  alpha: number,
  spending: Spending,
): readonly number[] {
  requireShare(alpha, "alpha");
  const key = JSON.stringify([
    looks.map(({ time, information }) => [time, information]),
    alpha,
    spending,
  ]);
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
  const found = findBoundaries(looks, alpha, spending);
  KNOWN.set(key, found);
  return found;
}

/** Boundaries found before: one rule is asked about at every look, and for many hypotheses. */
const KNOWN = new Map<string, readonly number[]>();
const MOST_KNOWN = 1000;

function findBoundaries(looks: readonly LookTime[], alpha: number, spending: Spending): number[] {
  const found: number[] = [];
  let before: Stage | undefined;
  let already = 0;
  looks.forEach(({ time, information }, look) => {
    const upTo = spent(spending, alpha, time);
    const boundary = boundaryAt(before, information, upTo - already);
    found.push(boundary);
    if (look < looks.length - 1) before = nextStage(before, information, boundary);
    already = upTo;
  });
  return found;
}

/** Where the partial sum S ~ N(0, information) lies among paths that have not crossed: masses at nodes. */
interface Stage {
  readonly information: number;
  readonly sums: Float64Array;
  readonly masses: Float64Array;
}

/** The least chance worth a boundary. */
const NOTHING = 1e-300;

function boundaryAt(before: Stage | undefined, information: number, crossing: number): number {
  if (crossing <= NOTHING) return Infinity;
  if (before === undefined) return -normalQuantile(crossing);
  const root = Math.sqrt(information);
  const excess = (deviate: number): number =>
    chanceAbove(before, information, deviate * root) - crossing;
  if (excess(-8) < 0) return -8; // all that is left is less than what may be spent
  return findRoot(excess, -8, 39);
}

/** Chance that a path which has not crossed so far is above a point at the next look. */
function chanceAbove(
  { information: past, sums, masses }: Stage,
  information: number,
  point: number,
): number {
  const root = Math.sqrt(information - past);
  return masses.reduce((sum, mass, at) => sum + mass * normalTail((point - sums[at]!) / root), 0);
}

function nextStage(before: Stage | undefined, information: number, boundary: number): Stage {
  const whole = Math.sqrt(information);
  const root = Math.sqrt(information - (before?.information ?? 0));
  const top = Math.min(boundary, 8.5) * whole;
  const { nodes, weights } = panels(-8.5 * whole, top, 2 * root);
  const densityAt = (sum: number): number => {
    if (before === undefined) return normalDensity(sum / root) / root;
    let density = 0;
    before.sums.forEach((past, at) => {
      const deviate = (sum - past) / root;
      if (deviate < 9 && deviate > -9) density += before.masses[at]! * normalDensity(deviate);
    });
    return density / root;
  };
  return {
    information,
    sums: nodes,
    masses: nodes.map((sum, at) => weights[at]! * densityAt(sum)),
  };
}
