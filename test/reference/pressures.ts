import type { Draws } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { partnerOf, stillDraws } from "./exposures.ts";
import {
  at,
  average,
  averageOf,
  clamp,
  distance,
  firstBy,
  list,
  map2,
  minus,
  plus,
  pull,
} from "./vectors.ts";
import { cellOf, drawsOf, effectiveForm, forProfitShare, living, membersOf, othersOf, pick, pooledIn, templateOf, type Association, type World } from "./world.ts"; // prettier-ignore

export const LINES = {
  // prettier-ignore
  practice: ["coercive", "mimetic", "normative", "competitive", "identity", "negotiated", "grouping", "innovation", "noise", "recoupling"],
  display: ["coercive", "mimetic", "normative", "negotiated", "relaxation"],
} as const;

type Mechanisms = Scenario["mechanisms"];
type Gated = Mechanisms["coercive" | "mimetic" | "normative"];
type Space = keyof typeof LINES;
type Context = { of: Space; world: World; draws: Draws; off: readonly string[] };
/** ego's Δ of practice or of display, as `of` says; nothing where there is nobody to move towards. */
type Mechanism = (own: Mechanisms, ego: Association, context: Context) => number[] | undefined;

/** 3.11: what every mechanism adds to each row, from the same state, and where that leads within the bounds. */
export const press = (world: World, off: readonly string[]) =>
  (["practice", "display"] as const).map((of) => {
    const rows = living(world);
    const before = rows.map((ego) => ego[of]);
    const lines = LINES[of].map((id): [id: string, moves: number[][]] => {
      const context = { of, world, draws: drawsOf(world, id), off };
      const propose = off.includes(id) ? () => undefined : MECHANISMS[id];
      const none = (ego: Association) => ego[of].map(() => 0);
      return [id, rows.map((ego) => propose(world.scenario.mechanisms, ego, context) ?? none(ego))];
    });
    const wanted = lines.reduce((all, [, moves]) => map2(all, moves, plus), before);
    const after = wanted.map((row) => row.map((x) => clamp(x)));
    lines.push(["bounds", map2(after, wanted, minus)]);
    return { of, before, after, lines };
  });

const F = (w: number, x: number, reference: number) => 1 - w + (w * x) / reference;

/** κ·F(w, x, reference)·g on practice, with display·displayGate for g on the display. */
function strength(own: Gated, w: number, x: number, ego: Association, of: Space) {
  const gate = of === "practice" ? own.gates[ego.response] : own.display * own.displayGate;
  return own.rate * F(w, x, own.reference) * gate;
}

const MECHANISMS: Record<(typeof LINES)[Space][number], Mechanism> = {
  coercive({ coercive: own }, ego, { of }) {
    const rate = strength(own, own.dependenceWeight, ego.dependence, ego, of);
    return map2(ego.insistence, pull(rate, ego.prescription, ego[of]), (s, gap) => s * gap);
  },
  mimetic({ mimetic: own }, ego, { of, world, draws }) {
    const rate = strength(own, own.uncertaintyWeight, ego.uncertainty, ego, of);
    const model = modelOf(world, ego, draws);
    const seen = model?.map((x, k) => x + own.error * draws.normal(ego.address, 64 + k));
    return seen && pull(rate, seen, ego[of]);
  },
  normative({ normative: own }, ego, { of, world }) {
    const rate = strength(own, own.receptivityWeight, ego.receptivity, ego, of);
    const h = own.hiring * F(own.roadsWeight, ego.credentials, own.credentialsReference);
    const b =
      own.transmission * (1 - own.hiring) * F(own.roadsWeight, ego.meetings, own.meetingsReference);
    const members = membersOf("sector", world, ego);
    const body = averageOf(members, (a) => a.display, (a) => a.meetings, ego[of]); // prettier-ignore
    return plus(pull(rate * h, normOf(world, ego), ego[of]), pull(rate * b, body, ego[of]));
  },
  competitive({ competitive: own }, ego, { world, draws }) {
    const rate = own.rate * (1 - ego.dependence);
    const forProfit = forProfitShare(world, ego.sector);
    const template = templateOf(world);
    const others = othersOf(own.scope, world, ego);
    const competitors = list(own.sample, (j) => {
      const x = draws.uniform(ego.address, j);
      if (x < forProfit) return template ?? [];
      return pick(others, (x - forProfit) / (1 - forProfit));
    });
    const cheaper = competitors.flat().filter((one) => one.unitCost < ego.unitCost);
    const rival = firstBy(cheaper, (one) => one.unitCost);
    return rival && pull(rate, rival.practice, ego.practice);
  },
  negotiated({ coercive, negotiated: own }, ego, { of, world, off }) {
    if (ego.contractUntil < world.step || off.includes("coercive")) return undefined;
    const rate = strength(coercive, coercive.dependenceWeight, ego.dependence, ego, of);
    const gaps = pull(own.honoured * rate, ego.settlement, ego.prescription);
    return map2(ego.insistence, gaps, (s, gap) => s * gap);
  },
  grouping({ grouping: own }, ego, { world }) {
    const form = effectiveForm(world, ego);
    if (form === undefined || ego.grouping === undefined) return undefined;
    const gaps = pull(own.weight * form.rate, ego.grouping.agreed, ego.practice);
    return map2(pooledIn(world, form), gaps, (isPooled, gap) => (isPooled ? gap : 0));
  },
  innovation({ innovation: own }, ego, { world, draws }) {
    if (ego.response !== "innovate") return undefined;
    const z = (n: number) => draws.normal(ego.address, n);
    const blindness = (1 - ego.sensing) * own.error;
    const sensed = cellOf(world, ego).need.map((x, k) => clamp(x + blindness * z(k)));
    const success = clamp(0.5 + ego.payoff - ego.aspiration);
    const novelty = ego.practice.map((_, k) => own.novelty * z(64 + k));
    return plus(pull(own.rate * success, sensed, ego.practice), novelty);
  },
  recoupling: ({ recoupling: own }, ego) =>
    pull(ego.recoupling * own.weight, ego.display, ego.practice),
  identity: ({ identity: own }, ego) => pull(own.rate * ego.board, ego.project, ego.practice),
  noise: ({ noise: own }, ego, { draws }) =>
    ego.practice.map((_, k) => own.spread * draws.normal(ego.address, k)),
  relaxation: ({ relaxation: own }, ego) => pull(own.rate, ego.practice, ego.display),
};

/** The norm that accredited staff brings: the sector's, or that of a profession drawn at random. */
function normOf({ scenario }: World, ego: Association) {
  const { professions } = scenario.mechanisms.normative;
  if (professions === 0) return ego.sector.norm;
  const draws = stillDraws(scenario.run.seed, "professions");
  const profession = Math.floor(professions * draws.uniform(ego.address, 0));
  return ego.practice.map((_, k) => draws.uniform(-1 - profession, k));
}

/** The display that ego copies, if it finds one. */
function modelOf(world: World, ego: Association, draws: Draws): number[] | undefined {
  const own = world.scenario.mechanisms.mimetic;
  if (own.trigger === "shortfall" && ego.payoff >= ego.aspiration - own.margin) return undefined;
  const { population, run } = world.scenario;
  const seenAs = (a: Association) => {
    if (!population.permuted.includes("prestige")) return a;
    return at(world.associations, partnerOf(run.seed, population.associations, a.address));
  };
  const prestige = (a: Association) => {
    const { legitimacy, establishments: n } = seenAs(a);
    return (1 - own.sizeWeight) * legitimacy + (own.sizeWeight * n) / (n + 10);
  };
  const gap = (alter: Association) => distance(ego.practice, alter.display);
  const isKnown = (alter: Association) => own.recognition === 1 || gap(alter) <= own.recognition;

  const most = ego.visible ?? own.visible;
  const best = membersOf(own.scope, world, ego)
    .toSorted((a, b) => prestige(b) - prestige(a) || a.address - b.address)
    .slice(0, most > 0 ? most : Infinity);
  if (ego.visible === undefined) best.sort((a, b) => a.address - b.address);
  const others = best.filter((alter) => alter !== ego);
  const known = others.filter(isKnown).map((alter) => alter.display);
  if (own.choice === "average") return known[0] && average([ego.display, ...known]);
  const size = own.choice === "random" ? 1 : own.sample;
  const sampled = list(size, (j) => pick(others, draws.uniform(ego.address, j)));
  const score = { best: (alter: Association) => -prestige(alter), nearest: gap, random: () => 0 };
  return firstBy(sampled.flat().filter(isKnown), score[own.choice])?.display;
}
