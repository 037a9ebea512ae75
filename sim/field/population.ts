import { openStream } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import type { Scenario } from "../schema/scenario.ts";
import { emptyField, type FieldState } from "./columns.ts";
import { heldTariff, ownCost, unitCostOf } from "./cost.ts";
import { exposureWidths, openExposures } from "./exposures.ts";
import { cutNormal, DRAW, openFounders } from "./founding.ts";
import { layLucrative } from "./market.ts";
import { initialNeed } from "./need.ts";
import { initialRules, prescribe, tableSpreads, type Tables } from "./rules.ts";
import type { FieldShape } from "./shape.ts";

/** Generates the associations of a scenario, rules, norms, needs and for-profits: the state before burn-in. */
export function generateField(
  scenario: Scenario,
  shape: FieldShape,
  tables: Tables,
  seed: string,
): FieldState {
  const { population, mechanisms, run } = scenario;
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
    ...exposureWidths(population.exposures),
    ties: scenario.field.ties.degree,
  });
  const draws = openStream(seed, "population").at(0);
  const founders = openFounders(scenario, shape, openExposures(scenario, shape, seed));
  for (let slot = 0; slot < field.size; slot++) {
    const address = field.address[slot];
    founders.situate(field, draws, slot);
    founders.endow(field, draws, slot, founders.establishmentsOf(draws, address));
    founders.practise(field, draws, slot, shape.archetypePractices[field.archetype[slot]]);
    const unitCost = unitCostOf(field, shape, slot);
    const cost = ownCost(mechanisms.budget, unitCost, field.establishments[slot], 0, 0);
    const history = 1 + population.tariffSpread * cutNormal(draws, address, DRAW.tariff);
    field.tariff[slot] = heldTariff(cost * history);
    field.born[slot] = -run.burnIn;
    field.legitimacy[slot] = 0.5;
    field.uncertainty[slot] = mechanisms.standing.uncertaintyBase;
    field.aspiration[slot] = 0.5;
  }
  const spreads = tableSpreads(shape, tables, scenario.regulators, seed);
  field.rules.set(initialRules(shape, tables, scenario.regulators, spreads));
  Object.values(scenario.field.sectors).forEach((sector, index) =>
    field.norms.set(sector.norm, index * field.practices),
  );
  initialNeed(field, scenario, openStream(seed, "need").at(-run.burnIn));
  layLucrative(field, shape);
  for (let slot = 0; slot < field.size; slot++)
    prescribe(field, shape, tables, scenario.regulators, slot);
  return field;
}
