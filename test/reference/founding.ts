import { exp, ln } from "../../sim/random/exact.ts";
import { openStream, type Draws } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import type { Regime } from "./policy.ts";
import { at, clamp, list, pick, sum, type Vector } from "./vectors.ts";

// Section 3.2 of docs/odd.md: the state before burn-in.

export const RESPONSES = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"] as const;

/** Section 1.2: all that is known of one association. */
export interface Association {
  readonly address: number;
  readonly sector: number;
  readonly region: number;
  readonly archetype: number;
  readonly response: (typeof RESPONSES)[number];
  readonly establishments: number;
  readonly places: number;
  readonly efficiency: number;
  readonly credentials: number;
  readonly meetings: number;
  /** Shares of the budget by regulator, in the file's order. */
  readonly funders: Vector;
  readonly dependence: number;
  readonly founding: Vector;
  practice: Vector;
  display: Vector;
  project: Vector;
  prescription: Vector;
  insistence: Vector;
  disagreement: number;
  ruleMovement: number;
  receptivity: number;
  board: number;
  unitCost: number;
  legitimacy: number;
  uncertainty: number;
  payoff: number;
  aspiration: number;
}

/** The associations, as founded; what stages 1 and 2 work out is still empty. */
export function foundAssociations(
  scenario: Scenario,
  { mechanisms }: Regime,
  seed: string,
): Association[] {
  const draws = openStream(seed, "population").at(0);
  const { uncertaintyBase } = mechanisms.standing;
  return list(scenario.population.associations, (address) => ({
    ...foundAssociation(scenario, draws, address),
    uncertainty: uncertaintyBase,
  }));
}

function foundAssociation(
  { field, population, regulators }: Scenario,
  draws: Draws,
  i: number,
): Omit<Association, "uncertainty"> {
  const z = (n: number) => draws.normal(i, n);
  const cut = (n: number) => clamp(z(n), -3, 3);
  const pickBy = (n: number, weights: Vector) => pick(weights, draws.uniform(i, n));
  const sectors = Object.values(field.sectors);
  const archetypes = Object.values(field.archetypes);

  const sector = pickBy(0, sectors.map(({ weight }) => weight)); // prettier-ignore
  const region = pickBy(1, Object.values(field.regions).map(({ weight }) => weight)); // prettier-ignore
  const archetype = pickBy(2, archetypes.map(({ share }) => share)); // prettier-ignore
  const response = pickBy(8, RESPONSES.map((id) => population.responses[id])); // prettier-ignore
  const { placesPerEstablishment, funders: shares } = at(sectors, sector);
  const model = at(archetypes, archetype);

  const zipf = list(population.largest, (index) => exp(-population.zipf * ln(index + 1)));
  const establishments = 1 + pickBy(3, zipf);
  const spread = population.placesSpread;
  const size = placesPerEstablishment * exp(spread * z(4) - (spread * spread) / 2);
  const places = Math.max(establishments, Math.floor(establishments * size + 0.5));

  const payers = [...Object.keys(regulators), "users", "market"];
  const parts = payers.map((payer, j) =>
    Math.max(0, (shares[payer] ?? 0) * (1 + population.fundingSpread * cut(16 + j))),
  );
  const budget = parts.some((part) => part > 0) ? parts : payers.map((payer) => shares[payer] ?? 0);
  const funders = budget.map((part) => part / sum(budget)).slice(0, -2);

  const practice = model.practice.map((x, k) => clamp(x + population.practiceSpread * z(64 + k)));
  const project = practice.map((x, k) => clamp(x + population.projectSpread * z(128 + k)));
  return {
    address: i,
    sector,
    region,
    archetype,
    response: at(RESPONSES, response),
    establishments,
    places,
    efficiency: 1 + population.efficiencySpread * cut(5),
    credentials: clamp(model.credentials + population.exposureSpread * z(6)),
    meetings: clamp(model.meetings + population.exposureSpread * z(7)),
    funders,
    dependence: sum(funders),
    founding: project,
    practice,
    display: practice,
    project,
    prescription: [],
    insistence: [],
    disagreement: 0,
    ruleMovement: 0,
    receptivity: 0,
    board: 0,
    unitCost: 0,
    legitimacy: 0.5,
    payoff: 0,
    aspiration: 0.5,
  };
}

/** What is declared, by regulator and table: region by region, sector by sector within; a nation is one region. */
export function declaredTables({ field }: Scenario, { regulators }: Regime): Vector[][] {
  return Object.values(regulators).map((regulator) => {
    const regions = regulator.level === "region" ? Object.keys(field.regions) : [""];
    return regions.flatMap((region) =>
      Object.keys(field.sectors).map(
        (sector) =>
          regulator.regions[region] ?? regulator.sectors[sector] ?? regulator.prescription,
      ),
    );
  });
}

/** What holds at first: what is declared, give or take each table's own spread. */
export function foundTables(scenario: Scenario, regime: Regime, seed: string): Vector[][] {
  const stream = openStream(seed, "rules");
  const spreads = Object.values(regime.regulators).map(({ spread }) => spread);
  return declaredTables(scenario, regime).map((tables, q) =>
    tables.map((declared, address) =>
      declared.map((x, k) =>
        at(spreads, q) > 0 ? clamp(x + at(spreads, q) * stream.at(q).normal(address, k)) : x,
      ),
    ),
  );
}
