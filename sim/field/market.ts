import type { FieldState, FieldView } from "./columns.ts";
import type { FieldShape } from "./shape.ts";

/** Largest share of a sector's places that for-profits may start with. */
const MOST_LUCRATIVE = 0.99;

/** For-profit places at the start: φ/(1 − φ) times the associations' places of each cell, φ the sector's share. */
export function layLucrative(field: FieldState, shape: FieldShape): void {
  const { living, region, sector, places, lucrative } = field;
  const sectors = shape.sectors.length;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    lucrative[region[slot] * sectors + sector[slot]] += places[slot];
  }
  for (let cell = 0; cell < lucrative.length; cell++) {
    const share = Math.min(shape.forProfit[cell % sectors], MOST_LUCRATIVE);
    lucrative[cell] *= share / (1 - share);
  }
}

/**
 * Share of for-profits in the places of each sector, as they stand: Λ/(Λ + W) over the sector's cells; 0 where there
 * are no places.
 * @param out one per sector
 */
export function forProfitShares(field: FieldView, out: Float64Array): void {
  const { living, sector, places, lucrative } = field;
  const sectors = out.length;
  out.fill(0);
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    out[sector[slot]] += places[slot];
  }
  for (let group = 0; group < sectors; group++) {
    let share = 0;
    for (let cell = group; cell < lucrative.length; cell += sectors) share += lucrative[cell];
    const all = share + out[group];
    out[group] = all > 0 ? share / all : 0;
  }
}
