import type { Bid } from "../../chronicle.ts";
import type { Draws } from "../../random/stream.ts";
import { ofRegulators } from "../../field/situation.ts";
import { award, newPlaces } from "../award.ts";
import type { Now, Stage } from "../transition.ts";
import { openJudge, pointsOf, TERMS, type Call, type Judge } from "./bid.ts";
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

/** A for-profit's place among bidders, and nobody's. */
const LUCRATIVE = -1;
const NOBODY = -2;

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
  readonly room: Room;
}

/** Where one call after the other is written down. */
interface Room {
  readonly specification: Float64Array;
  readonly need: Float64Array;
  /** Those to whose notice it comes, and those of them who bid: slots, in the order in which they were drawn. */
  readonly invited: number[];
  readonly bidders: number[];
  /** Score of every bid, in the same order; a for-profit's last, if there is one. */
  readonly scores: number[];
  /** The best bid so far: its slot, LUCRATIVE or NOBODY, its score and its points. */
  winner: number;
  score: number;
  readonly points: Float64Array;
}

/** Holds the calls of a step, table by table. */
export function openCalls(stage: Stage): (p: Parameters, draws: Draws, now: Now) => void {
  const desks = desksOf(stage);
  const demand = openDemand(stage);
  const notice = openNotice(stage);
  const { practices } = stage.field;
  const room: Room = {
    specification: new Float64Array(practices),
    need: new Float64Array(practices),
    invited: [],
    bidders: [],
    scores: [],
    winner: NOBODY,
    score: 0,
    points: new Float64Array(TERMS.length),
  };
  return (p, draws, now) => {
    const rates = ofRegulators(now.regime, stage.shape, "callRate");
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
        ...{ stage, demand, notice, p, draws, now, room, tables: desks.length },
        judge: openJudge(stage, demand, p, now),
      };
      for (let ordinal = 0; ordinal < calls; ordinal++) hold(session, desk, ordinal);
    });
  };
}

/** One call, from its specification to its award. */
function hold(session: Session, desk: Desk, ordinal: number): void {
  const { stage, p, demand, room } = session;
  const { field, chronicle } = stage;
  const { flows } = chronicle;
  const call = specify(session, desk, ordinal);
  invite(session, desk, ordinal);
  room.winner = NOBODY;
  room.bidders.length = 0;
  room.scores.length = 0;
  for (const slot of room.invited) answer(session, call, slot, ordinal);
  for (const slot of room.bidders) field.reserve[slot] -= p.bidCost / field.establishments[slot];
  rival(session, call, ordinal);
  flows.calls++;
  flows.bids += room.bidders.length;
  if (call.isExperimental) flows["calls.experimental"]++;
  if (room.winner === NOBODY) flows["calls.unanswered"]++;
  if (chronicle.isKept) tell(session, call);
  settle(session, desk);
  field.callHeat[desk.sector] += 100 / demand.bySector[desk.sector];
}

/** Notes the bid scored last where it is good enough and better than those before. */
function compare({ p, room, judge }: Session, slot: number, score: number): void {
  room.scores.push(score);
  if (!(score >= p.threshold) || (room.winner !== NOBODY && room.score >= score)) return;
  room.winner = slot;
  room.score = score;
  room.points.set(judge.points);
}

/** The bid of a for-profit, where one takes part. */
function rival(session: Session, call: Call, ordinal: number): void {
  const { judge, draws } = session;
  const at = -1 - call.desk.table;
  const base = ordinal * DRAW.perCall;
  if (draws.uniform(at, base + DRAW.lucrative) >= judge.lucrative[call.desk.sector]) return;
  const score = judge.lucrativeScore(call, draws.normal(at, base + DRAW.lucrativeLuck));
  if (!Number.isNaN(score)) compare(session, LUCRATIVE, score);
}

/** Tells of a call with all its bids, and of what became of it. */
function tell({ stage, now, p, room, judge }: Session, call: Call): void {
  const { events } = stage.chronicle;
  const common = { step: now.step, other: call.desk.table };
  const what = call.isExperimental ? "experimental" : "specified";
  const bids = room.scores.map((score, at): Bid => {
    const association = room.bidders[at] ?? LUCRATIVE;
    const isInnovative = association >= 0 && judge.isInnovative(association);
    const apart = judge.apart(call, association);
    const fit = p.fitWeight * Math.max(0, 1 - apart / (1 - call.narrowing));
    return { association, score, fit, apart, isInnovative };
  });
  events.push({
    ...common,
    kind: "call",
    association: -1,
    what,
    causes: { bids: bids.length },
    vector: Array.from(call.specification),
    narrowing: call.narrowing,
    threshold: p.threshold,
    fitWeight: p.fitWeight,
    bids,
  });
  events.push(
    room.winner === NOBODY
      ? {
          ...common,
          kind: "award",
          association: -1,
          what: "unanswered",
          causes: { threshold: p.threshold },
        }
      : { ...common, kind: "award", association: room.winner, what, causes: pointsOf(room.points) },
  );
}

/** What a call asks for: the authority's rule, or what users need. */
function specify({ stage, p, draws, now, room }: Session, desk: Desk, ordinal: number): Call {
  const { field, shape } = stage;
  const { practices } = field;
  const openness = ofRegulators(now.regime, shape, "openness")[desk.regulator];
  const isExperimental =
    draws.uniform(-1 - desk.table, ordinal * DRAW.perCall + DRAW.experimental) < openness;
  const { need, specification } = room;
  needOf(stage, desk, need);
  for (let k = 0, at = desk.table * practices; k < practices; k++, at++)
    specification[k] = isExperimental ? need[k] : field.rules[at];
  return { desk, isExperimental, need, specification, narrowing: isExperimental ? 0 : p.narrowing };
}

/** Need of the table's cell; for the nation the plain mean over the sector's cells. */
function needOf({ field, shape }: Stage, { region, sector }: Desk, need: Float64Array): void {
  const { practices } = field;
  const sectors = shape.sectors.length;
  const first = region < 0 ? 0 : region;
  const past = region < 0 ? shape.regions.length : region + 1;
  need.fill(0);
  for (let place = first; place < past; place++)
    for (let k = 0, row = (place * sectors + sector) * practices; k < practices; k++)
      need[k] += field.need[row + k];
  for (let k = 0; k < practices; k++) need[k] /= past - first;
}

/** Lists those to whose notice a call comes. */
function invite({ notice, p, draws, room }: Session, desk: Desk, ordinal: number): void {
  const { invited } = room;
  invited.length = 0;
  for (let m = 0; m < p.reach; m++) {
    const u = draws.uniform(-1 - desk.table, ordinal * DRAW.perCall + DRAW.invited + m);
    const isNear = desk.region >= 0 && m % 2 === 0;
    const slot = isNear ? notice.near(desk, u) : notice.far(desk, u);
    if (slot >= 0 && !invited.includes(slot)) invited.push(slot);
  }
}

/** The bid of one that is invited, if it makes one. */
function answer(session: Session, call: Call, slot: number, ordinal: number): void {
  const { stage, judge, draws, tables, room } = session;
  const address = stage.field.address[slot];
  const n = DRAW.perBid * (ordinal * tables + call.desk.table);
  if (draws.uniform(address, n) >= judge.inclination(call, slot)) return;
  room.bidders.push(slot);
  compare(session, slot, judge.score(call, slot, draws.normal(address, n + 1)));
}

/** What a call leaves behind with those who bid. */
function settle({ stage, now, p, demand, room }: Session, desk: Desk): void {
  const { field, shape, chronicle } = stage;
  const { flows } = chronicle;
  const { winner } = room;
  const places = newPlaces(stage, desk.sector);
  for (const slot of room.bidders)
    if (slot !== winner)
      field.uncertainty[slot] = Math.min(1, field.uncertainty[slot] + p.loserUncertainty);
  if (winner === NOBODY) return;
  if (winner === LUCRATIVE) {
    const region = desk.region < 0 ? 0 : desk.region;
    field.lucrative[region * shape.sectors.length + desk.sector] += places;
    return;
  }
  flows.awards++;
  if (field.establishments[winner] > LARGE) flows["awards.large"]++;
  award(stage, now, { slot: winner, regulator: desk.regulator, places, establishments: 1 });
  if (field.grouping[winner] >= 0) demand.byGrouping[field.grouping[winner]]++;
  field.legitimacy[winner] = Math.min(1, field.legitimacy[winner] + p.awardLegitimacy);
}
