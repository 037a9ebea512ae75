import type { FieldView } from "../field/columns.ts";
import { distance } from "../field/distance.ts";
import type { Tables } from "../field/rules.ts";
import type { FieldShape } from "../field/shape.ts";
import { leadOf } from "../field/situation.ts";
import { eachBlock } from "../hot/blocks.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/**
 * How far practice is from what users need and from national doctrine (mean distances), and needs covered:
 * Σ places·(1 − |A − H|) over the places of step 0.
 */
export const needs: OpenGauge = (
  { field, shape, tables, neighbourhoods, doctrines },
  { baseline },
) => ({
  measures: [
    measure("distance.need", "distance"),
    measure("distance.need.weighted", "distance"),
    measure("needCovered", "share"),
    undefinable("distance.doctrine", "distance"),
  ],
  read(out, at) {
    const n = field.living.length;
    const sums = new Float64Array(SUMS);
    const { cell } = neighbourhoods;
    eachBlock(n, (from, to) => addNeeds(field, cell, sums, from, to));
    eachBlock(n, (from, to) => addDoctrines(field, shape, tables, doctrines.rows, sums, from, to));
    const [plain, weighted, places, fromDoctrine, led] = sums;
    out[at] = plain / n;
    out[at + 1] = weighted / places;
    out[at + 2] = (places - weighted) / baseline.places;
    out[at + 3] = led > 0 ? fromDoctrine / led : NaN;
  },
});

/** Sums kept: |A − H|, that times places, places; |A − doctrine|, how many have a lead. */
const SUMS = 5;

function addNeeds(
  field: FieldView,
  cell: { readonly [slot: number]: number },
  sums: Float64Array,
  from: number,
  to: number,
): void {
  const { living, practices, practice, need, places } = field;
  let plain = 0;
  let weighted = 0;
  let weight = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const apart = distance(practice, slot * practices, need, cell[slot] * practices, practices);
    plain += apart;
    weighted += places[slot] * apart;
    weight += places[slot];
  }
  sums[0] += plain;
  sums[1] += weighted;
  sums[2] += weight;
}

function addDoctrines(
  field: FieldView,
  shape: FieldShape,
  tables: Tables,
  doctrines: Float64Array,
  sums: Float64Array,
  from: number,
  to: number,
): void {
  const { living, practices, practice, region, sector } = field;
  let apart = 0;
  let led = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const lead = leadOf(field, shape, slot);
    if (lead < 0) continue;
    const table = tables.of(lead, region[slot], sector[slot]) * practices;
    apart += distance(practice, slot * practices, doctrines, table, practices);
    led++;
  }
  sums[3] += apart;
  sums[4] += led;
}
