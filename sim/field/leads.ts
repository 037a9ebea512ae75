import type { Column, FieldView } from "./columns.ts";
import type { Tables } from "./rules.ts";
import type { FieldShape } from "./shape.ts";
import { leadOf } from "./situation.ts";

/** Who leads each association, and from which table: what follows from its funders, kept because everybody asks. */
export interface Leads {
  /** Index of the regulator that pays it most, −1 where none pays. Replaced when the field grows. */
  readonly regulator: Column;
  /** That regulator's table for its region and sector, −1 where none pays. Replaced when the field grows. */
  readonly table: Column;
  /** To be called when an association is new or its funders have changed. */
  refresh(slot: number): void;
}

/** Looks every slot's lead up once. */
export function openLeads(field: FieldView, shape: FieldShape, tables: Tables): Leads {
  let regulator = new Int32Array(field.counts.slot);
  let table = new Int32Array(field.counts.slot);
  const lengthen = (column: Int32Array): Int32Array<ArrayBuffer> => {
    const longer = new Int32Array(field.counts.slot);
    longer.set(column);
    return longer;
  };
  const leads: Leads = {
    get regulator() {
      return regulator;
    },
    get table() {
      return table;
    },
    refresh(slot) {
      if (slot >= table.length) {
        regulator = lengthen(regulator);
        table = lengthen(table);
      }
      const lead = leadOf(field, shape, slot);
      regulator[slot] = lead;
      table[slot] = lead < 0 ? -1 : tables.of(lead, field.region[slot], field.sector[slot]);
    },
  };
  for (let slot = 0; slot < field.size; slot++) leads.refresh(slot);
  return leads;
}
