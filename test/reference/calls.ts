import { exp } from "../../sim/random/exact.ts";
import type { Draws } from "../../sim/random/stream.ts";
import { meanNeed, type Sector, type Table } from "./founding.ts";
import { prescribe } from "./policy.ts";
import { at, clamp, distance, dot, firstBy, list, sum } from "./vectors.ts";
import { anticipationOf, cellOf, count, drawsOf, effectiveForm, forProfitShare, fund, leadOf, living, membersIn, overFunders, ownCost, pick, regulatorOf, ruledBy, happen, tell, templateOf, type Association, type World } from "./world.ts"; // prettier-ignore

// Section 3.7: calls, proposals, extensions.

/** What is known of a sector when the transition starts. */
type Start = { sector: Sector; members: Association[]; sizes: number[] } & Totals;
type Totals = { establishments: number; forProfit: number };

/** What a bid is judged by; `bidder` undefined: a for-profit's. */
type Bid = { bidder: Association | undefined; score: number };

export function calls(world: World) {
  const draws = drawsOf(world, "calls");
  const starts = world.sectors.map((sector): Start => {
    const members = living(world).filter((a) => a.sector === sector);
    const sizes = members.map((a) => a.establishments);
    const forProfit = forProfitShare(world, sector);
    return { sector, members, sizes, establishments: sum(sizes), forProfit };
  });
  const rates = world.tables.map((table) => {
    const paid = ruledBy(world, table).map((a) => a.establishments * at(a.funders, table.q));
    return (regulatorOf(world, table).callRate / 400) * sum(paid);
  });
  for (const [T, rate] of rates.entries()) {
    const more = draws.uniform(-1 - T, 0) < rate - Math.floor(rate);
    const start = starts.find(({ sector }) => sector.id === world.tables[T]?.sector);
    if (start === undefined) continue;
    list(Math.floor(rate) + Number(more), (j) => hold(world, start, T, j));
  }
  for (const ego of living(world)) propose(world, draws, ego);
}

// prettier-ignore
const WEIGHTS = ["fitWeight", "needWeight", "territoryWeight", "capacityWeight", "priceWeight", "legitimacyWeight", "innovationWeight", "noise"] as const;

/** Call j of table T. */
function hold(world: World, start: Start, T: number, j: number) {
  const own = world.scenario.mechanisms.calls;
  const { sector } = start;
  const draws = drawsOf(world, "calls");
  const table = at(world.tables, T);
  const call = (n: number) => draws.uniform(-1 - T, 64 * j + n);
  const isExperimental = call(1) < regulatorOf(world, table).openness;
  const need = meanNeed(world.cells, table);
  const [specification, width] = isExperimental ? [need, 1] : [table.held, 1 - own.narrowing];
  const fit = (x: number[]) => Math.max(0, 1 - distance(x, specification) / width);
  count(world, "calls");
  if (isExperimental) count(world, "calls.experimental");

  const number = 4 * (j * world.tables.length + T);
  const bidders = invited(world, start, table, call).filter((ego) => {
    const gain = own.bidFit * fit(ego.display) + own.bidSkill * ego.bidding;
    const means = own.bidSize * capacityOf(world, ego) + own.anticipation * anticipationOf(sector);
    const wish = own.bidPrecision * (gain + means - own.bidThreshold);
    return draws.uniform(ego.address, number) < 1 / (1 + exp(-wish));
  });
  // what is shown and what is needed where it would be; then territory, capacity, cost, legitimacy, innovation, luck
  const scoreOf = (shown: number[], needed: number[], terms: readonly number[]) =>
    dot([fit(shown), 1 - distance(shown, needed), ...terms], WEIGHTS.map((id) => own[id])); // prettier-ignore
  const bids = bidders.map((ego): Bid => {
    const isLocal = Number(["", ego.region].includes(table.region));
    const price = clamp(1.5 - ownCost(world, ego));
    const idea = Number(ego.response === "innovate");
    const terms = [isLocal, capacityOf(world, ego), price, ego.legitimacy, idea];
    const all = [...terms, draws.normal(ego.address, number + 1)];
    return { bidder: ego, score: scoreOf(ego.display, cellOf(world, ego).need, all) };
  });
  const template = templateOf(world);
  if (template !== undefined && call(2) < start.forProfit) {
    const terms = [1, 0.5, clamp(1.5 - template.unitCost), 0.5, 0];
    const luck = draws.normal(-1 - T, 64 * j + 3);
    bids.push({ bidder: undefined, score: scoreOf(template.practice, need, [...terms, luck]) });
  }
  count(world, "bids", bidders.length);
  for (const ego of bidders) ego.reserve -= own.bidCost / ego.establishments;
  decide(world, start, table, bids);
  sector.heat += 100 / start.establishments;
}

/** Some of the cell and some of the sector, there in proportion to establishments; each once. */
function invited(world: World, start: Start, table: Table, call: (n: number) => number) {
  const near = ruledBy(world, table);
  const known = (uniform: number) => {
    const running = start.sizes.map((_, i) => sum(start.sizes.slice(0, i + 1)));
    return start.members[running.findIndex((total) => total > uniform * start.establishments)];
  };
  const drawn = list(Math.min(56, world.scenario.mechanisms.calls.reach), (m) => {
    const uniform = call(8 + m);
    return m % 2 === 0 && table.region !== "" ? pick(near, uniform) : (known(uniform) ?? []);
  });
  return [...new Set(drawn.flat())];
}

/** Size of what bids: of ego, or of the consortium it is in. */
function capacityOf(world: World, ego: Association) {
  const isConsortium = ego.grouping !== undefined && effectiveForm(world, ego) !== undefined;
  const partners = isConsortium && ego.grouping ? membersIn(world, ego.grouping) : [ego];
  const establishments = sum(partners.map((a) => a.establishments));
  return establishments / (establishments + 10);
}

function decide(world: World, { sector }: Start, table: Table, bids: Bid[]) {
  const own = world.scenario.mechanisms.calls;
  const good = bids.filter(({ score }) => score >= own.threshold);
  const winner = firstBy(good, ({ score }) => -score);
  const T = world.tables.indexOf(table);
  tell(world, "call", -1, T);
  tell(world, "award", winner?.bidder?.address ?? -1, T);
  if (winner === undefined) count(world, "calls.unanswered");
  for (const bid of bids)
    if (bid.bidder && bid !== winner)
      bid.bidder.uncertainty = Math.min(1, bid.bidder.uncertainty + own.loserUncertainty);
  if (winner?.bidder) {
    const ego = winner.bidder;
    count(world, "awards");
    if (ego.establishments > 20) count(world, "awards.large");
    award(world, ego, table.q);
    ego.legitimacy = Math.min(1, ego.legitimacy + own.awardLegitimacy);
  } else if (winner !== undefined) {
    const own = world.cells.filter((cell) => cell.sector === sector);
    const cell = table.region === "" ? own[0] : own.find(({ region }) => region === table.region);
    if (cell) cell.forProfit += newPlaces(sector);
  }
}

const newPlaces = ({ own }: Sector) => Math.max(1, Math.floor(own.placesPerEstablishment + 0.5));

/** One establishment more, paid for by regulator q. */
function award(world: World, ego: Association, q: number) {
  fund(world, ego, q, newPlaces(ego.sector));
  ego.establishments += 1;
  prescribe(world, ego);
}

/** What an association may get outside calls. */
function propose(world: World, draws: Draws, ego: Association) {
  const lead = leadOf(world, ego);
  if (lead === undefined) return;
  const own = world.scenario.mechanisms.calls;
  const perYear = ego.establishments / 400;
  const a = overFunders(world, ego, (q) => q.initiative) * own.proposals * perYear;
  const b = overFunders(world, ego, (q) => q.extensions) * perYear;
  const u = draws.uniform(ego.address, -1);
  if (u < a) {
    const [D, A, R] = [ego.display, ego.practice, ego.prescription];
    const worth = (1 - distance(D, R) + (1 - distance(A, cellOf(world, ego).need))) / 2;
    const isAuthorised = draws.uniform(ego.address, -2) < own.authorisation * worth;
    happen(world, "proposals", "proposal", ego.address);
    if (!isAuthorised) return;
    count(world, "proposals.authorised");
    award(world, ego, lead.q);
  } else if (u < a + b) {
    const n = ego.establishments;
    const places = Math.floor((3 * ego.places + 5 * n) / (10 * n));
    fund(world, ego, lead.q, clamp(places, 1, 15));
    prescribe(world, ego);
    happen(world, "extensions", "extension", ego.address);
  }
}
