import type { Column } from "../field/columns.ts";
import type { Leads } from "../field/leads.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import { UNMET_SUMS } from "../hot/unmet.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/**
 * How far practice is from what users need and from national doctrine (mean distances), and needs covered:
 * Σ places·(1 − |A − H|) over the places of step 0.
 */
export const needs: OpenGauge = (
  { field, tables, leads, neighbourhoods, doctrines, kernels, memory, block: shared },
  { baseline },
) => {
  const cells = memory.wholes(BLOCK);
  const ledBy = { tables: memory.wholes(BLOCK), led: memory.reals(BLOCK) };
  const rows = memory.reals(tables.count * field.practices);
  const sums = memory.reals(UNMET_SUMS);
  return {
    measures: [
      measure("distance.need", "distance"),
      measure("distance.need.weighted", "distance"),
      measure("needCovered", "share"),
      undefinable("distance.doctrine", "distance"),
    ],
    read(out, at) {
      const { practice, need, living, places } = field;
      rows.set(doctrines.rows);
      sums.fill(0);
      const standards = { need, cells, doctrine: rows, ...ledBy };
      eachOfLiving(shared, field, 0, living.length, (block) => {
        listCells(neighbourhoods.cell, cells, block);
        listLeads(leads, ledBy, block);
        kernels.addUnmet(sums, standards, practice, places, block.egos, block.count);
      });
      const [plain, fromDoctrine, n, led, weighted, offered] = sums;
      out[at] = plain / n;
      out[at + 1] = weighted / offered;
      out[at + 2] = (offered - weighted) / baseline.places;
      out[at + 3] = led > 0 ? fromDoctrine / led : NaN;
    },
  };
};

function listCells(cell: Column, cells: Int32Array, { egos, count }: Block): void {
  for (let row = 0; row < count; row++) cells[row] = cell[egos[row]];
}

/** Lists the tables of a block's leads, and who has one; any table will do for those that have none. */
function listLeads(
  { table: tableOf }: Leads,
  { tables, led }: { readonly tables: Int32Array; readonly led: Float64Array },
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const table = tableOf[egos[row]];
    led[row] = table < 0 ? 0 : 1;
    tables[row] = table < 0 ? 0 : table;
  }
}
