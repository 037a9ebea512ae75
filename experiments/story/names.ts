import type { Scenario } from "../../sim/index.ts";

/** A text in both languages. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** An entry of one of a scenario's mappings. */
export interface Named {
  readonly id: string;
  readonly label: Text;
}

/** A regulator's prescription for one sector, in one region or in the nation. */
export interface TableName {
  readonly regulator: Named;
  /** Absent where the regulator acts for the nation. */
  readonly region?: Named;
  readonly sector: Named;
}

/** What the numbers in events stand for, in the order of every index. */
export interface Names {
  readonly practices: readonly Named[];
  readonly sectors: readonly Named[];
  readonly regions: readonly Named[];
  readonly regulators: readonly Named[];
  readonly legalForms: readonly Named[];
  readonly tables: readonly TableName[];
}

/** Reads the names off a scenario. */
export function namesOf({ field, regulators, legalForms }: Scenario): Names {
  const sectors = listed(field.sectors);
  const regions = listed(field.regions);
  const authorities = listed(regulators);
  return {
    practices: listed(field.practices),
    sectors,
    regions,
    regulators: authorities,
    legalForms: listed(legalForms),
    tables: authorities.flatMap((regulator): TableName[] =>
      regulators[regulator.id]?.level === "region"
        ? regions.flatMap((region) => sectors.map((sector) => ({ regulator, region, sector })))
        : sectors.map((sector) => ({ regulator, sector })),
    ),
  };
}

function listed(mapping: Readonly<Record<string, { readonly label: Text }>>): readonly Named[] {
  return Object.entries(mapping).map(([id, { label }]) => ({ id, label }));
}

/** A table as a path of ids: `REGULATOR/REGION/SECTOR`, or `REGULATOR/SECTOR` where it holds for the nation. */
export function tablePath({ regulator, region, sector }: TableName): string {
  return [regulator.id, ...(region ? [region.id] : []), sector.id].join("/");
}
