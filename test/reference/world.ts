import { openStream, type Draws } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import type { Cell, found, foundOne, Sector, Table } from "./founding.ts";
import { isHeld, partnerOf, stillDraws } from "./exposures.ts";
import { at, clamp, distance, list, map2, sum } from "./vectors.ts";

export const RESPONSES = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"] as const;

/** 1.2: all that is known at one time; `scenario` holds the parameters in force. */
export type World = ReturnType<typeof found>;
export type Association = ReturnType<typeof foundOne>;
/** A grouping in a legal form since a step, with what its members agreed on and how many they were when they did. */
export type Grouping = Record<"number" | "since" | "counted", number> &
  Record<"isFree" | "isOver", boolean> & { form: string; agreed: number[] };
/** An event but for reforms: what happened, to which association, and the other side of it. */
export type Told = { step: number; kind: string; association: number; other: number };

type Regulator = Scenario["regulators"][string];

/** The draws of a stream in the present step. */
export function drawsOf({ scenario, streams, step }: World, id: string): Draws {
  const stream = streams.get(id) ?? openStream(scenario.run.seed, id);
  streams.set(id, stream);
  return stream.at(step);
}

/** The campaign is in the first quarter of a calendar year; step 1 covers the quarter of `start`. */
export const isCampaign = ({ scenario, step }: World) =>
  (quarterOf(scenario.run.start) + step - 1) % 4 === 0;

/** Quarters since year 0. */
export const quarterOf = (day: string) =>
  4 * Number(day.slice(0, 4)) + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

export function count({ flows }: World, flow: string, by = 1) {
  flows[flow] = (flows[flow] ?? 0) + by;
}

export function tell({ told, step }: World, kind: string, association: number, other = -1) {
  told.push({ step, kind, association, other });
}

/** Tells of what a flow counts. */
export function happen(world: World, flow: string, ...event: [string, number, number?]) {
  count(world, flow);
  tell(world, ...event);
}

/** All that live, by address. */
export const living = ({ associations }: World) => associations.filter((a) => a.died === undefined);

/** Those living in ego's field, region, sector or regionSector, itself included, by address. */
export function membersOf(scope: string, world: World, ego: Association): Association[] {
  if (scope === "ties") return tiedTo(world, ego);
  const [anyRegion, anySector] = [!/region/i.test(scope), !/sector/i.test(scope)];
  const isNear = (a: Association) => anyRegion || a.region === ego.region;
  return living(world).filter((a) => isNear(a) && (anySector || a.sector === ego.sector));
}

/** 3.16: the others that ego's ties name, or its partner's where they are shuffled. */
function tiedTo(world: World, ego: Association) {
  const { population, run } = world.scenario;
  const partner = partnerOf(run.seed, population.associations, ego.address);
  const { ties } = population.permuted.includes("ties") ? at(world.associations, partner) : ego;
  const named = ties.flatMap((address) =>
    address === undefined ? [] : [at(world.associations, address)],
  );
  return named
    .filter((alter) => alter !== ego && alter.died === undefined)
    .toSorted((a, b) => a.address - b.address);
}

/** 3.16: draws ego's ties among some. */
export function tie({ scenario }: World, ego: Association, among: readonly Association[]) {
  const { degree, sectorHomophily, regionHomophily, rewired } = scenario.field.ties;
  const draws = stillDraws(scenario.run.seed, "ties");
  const others = among.filter((alter) => alter !== ego);
  ego.ties = list(degree, (j) => {
    const uniform = (n: number) => draws.uniform(ego.address, 5 * j + n);
    const [isSector, isRegion] = [uniform(0) < sectorHomophily, uniform(1) < regionHomophily];
    const near = others.filter(
      (alter) =>
        (!isSector || alter.sector === ego.sector) && (!isRegion || alter.region === ego.region),
    );
    const isRewired = uniform(3) < rewired;
    const from = isRewired || near.length === 0 ? others : near;
    return pick(from, uniform(isRewired ? 4 : 2))[0]?.address;
  });
}

/** The same without ego. */
export const othersOf = (scope: string, world: World, ego: Association) =>
  membersOf(scope, world, ego).filter((other) => other !== ego);

/** Who a uniform picks of a list: nobody where it is empty. */
export const pick = <T>(from: readonly T[], uniform: number): T[] =>
  from.slice(Math.floor(uniform * from.length)).slice(0, 1);

/** Those within the reach of a table: its sector, and its region where it has one. */
export const ruledBy = (world: World, { region, sector }: Table) =>
  living(world).filter((a) => a.sector.id === sector && ["", a.region].includes(region));

export const regulatorsOf = ({ scenario }: World) => Object.values(scenario.regulators);

/** Σ_q f_q·value_q over regulators. */
export const overFunders = (world: World, ego: Association, value: (q: Regulator) => number) =>
  sum(map2(regulatorsOf(world), ego.funders.slice(0, -2), (q, f) => f * value(q)));

/** The table of the lead funder; none where nothing public funds it. */
export function leadOf(world: World, ego: Association): Table | undefined {
  const shares = ego.funders.slice(0, -2);
  const lead = shares.indexOf(Math.max(...shares));
  return ego.dependence === 0 ? undefined : tablesOf(world, ego)[lead];
}

/** The regulators' tables that rule ego, in their order. */
export const tablesOf = ({ tables }: World, ego: Association) =>
  tables.filter((t) => t.sector === ego.sector.id && ["", ego.region].includes(t.region));

export const regulatorOf = (world: World, { q }: Table) => at(regulatorsOf(world), q);

export const cellOf = ({ cells }: World, ego: Association): Cell =>
  at(
    cells.filter((cell) => cell.region === ego.region && cell.sector === ego.sector),
    0,
  );

/** What is rounding of a reserve, or of a tariff above its ceiling. */
export const DUST = 1e-9;

/** 3.6: distress and slack, as the reserve stands. */
export const distressOf = (world: World, ego: Association) => clamp(-ego.reserve / ruin(world));
export const slackOf = (world: World, ego: Association) => clamp(ego.reserve / ruin(world));
const ruin = ({ scenario }: World) => scenario.mechanisms.budget.ruin;

/** 3.6: what regulator q pays a sector at most; 0: no ceiling. */
export const ceilingOf = ({ ceilings, sectors }: World, q: number, sector: Sector) =>
  at(at(ceilings, q), sectors.indexOf(sector));

/** 3.7: what is expected of calls. */
export const anticipationOf = ({ heat }: Sector) => heat / (1 + heat);

/** 3.10: the living members of a grouping, by address. */
export const membersIn = (world: World, grouping: Grouping) =>
  living(world).filter((a) => a.grouping === grouping);

export const formOf = ({ scenario }: World, { form }: Grouping) =>
  at([scenario.legalForms[form]].flat(), 0) as Scenario["legalForms"][string];

/** Its legal form, where ego is in a grouping that is effective by now. */
export function effectiveForm(world: World, { grouping }: Association) {
  if (grouping === undefined) return undefined;
  const form = formOf(world, grouping);
  return world.step - grouping.since >= form.time ? form : undefined;
}

/** Which practices a form pools. */
export const pooledIn = ({ scenario }: World, form: Scenario["legalForms"][string]) =>
  Object.values(scenario.field.practices).map(({ poolable }) => poolable >= 1 - form.pooled);

/** 3.6: own cost. */
export const ownCost = (world: World, ego: Association) =>
  costOf(world.scenario, ego, effectiveForm(world, ego)?.saving ?? 0);

/** The same of what need not be in the world yet. */
export function costOf(
  { mechanisms }: Scenario,
  of: Pick<Association, "unitCost" | "establishments" | "display" | "practice">,
  saving: number,
) {
  const { scale, doubleBooks } = mechanisms.budget;
  const size = of.establishments / (of.establishments + 10);
  const books = doubleBooks * distance(of.display, of.practice);
  return Math.max(0.05, of.unitCost * (1 - scale * size) * (1 - saving) + books);
}

/** 3.5: faculties are linear in practice. */
export function facultiesOf({ field }: Scenario, of: { practice: number[]; efficiency: number }) {
  const practices = Object.values(field.practices);
  const from = (id: Exclude<keyof typeof field.faculties, "boardFloor">) =>
    field.faculties[id] + sum(map2(practices, of.practice, (p, x) => p.faculties[id] * x));
  return {
    receptivity: clamp(from("receptivity")),
    board: clamp(from("board"), field.faculties.boardFloor, 1),
    bidding: clamp(from("bidding")),
    voice: clamp(from("voice")),
    sensing: clamp(from("sensing")),
    unitCost: from("unitCost") * of.efficiency,
  };
}

/** 3.12: share of for-profits among a sector's places. */
export function forProfitShare(world: World, sector: Sector) {
  const theirs = sum(world.cells.map((cell) => (cell.sector === sector ? cell.forProfit : 0)));
  const ours = sum(living(world).map((a) => (a.sector === sector ? a.places : 0)));
  return theirs + ours === 0 ? 0 : theirs / (theirs + ours);
}

/** 3.12: how a for-profit works and at what price; none where the template does not exist. */
export function templateOf({ scenario }: World) {
  const { template, advantage } = scenario.mechanisms.competitive;
  const archetype = scenario.field.archetypes[template];
  if (archetype === undefined) return undefined;
  const { practice } = archetype;
  return { practice, ...facultiesOf(scenario, { practice, efficiency: 1 - advantage }) };
}

/** 3.7: money of regulator q for so many places more. */
export function fund({ scenario }: World, ego: Association, q: number, places: number) {
  const total = ego.places + places;
  if (isHeld(scenario)) return Object.assign(ego, { places: total });
  const funders = ego.funders.map((f, j) => (ego.places * f + (j === q ? places : 0)) / total);
  return Object.assign(ego, { funders, dependence: sum(funders.slice(0, -2)), places: total });
}
