import type { Scenario } from "../schema/scenario.ts";
import { isFundingHeld } from "./exposures.ts";

/** A scenario's mappings turned into ordered lists, once, so that indices mean the same thing everywhere. */
export interface FieldShape {
  readonly practices: readonly string[];
  readonly archetypes: readonly string[];
  readonly sectors: readonly string[];
  readonly regions: readonly string[];
  readonly regulators: readonly string[];
  /** Regulators, then `users`, then `market`: the order of the columns of `funders`. */
  readonly funders: readonly string[];
  readonly archetypePractices: readonly Float64Array[];
  /** Share of for-profits in the places of each sector at the start, and their yearly entry. */
  readonly forProfit: Float64Array;
  readonly entry: Float64Array;
  /** Mean places of an establishment, by sector. */
  readonly placesPerEstablishment: Float64Array;
  /** Contribution of each practice to each faculty. */
  readonly faculties: Readonly<Record<Faculty, Float64Array>>;
  /** What each practice weighs for associations at a table, summing to 1; and how early it is pooled. */
  readonly stakes: Float64Array;
  readonly poolable: Float64Array;
  /** Faculties at zero practice, and the board's floor. */
  readonly facultyBase: Scenario["field"]["faculties"];
  readonly legalForms: readonly string[];
  /** Exposures of 3.2 that are assigned instead; and whether budgets stay as they are assigned. */
  readonly heldExposures: readonly ("credentials" | "meetings")[];
  readonly isFundingHeld: boolean;
}

export const FACULTIES = [
  "receptivity",
  "board",
  "unitCost",
  "bidding",
  "voice",
  "sensing",
] as const;
export type Faculty = (typeof FACULTIES)[number];

/** Sources of income that prescribe nothing. */
export const PRIVATE_FUNDERS = ["users", "market"] as const;

/** Reads a scenario's shape. */
export function shapeOf(scenario: Scenario): FieldShape {
  const { practices, archetypes, sectors, regions, faculties } = scenario.field;
  const regulators = Object.keys(scenario.regulators);
  const all = Object.values(practices);
  const stakes = all.reduce((sum, { stake }) => sum + stake, 0);
  return {
    practices: Object.keys(practices),
    archetypes: Object.keys(archetypes),
    sectors: Object.keys(sectors),
    regions: Object.keys(regions),
    regulators,
    funders: [...regulators, ...PRIVATE_FUNDERS],
    archetypePractices: Object.values(archetypes).map((a) => Float64Array.from(a.practice)),
    forProfit: Float64Array.from(Object.values(sectors), (sector) => sector.forProfit),
    entry: Float64Array.from(Object.values(sectors), (sector) => sector.entry),
    placesPerEstablishment: Float64Array.from(
      Object.values(sectors),
      (sector) => sector.placesPerEstablishment,
    ),
    faculties: Object.fromEntries(
      FACULTIES.map((faculty) => [
        faculty,
        Float64Array.from(all, (practice) => practice.faculties[faculty]),
      ]),
    ) as Record<Faculty, Float64Array>,
    stakes: Float64Array.from(all, ({ stake }) => (stakes > 0 ? stake / stakes : 1 / all.length)),
    poolable: Float64Array.from(all, ({ poolable }) => poolable),
    legalForms: Object.keys(scenario.legalForms),
    heldExposures: (["credentials", "meetings"] as const).filter(
      (exposure) => scenario.population.exposures[exposure].draw !== "own",
    ),
    isFundingHeld: isFundingHeld(scenario.population.exposures),
    facultyBase: faculties,
  };
}
