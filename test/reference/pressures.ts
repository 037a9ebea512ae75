import { openStream, type Draws } from "../../sim/random/stream.ts";
import type { Association } from "./founding.ts";
import type { World } from "./reference.ts";
import { at, distance, dot, list, meanVector, minus, times, weightedMean, type Vector } from "./vectors.ts"; // prettier-ignore

// Section 3.7 of docs/odd.md: what each mechanism proposes to one association.

/** A mechanism's Δ of practice and of display; what it leaves out does not move. */
interface Proposal {
  readonly practice?: Vector;
  readonly display?: Vector;
}

type Mechanism = (world: World, ego: Association, draws: Draws) => Proposal;

export const LINES = {
  practice: ["coercive", "mimetic", "normative", "competitive", "identity", "noise"],
  display: ["coercive", "mimetic", "normative", "relaxation"],
} as const;

type MechanismId = (typeof LINES)["practice" | "display"][number];

/** What a mechanism proposes to every association's vector at a step; nothing where it is knocked out. */
export function propose(
  world: World,
  vector: "practice" | "display",
  id: MechanismId,
  step: number,
): Vector[] {
  const draws = openStream(world.seed, id).at(step);
  return world.associations.map((ego) => {
    const proposal = world.off.includes(id) ? {} : MECHANISMS[id](world, ego, draws);
    return proposal[vector] ?? times(0, ego[vector]);
  });
}

/** F(w, x, ref) = 1 − w + w·x/ref. */
const weigh = (w: number, x: number, reference: number) => 1 - w + (w * x) / reference;

interface Gated {
  readonly display: number;
  readonly displayGate: number;
  readonly gates: Readonly<Record<Association["response"], number>>;
}

/** strength·g·move(A), and on the display strength·display·displayGate·move(D). */
function gated(own: Gated, strength: number, ego: Association, move: (x: Vector) => Vector) {
  return {
    practice: times(strength * own.gates[ego.response], move(ego.practice)),
    display: times(strength * own.display * own.displayGate, move(ego.display)),
  };
}

const coercive: Mechanism = ({ regime }, ego) => {
  const own = regime.mechanisms.coercive;
  const strength = own.rate * weigh(own.dependenceWeight, ego.dependence, own.reference);
  return gated(own, strength, ego, (x) =>
    minus(ego.prescription, x).map((gap, k) => at(ego.insistence, k) * gap),
  );
};

const mimetic: Mechanism = (world, ego, draws) => {
  const own = world.regime.mechanisms.mimetic;
  const { address } = ego;
  const isContent = ego.payoff >= ego.aspiration - own.margin;
  if (own.trigger === "shortfall" && isContent) return {};
  const model = findModel(world, ego, draws);
  if (model === undefined) return {};
  const target = model.map((x, k) =>
    own.error > 0 ? x + own.error * draws.normal(address, 64 + k) : x,
  );
  const strength = own.rate * weigh(own.uncertaintyWeight, ego.uncertainty, own.reference);
  return gated(own, strength, ego, (x) => minus(target, x));
};

/** The display that ego copies, if it finds one. */
function findModel({ regime, associations }: World, ego: Association, draws: Draws) {
  const own = regime.mechanisms.mimetic;
  const prestige = ({ legitimacy, establishments: n }: Association) =>
    (1 - own.sizeWeight) * legitimacy + (own.sizeWeight * n) / (n + 10);
  const gap = (alter: Association) => distance(ego.practice, alter.display);
  const isModel = (alter: Association) => own.recognition === 1 || gap(alter) <= own.recognition;

  const members = membersOf(own.scope, associations, ego);
  const visible = members
    .toSorted((a, b) => prestige(b) - prestige(a) || a.address - b.address)
    .slice(0, own.visible > 0 ? own.visible : members.length)
    .toSorted((a, b) => a.address - b.address);
  const others = visible.filter((alter) => alter !== ego);
  const recognised = others.filter(isModel);
  if (recognised.length === 0) return undefined;
  if (own.choice === "average") return meanVector([ego, ...recognised].map((a) => a.display));

  const sampled = list(own.choice === "random" ? 1 : own.sample, (j) =>
    at(others, Math.floor(draws.uniform(ego.address, j) * others.length)),
  ).filter(isModel);
  if (own.choice === "best") return firstBy(sampled, (alter) => -prestige(alter))?.display;
  if (own.choice === "nearest") return firstBy(sampled, gap)?.display;
  return sampled[0]?.display;
}

/** Those of an association's scope, itself included, by address. */
function membersOf(
  scope: "field" | "region" | "sector" | "regionSector",
  associations: readonly Association[],
  ego: Association,
): Association[] {
  const minds = { region: scope.startsWith("region"), sector: /sector/i.test(scope) };
  return associations.filter(
    ({ region, sector }) =>
      (!minds.region || region === ego.region) && (!minds.sector || sector === ego.sector),
  );
}

/** The first of those whose score is least. */
function firstBy<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  const least = Math.min(...candidates.map(score));
  return candidates.find((candidate) => score(candidate) === least);
}

const normative: Mechanism = ({ regime, associations, norms }, ego) => {
  const own = regime.mechanisms.normative;
  const strength = own.rate * weigh(own.receptivityWeight, ego.receptivity, own.reference);
  const colleagues = associations.filter(({ sector }) => sector === ego.sector);
  const body = weightedMean(
    colleagues.map(({ display }) => display),
    colleagues.map(({ meetings }) => meetings),
  );
  const h = own.hiring * weigh(own.roadsWeight, ego.credentials, own.credentialsReference);
  const b = (1 - own.hiring) * weigh(own.roadsWeight, ego.meetings, own.meetingsReference);
  const norm = at(norms, ego.sector);
  return gated(own, strength, ego, (x) =>
    x.map((from, k) => {
      const byBody = body === undefined ? 0 : b * (at(body, k) - from);
      return h * (at(norm, k) - from) + byBody;
    }),
  );
};

const competitive: Mechanism = ({ scenario: { field }, regime, associations }, ego, draws) => {
  const own = regime.mechanisms.competitive;
  if (own.rate === 0 || ego.dependence === 1) return {};
  const others = membersOf(own.scope, associations, ego).filter((other) => other !== ego);
  const { forProfit } = at(Object.values(field.sectors), ego.sector);
  const competitors = list(own.sample, (j) => {
    const x = draws.uniform(ego.address, j);
    if (x < forProfit) return [forProfitCompetitor()];
    const other = others[Math.floor(((x - forProfit) / (1 - forProfit)) * others.length)];
    return other === undefined ? [] : [other];
  }).flat();
  const cheaper = competitors.filter(({ unitCost }) => unitCost < ego.unitCost);
  const rival = firstBy(cheaper, ({ unitCost }) => unitCost);
  if (rival === undefined) return {};
  const strength = own.rate * (1 - ego.dependence);
  return { practice: times(strength, minus(rival.practice, ego.practice)) };

  function forProfitCompetitor(): Pick<Association, "practice" | "unitCost"> {
    const practice = field.archetypes[own.template]?.practice ?? [];
    const contributions = Object.values(field.practices).map((p) => p.faculties.unitCost);
    const cost = field.faculties.unitCost + dot(contributions, practice);
    return { practice, unitCost: cost * (1 - own.advantage) };
  }
};

const identity: Mechanism = ({ regime }, ego) => ({
  practice: times(regime.mechanisms.identity.rate * ego.board, minus(ego.project, ego.practice)),
});

const noise: Mechanism = ({ regime }, ego, draws) => ({
  practice: ego.practice.map(
    (_, k) => regime.mechanisms.noise.spread * draws.normal(ego.address, k),
  ),
});

const relaxation: Mechanism = ({ regime }, ego) => ({
  display: times(regime.mechanisms.relaxation.rate, minus(ego.practice, ego.display)),
});

const MECHANISMS: Readonly<Record<MechanismId, Mechanism>> = {
  coercive,
  mimetic,
  normative,
  competitive,
  identity,
  noise,
  relaxation,
};
