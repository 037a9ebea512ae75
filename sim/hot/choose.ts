import type { StoredColumn } from "../field/columns.ts";
import { uniformOf } from "../random/stream.ts";
import { each, f64, f64x2, i32 } from "./assembler.ts";
import { eachEntry, type Kernel } from "./kernel.ts";

/** From whom each association of a block draws: lists of numbers by row. */
export interface Lots {
  /** Chance of the outsider, who stands at place 0. */
  readonly outside: StoredColumn;
  /** First place of those who may be drawn, and how many there are per unit of chance that the outsider leaves. */
  readonly starts: StoredColumn;
  readonly scales: StoredColumn;
  /** Ego's own place, which is passed over; above all places where it has none. */
  readonly own: StoredColumn;
  /** What a score must exceed. */
  readonly floors: StoredColumn;
}

/**
 * Draws `sampled` places for each of `count` associations and keeps the first of the highest score.
 * @param chosen receives places, −1 where no score exceeds the floor
 * @param words `sampled` draws of 32 bits for each
 * @param scores of all places
 */
export function chooseBest(
  _practices: number,
  chosen: Int32Array,
  words: StoredColumn,
  sampled: number,
  { outside, starts, scales, own, floors }: Lots,
  scores: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    let best = floors[j];
    chosen[j] = -1;
    for (let n = 0; n < sampled; n++) {
      const drawn = uniformOf(words[j * sampled + n]) - outside[j];
      const among = starts[j] + Math.floor(drawn * scales[j]);
      const place = drawn < 0 ? 0 : among < own[j] ? among : among + 1;
      if (scores[place] > best) {
        best = scores[place];
        chosen[j] = place;
      }
    }
  }
}

export const CHOOSE_BEST: Kernel = {
  name: "chooseBest",
  parameters: 10,
  write(_practices, frame, parameters) {
    const [chosen, words, sampled, outside, starts, scales, own, floors] = parameters;
    const [scores, count] = parameters.slice(8);
    const [n, place, best, skip, start] = [0, 1, 2, 3, 4].map(() => frame.local("i32"));
    const [drawn, share, scale] = [0, 1, 2].map(() => frame.local("f64"));
    // kept in lanes: picking the greater of two takes no branch there that could be foretold wrongly
    const [score, most] = [frame.local("f64x2"), frame.local("f64x2")];
    const isBetter = f64.isLess(f64x2.lane(most.get, 0), f64x2.lane(score.get, 0));
    return eachEntry(frame, count, (at) => {
      const whole = (list: typeof at) => i32.load(i32.add(list.get, at.get));
      const real = (list: typeof at) => f64.load(i32.add(list.get, i32.shiftLeft(at.get, 1)), 0);
      return [
        share.set(real(outside)),
        scale.set(real(scales)),
        most.set(f64x2.spread(real(floors))),
        start.set(whole(starts)),
        skip.set(i32.subtract(whole(own), i32.constant(1))),
        best.set(i32.constant(-1)),
        n.set(i32.constant(0)),
        each(n, sampled.get, 1, [
          drawn.set(f64.add(f64.fromWhole(i32.load(words.get)), f64.constant(2147483648.5))),
          drawn.set(f64.multiply(drawn.get, f64.constant(2.3283064365386963e-10))),
          drawn.set(f64.subtract(drawn.get, share.get)),
          place.set(i32.add(start.get, i32.truncated(f64.multiply(drawn.get, scale.get)))),
          // one more where place > own − 1: the sign of own − 1 − place says so without a branch
          place.set(i32.subtract(place.get, i32.shiftRight(i32.subtract(skip.get, place.get), 31))),
          place.set(i32.pick(f64.isLess(drawn.get, f64.constant(0)), i32.constant(0), place.get)),
          score.set(f64x2.loadSpread(i32.add(scores.get, i32.shiftLeft(place.get, 3)), 0)),
          best.set(i32.pick(isBetter, place.get, best.get)),
          most.set(f64x2.most(most.get, score.get)),
          words.set(i32.add(words.get, i32.constant(4))),
        ]),
        i32.store(chosen.get, best.get),
        chosen.set(i32.add(chosen.get, i32.constant(4))),
      ];
    });
  },
};
