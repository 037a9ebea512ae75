import type { Engine } from "../engine.ts";
import type { Column } from "../field/columns.ts";
import { openCopying } from "./contrast-copying.ts";
import { distance } from "../field/distance.ts";
import { leadOf } from "../field/situation.ts";

/** What can become of an association in the course of a run. */
export const CONTRAST_OUTCOMES = [
  "leadDistance",
  "prescriptionDistance",
  "sectorDistance",
  "copying",
  "winnerCopying",
] as const;

/** Which outcome of whom, and how it is taken. */
export interface OpenContrastOutcome {
  readonly outcome: (typeof CONTRAST_OUTCOMES)[number];
  readonly of: "practice" | "display";
  readonly take: "change" | "value";
}

/** An association's number now; NaN where it has none. */
type Reading = (slot: number) => number;

/**
 * Opens an outcome at step 0.
 * - `leadDistance`: distance to what its lead funder of step 0 prescribes in its region and sector (NaN without lead);
 * - `prescriptionDistance`: distance to what its public funders together prescribe to it;
 * - `sectorDistance`: distance to the mean of all others in its sector (NaN where it is alone).
 * - `copying`, `winnerCopying`: what part of all that moved it since step 0 was copying, and copying of winners.
 *
 * Of practice or display; as it stands, or less what it was at step 0, which is nothing for copying.
 */
export function openOutcome(
  engine: Engine,
  { outcome, of, take }: OpenContrastOutcome,
  slots: Int32Array,
): Reading {
  const now = READINGS[outcome](engine, of, slots);
  if (take === "value" || outcome === "copying" || outcome === "winnerCopying") return now;
  const start = new Float64Array(engine.field.size);
  for (const slot of slots) start[slot] = now(slot);
  return (slot) => now(slot) - start[slot];
}

const READINGS: Readonly<
  Record<
    OpenContrastOutcome["outcome"],
    (engine: Engine, of: "practice" | "display", slots: Int32Array) => Reading
  >
> = {
  leadDistance({ field, shape, tables }, of, slots) {
    const leads = new Int32Array(field.size).fill(-1);
    for (const slot of slots) leads[slot] = leadOf(field, shape, slot);
    const { practices } = field;
    return (slot) => {
      if (leads[slot] < 0) return NaN;
      const table = tables.of(leads[slot], field.region[slot], field.sector[slot]);
      return distance(field[of], slot * practices, field.rules, table * practices, practices);
    };
  },
  prescriptionDistance: ({ field }, of) => {
    const { practices } = field;
    return (slot) =>
      distance(field[of], slot * practices, field.prescription, slot * practices, practices);
  },
  copying: (engine, of) => openCopying(engine, of, false),
  winnerCopying: (engine, of) => openCopying(engine, of, true),
  sectorDistance({ field, moments, neighbourhoods }, of) {
    const { practices } = field;
    const others = new Float64Array(practices);
    return (slot) => {
      const sector = field.sector[slot];
      const { starts } = neighbourhoods.sector;
      const n = starts[sector + 1] - starts[sector];
      if (n < 2) return NaN;
      const own: Column = field[of];
      for (let k = 0; k < practices; k++) {
        const mean = moments[of].sectorMeans[sector * practices + k];
        others[k] = mean + (mean - own[slot * practices + k]) / (n - 1);
      }
      return distance(own, slot * practices, others, 0, practices);
    };
  },
};
