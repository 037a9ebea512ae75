import type { Draws } from "../../random/stream.ts";
import { award, newPlaces } from "../award.ts";
import type { Now, Stage } from "../transition.ts";
import { openJudge, scoreOf, type Bid, type Call, type Judge } from "./bid.ts";
import { desksOf, openDemand, type Demand, type Desk } from "./demand.ts";
import { openNotice, type Notice } from "./notice.ts";
import type { Parameters } from "./parameters.ts";

/**
 * Numbers of draws at the address −1 − T of a table, each call's own 64 on from a multiple of 64; and of a bidder, two for
 * each call and table, at its own address.
 */
const DRAW = {
  count: 0,
  experimental: 1,
  lucrative: 2,
  lucrativeLuck: 3,
  invited: 8,
  perCall: 64,
  perBid: 4,
} as const;

/** Establishments above which a bidder counts as large: as in the literature on calls. */
const LARGE = 20;

/** What is at hand while the calls of one step are held. */
interface Session {
  readonly stage: Stage;
  readonly demand: Demand;
  readonly notice: Notice;
  readonly tables: number;
  readonly p: Parameters;
  readonly draws: Draws;
  readonly now: Now;
  readonly judge: Judge;
}

/** Holds the calls of a step, table by table. */
export function openCalls(stage: Stage): (p: Parameters, draws: Draws, now: Now) => void {
  const desks = desksOf(stage);
  const demand = openDemand(stage);
  const notice = openNotice(stage);
  return (p, draws, now) => {
    const rates = stage.shape.regulators.map((id) => now.regime.regulators[id].callRate);
    if (!rates.some((rate) => rate > 0)) return;
    demand.count();
    notice.renew();
    const expected = desks.map((desk) => (rates[desk.regulator] / 400) * demand.paid(desk));
    let session: Session | undefined;
    desks.forEach((desk, index) => {
      const whole = Math.floor(expected[index]);
      const isOneMore = draws.uniform(-1 - desk.table, DRAW.count) < expected[index] - whole;
      const calls = whole + (isOneMore ? 1 : 0);
      if (calls === 0) return;
      session ??= {
        ...{ stage, demand, notice, p, draws, now, tables: desks.length },
        judge: openJudge(stage, demand, p, now),
      };
      for (let ordinal = 0; ordinal < calls; ordinal++) hold(session, desk, ordinal);
    });
  };
}

/** One call, from its specification to its award. */
function hold(session: Session, desk: Desk, ordinal: number): void {
  const { stage, p, demand } = session;
  const { field, chronicle } = stage;
  const { flows } = chronicle;
  const call = specify(session, desk, ordinal);
  const bids = invite(session, desk, ordinal).flatMap((slot) =>
    answer(session, call, slot, ordinal),
  );
  for (const { slot } of bids) field.reserve[slot] -= p.bidCost / field.establishments[slot];
  const all = [...bids, ...rival(session, call, ordinal)];
  let winner: Bid | undefined;
  for (const bid of all)
    if (bid.score >= p.threshold && !(winner && winner.score >= bid.score)) winner = bid;
  flows.calls++;
  flows.bids += bids.length;
  if (call.isExperimental) flows["calls.experimental"]++;
  if (!winner) flows["calls.unanswered"]++;
  if (chronicle.isKept) tell(session, call, all.length, winner);
  settle(session, desk, bids, winner);
  field.callHeat[desk.sector] += 100 / demand.bySector[desk.sector];
}

/** The bid of a for-profit, where one takes part. */
function rival({ judge, draws, p }: Session, call: Call, ordinal: number): Bid[] {
  const at = -1 - call.desk.table;
  const base = ordinal * DRAW.perCall;
  if (draws.uniform(at, base + DRAW.lucrative) >= judge.lucrative[call.desk.sector]) return [];
  const terms = judge.lucrativeTerms(call);
  return terms ? [scoreOf(p, -1, terms, draws.normal(at, base + DRAW.lucrativeLuck))] : [];
}

/** Tells of a call, and of what became of it. */
function tell({ stage, now, p }: Session, call: Call, bids: number, winner: Bid | undefined): void {
  const { events } = stage.chronicle;
  const what = call.isExperimental ? "experimental" : "specified";
  const common = { step: now.step, association: -1, other: call.desk.table, what };
  const vector = Array.from(call.specification);
  events.push({ ...common, kind: "call", causes: { bids }, vector });
  events.push(
    winner
      ? { ...common, kind: "award", association: winner.slot, causes: winner.points }
      : { ...common, kind: "award", what: "unanswered", causes: { threshold: p.threshold } },
  );
}

/** What a call asks for: the authority's rule, or what users need. */
function specify({ stage, p, draws, now }: Session, desk: Desk, ordinal: number): Call {
  const { field, shape } = stage;
  const { practices } = field;
  const openness = now.regime.regulators[shape.regulators[desk.regulator]].openness;
  const isExperimental =
    draws.uniform(-1 - desk.table, ordinal * DRAW.perCall + DRAW.experimental) < openness;
  const need = needOf(stage, desk);
  const rule = desk.table * practices;
  return {
    desk,
    isExperimental,
    need,
    specification: isExperimental ? need : field.rules.slice(rule, rule + practices),
    narrowing: isExperimental ? 0 : p.narrowing,
  };
}

/** Need of the table's cell; for the nation the plain mean over the sector's cells. */
function needOf({ field, shape }: Stage, { region, sector }: Desk): Float64Array {
  const { practices } = field;
  const sectors = shape.sectors.length;
  const first = region < 0 ? 0 : region;
  const past = region < 0 ? shape.regions.length : region + 1;
  const need = new Float64Array(practices);
  for (let place = first; place < past; place++)
    for (let k = 0, row = (place * sectors + sector) * practices; k < practices; k++)
      need[k] += field.need[row + k];
  return need.map((sum) => sum / (past - first));
}

/** Those to whose notice a call comes, in the order in which they were drawn. */
function invite({ notice, p, draws }: Session, desk: Desk, ordinal: number): number[] {
  const invited = new Set<number>();
  for (let m = 0; m < p.reach; m++) {
    const u = draws.uniform(-1 - desk.table, ordinal * DRAW.perCall + DRAW.invited + m);
    const isNear = desk.region >= 0 && m % 2 === 0;
    const slot = isNear ? notice.near(desk, u) : notice.far(desk, u);
    if (slot >= 0) invited.add(slot);
  }
  return [...invited];
}

/** The bid of one that is invited, if it makes one. */
function answer(session: Session, call: Call, slot: number, ordinal: number): Bid[] {
  const { stage, judge, draws, p, tables } = session;
  const address = stage.field.address[slot];
  const n = DRAW.perBid * (ordinal * tables + call.desk.table);
  if (draws.uniform(address, n) >= judge.inclination(call, slot)) return [];
  return [scoreOf(p, slot, judge.terms(call, slot), draws.normal(address, n + 1))];
}

/** What a call leaves behind with those who bid. */
function settle(
  { stage, now, p, demand }: Session,
  desk: Desk,
  bids: readonly Bid[],
  winner: Bid | undefined,
): void {
  const { field, shape, chronicle } = stage;
  const { flows } = chronicle;
  const places = newPlaces(stage, desk.sector);
  for (const { slot } of bids)
    if (slot !== winner?.slot)
      field.uncertainty[slot] = Math.min(1, field.uncertainty[slot] + p.loserUncertainty);
  if (!winner) return;
  const { slot } = winner;
  if (slot < 0) {
    const region = desk.region < 0 ? 0 : desk.region;
    field.lucrative[region * shape.sectors.length + desk.sector] += places;
    return;
  }
  flows.awards++;
  if (field.establishments[slot] > LARGE) flows["awards.large"]++;
  award(stage, now, { slot, regulator: desk.regulator, places, establishments: 1 });
  if (field.grouping[slot] >= 0) demand.byGrouping[field.grouping[slot]]++;
  field.legitimacy[slot] = Math.min(1, field.legitimacy[slot] + p.awardLegitimacy);
}
