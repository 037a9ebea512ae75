import type { Now, Stage } from "./transition.ts";

/** Places that a funder creates with an association. */
export interface Award {
  readonly slot: number;
  /** Index of the regulator that pays. */
  readonly regulator: number;
  readonly places: number;
  /** Establishments opened with them. */
  readonly establishments: number;
}

/**
 * Gives an association places that one regulator pays for: f ← (w·f + p·(1 for the payer))/(w + p), dependence and
 * prescription anew, n and w grow; f stays where it is held.
 */
export function award(stage: Stage, { regime }: Now, given: Award): void {
  const { field, shape } = stage;
  const { slot, places } = given;
  const { funders } = field;
  const first = slot * shape.funders.length;
  const before = field.places[slot];
  const after = before + places;
  let publicShare = 0;
  for (let j = 0; j < shape.funders.length && !shape.isFundingHeld; j++) {
    const paid = before * funders[first + j] + (j === given.regulator ? places : 0);
    funders[first + j] = paid / after;
    if (j < shape.regulators.length) publicShare += funders[first + j];
  }
  if (!shape.isFundingHeld) field.dependence[slot] = publicShare < 1 ? publicShare : 1;
  field.establishments[slot] += given.establishments;
  stage.roster.resize(slot, after);
  stage.prescribeAnew(slot, regime);
}

/** Places of a new establishment in a sector: the mean size, at least one. */
export function newPlaces({ shape }: Stage, sector: number): number {
  return Math.max(1, Math.floor(shape.placesPerEstablishment[sector] + 0.5));
}
