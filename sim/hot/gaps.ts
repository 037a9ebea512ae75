import type { StoredColumn } from "../field/columns.ts";
import { f64, f64x2, i32, type Code } from "./assembler.ts";
import { along, eachEntry, openPart, openTotal, partsOf, REAL, together } from "./kernel.ts";
import type { Kernel } from "./kernel.ts";
import { squaresOf } from "./rows.ts";

/** The vectors of associations whose distances are measured, by slot. */
export interface Measured {
  readonly practice: StoredColumn;
  readonly display: StoredColumn;
  readonly project: StoredColumn;
  readonly prescription: StoredColumn;
}

/** How many numbers `addGaps` keeps. */
export const GAP_SUMS = 11;

/**
 * Adds a block's distances up (root mean squares over practices) in `sums`: |A − R|, |D − R|, |D − A| and |P − R|; the
 * squares of the first two; the four distances, each times the places of its association; all places.
 * @param weights places of every slot
 */
export function addGaps(
  practices: number,
  sums: Float64Array,
  { practice, display, project, prescription }: Measured,
  weights: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const share = 1 / practices;
  const block = new Float64Array(GAP_SUMS);
  for (let j = 0; j < count; j++) {
    const row = here[j] * practices;
    const weight = weights[here[j]];
    [
      squaresOf(practice, row, prescription, row, practices),
      squaresOf(display, row, prescription, row, practices),
      squaresOf(display, row, practice, row, practices),
      squaresOf(project, row, prescription, row, practices),
    ].forEach((squares, at) => {
      const distance = Math.sqrt(squares * share);
      block[at] += distance;
      if (at < 2) block[4 + at] += squares * share;
      block[6 + at] += weight * distance;
    });
    sums[10] += weight;
  }
  for (let at = 0; at < 10; at++) sums[at] += block[at];
}

export const ADD_GAPS: Kernel = {
  name: "addGaps",
  parameters: 8,
  write(practices, frame, [sums, practice, display, project, prescription, ...rest]) {
    const [weights, here, count] = rest;
    const [slot, row] = [frame.local("i32"), frame.local("i32")];
    const [from, declared, wanted, rule] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const [a, d, r, gap] = [0, 1, 2, 3].map(() => openPart(frame));
    const [complied, announced, decoupled, torn] = [0, 1, 2, 3].map(() =>
      openTotal(frame, practices),
    );
    const [weight, ruled, inner] = [0, 1, 2].map(() => frame.local("f64x2"));
    const all = frame.local("f64");
    const share = f64x2.constant(1 / practices, 1 / practices);
    // pairs of sums in the order in which they are kept
    const kept = [0, 1, 2, 3, 4].map(() => frame.local("f64x2"));
    const [ruledSum, innerSum, squareSum, ruledWeighted, innerWeighted] = kept;
    const grow = (sum: typeof weight, value: Code): Code => sum.set(f64x2.add(sum.get, value));
    return [
      all.set(f64.load(sums.get, 10 * REAL)),
      ...eachEntry(frame, count, (at) => [
        slot.set(i32.load(i32.add(here.get, at.get))),
        row.set(i32.multiply(slot.get, i32.constant(practices * REAL))),
        from.set(along(practice, row)),
        declared.set(along(display, row)),
        wanted.set(along(project, row)),
        rule.set(along(prescription, row)),
        ...partsOf(practices).flatMap((part) => {
          const { lanes, offset } = part;
          const square = (total: typeof torn, x: Code, y: Code): Code[] => [
            gap.set(part, lanes.subtract(x, y)),
            total.add(part, lanes.multiply(gap.get(part), gap.get(part))),
          ];
          return [
            a.set(part, lanes.load(from.get, offset)),
            d.set(part, lanes.load(declared.get, offset)),
            r.set(part, lanes.load(rule.get, offset)),
            ...square(complied, a.get(part), r.get(part)),
            ...square(announced, d.get(part), r.get(part)),
            ...square(decoupled, d.get(part), a.get(part)),
            ...square(torn, lanes.load(wanted.get, offset), r.get(part)),
          ];
        }),
        weight.set(f64x2.loadSpread(i32.add(weights.get, i32.shiftLeft(slot.get, 3)), 0)),
        ruled.set(f64x2.multiply(together(practices, complied, announced), share)),
        grow(squareSum, ruled.get),
        ruled.set(f64x2.root(ruled.get)),
        inner.set(f64x2.root(f64x2.multiply(together(practices, decoupled, torn), share))),
        grow(ruledSum, ruled.get),
        grow(innerSum, inner.get),
        grow(ruledWeighted, f64x2.multiply(weight.get, ruled.get)),
        grow(innerWeighted, f64x2.multiply(weight.get, inner.get)),
        all.set(f64.add(all.get, f64x2.lane(weight.get, 0))),
      ]),
      ...kept.map((sum, pair) => {
        const offset = 2 * pair * REAL;
        return f64x2.store(sums.get, f64x2.add(f64x2.load(sums.get, offset), sum.get), offset);
      }),
      f64.store(sums.get, all.get, 10 * REAL),
    ];
  },
};
