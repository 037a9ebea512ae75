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
 * Squared distances of the same from two templates (rows of K that begin at `first` and `second`), to the columns
 * `first / K` and `second / K` of `out`, which has `width` of them.
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
  const { practices, living, practice } = field;
  let at = first / practices;
  const aside = (second - first) / practices;
  for (let position = from; position < to; position++, at += width) {
    const row = living[position] * practices;
    let near0 = 0;
    let near1 = 0;
    let far0 = 0;
    let far1 = 0;
    let k = 0;
    for (; k + 3 < practices; k += 4) {
      const x0 = practice[row + k];
      const x1 = practice[row + k + 1];
      const x2 = practice[row + k + 2];
      const x3 = practice[row + k + 3];
      const a0 = x0 - templates[first + k];
      const a1 = x1 - templates[first + k + 1];
      const a2 = x2 - templates[first + k + 2];
      const a3 = x3 - templates[first + k + 3];
      const b0 = x0 - templates[second + k];
      const b1 = x1 - templates[second + k + 1];
      const b2 = x2 - templates[second + k + 2];
      const b3 = x3 - templates[second + k + 3];
      near0 += a0 * a0 + a2 * a2;
      near1 += a1 * a1 + a3 * a3;
      far0 += b0 * b0 + b2 * b2;
      far1 += b1 * b1 + b3 * b3;
    }
    for (; k < practices; k++) {
      const a = practice[row + k] - templates[first + k];
      const b = practice[row + k] - templates[second + k];
      near0 += a * a;
      far0 += b * b;
    }
    out[at] = near0 + near1;
    out[at + aside] = far0 + far1;
  }
}
