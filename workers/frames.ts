import type { FieldView, Run } from "../sim/index.ts";
import { type Plane, project } from "./plane.ts";
import type { Batch, Frame, Marks } from "./protocol.ts";

/** Bytes of marks per association: four coordinates, places, grouping, response, alive. */
const BYTES_PER_MARK = 4 * 4 + 4 + 4 + 1 + 1;

/** Every how many steps marks can be kept so that a whole run stays within `limit` bytes. */
export function strideWithin(limit: number, size: number, steps: number): number {
  return Math.max(1, Math.ceil((size * BYTES_PER_MARK * (steps + 1)) / limit));
}

/** What the screen needs of a run's present step; copies, never the run's own arrays. */
export function takeFrame(run: Run, plane: Plane, regions: number, withMarks: boolean): Frame {
  const { field } = run;
  const marks = marksOf(field, plane, regions);
  const { centroid, variance } = summarise(marks.practice, field);
  const dispersion = totalVariance(field);
  return {
    step: run.step,
    marks: withMarks ? marks : null,
    centroid,
    shown: dispersion > 0 ? Math.min(1, variance / dispersion) : NaN,
    strictness: meanInsistence(field),
    measures: Float64Array.from(run.values),
    gone: goneIn(field, run.step),
    digest: run.digest(),
  };
}

/** Pairs of the slots that died in a step and what they went into. */
function goneIn({ size, died, into }: FieldView, step: number): Int32Array {
  const pairs: number[] = [];
  for (let slot = 0; slot < size; slot++) if (died[slot] === step) pairs.push(slot, into[slot]!);
  return Int32Array.from(pairs);
}

function marksOf(field: FieldView, plane: Plane, regions: number): Marks {
  const { size, practices } = field;
  const practice = new Float32Array(2 * size);
  const display = new Float32Array(2 * size);
  const places = new Float32Array(size);
  const response = new Uint8Array(size);
  const grouping = new Int32Array(size);
  const alive = new Uint8Array(size);
  for (let slot = 0; slot < size; slot++) {
    project(plane, field.practice, slot * practices, practice, 2 * slot);
    project(plane, field.display, slot * practices, display, 2 * slot);
    places[slot] = field.places[slot]!;
    response[slot] = field.response[slot]!;
    grouping[slot] = field.grouping[slot]!;
  }
  for (let position = 0; position < field.living.length; position++) {
    alive[field.living[position]!] = 1;
  }
  return {
    practice,
    display,
    places,
    response,
    alive,
    grouping,
    prescriptions: meanPrescriptions(field, plane, regions),
  };
}

/** x,y of what is prescribed to the living on average: in the nation, then region by region. */
function meanPrescriptions(field: FieldView, plane: Plane, regions: number): Float32Array {
  const sums = new Float64Array(2 * (regions + 1));
  const counts = new Float64Array(regions + 1);
  const point = new Float64Array(2);
  for (let position = 0; position < field.living.length; position++) {
    const slot = field.living[position]!;
    project(plane, field.prescription, slot * field.practices, point, 0);
    for (const group of [0, 1 + field.region[slot]!]) {
      sums[2 * group]! += point[0]!;
      sums[2 * group + 1]! += point[1]!;
      counts[group]!++;
    }
  }
  return Float32Array.from(sums, (sum, at) => sum / (counts[at >> 1] || NaN));
}

function meanInsistence({ living, insistence }: FieldView): number {
  let sum = 0;
  for (let position = 0; position < living.length; position++)
    sum += insistence[living[position]!]!;
  return sum / living.length;
}

/** Mean of the living's places on the map, and their variance around it summed over both axes. */
function summarise(
  points: Float32Array,
  { living }: FieldView,
): { readonly centroid: readonly [number, number]; readonly variance: number } {
  let x = 0;
  let y = 0;
  const count = living.length;
  for (let position = 0; position < count; position++) {
    x += points[2 * living[position]!]!;
    y += points[2 * living[position]! + 1]!;
  }
  x /= count;
  y /= count;
  let variance = 0;
  for (let position = 0; position < count; position++) {
    const dx = points[2 * living[position]!]! - x;
    const dy = points[2 * living[position]! + 1]! - y;
    variance += dx * dx + dy * dy;
  }
  return { centroid: [x, y], variance: variance / count };
}

/** Variance of practice among the living, summed over all practices: what the map could show at most. */
function totalVariance({ living, practice, practices }: FieldView): number {
  let total = 0;
  const count = living.length;
  for (let k = 0; k < practices; k++) {
    let mean = 0;
    for (let p = 0; p < count; p++) mean += practice[living[p]! * practices + k]!;
    mean /= count;
    for (let p = 0; p < count; p++) {
      const from = practice[living[p]! * practices + k]! - mean;
      total += from * from;
    }
  }
  return total / count;
}

/** The buffers of a batch, to be handed over instead of copied. */
export function buffersOf({ frames }: Batch): ArrayBuffer[] {
  return frames.flatMap(({ marks, measures, gone }) =>
    [measures, gone, ...(marks === null ? [] : Object.values(marks))].map(
      (column: Float32Array | Float64Array | Int32Array | Uint8Array) =>
        column.buffer as ArrayBuffer,
    ),
  );
}
