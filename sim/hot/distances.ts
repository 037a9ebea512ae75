import type { FieldView } from "../field/columns.ts";

/**
 * Squared distances (sums over practices) of the living at positions `from` ≤ p < `to`, a row of four in `out` each:
 * practice to prescription, display to prescription, display to practice, project to prescription.
 */
export function gaps(field: FieldView, out: Float64Array, from: number, to: number): void {
  const { practices, living, practice, display, project, prescription } = field;
  for (let position = from; position < to; position++) {
    const row = living[position] * practices;
    let complied = 0;
    let declared = 0;
    let decoupled = 0;
    let wanted = 0;
    let k = row;
    const end = row + practices;
    // four at a time: all loads first, so that the engine checks each array once
    for (; k + 3 < end; k += 4) {
      const r0 = prescription[k];
      const r1 = prescription[k + 1];
      const r2 = prescription[k + 2];
      const r3 = prescription[k + 3];
      const a0 = practice[k] - r0;
      const a1 = practice[k + 1] - r1;
      const a2 = practice[k + 2] - r2;
      const a3 = practice[k + 3] - r3;
      const d0 = display[k] - r0;
      const d1 = display[k + 1] - r1;
      const d2 = display[k + 2] - r2;
      const d3 = display[k + 3] - r3;
      const p0 = project[k] - r0;
      const p1 = project[k + 1] - r1;
      const p2 = project[k + 2] - r2;
      const p3 = project[k + 3] - r3;
      const g0 = d0 - a0;
      const g1 = d1 - a1;
      const g2 = d2 - a2;
      const g3 = d3 - a3;
      complied += a0 * a0 + a1 * a1 + (a2 * a2 + a3 * a3);
      declared += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
      decoupled += g0 * g0 + g1 * g1 + (g2 * g2 + g3 * g3);
      wanted += p0 * p0 + p1 * p1 + (p2 * p2 + p3 * p3);
    }
    for (; k < end; k++) {
      const a = practice[k] - prescription[k];
      const d = display[k] - prescription[k];
      const p = project[k] - prescription[k];
      complied += a * a;
      declared += d * d;
      decoupled += (d - a) * (d - a);
      wanted += p * p;
    }
    const at = (position - from) * 4;
    out[at] = complied;
    out[at + 1] = declared;
    out[at + 2] = decoupled;
    out[at + 3] = wanted;
  }
}

/**
 * Adds squared distances of the same from templates `first` and `second` (one row of K each) to these columns of
 * `out`, which has `width` of them: four practices of both templates are held while all rows pass by.
 */
export function apartFromTwo(
  field: FieldView,
  templates: Float64Array,
  first: number,
  second: number,
  out: Float64Array,
  width: number,
  from: number,
  to: number,
): void {
  const { practices } = field;
  let k = 0;
  for (; k + 3 < practices; k += 4)
    apartByFour(field, templates, first, second, out, width, from, to, k);
  const { living, practice } = field;
  for (; k < practices; k++)
    for (let position = from, at = 0; position < to; position++, at += width) {
      const x = practice[living[position] * practices + k];
      const a = x - templates[first * practices + k];
      const b = x - templates[second * practices + k];
      out[at + first] += a * a;
      if (second !== first) out[at + second] += b * b;
    }
}

function apartByFour(
  { practices, living, practice }: FieldView,
  templates: Float64Array,
  first: number,
  second: number,
  out: Float64Array,
  width: number,
  from: number,
  to: number,
  k: number,
): void {
  const one = first * practices + k;
  const two = second * practices + k;
  const one0 = templates[one];
  const one1 = templates[one + 1];
  const one2 = templates[one + 2];
  const one3 = templates[one + 3];
  const two0 = templates[two];
  const two1 = templates[two + 1];
  const two2 = templates[two + 2];
  const two3 = templates[two + 3];
  const isPair = second !== first;
  for (let position = from, at = first; position < to; position++, at += width) {
    const place = living[position] * practices + k;
    const x0 = practice[place];
    const x1 = practice[place + 1];
    const x2 = practice[place + 2];
    const x3 = practice[place + 3];
    const a0 = x0 - one0;
    const a1 = x1 - one1;
    const a2 = x2 - one2;
    const a3 = x3 - one3;
    const b0 = x0 - two0;
    const b1 = x1 - two1;
    const b2 = x2 - two2;
    const b3 = x3 - two3;
    out[at] += a0 * a0 + a1 * a1 + (a2 * a2 + a3 * a3);
    if (isPair) out[at + 1] += b0 * b0 + b1 * b1 + (b2 * b2 + b3 * b3);
  }
}

/**
 * Squared distances for standing, a row of three in `out` each: display to prescription, display to the sector's mean
 * (rows of K in `means`), practice to project.
 */
export function grounds(
  field: FieldView,
  means: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const { practices, living, sector, practice, display, project, prescription } = field;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const row = slot * practices;
    const mean = sector[slot] * practices;
    let fit = 0;
    let approval = 0;
    let loyalty = 0;
    let k = 0;
    for (; k + 3 < practices; k += 4) {
      const d0 = display[row + k];
      const d1 = display[row + k + 1];
      const d2 = display[row + k + 2];
      const d3 = display[row + k + 3];
      const f0 = d0 - prescription[row + k];
      const f1 = d1 - prescription[row + k + 1];
      const f2 = d2 - prescription[row + k + 2];
      const f3 = d3 - prescription[row + k + 3];
      const a0 = d0 - means[mean + k];
      const a1 = d1 - means[mean + k + 1];
      const a2 = d2 - means[mean + k + 2];
      const a3 = d3 - means[mean + k + 3];
      const l0 = practice[row + k] - project[row + k];
      const l1 = practice[row + k + 1] - project[row + k + 1];
      const l2 = practice[row + k + 2] - project[row + k + 2];
      const l3 = practice[row + k + 3] - project[row + k + 3];
      fit += f0 * f0 + f1 * f1 + (f2 * f2 + f3 * f3);
      approval += a0 * a0 + a1 * a1 + (a2 * a2 + a3 * a3);
      loyalty += l0 * l0 + l1 * l1 + (l2 * l2 + l3 * l3);
    }
    for (; k < practices; k++) {
      const f = display[row + k] - prescription[row + k];
      const a = display[row + k] - means[mean + k];
      const l = practice[row + k] - project[row + k];
      fit += f * f;
      approval += a * a;
      loyalty += l * l;
    }
    const at = (position - from) * 3;
    out[at] = fit;
    out[at + 1] = approval;
    out[at + 2] = loyalty;
  }
}
