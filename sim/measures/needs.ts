import type { Column, FieldView } from "../field/columns.ts";
import type { Tables } from "../field/rules.ts";
import type { FieldShape } from "../field/shape.ts";
import { leadOf } from "../field/situation.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/**
 * How far practice is from what users need and from national doctrine (mean distances), and needs covered:
 * Σ places·(1 − |A − H|) over the places of step 0.
 */
export const needs: OpenGauge = (
  { field, shape, tables, neighbourhoods, doctrines, kernels, memory, block: shared },
  { baseline },
) => {
  const apart = memory.reals(BLOCK);
  const there = memory.wholes(BLOCK);
  const led = memory.wholes(BLOCK);
  const rows = memory.reals(tables.count * field.practices);
  return {
    measures: [
      measure("distance.need", "distance"),
      measure("distance.need.weighted", "distance"),
      measure("needCovered", "share"),
      undefinable("distance.doctrine", "distance"),
    ],
    read(out, at) {
      const sums = new Float64Array(SUMS);
      const { practice, need, living } = field;
      rows.set(doctrines.rows);
      eachOfLiving(shared, field, 0, living.length, (block) => {
        const { egos, count } = block;
        listCells(neighbourhoods.cell, there, block);
        kernels.apart(apart, need, there, practice, egos, count);
        addNeeds(field, apart, sums, block);
        const leads = listLeads(field, shape, tables, there, led, block);
        kernels.apart(apart, rows, there, practice, led, leads);
        addDoctrines(apart, 1 / field.practices, sums, leads);
      });
      const [plain, weighted, places, fromDoctrine, all] = sums;
      out[at] = plain / living.length;
      out[at + 1] = weighted / places;
      out[at + 2] = (places - weighted) / baseline.places;
      out[at + 3] = all > 0 ? fromDoctrine / all : NaN;
    },
  };
};

/** Sums kept: |A − H|, that times places, places; |A − doctrine|, how many have a lead. */
const SUMS = 5;

function listCells(cell: Column, cells: Int32Array, { egos, count }: Block): void {
  for (let row = 0; row < count; row++) cells[row] = cell[egos[row]];
}

/** @param apart squared distances between practice and need */
function addNeeds(
  { practices, places }: FieldView,
  apart: Float64Array,
  sums: Float64Array,
  { egos, count }: Block,
): void {
  const share = 1 / practices;
  let plain = 0;
  let weighted = 0;
  let weight = 0;
  for (let row = 0; row < count; row++) {
    const distance = Math.sqrt(apart[row] * share);
    const own = places[egos[row]];
    plain += distance;
    weighted += own * distance;
    weight += own;
  }
  sums[0] += plain;
  sums[1] += weighted;
  sums[2] += weight;
}

/** Lists those of a block that have a lead, and the tables of their leads; returns how many they are. */
function listLeads(
  field: FieldView,
  shape: FieldShape,
  tables: Tables,
  there: Int32Array,
  led: Int32Array,
  { egos, count }: Block,
): number {
  const { region, sector } = field;
  let leads = 0;
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const lead = leadOf(field, shape, ego);
    if (lead < 0) continue;
    there[leads] = tables.of(lead, region[ego], sector[ego]);
    led[leads++] = ego;
  }
  return leads;
}

/** @param apart squared distances between practice and the doctrine of the lead */
function addDoctrines(apart: Float64Array, share: number, sums: Float64Array, leads: number): void {
  let distance = 0;
  for (let row = 0; row < leads; row++) distance += Math.sqrt(apart[row] * share);
  sums[3] += distance;
  sums[4] += leads;
}
