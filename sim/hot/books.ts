import type { Column } from "../field/columns.ts";

/** Where a block's displacements lie. All lines are in one memory: the engine then checks one array, not nine. */
export interface Move {
  readonly memory: Float64Array;
  /** Where six lines of displacements begin; the sixth may be the sum of all further ones. */
  readonly lines: Int32Array;
  /** Where s = A + A′ − 2c goes, by row. */
  readonly sum: number;
  /** Room for three numbers a row. */
  readonly notes: number;
  /** c of each practice. */
  readonly centres: Float64Array;
  /** The account of what the clamp to [0,1] took back, which is entered on the spot. */
  readonly bounds: Bounds;
}

/** Σ Δ by practice and, after those, Σ s·Δ of one line that is mostly 0. */
export type Bounds = Float64Array;

/** How many lines `moveRows` adds up. */
export const SUMMED = 6;

/** next = clamp(current + ((Δ0 + Δ1) + (Δ2 + Δ3)) + (Δ4 + Δ5)) for the living at positions `from` ≤ p < `to`; leaves s. */
export function moveRows(
  move: Move,
  current: Column,
  next: Float64Array,
  living: Column,
  from: number,
  to: number,
): void {
  const practices = move.centres.length;
  let k = 0;
  for (; k + 1 < practices; k += 2) moveTwo(move, current, next, living, from, to, k);
  if (k < practices) moveOne(move, current, next, living, from, to, k);
}

/** Two neighbouring practices: with more at once the engine runs out of registers. */
function moveTwo(
  { memory, lines, sum, notes, centres, bounds }: Move,
  current: Column,
  next: Float64Array,
  living: Column,
  from: number,
  to: number,
  k: number,
): void {
  const practices = centres.length;
  const centre0 = centres[k];
  const centre1 = centres[k + 1];
  const line0 = lines[0];
  const line1 = lines[1];
  const line2 = lines[2];
  const line3 = lines[3];
  const line4 = lines[4];
  const line5 = lines[5];
  let noted = notes;
  for (let position = from, at = k; position < to; position++, at += practices) {
    const place = living[position] * practices + k;
    const before0 = current[place];
    const before1 = current[place + 1];
    const early0 = memory[line0 + at] + memory[line1 + at];
    const early1 = memory[line0 + at + 1] + memory[line1 + at + 1];
    const middle0 = memory[line2 + at] + memory[line3 + at];
    const middle1 = memory[line2 + at + 1] + memory[line3 + at + 1];
    const late0 = memory[line4 + at] + memory[line5 + at];
    const late1 = memory[line4 + at + 1] + memory[line5 + at + 1];
    let after0 = before0 + (early0 + middle0 + late0);
    let after1 = before1 + (early1 + middle1 + late1);
    if (!(after0 >= 0 && after0 <= 1 && after1 >= 0 && after1 <= 1)) {
      // noted here, entered afterwards: a call would cost the loop its registers
      memory[noted] = at;
      memory[noted + 1] = after0;
      memory[noted + 2] = after1;
      noted += 3;
      after0 = after0 < 0 ? 0 : after0 > 1 ? 1 : after0;
      after1 = after1 < 0 ? 0 : after1 > 1 ? 1 : after1;
    }
    next[place] = after0;
    next[place + 1] = after1;
    memory[sum + at] = before0 - centre0 + (after0 - centre0);
    memory[sum + at + 1] = before1 - centre1 + (after1 - centre1);
  }
  for (let note = notes; note < noted; note += 3) {
    const at = sum + memory[note];
    bound(bounds, k, memory[note + 1], memory[at]);
    bound(bounds, k + 1, memory[note + 2], memory[at + 1]);
  }
}

/** The last practice of an odd number. */
function moveOne(
  { memory, lines, sum, centres, bounds }: Move,
  current: Column,
  next: Float64Array,
  living: Column,
  from: number,
  to: number,
  k: number,
): void {
  const practices = centres.length;
  const centre = centres[k];
  for (let position = from, at = k; position < to; position++, at += practices) {
    const place = living[position] * practices + k;
    const before = current[place];
    const early = memory[lines[0] + at] + memory[lines[1] + at];
    const middle = memory[lines[2] + at] + memory[lines[3] + at];
    const late = memory[lines[4] + at] + memory[lines[5] + at];
    const proposed = before + (early + middle + late);
    const after = clamp(proposed);
    const s = before - centre + (after - centre);
    next[place] = after;
    memory[sum + at] = s;
    bound(bounds, k, proposed, s);
  }
}

/** Enters what the clamp takes back of one proposal. */
function bound(bounds: Bounds, k: number, proposed: number, s: number): void {
  const taken = clamp(proposed) - proposed;
  bounds[k] += taken;
  bounds[bounds.length - 1] += s * taken;
}

const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);

/** total = total + (a + b) over `size` numbers of three lines of a memory. */
export function addLines(
  memory: Float64Array,
  total: number,
  a: number,
  b: number,
  size: number,
): void {
  for (let i = 0; i < size; i++) memory[total + i] += memory[a + i] + memory[b + i];
}

/** Where `enterTwo` adds up: Σ Δ by line and practice, Σ s·Δ by line. */
export interface Entries {
  readonly moved: Float64Array;
  readonly dots: Float64Array;
}

/**
 * Enters `line` and the one after it over rows of K.
 * @param places where each line begins
 */
export function enterTwo(
  { moved, dots }: Entries,
  { memory, sum }: Move,
  line: number,
  places: Int32Array,
  rows: number,
  practices: number,
): void {
  const a = places[line];
  const b = places[line + 1];
  const size = rows * practices;
  let dotA = 0;
  let dotB = 0;
  let k = 0;
  let out = line * practices;
  for (; k + 1 < practices; k += 2, out += 2) {
    let a0 = 0;
    let a1 = 0;
    let b0 = 0;
    let b1 = 0;
    let dotsA = 0;
    let dotsB = 0;
    for (let i = k; i < size; i += practices) {
      const s0 = memory[sum + i];
      const s1 = memory[sum + i + 1];
      const deltaA0 = memory[a + i];
      const deltaA1 = memory[a + i + 1];
      const deltaB0 = memory[b + i];
      const deltaB1 = memory[b + i + 1];
      a0 += deltaA0;
      a1 += deltaA1;
      b0 += deltaB0;
      b1 += deltaB1;
      dotsA += s0 * deltaA0 + s1 * deltaA1;
      dotsB += s0 * deltaB0 + s1 * deltaB1;
    }
    moved[out] += a0;
    moved[out + 1] += a1;
    moved[out + practices] += b0;
    moved[out + practices + 1] += b1;
    dotA += dotsA;
    dotB += dotsB;
  }
  for (let i = k; k < practices && i < size; i += practices) {
    moved[out] += memory[a + i];
    moved[out + practices] += memory[b + i];
    dotA += memory[sum + i] * memory[a + i];
    dotB += memory[sum + i] * memory[b + i];
  }
  dots[line] += dotA;
  dots[line + 1] += dotB;
}
