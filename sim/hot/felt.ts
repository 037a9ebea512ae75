import type { StoredColumn } from "../field/columns.ts";
import { f64, f64x2, i32, type Code, type Local } from "./assembler.ts";
import { BLOCK } from "./blocks.ts";
import { OUTSIDER } from "./choose.ts";
import { eachEntry, REAL, type Kernel } from "./kernel.ts";

/** Takes numbers out of a column: out_j = factor · column[here_j]; the factor is a list of one. */
export function take(
  _practices: number,
  out: Float64Array,
  factor: StoredColumn,
  column: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) out[j] = factor[0] * column[here[j]];
}

/** The real that a column holds for the slot at entry `at` of a list. */
const ofSlot = (column: Local, slot: Local): Code =>
  f64.load(i32.add(column.get, i32.shiftLeft(slot.get, 3)), 0);

const slotAt = (here: Local, at: Local): Code => i32.load(i32.add(here.get, at.get));

/** Moves addresses of reals on by one. */
const onward = (...lists: readonly Local[]): readonly Code[] =>
  lists.map((list) => list.set(i32.add(list.get, i32.constant(REAL))));

export const TAKE: Kernel = {
  name: "take",
  parameters: 5,
  write(_practices, frame, [out, factor, column, here, count]) {
    const [times, slot] = [frame.local("f64"), frame.local("i32")];
    return [
      times.set(f64.load(factor.get, 0)),
      ...eachEntry(frame, count, (at) => [
        slot.set(slotAt(here, at)),
        f64.store(out.get, f64.multiply(times.get, ofSlot(column, slot)), 0),
        ...onward(out),
      ]),
    ];
  },
};

/** What `feel` goes by, in this order: felt = rate · (1 − weight + weight · x / reference), on display times `displayed`. */
export const FELT = ["rate", "weight", "reference", "displayed"] as const;

/**
 * Rates of a pressure that is felt by exposure: on practice felt · gate[response], on display felt · displayed.
 * @param rule in the order of FELT
 * @param exposure x of each slot
 */
export function feel(
  _practices: number,
  toPractice: Float64Array,
  toDisplay: Float64Array,
  rule: StoredColumn,
  exposure: StoredColumn,
  gates: StoredColumn,
  response: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const [rate, weight, reference, displayed] = Array.from(rule);
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const felt = rate * (1 - weight + (weight * exposure[ego]) / reference);
    toPractice[j] = felt * gates[response[ego]];
    toDisplay[j] = felt * displayed;
  }
}

/** What is felt of an exposure, `rest` being 1 − weight. */
function feltOf(rule: Local, rest: Local, exposure: Code): Code {
  const of = (name: (typeof FELT)[number]): Code => f64.load(rule.get, FELT.indexOf(name) * REAL);
  const share = f64.divide(f64.multiply(of("weight"), exposure), of("reference"));
  return f64.multiply(of("rate"), f64.add(rest.get, share));
}

const restOf = (rule: Local): Code =>
  f64.subtract(f64.constant(1), f64.load(rule.get, FELT.indexOf("weight") * REAL));

/** The gate of a slot's response. */
function gateOf(gates: Local, response: Local, slot: Local): Code {
  const own = i32.loadByte(i32.add(response.get, slot.get));
  return f64.load(i32.add(gates.get, i32.shiftLeft(own, 3)), 0);
}

const displayedBy = (rule: Local): Code => f64.load(rule.get, FELT.indexOf("displayed") * REAL);

export const FEEL: Kernel = {
  name: "feel",
  parameters: 8,
  write(_practices, frame, [toPractice, toDisplay, rule, exposure, gates, response, here, count]) {
    const [rest, felt, slot] = [frame.local("f64"), frame.local("f64"), frame.local("i32")];
    return [
      rest.set(restOf(rule)),
      ...eachEntry(frame, count, (at) => [
        slot.set(slotAt(here, at)),
        felt.set(feltOf(rule, rest, ofSlot(exposure, slot))),
        f64.store(toPractice.get, f64.multiply(felt.get, gateOf(gates, response, slot)), 0),
        f64.store(toDisplay.get, f64.multiply(felt.get, displayedBy(rule)), 0),
        ...onward(toPractice, toDisplay),
      ]),
    ];
  },
};

/** By which of its two roads a pressure comes: hiring, and meetings where a sector holds any. */
export interface Roads {
  /** Four pairs, hiring first: shares, shares of what is left, weights w_r (twice), references; then 1 − w_r. */
  readonly rule: StoredColumn;
  readonly credentials: StoredColumn;
  readonly meetings: StoredColumn;
  /** Of each slot; and Σ meetings of each sector. */
  readonly sector: StoredColumn;
  readonly totals: StoredColumn;
}

/**
 * Rates of a pressure that is felt by exposure and comes by two roads: felt · share · rest · (1 − w_r + w_r · own / reference).
 * @param rates receives four lists of BLOCK each: on practice by hiring and by meetings, on display by hiring and by meetings
 * @param sectors receives the sector of each
 */
export function feelRoads(
  _practices: number,
  rates: Float64Array,
  sectors: Int32Array,
  rule: StoredColumn,
  exposure: StoredColumn,
  roads: Roads,
  gates: StoredColumn,
  response: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const [rate, weight, reference, displayed] = Array.from(rule);
  const [hiring, meeting, , others, roadWeight, , credited, met, own] = Array.from(roads.rule);
  const { credentials, meetings, sector, totals } = roads;
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const felt = rate * (1 - weight + (weight * exposure[ego]) / reference);
    const byHiring = felt * hiring * (own + (roadWeight * credentials[ego]) / credited);
    const byMeetings =
      totals[sector[ego]] > 0
        ? felt * meeting * others * (own + (roadWeight * meetings[ego]) / met)
        : 0;
    const gated = gates[response[ego]];
    rates[j] = byHiring * gated;
    rates[BLOCK + j] = byMeetings * gated;
    rates[2 * BLOCK + j] = byHiring * displayed;
    rates[3 * BLOCK + j] = byMeetings * displayed;
    sectors[j] = sector[ego];
  }
}

export const FEEL_ROADS: Kernel = {
  name: "feelRoads",
  parameters: 13,
  write(_practices, frame, [rates, sectors, rule, exposure, roads, ...rest]) {
    const [credentials, meetings, sector, totals, gates, response, here, count] = rest;
    const [left, felt, pair] = [frame.local("f64"), frame.local("f64"), frame.local("f64x2")];
    const [slot, group] = [frame.local("i32"), frame.local("i32")];
    const pairOf = (n: number): Code => f64x2.load(roads.get, 2 * n * REAL);
    const own = f64x2.loadSpread(roads.get, 8 * REAL);
    const listed = (list: number, value: Code): Code =>
      f64.store(rates.get, value, list * BLOCK * REAL);
    const both = (list: number, factor: Code): Code[] => [
      listed(list, f64.multiply(f64x2.lane(pair.get, 0), factor)),
      listed(list + 1, f64.multiply(f64x2.lane(pair.get, 1), factor)),
    ];
    return [
      left.set(restOf(rule)),
      ...eachEntry(frame, count, (at) => [
        slot.set(slotAt(here, at)),
        group.set(i32.load(i32.add(sector.get, i32.shiftLeft(slot.get, 2)))),
        i32.store(i32.add(sectors.get, at.get), group.get),
        felt.set(feltOf(rule, left, ofSlot(exposure, slot))),
        pair.set(f64x2.of(ofSlot(credentials, slot), ofSlot(meetings, slot))),
        pair.set(f64x2.add(own, f64x2.divide(f64x2.multiply(pairOf(2), pair.get), pairOf(3)))),
        pair.set(
          f64x2.multiply(
            f64x2.multiply(f64x2.multiply(f64x2.spread(felt.get), pairOf(0)), pairOf(1)),
            pair.get,
          ),
        ),
        pair.set(
          f64x2.pick(
            f64x2.isLess(f64x2.constant(0, 0), f64x2.of(f64.constant(1), ofSlot(totals, group))),
            pair.get,
            f64x2.constant(0, 0),
          ),
        ),
        ...both(0, gateOf(gates, response, slot)),
        ...both(2, displayedBy(rule)),
        ...onward(rates),
      ]),
    ];
  },
};

/**
 * Rates of a pressure from competitors: felt = rate · (1 − dependence), towards the rival that was chosen or, where that is
 * the outsider, towards its template.
 * @param rivals receives the slot of each rival, 0 where there is none: any row will do
 * @param rate a list of one
 * @param chosen of each slot: see `chooseBest`
 */
export function faceRivals(
  _practices: number,
  toPeer: Float64Array,
  toTemplate: Float64Array,
  rivals: Int32Array,
  rate: StoredColumn,
  dependence: StoredColumn,
  chosen: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const rival = chosen[ego];
    const felt = rate[0] * (1 - dependence[ego]);
    toPeer[j] = rival >= 0 ? felt : 0;
    toTemplate[j] = rival === OUTSIDER ? felt : 0;
    rivals[j] = rival >= 0 ? rival : 0;
  }
}

export const FACE_RIVALS: Kernel = {
  name: "faceRivals",
  parameters: 8,
  write(_practices, frame, [toPeer, toTemplate, rivals, rate, dependence, chosen, here, count]) {
    const [slot, rival, felt] = [frame.local("i32"), frame.local("i32"), frame.local("f64")];
    const isNone = i32.isLess(rival.get, i32.constant(0));
    const isOutside = i32.equal(rival.get, i32.constant(OUTSIDER));
    const free = f64.subtract(f64.constant(1), ofSlot(dependence, slot));
    return eachEntry(frame, count, (at) => [
      slot.set(slotAt(here, at)),
      rival.set(i32.load(i32.add(chosen.get, i32.shiftLeft(slot.get, 2)))),
      felt.set(f64.multiply(f64.load(rate.get, 0), free)),
      f64.store(toPeer.get, i32.pick(isNone, f64.constant(0), felt.get), 0),
      f64.store(toTemplate.get, i32.pick(isOutside, felt.get, f64.constant(0)), 0),
      i32.store(i32.add(rivals.get, at.get), i32.pick(isNone, i32.constant(0), rival.get)),
      ...onward(toPeer, toTemplate),
    ]);
  },
};
