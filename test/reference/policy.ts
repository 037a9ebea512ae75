import type { Scenario } from "../../sim/schema/scenario.ts";
import { declaredBy, type Table } from "./founding.ts";
import { at, average, averageOf, clamp, distance, dot, map2, mean, minus, plus, pull, sum } from "./vectors.ts"; // prettier-ignore
import { isCampaign, leadOf, quarterOf, regulatorOf, regulatorsOf, ruledBy, tablesOf, type Association, type World } from "./world.ts"; // prettier-ignore

// Sections 3.3 and 3.4: reforms, revision of the rules, and what they come to for each association.

/** 3.3: the parameters in force: each where its latest reform moves it from where it stood before. */
export function inForce(scenario: Scenario, step: number): Scenario {
  const { regulators, mechanisms, legalForms } = scenario;
  const now = { ...scenario, ...structuredClone({ regulators, mechanisms, legalForms }) };
  for (const { step: from, set, ramp } of datedReforms(scenario)) {
    if (from > step) break;
    const before = inForce(scenario, from - 1);
    const done = Math.min(1, (step - from + 1) / Math.max(1, ramp));
    for (const [path, target] of Object.entries(set)) {
      const key = path.slice(path.lastIndexOf(".") + 1);
      // an empty doctrine counts as what is prescribed, an empty list of anything else as 1s
      const named = holderOf(before, path);
      const isUnsaid = key === "doctrine" && [named[key]].flat().length === 0;
      const old = [named[isUnsaid ? "prescription" : key] ?? []].flat();
      const moved = [target].flat().map((x, k) => (old[k] ?? 1) + done * (x - (old[k] ?? 1)));
      holderOf(now, path)[key] = typeof target === "number" ? at(moved, 0) : moved;
    }
  }
  return now;
}

/** Reforms, each with the step whose quarter holds its day; step 1 covers the quarter of `start`. */
export function datedReforms({ reforms, run }: Scenario) {
  return reforms
    .map(({ date, ...own }) => ({ ...own, step: quarterOf(date) - quarterOf(run.start) + 1 }))
    .toSorted((a, b) => a.step - b.step);
}

/** The mapping that holds the parameter of a dotted path. */
function holderOf(scenario: Scenario, path: string) {
  const enter = (node: unknown, key: string) => (node as Record<string, unknown>)[key];
  return path.split(".").slice(0, -1).reduce(enter, scenario) as Record<string, number | number[]>;
}

/** 3.3: a table moves as its declared prescription does, and keeps its spread; the campaign revises all tables. */
export function moveTables(world: World) {
  const { tables } = world;
  const start = tables.map(({ held }) => held);
  const lines: [string, number[][]][] = [["reform", tables.map((table) => reform(world, table))]];
  const reformed = tables.map(({ held }) => held);
  const nothing = reformed.map((row) => row.map(() => 0));
  for (const [id, propose] of Object.entries(REVISIONS))
    lines.push([id, isCampaign(world) ? tables.map((table) => propose(world, table)) : nothing]);
  const wanted = lines.slice(1).reduce((rows, [, moves]) => map2(rows, moves, plus), reformed);
  for (const [T, table] of tables.entries()) {
    table.held = at(wanted, T).map((x) => clamp(x));
    if (isCampaign(world)) table.precedents = table.held.map(() => 0);
  }
  const end = tables.map(({ held }) => held);
  lines.push(["bounds", map2(end, wanted, minus)]);

  const size = (rows: number[][]) => rows.flat().map(Math.abs);
  world.moved = Object.fromEntries(lines.map(([id, moves]) => [id, mean(size(moves))]));
  const told = lines.reduce((rows, [, moves]) => map2(rows, moves, plus), start);
  world.moved["residual"] = Math.max(...size(map2(end, told, minus)));
}

/** How far a reform moves a table. */
function reform({ scenario }: World, table: Table) {
  const { held, declared: before } = table;
  table.declared = declaredBy(scenario, table);
  table.held = plus(held, minus(table.declared, before)).map((x) => clamp(x));
  return minus(table.held, held);
}

const REVISIONS: Record<string, (world: World, table: Table) => number[]> = {
  negotiation: (world, table) =>
    table.precedents.map((x) => regulatorOf(world, table).negotiability * x),
  doctrine: (world, table) =>
    pull(world.scenario.mechanisms.revision.doctrine, doctrineOf(world, table), table.held),
  imitation({ scenario, tables }, table) {
    const { q, region, sector, held } = table;
    const others = tables.filter((t) => t.q === q && t.sector === sector && t.region !== region);
    const usual = averageOf(others, (t) => t.held, () => 1, held); // prettier-ignore
    return pull(scenario.mechanisms.revision.imitation, usual, held);
  },
  innovation(world, table) {
    const led = ledBy(world, table);
    const { adoption } = world.scenario.mechanisms.revision;
    const weight = (a: Association) =>
      (adoption / sum(led.map((one) => one.establishments))) * a.establishments * a.legitimacy;
    const innovators = led.filter((a) => a.response === "innovate");
    const moves = innovators.map((a) => pull(weight(a), a.display, table.held));
    return moves.reduce(plus, table.held.map(() => 0)); // prettier-ignore
  },
};

/** 𝔇: a regulator's doctrine, or where it has none what is declared for the table, with what sets it apart. */
export function doctrineOf(world: World, table: Table) {
  const { doctrine } = regulatorOf(world, table);
  return doctrine.length > 0 ? doctrine : plus(table.declared, table.apart).map((x) => clamp(x));
}

/** The living whose lead's table it is. */
export const ledBy = (world: World, table: Table) =>
  ruledBy(world, table).filter((a) => leadOf(world, a) === table);

/** 3.4: what ego's public funders together prescribe, and how hard; and what that movement alone does. */
export function prescribe(world: World, ego: Association) {
  const { funders, dependence, prescription: before } = ego;
  const regulators = regulatorsOf(world);
  const rows = tablesOf(world, ego).map(({ held }) => held);
  const shares = funders.slice(0, -2);
  const together = (xs: number[]) => (dependence === 0 ? 0 : dot(shares, xs) / dependence);
  ego.prescription = average(rows, shares, average(rows));
  const hard = (k: number) => regulators.map((q) => q.stringency * (q.salience[k] ?? 1));
  ego.insistence = ego.prescription.map((_, k) => together(hard(k)));
  ego.disagreement = Math.sqrt(together(rows.map((row) => distance(row, ego.prescription) ** 2)));
  if (before.length === 0) return;
  ego.ruleMovement += distance(before, ego.prescription);
  for (const of of ["practice", "display"] as const)
    world.byRule[of] += distance(ego[of], ego.prescription) ** 2 - distance(ego[of], before) ** 2;
  world.byRule.project += distance(ego.project, ego.prescription) - distance(ego.project, before);
}
