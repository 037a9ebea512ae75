import { exp, ln } from "../../sim/random/exact.ts";
import type { Draws } from "../../sim/random/stream.ts";
import type { Table } from "./founding.ts";
import { ledBy } from "./policy.ts";
import { list, map2, minus, plus, pull, sum } from "./vectors.ts";
import { drawsOf, effectiveForm, happen, leadOf, living, regulatorOf, type Association, type World } from "./world.ts"; // prettier-ignore

// Section 3.9: the kernel of all tables, and negotiation with the authority.

/** One side: where it would go, what each practice weighs for it, and what it has of a place and at least wants. */
type Side = Record<"ideal" | "salience", number[]> & { utility: Utility; fallback: number };
type Utility = (x: number[]) => number;

/** y(ω), the first side's power held within what both sides accept; none: conflict. */
function settle(first: Side, second: Side, power: number): number[] | undefined {
  const y = (w: number) =>
    first.ideal.map((a, k) => {
      const b = second.ideal[k] ?? 0;
      const [p, q] = [w * (first.salience[k] ?? 0), (1 - w) * (second.salience[k] ?? 0)];
      return p + q === 0 ? (a + b) / 2 : (p * a + q * b) / (p + q);
    });
  const least = bound((w) => first.utility(y(w)) >= first.fallback, 0, 1);
  const most = bound((w) => second.utility(y(w)) >= second.fallback, 1, 0);
  if (least === undefined || most === undefined || least > most) return undefined;
  return y(Math.min(most, Math.max(least, power)));
}

/** The power nearest to `end` that is accepted, by 40 bisections from there to `far`. */
function bound(isAccepted: (w: number) => boolean, end: number, far: number) {
  if (isAccepted(end)) return end;
  if (!isAccepted(far)) return undefined;
  let [bad, good] = [end, far];
  for (const _ of list(40, (n) => n)) {
    const middle = (bad + good) / 2;
    if (isAccepted(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

export function negotiation(world: World) {
  const own = world.scenario.mechanisms.negotiation;
  const draws = drawsOf(world, "negotiation");
  for (const ego of living(world)) {
    const lead = leadOf(world, ego);
    if (lead === undefined || ego.contractUntil >= world.step) continue;
    const size = exp(own.sizeExponent * ln(ego.establishments));
    const chance = own.hazard * size * (ego.response === "negotiate" ? own.seeking : 1);
    const isDue = ego.contractUntil === world.step - 1;
    if (own.hazard === 0) return;
    if (isDue || draws.uniform(ego.address, 0) < Math.min(1, chance)) meet(world, draws, ego, lead);
  }
}

function meet(world: World, draws: Draws, ego: Association, lead: Table) {
  const own = world.scenario.mechanisms.negotiation;
  const { project: P, prescription: R, practice: A } = ego;
  const { admissibility, salience, enforcement, stringency } = regulatorOf(world, lead);
  const stakes = Object.values(world.scenario.field.practices).map(({ stake }) => stake);
  const mine = normalised(stakes);
  const theirs = normalised(R.map((_, k) => salience[k] ?? 1));
  const mineOf = (x: number[]) => loss(mine, x, P);
  const theirsOf = (x: number[]) => loss(theirs, x, R);
  const imposed = plus(A, pull(enforcement * stringency * ego.dependence, R, A));
  const seen = (n: number) => own.perception * draws.normal(ego.address, n) - own.conflictCost;
  const ideal = R.map((r, k) => r + (admissibility[k] ?? 1) * ((P[k] ?? 0) - r));
  const first = { ideal, salience: mine, utility: mineOf, fallback: mineOf(imposed) + seen(1) };
  const second = {
    ideal: R,
    salience: theirs,
    utility: theirsOf,
    fallback: theirsOf(imposed) + seen(2),
  };

  const settlement = settle(first, second, powerOf(world, ego));
  const T = world.tables.indexOf(lead);
  if (settlement === undefined) {
    happen(world, "negotiation.conflicts", "conflict", ego.address, T);
    ego.legitimacy = Math.max(0, ego.legitimacy - own.conflictLegitimacy);
    ego.uncertainty = Math.min(1, ego.uncertainty + own.conflictUncertainty);
    return;
  }
  happen(world, "negotiation.deals", "deal", ego.address, T);
  ego.settlement = settlement;
  ego.contractUntil = world.step + own.term - 1;
  ego.legitimacy = Math.min(1, ego.legitimacy + own.dealLegitimacy);
  const weight = ego.establishments / sum(ledBy(world, lead).map((a) => a.establishments));
  lead.precedents = plus(lead.precedents, pull(weight, settlement, R));
}

function powerOf(world: World, ego: Association) {
  const own = world.scenario.mechanisms.negotiation;
  const { voice, establishments: n, dependence } = ego;
  const size = own.sizeWeight * (n / (n + 10)) + own.independenceWeight * (1 - dependence);
  const together = own.groupingWeight * (effectiveForm(world, ego)?.bargaining ?? 0);
  const power = own.power + own.voiceWeight * (voice - 0.5) + size + together;
  return Math.min(0.98, Math.max(0.02, power));
}

/** Weights as shares of their sum; equal where all are 0. */
const normalised = (weights: number[]) =>
  weights.map((one) => (sum(weights) === 0 ? 1 / weights.length : one / sum(weights)));

/** −Σ σ (x − ideal)². */
const loss = (salience: number[], x: number[], ideal: number[]) =>
  -sum(map2(salience, minus(x, ideal), (weight, gap) => weight * gap * gap));
