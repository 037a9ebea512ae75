import type { Column } from "../field/columns.ts";

/**
 * One row of a pull: out = rate · (target − own), K numbers. Here and below four at a time, all loads before all
 * stores, so that the engine checks each array once.
 * @param at where the row starts in `out`
 * @param there where it starts in `target`
 * @param here where it starts in `own`
 */
export function pull(
  out: Float64Array,
  at: number,
  rate: number,
  target: Column,
  there: number,
  own: Column,
  here: number,
  practices: number,
): void {
  let k = 0;
  for (; k + 3 < practices; k += 4) {
    const gap0 = target[there + k] - own[here + k];
    const gap1 = target[there + k + 1] - own[here + k + 1];
    const gap2 = target[there + k + 2] - own[here + k + 2];
    const gap3 = target[there + k + 3] - own[here + k + 3];
    out[at + k] = rate * gap0;
    out[at + k + 1] = rate * gap1;
    out[at + k + 2] = rate * gap2;
    out[at + k + 3] = rate * gap3;
  }
  for (; k < practices; k++) out[at + k] = rate * (target[there + k] - own[here + k]);
}

/** Two targets mixed: out = first · a + second · b, K numbers of rows that begin at `row`, written from 0 on. */
export function mix(
  out: Float64Array,
  first: number,
  a: Column,
  second: number,
  b: Column,
  row: number,
  practices: number,
): void {
  for (let k = 0; k < practices; k++) out[k] = first * a[row + k] + second * b[row + k];
}

/** One row of a pull towards a mixture: out = rate · (wanted − weight · own), `wanted` K numbers from 0 on. */
export function pullToMix(
  out: Float64Array,
  at: number,
  rate: number,
  wanted: Float64Array,
  weight: number,
  own: Column,
  row: number,
  practices: number,
): void {
  let k = 0;
  for (; k + 3 < practices; k += 4) {
    const gap0 = wanted[k] - weight * own[row + k];
    const gap1 = wanted[k + 1] - weight * own[row + k + 1];
    const gap2 = wanted[k + 2] - weight * own[row + k + 2];
    const gap3 = wanted[k + 3] - weight * own[row + k + 3];
    out[at + k] = rate * gap0;
    out[at + k + 1] = rate * gap1;
    out[at + k + 2] = rate * gap2;
    out[at + k + 3] = rate * gap3;
  }
  for (; k < practices; k++) out[at + k] = rate * (wanted[k] - weight * own[row + k]);
}

/** One row moved in place: own += first · (a − own) + second · (b − own), K numbers. */
export function pullTwice(
  own: Float64Array,
  first: number,
  a: Column,
  second: number,
  b: Column,
  row: number,
  practices: number,
): void {
  const end = row + practices;
  let at = row;
  for (; at + 3 < end; at += 4) {
    const held0 = own[at];
    const held1 = own[at + 1];
    const held2 = own[at + 2];
    const held3 = own[at + 3];
    const next0 = held0 + first * (a[at] - held0) + second * (b[at] - held0);
    const next1 = held1 + first * (a[at + 1] - held1) + second * (b[at + 1] - held1);
    const next2 = held2 + first * (a[at + 2] - held2) + second * (b[at + 2] - held2);
    const next3 = held3 + first * (a[at + 3] - held3) + second * (b[at + 3] - held3);
    own[at] = next0;
    own[at + 1] = next1;
    own[at + 2] = next2;
    own[at + 3] = next3;
  }
  for (; at < end; at++) {
    const held = own[at];
    own[at] = held + first * (a[at] - held) + second * (b[at] - held);
  }
}
