import type { StoredColumn } from "../field/columns.ts";
import { finish, first, second, uniformOf } from "../random/stream.ts";
import { choose, each, f64, f64x2, i32, type Code } from "./assembler.ts";
import { openHash } from "./hash.ts";
import { eachEntry, type Kernel } from "./kernel.ts";

/** Among whom associations draw: members of groups, who stand at places 1, 2 …, and maybe one outsider at place 0. */
export interface Lots {
  /** Of each slot: its group, its place within it (−1: none), and how many of its first members it sees. */
  readonly of: StoredColumn;
  readonly rank: StoredColumn;
  readonly reach: StoredColumn;
  /** Where each group starts among the members; one more entry marks the end. */
  readonly starts: StoredColumn;
  /** Slots, group after group. */
  readonly members: StoredColumn;
  /** Of all places. */
  readonly scores: StoredColumn;
  /** A place after all members, whose score is −∞. */
  readonly nobody: number;
}

/** What makes draws those of competitors. */
export interface Market {
  /** Chance of the outsider in each kind of association, and the kind of each slot. */
  readonly chances: StoredColumn;
  readonly kinds: StoredColumn;
  /** Of each slot: a score must exceed −cost. */
  readonly costs: StoredColumn;
}

/** Whom somebody chooses who chooses no member. */
export const NOBODY = -1;
export const OUTSIDER = -2;

/**
 * Draws `sampled` others for each of `count` associations (draws 0, 1 … at its address) and keeps the first of the
 * highest score.
 * @param chosen receives by slot a slot, NOBODY where no score exceeds the floor, or OUTSIDER
 * @param market nothing where there is no outsider and any score will do
 */
export function chooseBest(
  _practices: number,
  chosen: Int32Array,
  key: Int32Array,
  addresses: StoredColumn,
  here: StoredColumn,
  sampled: number,
  { of, rank, reach, starts, members, scores, nobody }: Lots,
  market: Market | undefined,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const begin = starts[of[ego]];
    const seen = Math.min(starts[of[ego] + 1] - begin, reach[ego]);
    const isAmong = rank[ego] >= 0 && rank[ego] < seen;
    const others = isAmong ? seen - 1 : seen;
    const outside = market === undefined ? 0 : market.chances[market.kinds[ego]];
    const scale = others / (1 - outside);
    let best = market === undefined ? -Infinity : -market.costs[ego];
    let place = -1;
    const u = first(key, addresses[j]);
    const v = second(key, u);
    for (let n = 0; n < sampled; n++) {
      const drawn = uniformOf(finish(u, v, n)) - outside;
      const other = Math.floor(drawn * scale);
      const among = begin + 1 + (isAmong && other >= rank[ego] ? other + 1 : other);
      const found = drawn < 0 ? 0 : others > 0 ? among : nobody;
      if (scores[found] > best) {
        best = scores[found];
        place = found;
      }
    }
    chosen[ego] = place > 0 ? members[place - 1] : place === 0 ? OUTSIDER : NOBODY;
  }
}

export const CHOOSE_BEST: Kernel = {
  name: "chooseBest",
  parameters: 16,
  write(_practices, frame, parameters) {
    const [chosen, key, addresses, here, sampled, of, rank, reach] = parameters;
    const [starts, members, scores, nobody, chances, kinds, costs, count] = parameters.slice(8);
    const [n, place, best, skip, start, slot] = [0, 1, 2, 3, 4, 5].map(() => frame.local("i32"));
    const [seen, own] = [frame.local("i32"), frame.local("i32")];
    const [drawn, share, scale] = [0, 1, 2].map(() => frame.local("f64"));
    // kept in lanes: picking the greater of two takes no branch there that could be foretold wrongly
    const [score, most] = [frame.local("f64x2"), frame.local("f64x2")];
    const hash = openHash(frame, key);
    const isBetter = f64.isLess(f64x2.lane(most.get, 0), f64x2.lane(score.get, 0));
    const ofSlot = (list: typeof here): Code => i32.load(i32.add(list.get, slot.get));
    const cost = i32.add(costs.get, i32.shiftLeft(slot.get, 1));
    const isAmong = i32.isBelow(own.get, seen.get);
    return eachEntry(frame, count, (at) => [
      slot.set(i32.shiftLeft(i32.load(i32.add(here.get, at.get)), 2)),
      place.set(i32.add(starts.get, i32.shiftLeft(ofSlot(of), 2))),
      start.set(i32.load(place.get)),
      best.set(ofSlot(reach)),
      seen.set(i32.subtract(i32.load(place.get, 4), start.get)),
      seen.set(i32.pick(i32.isLess(best.get, seen.get), best.get, seen.get)),
      own.set(ofSlot(rank)),
      // the last place that is not moved on by one: that before its own, or any
      skip.set(i32.pick(isAmong, i32.add(start.get, own.get), nobody.get)),
      seen.set(i32.subtract(seen.get, isAmong)),
      choose(
        seen.get,
        [start.set(i32.add(start.get, i32.constant(1)))],
        [start.set(nobody.get), skip.set(nobody.get)],
      ),
      scale.set(f64.fromWhole(seen.get)),
      share.set(f64.constant(0)),
      most.set(f64x2.constant(-Infinity, -Infinity)),
      choose(
        costs.get,
        [
          share.set(f64.load(i32.add(chances.get, i32.shiftLeft(ofSlot(kinds), 3)), 0)),
          scale.set(f64.divide(scale.get, f64.subtract(f64.constant(1), share.get))),
          most.set(f64x2.spread(f64.negative(f64.load(cost, 0)))),
        ],
        [],
      ),
      best.set(i32.constant(-1)),
      ...hash.enter(i32.load(i32.add(addresses.get, at.get)), i32.constant(0)),
      n.set(i32.constant(0)),
      each(n, sampled.get, 1, [
        ...hash.draw,
        drawn.set(f64.add(f64.fromWhole(hash.word), f64.constant(2147483648.5))),
        drawn.set(f64.multiply(drawn.get, f64.constant(2.3283064365386963e-10))),
        drawn.set(f64.subtract(drawn.get, share.get)),
        place.set(i32.add(start.get, i32.truncated(f64.multiply(drawn.get, scale.get)))),
        // one more where place > skip: the sign of skip − place says so without a branch
        place.set(i32.subtract(place.get, i32.shiftRight(i32.subtract(skip.get, place.get), 31))),
        place.set(i32.pick(f64.isLess(drawn.get, f64.constant(0)), i32.constant(0), place.get)),
        score.set(f64x2.loadSpread(i32.add(scores.get, i32.shiftLeft(place.get, 3)), 0)),
        best.set(i32.pick(isBetter, place.get, best.get)),
        most.set(f64x2.most(most.get, score.get)),
      ]),
      place.set(i32.pick(i32.isLess(i32.constant(0), best.get), best.get, i32.constant(1))),
      place.set(i32.shiftLeft(i32.subtract(place.get, i32.constant(1)), 2)),
      place.set(i32.load(i32.add(members.get, place.get))),
      i32.store(
        i32.add(chosen.get, slot.get),
        i32.pick(
          i32.isLess(i32.constant(0), best.get),
          place.get,
          i32.subtract(i32.constant(OUTSIDER), best.get),
        ),
      ),
    ]);
  },
};
