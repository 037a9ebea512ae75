import { exp, ln } from "../../sim/random/exact.ts";
import { openStream, type Draws } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { at, clamp, list, map2, sum } from "./vectors.ts";

export const RESPONSES = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"] as const;

/** 1.2: all that is known at one time; `scenario` holds the parameters in force. */
export type World = ReturnType<typeof found>;
export type Association = ReturnType<typeof foundOne>;
type Place = { q: number; region: string; sector: string };
/** `norm` moves, `own.norm` is the initial one. */
type Sector = { id: string; own: Scenario["field"]["sectors"][string]; norm: number[] };

/** 3.2: the world before stage 1 has prescribed anything. */
export function found(scenario: Scenario) {
  const { field, population, run } = scenario;
  const sectors = Object.entries(field.sectors).map(([id, own]) => ({ id, own, norm: own.norm }));
  const draws = openStream(run.seed, "population").at(0);
  const associations = list(population.associations, (i) => foundOne(scenario, sectors, draws, i));
  return { scenario, sectors, associations, tables: foundTables(scenario), moved: 0 };
}

function foundOne(scenario: Scenario, sectors: Sector[], draws: Draws, address: number) {
  const { field, population, regulators, mechanisms } = scenario;
  const { practiceSpread, projectSpread, placesSpread, fundingSpread, exposureSpread } = population;
  const z = (n: number) => draws.normal(address, n);
  const cut = (n: number) => clamp(z(n), -3, 3);
  const choose = <T>(n: number, from: readonly T[], weightOf: (one: T) => number): T => {
    const weights = from.map(weightOf);
    const cumulated = (index: number) => sum(weights.slice(0, index + 1)) / sum(weights);
    const first = from.findIndex((_, index) => cumulated(index) > draws.uniform(address, n));
    return at(from, first < 0 ? from.length - 1 : first);
  };
  const sector = choose(0, sectors, ({ own }) => own.weight);
  const [region] = choose(1, Object.entries(field.regions), ([, { weight }]) => weight);
  const archetype = choose(2, Object.values(field.archetypes), ({ share }) => share);
  const response = choose(8, RESPONSES, (id) => population.responses[id]);

  const counts = list(population.largest, (index) => index + 1);
  const establishments = choose(3, counts, (n) => exp(-population.zipf * ln(n)));
  const factor = exp(placesSpread * z(4) - (placesSpread * placesSpread) / 2);
  const size = Math.floor(establishments * sector.own.placesPerEstablishment * factor + 0.5);
  const places = Math.max(establishments, size);
  const efficiency = 1 + population.efficiencySpread * cut(5);
  const credentials = clamp(archetype.credentials + exposureSpread * z(6));
  const meetings = clamp(archetype.meetings + exposureSpread * z(7));

  const payers = [...Object.keys(regulators), "users", "market"];
  const written = payers.map((payer) => sector.own.funders[payer] ?? 0);
  const drawn = written.map((share, j) => Math.max(0, share * (1 + fundingSpread * cut(16 + j))));
  const budget = sum(drawn) > 0 ? drawn : written;
  const funders = budget.map((part) => part / sum(budget)).slice(0, -2); // those that regulate

  const practice = archetype.practice.map((x, k) => clamp(x + practiceSpread * z(64 + k)));
  const project = practice.map((x, k) => clamp(x + projectSpread * z(128 + k)));
  const uncertainty = mechanisms.standing.uncertaintyBase;
  const fixed = { address, sector, region, response, establishments, places, efficiency };
  const ties = { credentials, meetings, funders, dependence: sum(funders) };
  const vectors = { practice, display: practice, project, foundingProject: project };
  const none: number[] = [];
  const rules = { prescription: none, insistence: none, disagreement: 0, ruleMovement: 0 };
  const standing = { legitimacy: 0.5, uncertainty, aspiration: 0.5, payoff: 0 };
  const faculties = facultiesOf(scenario, { practice, efficiency });
  return { ...fixed, ...ties, ...vectors, ...rules, ...standing, ...faculties };
}

/** A table for each regulator, region ("" for the nation) and sector, give or take its spread. */
function foundTables(scenario: Scenario) {
  const sectors = Object.keys(scenario.field.sectors);
  return Object.values(scenario.regulators).flatMap(({ level, spread }, q) => {
    const draws = openStream(scenario.run.seed, "rules").at(q);
    const regions = level === "region" ? Object.keys(scenario.field.regions) : [""];
    const places = regions.flatMap((region) => sectors.map((sector) => ({ q, region, sector })));
    return places.map((place, address) => {
      const declared = declaredBy(scenario, place);
      const held = declared.map((x, k) => clamp(x + spread * draws.normal(address, k)));
      return { ...place, declared, held };
    });
  });
}

/** What regulator q declares for a sector of a region. */
export function declaredBy({ regulators }: Scenario, { q, region, sector }: Place) {
  const { regions, sectors, prescription } = at(Object.values(regulators), q);
  return regions[region] ?? sectors[sector] ?? prescription;
}

/** 3.5: faculties are linear in practice. */
export function facultiesOf({ field }: Scenario, of: { practice: number[]; efficiency: number }) {
  const practices = Object.values(field.practices);
  const from = (id: "receptivity" | "board" | "unitCost") =>
    field.faculties[id] + sum(map2(practices, of.practice, (p, x) => p.faculties[id] * x));
  return {
    receptivity: clamp(from("receptivity")),
    board: clamp(from("board"), field.faculties.boardFloor, 1),
    unitCost: from("unitCost") * of.efficiency,
  };
}

/** Those of ego's field, region, sector or regionSector, itself included, by address. */
export const membersOf = (scope: string, { associations }: World, ego: Association) =>
  associations
    .filter((a) => !/region/i.test(scope) || a.region === ego.region)
    .filter((a) => !/sector/i.test(scope) || a.sector === ego.sector);
