import { exp, power } from "../random/exact.ts";
import { openStream, type Draws } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import type { Scenario } from "../schema/scenario.ts";
import { emptyField, type FieldState } from "./columns.ts";
import { initialRules, prescribe, type Tables } from "./rules.ts";
import type { FieldShape } from "./shape.ts";

/** Numbers of the draws that found an association; vectors take K draws from their number on. */
const DRAW = {
  sector: 0,
  region: 1,
  archetype: 2,
  establishments: 3,
  places: 4,
  efficiency: 5,
  credentials: 6,
  meetings: 7,
  response: 8,
  funders: 16,
  practice: 64,
  project: 128,
} as const;

/** Generates the associations of a scenario, the rules and the norms: the state before burn-in. */
export function generateField(
  scenario: Scenario,
  shape: FieldShape,
  tables: Tables,
  seed: string,
): FieldState {
  const { population } = scenario;
  const field = emptyField({
    slot: population.associations,
    table: tables.count,
    sector: shape.sectors.length,
    cell: shape.regions.length * shape.sectors.length,
    ceiling: shape.regulators.length * shape.sectors.length,
    grouping: 0,
    practices: shape.practices.length,
    funders: shape.funders.length,
    responses: RESPONSES.length,
  });
  const draws = openStream(seed, "population").at(0);
  const sectors = Object.values(scenario.field.sectors);
  const choose = {
    sector: cumulative(sectors.map((sector) => sector.weight)),
    region: cumulative(Object.values(scenario.field.regions).map((region) => region.weight)),
    archetype: cumulative(Object.values(scenario.field.archetypes).map((a) => a.share)),
    response: cumulative(RESPONSES.map((response) => population.responses[response])),
    establishments: zipf(population.zipf, population.largest),
  };
  const archetypes = Object.values(scenario.field.archetypes);
  for (let slot = 0; slot < field.size; slot++) {
    const pick = (table: Float64Array, n: number): number => indexOf(table, draws.uniform(slot, n));
    const sector = (field.sector[slot] = pick(choose.sector, DRAW.sector));
    field.region[slot] = pick(choose.region, DRAW.region);
    const founded = (field.archetype[slot] = pick(choose.archetype, DRAW.archetype));
    field.response[slot] = pick(choose.response, DRAW.response);
    field.establishments[slot] = 1 + pick(choose.establishments, DRAW.establishments);
    field.places[slot] = placesOf(
      field.establishments[slot],
      sectors[sector].placesPerEstablishment,
      population.placesSpread,
      draws.normal(slot, DRAW.places),
    );
    const cut = Math.max(-3, Math.min(3, draws.normal(slot, DRAW.efficiency)));
    field.efficiency[slot] = 1 + population.efficiencySpread * cut;
    const exposure = (typical: number, n: number): number =>
      clamp(typical + population.exposureSpread * draws.normal(slot, n));
    field.credentials[slot] = exposure(archetypes[founded].credentials, DRAW.credentials);
    field.meetings[slot] = exposure(archetypes[founded].meetings, DRAW.meetings);
    found(field, shape.archetypePractices[founded], population, draws, slot);
    fund(field, shape, sectors[sector].funders, population.fundingSpread, draws, slot);
    field.born[slot] = -scenario.run.burnIn;
    field.tariff[slot] = 1;
    field.legitimacy[slot] = 0.5;
    field.uncertainty[slot] = scenario.mechanisms.standing.uncertaintyBase;
    field.aspiration[slot] = 0.5;
  }
  field.rules.set(initialRules(shape, tables, scenario.regulators, openStream(seed, "rules")));
  sectors.forEach((sector, index) => field.norms.set(sector.norm, index * field.practices));
  prescribe(field, shape, tables, scenario.regulators, field.living);
  return field;
}

/** Practice around the archetype, project around the practice, display equal to practice. */
function found(
  field: FieldState,
  archetype: Float64Array,
  population: Scenario["population"],
  draws: Draws,
  slot: number,
): void {
  const { practices } = field;
  for (let k = 0, at = slot * practices; k < practices; k++, at++) {
    const practice = clamp(
      archetype[k] + population.practiceSpread * draws.normal(slot, DRAW.practice + k),
    );
    const project = clamp(
      practice + population.projectSpread * draws.normal(slot, DRAW.project + k),
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
  let total = 0;
  for (let j = 0; j < funders.length; j++) {
    const cut = Math.max(-3, Math.min(3, draws.normal(slot, DRAW.funders + j)));
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

/** Cumulative distribution of P(n) ∝ n^−s, n = 1 … largest. */
function zipf(exponent: number, largest: number): Float64Array {
  return cumulative(Array.from({ length: largest }, (_, n) => power(n + 1, -exponent)));
}

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
