import { exp, ln } from "../../sim/random/exact.ts";
import { openStream, type Draws, type Stream } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { at, averageOf, clamp, list, plus, sum } from "./vectors.ts";
import { assign } from "./exposures.ts";
import { costOf, facultiesOf, RESPONSES, type Grouping, type Told } from "./world.ts";

/** Where a regulator's rule holds; region "" is the nation. */
type Place = { q: number; region: string; sector: string };
/** What is declared, what sets it apart, what it holds by now, and what settlements add to it. */
export type Table = Place & Record<"declared" | "apart" | "held" | "precedents", number[]>;
/** `norm` moves, `own.norm` is the initial one; `usual`: mean display at the end of the step before, [] of nobody. */
export type Sector = ReturnType<typeof foundSector>;
type Site = { address: number; region: string; sector: Sector };
export type Cell = Site & { need: number[]; forProfit: number };
/** Where and when somebody is founded. */
type Setting = { scenario: Scenario; sectors: readonly Sector[]; draws: Draws; step: number };

/** 3.2: the world before stage 1 has prescribed anything. */
export function found(scenario: Scenario) {
  const { field, population, run } = scenario;
  const step = -run.burnIn;
  const sectors = Object.entries(field.sectors).map(([id, own]) => foundSector(id, own));
  const draws = openStream(run.seed, "population").at(0);
  const foundAt = (i: number) => foundOne({ scenario, sectors, draws, step }, i);
  const associations = list(population.associations, foundAt);
  const cells: Cell[] = Object.keys(field.regions).flatMap((region, r) =>
    sectors.map((sector, v) => {
      const cell = { address: r * sectors.length + v, region, sector };
      const own = associations.filter((a) => a.region === region && a.sector === sector);
      const share = Math.min(sector.own.forProfit, 0.99);
      const forProfit = (share / (1 - share)) * sum(own.map((a) => a.places));
      return { ...cell, need: foundNeed(scenario, cell), forProfit };
    }),
  );
  // by regulator and sector
  const ceilings = Object.keys(scenario.regulators).map(() => sectors.map(() => 0));
  return {
    ...{ scenario, step, sectors, associations, cells, ceilings, tables: foundTables(scenario) },
    ...{ groupings: [] as Grouping[], streams: new Map<string, Stream>(), told: [] as Told[] },
    ...{ flows: {} as Record<string, number>, moved: {} as Record<string, number> },
    ...{ byRule: { practice: 0, display: 0, project: 0 }, placesAtStart: 0 },
  };
}

function foundSector(id: string, own: Scenario["field"]["sectors"][string]) {
  return { id, own, norm: own.norm, heat: 0, usual: [] as number[] };
}

/** 3.2, items 1 to 9; `isNew`: 3.14 instead, with one establishment. */
export function foundOne(setting: Setting, address: number, isNew = false) {
  const { scenario, sectors, draws, step } = setting;
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
  const establishments = isNew ? 1 : choose(3, counts, (n) => exp(-population.zipf * ln(n)));
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
  const usual = budget.map((part) => part / sum(budget)); // users and market last
  const held = assign(scenario, address, { credentials, meetings, funders: usual });

  const isLike = isNew && draws.uniform(address, 10) < mechanisms.foundings.imitation;
  const model = isLike && sector.usual.length > 0 ? sector.usual : archetype.practice;
  const practice = model.map((x, k) => clamp(x + practiceSpread * z(64 + k)));
  const project = practice.map((x, k) => clamp(x + projectSpread * z(128 + k)));
  const faculties = facultiesOf(scenario, { practice, efficiency });
  const body = { establishments, practice, display: practice, ...faculties };
  const cost = costOf(scenario, body, 0);
  const tariff = heldTariff(isNew ? cost : cost * (1 + population.tariffSpread * cut(9)));
  const none: number[] = [];
  return {
    ...{ address, sector, region, response },
    ...{ ...body, places, efficiency, tariff, reserve: 0 },
    ...{ ...held, project, foundingProject: project },
    ...{ prescription: none, insistence: none, disagreement: 0, ruleMovement: 0, recoupling: 0 },
    legitimacy: isNew ? mechanisms.foundings.legitimacy : 0.5,
    uncertainty: mechanisms.standing.uncertaintyBase,
    ...{ aspiration: 0.5, payoff: isNew ? 0.5 : 0, attractions: RESPONSES.map(() => 0) },
    ...{ contractUntil: -Infinity, settlement: practice.map(() => 0) },
    grouping: undefined as Grouping | undefined,
    ties: [] as (number | undefined)[],
    ...{ born: step, died: undefined as number | undefined, isSurvivor: false },
  };
}

/** Tariffs and ceilings stay within these bounds. */
export const heldTariff = (tariff: number) => clamp(tariff, 0.05, 100);

/** A table for each regulator, region ("" for the nation) and sector, give or take its spread. */
function foundTables(scenario: Scenario): Table[] {
  const sectors = Object.keys(scenario.field.sectors);
  return Object.values(scenario.regulators).flatMap(({ level, spread }, q) => {
    const draws = openStream(scenario.run.seed, "rules").at(q);
    const regions = level === "region" ? Object.keys(scenario.field.regions) : [""];
    const places = regions.flatMap((region) => sectors.map((sector) => ({ q, region, sector })));
    return places.map((place, address) => {
      const declared = declaredBy(scenario, place);
      const apart = declared.map((_, k) => spread * draws.normal(address, k));
      const held = plus(declared, apart).map((x) => clamp(x));
      return { ...place, declared, apart, held, precedents: held.map(() => 0) };
    });
  });
}

/** What regulator q declares for a sector of a region. */
export function declaredBy({ regulators }: Scenario, { q, region, sector }: Place) {
  const { regions, sectors, prescription } = at(Object.values(regulators), q);
  return regions[region] ?? sectors[sector] ?? prescription;
}

/** Needs at the start: those of the sector, give or take their spread. */
function foundNeed({ mechanisms, run }: Scenario, { address, sector }: Site) {
  const { need, norm } = sector.own;
  const draws = openStream(run.seed, "need").at(-run.burnIn);
  const start = need.length > 0 ? need : norm;
  return start.map((x, k) => clamp(x + mechanisms.need.spread * draws.normal(address, k)));
}

/** Mean need of cells: of a table's cell, or of all cells of its sector. */
export function meanNeed(cells: readonly Cell[], { region, sector }: Place) {
  const own = cells.filter((cell) => cell.sector.id === sector);
  return averageOf(own.filter((cell) => ["", cell.region].includes(region)), ({ need }) => need); // prettier-ignore
}
