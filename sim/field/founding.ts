import { exp, power } from "../random/exact.ts";
import type { Draws } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import type { Scenario } from "../schema/scenario.ts";
import type { Column, FieldState } from "./columns.ts";
import type { Exposures } from "./exposures.ts";
import type { FieldShape } from "./shape.ts";

/** Numbers of the draws that found an association; vectors take K draws from their number on. */
export const DRAW = {
  sector: 0,
  region: 1,
  archetype: 2,
  establishments: 3,
  places: 4,
  efficiency: 5,
  credentials: 6,
  meetings: 7,
  response: 8,
  tariff: 9,
  funders: 16,
  practice: 64,
  project: 128,
} as const;

/**
 * How associations are founded, at the start and later: each step writes columns of one slot, from draws at its
 * address, and reads what those before it wrote.
 */
export interface Founders {
  /** Sector, region, archetype and response, by their weights. */
  situate(field: FieldState, draws: Draws, slot: number): void;
  /** A number of establishments by the Zipf law. */
  establishmentsOf(draws: Draws, address: number): number;
  /** Establishments, places, efficiency, credentials, meetings, funders and dependence; exposures that are assigned. */
  endow(field: FieldState, draws: Draws, slot: number, establishments: number): void;
  /** Practice around a template of K positions, project around the practice, display equal to practice. */
  practise(field: FieldState, draws: Draws, slot: number, template: Column): void;
}

/** Reads a scenario's ways of founding, once. */
export function openFounders(
  { field: own, population }: Scenario,
  shape: FieldShape,
  exposures: Exposures,
): Founders {
  const sectors = Object.values(own.sectors);
  const archetypes = Object.values(own.archetypes);
  const choose = {
    sector: cumulative(sectors.map((sector) => sector.weight)),
    region: cumulative(Object.values(own.regions).map((region) => region.weight)),
    archetype: cumulative(archetypes.map((archetype) => archetype.share)),
    response: cumulative(RESPONSES.map((response) => population.responses[response])),
    establishments: zipf(population.zipf, population.largest),
  };
  return {
    situate(field, draws, slot) {
      const address = field.address[slot];
      const pick = (table: Float64Array, n: number): number =>
        indexOf(table, draws.uniform(address, n));
      field.sector[slot] = pick(choose.sector, DRAW.sector);
      field.region[slot] = pick(choose.region, DRAW.region);
      field.archetype[slot] = pick(choose.archetype, DRAW.archetype);
      field.response[slot] = pick(choose.response, DRAW.response);
    },
    establishmentsOf: (draws, address) =>
      1 + indexOf(choose.establishments, draws.uniform(address, DRAW.establishments)),
    endow(field, draws, slot, establishments) {
      const address = field.address[slot];
      const { placesPerEstablishment, funders } = sectors[field.sector[slot]];
      const archetype = archetypes[field.archetype[slot]];
      const z = draws.normal(address, DRAW.places);
      field.establishments[slot] = establishments;
      field.places[slot] = placesOf(
        establishments,
        placesPerEstablishment,
        population.placesSpread,
        z,
      );
      field.efficiency[slot] =
        1 + population.efficiencySpread * cutNormal(draws, address, DRAW.efficiency);
      const exposure = (typical: number, n: number): number =>
        clamp(typical + population.exposureSpread * draws.normal(address, n));
      field.credentials[slot] = exposure(archetype.credentials, DRAW.credentials);
      field.meetings[slot] = exposure(archetype.meetings, DRAW.meetings);
      fund(field, shape, funders, population.fundingSpread, draws, slot);
      exposures.assign(field, slot);
    },
    practise: (field, draws, slot, template) => found(field, template, population, draws, slot),
  };
}

/** A standard normal cut to ±3. */
export function cutNormal(draws: Draws, address: number, n: number): number {
  return Math.max(-3, Math.min(3, draws.normal(address, n)));
}

/** Practice around the template, project around the practice, display equal to practice. */
function found(
  field: FieldState,
  template: Column,
  population: Scenario["population"],
  draws: Draws,
  slot: number,
): void {
  const { practices } = field;
  const address = field.address[slot];
  for (let k = 0, at = slot * practices; k < practices; k++, at++) {
    const practice = clamp(
      template[k] + population.practiceSpread * draws.normal(address, DRAW.practice + k),
    );
    const project = clamp(
      practice + population.projectSpread * draws.normal(address, DRAW.project + k),
    );
    field.practice[at] = practice;
    field.display[at] = practice;
    field.project[at] = project;
    field.founding[at] = project;
  }
}

/** The sector's funding mix, each share varied in proportion and the whole brought back to 1; as written where nothing would be left. */
function fund(
  field: FieldState,
  shape: FieldShape,
  mix: Readonly<Record<string, number>>,
  spread: number,
  draws: Draws,
  slot: number,
): void {
  const { funders } = shape;
  const first = slot * funders.length;
  const address = field.address[slot];
  let total = 0;
  for (let j = 0; j < funders.length; j++) {
    const cut = cutNormal(draws, address, DRAW.funders + j);
    const share = Math.max(0, (mix[funders[j]] ?? 0) * (1 + spread * cut));
    field.funders[first + j] = share;
    total += share;
  }
  if (total === 0)
    for (let j = 0; j < funders.length; j++)
      total += field.funders[first + j] = mix[funders[j]] ?? 0;
  let publicShare = 0;
  for (let j = 0; j < funders.length; j++) {
    field.funders[first + j] /= total;
    if (j < shape.regulators.length) publicShare += field.funders[first + j];
  }
  field.dependence[slot] = publicShare;
}

/** Whole places, one per establishment at least; log-normal about the mean size. */
function placesOf(establishments: number, mean: number, spread: number, z: number): number {
  const size = establishments * mean * exp(spread * z - (spread * spread) / 2);
  return Math.max(establishments, Math.floor(size + 0.5));
}

/** Cumulative distribution of P(n) ∝ n^−s, n = 1 … largest; the last one asked for is kept. */
function zipf(exponent: number, largest: number): Float64Array {
  if (lastZipf.exponent !== exponent || lastZipf.largest !== largest) {
    const weights = Array.from({ length: largest }, (_, n) => power(n + 1, -exponent));
    lastZipf = { exponent, largest, sums: cumulative(weights) };
  }
  return lastZipf.sums;
}

let lastZipf: { exponent: number; largest: number; sums: Float64Array } = {
  exponent: NaN,
  largest: 0,
  sums: new Float64Array(),
};

/** Cumulative shares of weights, the last exactly 1. */
function cumulative(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (const [index, weight] of weights.entries()) sums[index] = total += weight;
  for (let index = 0; index < sums.length; index++) sums[index] /= total;
  return sums;
}

/** First index whose cumulative share exceeds u. */
function indexOf(sums: Float64Array, u: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);
