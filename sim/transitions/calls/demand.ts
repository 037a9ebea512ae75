import type { Column } from "../../field/columns.ts";
import type { Stage } from "../transition.ts";

/** One table of a regulator. */
export interface Desk {
  readonly table: number;
  readonly regulator: number;
  /** Index of the region that it is for, or −1 for the nation. */
  readonly region: number;
  readonly sector: number;
}

/** All tables in the order of their numbers. */
export function desksOf({ shape, tables }: Stage): Desk[] {
  const regions = shape.regions.length;
  return shape.regulators.flatMap((_, regulator) => {
    const isNational = !tables.isRegional(regulator);
    return Array.from({ length: isNational ? 1 : regions }, (_, region) =>
      shape.sectors.map((_, sector) => ({
        table: tables.of(regulator, region, sector),
        regulator,
        region: isNational ? -1 : region,
        sector,
      })),
    ).flat();
  });
}

/** How many establishments there are, and who pays for them. */
export interface Demand {
  /** Σ n·f_q over the living of a table's sector (and region). */
  paid(desk: Desk): number;
  /** Σ n of each sector. */
  readonly bySector: Float64Array;
  /** Σ n of each grouping; kept up to date by whoever gives out establishments. */
  byGrouping: Float64Array;
  /** Counts anew. */
  count(): void;
}

/** Opens the count on a field. */
export function openDemand(stage: Stage): Demand {
  const { field, shape } = stage;
  const payers = shape.regulators.length;
  const sectors = shape.sectors.length;
  const width = shape.funders.length;
  const sums = new Float64Array(shape.regions.length * sectors * payers);
  const demand: Demand = {
    paid({ regulator, region, sector }) {
      if (region >= 0) return sums[(region * sectors + sector) * payers + regulator];
      let total = 0;
      for (let at = sector * payers + regulator; at < sums.length; at += sectors * payers)
        total += sums[at];
      return total;
    },
    bySector: new Float64Array(sectors),
    byGrouping: new Float64Array(),
    count() {
      if (demand.byGrouping.length < field.groupings)
        demand.byGrouping = new Float64Array(field.groupings + (field.groupings >> 1));
      for (const counts of [sums, demand.bySector, demand.byGrouping]) counts.fill(0);
      const { living, establishments, funders, grouping, sector } = field;
      const cell: Column = stage.neighbourhoods.cell;
      const { bySector, byGrouping } = demand;
      for (let position = 0; position < living.length; position++) {
        const ego = living[position];
        const n = establishments[ego];
        const at = cell[ego] * payers;
        const shares = ego * width;
        for (let q = 0; q < payers; q++) sums[at + q] += n * funders[shares + q];
        bySector[sector[ego]] += n;
        if (grouping[ego] >= 0) byGrouping[grouping[ego]] += n;
      }
    },
  };
  return demand;
}
