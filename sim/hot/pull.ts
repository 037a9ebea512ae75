import type { StoredColumn } from "../field/columns.ts";
import { advance, eachEntry, openFactor, partsOf, realAt, rowAt, type Kernel } from "./kernel.ts";

/** Pulls `count` rows: out_j = rate_j · (target[there_j] − own[here_j]), K numbers each. */
export function pull(
  practices: number,
  out: Float64Array,
  rates: StoredColumn,
  target: StoredColumn,
  there: StoredColumn,
  own: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const wanted = there[j] * practices;
    const held = here[j] * practices;
    const at = j * practices;
    for (let k = 0; k < practices; k++)
      out[at + k] = rates[j] * (target[wanted + k] - own[held + k]);
  }
}

export const PULL: Kernel = {
  name: "pull",
  parameters: 7,
  write(practices, frame, [out, rates, target, there, own, here, count]) {
    const [wanted, held] = [frame.local("i32"), frame.local("i32")];
    const rate = openFactor(frame, practices);
    return eachEntry(frame, count, (at) => [
      wanted.set(rowAt(target, there, at, practices)),
      held.set(rowAt(own, here, at, practices)),
      rate.set(realAt(rates, at)),
      ...partsOf(practices).map(({ lanes, offset }) => {
        const gap = lanes.subtract(lanes.load(wanted.get, offset), lanes.load(held.get, offset));
        return lanes.store(out.get, lanes.multiply(rate.beside(lanes), gap), offset);
      }),
      advance(out, practices),
    ]);
  },
};

/** Pulls rows practice by practice: out_j = (rate_j · weight[by_j]) · (target[there_j] − own[here_j]). */
export function pullWeighted(
  practices: number,
  out: Float64Array,
  rates: StoredColumn,
  weights: StoredColumn,
  by: StoredColumn,
  target: StoredColumn,
  there: StoredColumn,
  own: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const weight = by[j] * practices;
    const wanted = there[j] * practices;
    const held = here[j] * practices;
    const at = j * practices;
    for (let k = 0; k < practices; k++)
      out[at + k] = rates[j] * weights[weight + k] * (target[wanted + k] - own[held + k]);
  }
}

export const PULL_WEIGHTED: Kernel = {
  name: "pullWeighted",
  parameters: 9,
  write(practices, frame, [out, rates, weights, by, target, there, own, here, count]) {
    const [weight, wanted] = [frame.local("i32"), frame.local("i32")];
    const held = frame.local("i32");
    const rate = openFactor(frame, practices);
    return eachEntry(frame, count, (at) => [
      weight.set(rowAt(weights, by, at, practices)),
      wanted.set(rowAt(target, there, at, practices)),
      held.set(rowAt(own, here, at, practices)),
      rate.set(realAt(rates, at)),
      ...partsOf(practices).map(({ lanes, offset }) => {
        const felt = lanes.multiply(rate.beside(lanes), lanes.load(weight.get, offset));
        const gap = lanes.subtract(lanes.load(wanted.get, offset), lanes.load(held.get, offset));
        return lanes.store(out.get, lanes.multiply(felt, gap), offset);
      }),
      advance(out, practices),
    ]);
  },
};

/** Pulls rows two ways: out_j = rateA_j · (a[thereA_j] − own[here_j]) + rateB_j · (b[thereB_j] − own[here_j]). */
export function pullTwoWays(
  practices: number,
  out: Float64Array,
  ratesA: StoredColumn,
  a: StoredColumn,
  thereA: StoredColumn,
  ratesB: StoredColumn,
  b: StoredColumn,
  thereB: StoredColumn,
  own: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const rowA = thereA[j] * practices;
    const rowB = thereB[j] * practices;
    const held = here[j] * practices;
    const at = j * practices;
    for (let k = 0; k < practices; k++) {
      const x = own[held + k];
      out[at + k] = ratesA[j] * (a[rowA + k] - x) + ratesB[j] * (b[rowB + k] - x);
    }
  }
}

export const PULL_TWO_WAYS: Kernel = {
  name: "pullTwoWays",
  parameters: 10,
  write(practices, frame, [out, ratesA, a, thereA, ratesB, b, thereB, own, here, count]) {
    const [rowA, rowB] = [frame.local("i32"), frame.local("i32")];
    const held = frame.local("i32");
    const rateA = openFactor(frame, practices);
    const rateB = openFactor(frame, practices);
    return eachEntry(frame, count, (at) => [
      rowA.set(rowAt(a, thereA, at, practices)),
      rowB.set(rowAt(b, thereB, at, practices)),
      held.set(rowAt(own, here, at, practices)),
      rateA.set(realAt(ratesA, at)),
      rateB.set(realAt(ratesB, at)),
      ...partsOf(practices).map(({ lanes, offset }) => {
        const x = lanes.load(held.get, offset);
        const gapA = lanes.subtract(lanes.load(rowA.get, offset), x);
        const gapB = lanes.subtract(lanes.load(rowB.get, offset), x);
        const moved = lanes.add(
          lanes.multiply(rateA.beside(lanes), gapA),
          lanes.multiply(rateB.beside(lanes), gapB),
        );
        return lanes.store(out.get, moved, offset);
      }),
      advance(out, practices),
    ]);
  },
};
