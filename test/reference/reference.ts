import { openStream } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { declaredBy, facultiesOf, found, membersOf } from "./founding.ts";
import type { Association, World } from "./founding.ts";
import { observe } from "./observation.ts";
import { LINES, press } from "./pressures.ts";
import { at, average, clamp, distance, dot, mean, minus, plus, pull } from "./vectors.ts";

// The model of docs/odd.md a second time, from that text alone: slow, plain, and independent of the engine but for the
// addressed draws and the exact elementary functions.

/** Founding, burn-in under the scenario as written, then steps 1 … under the treatment. */
export function runReference(scenario: Scenario, treated = scenario, off: readonly string[] = []) {
  const { mechanisms, reforms, run } = scenario;
  const kindsOf = (s: Scenario) =>
    JSON.stringify(Object.entries(s.regulators).map(([id, q]) => [id, q.level, q.spread]));
  const { regulators } = kindsOf(scenario) === kindsOf(treated) ? scenario : treated;
  const base = { ...treated, mechanisms, regulators, reforms };

  const world = found(inForce(base, -run.burnIn));
  for (const ego of world.associations) prescribe(world, ego);
  for (let step = 1 - run.burnIn; step <= 0; step++) live(world, base, step, []);
  const still = press(world, 0, Object.values(LINES).flat());
  const rows = [observe({ ...world, moved: 0 }, still)];
  for (let step = 1; step <= run.steps; step++)
    rows.push(observe(world, live(world, treated, step, off), rows[0]));
  const events = datedReforms(treated).filter(({ step }) => step >= 1 && step <= run.steps);
  return { rows, events };
}

/** One step, stages 0 to 5; returns what stage 4 did. */
function live(world: World, scenario: Scenario, step: number, off: readonly string[]) {
  world.scenario = inForce(scenario, step);
  moveTables(world);
  for (const ego of world.associations) prescribe(world, ego);
  for (const ego of world.associations) Object.assign(ego, facultiesOf(world.scenario, ego));
  stand(world, step);
  const moves = press(world, step, off);
  moveProjectsAndNorms(world);
  for (const { of, after } of moves)
    for (const [i, ego] of world.associations.entries()) ego[of] = at(after, i);
  return moves;
}

/** 3.3: the parameters in force: each where its latest reform moves it from where it stood before. */
function inForce(scenario: Scenario, step: number): Scenario {
  const now = structuredClone(scenario);
  for (const { step: from, set, ramp } of datedReforms(scenario)) {
    if (from > step) break;
    const before = inForce(scenario, from - 1);
    const done = Math.min(1, (step - from + 1) / Math.max(1, ramp));
    for (const [path, target] of Object.entries(set)) {
      const key = path.slice(path.lastIndexOf(".") + 1);
      const old = [holderOf(before, path)[key] ?? []].flat();
      // an empty list of saliences counts as 1s
      const moved = [target].flat().map((x, k) => (old[k] ?? 1) + done * (x - (old[k] ?? 1)));
      holderOf(now, path)[key] = typeof target === "number" ? at(moved, 0) : moved;
    }
  }
  return now;
}

/** Reforms, each with the step whose quarter holds its day; step 1 covers the quarter of `start`. */
function datedReforms({ reforms, run }: Scenario) {
  const quarter = (day: string) =>
    4 * Number(day.slice(0, 4)) + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return reforms
    .map(({ date, ...own }) => ({ ...own, step: quarter(date) - quarter(run.start) + 1 }))
    .toSorted((a, b) => a.step - b.step);
}

/** The mapping that holds the parameter of a dotted path. */
function holderOf(scenario: Scenario, path: string) {
  const enter = (node: unknown, key: string) => (node as Record<string, unknown>)[key];
  return path.split(".").slice(0, -1).reduce(enter, scenario) as Record<string, number | number[]>;
}

/** 3.3: a table moves as its declared prescription does, and keeps its spread. */
function moveTables(world: World) {
  const movements = world.tables.flatMap((table) => {
    const { declared, held } = table;
    table.declared = declaredBy(world.scenario, table);
    table.held = plus(held, minus(table.declared, declared)).map((x) => clamp(x));
    return minus(table.held, held);
  });
  world.moved = mean(movements.map(Math.abs));
}

/** 3.4: what ego's public funders together prescribe, and how hard; where nothing changed, neither does this. */
function prescribe({ scenario, tables }: World, ego: Association) {
  const { region, sector, funders, dependence, prescription: before } = ego;
  const regulators = Object.values(scenario.regulators);
  const own = tables.filter((t) => [region, ""].includes(t.region) && t.sector === sector.id);
  const rows = own.map(({ held }) => held);
  const together = (xs: number[]) => (dependence === 0 ? 0 : dot(funders, xs) / dependence);
  ego.prescription = average(rows, funders, average(rows));
  const hard = (k: number) => regulators.map((q) => q.stringency * (q.salience[k] ?? 1));
  ego.insistence = ego.prescription.map((_, k) => together(hard(k)));
  ego.disagreement = Math.sqrt(together(rows.map((row) => distance(row, ego.prescription) ** 2)));
  ego.ruleMovement = before.length === 0 ? 0 : distance(before, ego.prescription);
}

/** 3.6: legitimacy, payoff and uncertainty of each, then the aspirations of all. */
function stand(world: World, step: number) {
  const own = world.scenario.mechanisms.standing;
  const draws = openStream(world.scenario.run.seed, "standing").at(step);
  for (const ego of world.associations) {
    const usual = average(membersOf("sector", world, ego).map((a) => a.display));
    const fit = own.fitWeight * (1 - distance(ego.display, ego.prescription));
    const likeness = (1 - own.fitWeight) * (1 - distance(ego.display, usual));
    ego.legitimacy += own.legitimacyRate * (fit + likeness - ego.legitimacy);
    const loyalty = 1 - distance(ego.practice, ego.project);
    const noise = own.payoffNoise * draws.normal(ego.address, 0);
    ego.payoff = own.legitimacyGoal * ego.legitimacy + own.loyaltyGoal * loyalty + noise;
    const rules = own.disagreementWeight * ego.disagreement + own.movementWeight * ego.ruleMovement;
    const surprise = own.surpriseWeight * Math.abs(ego.payoff - ego.aspiration);
    const doubts = Math.min(1, own.uncertaintyBase + rules + surprise);
    ego.uncertainty += own.uncertaintyRate * (doubts - ego.uncertainty);
  }
  for (const ego of world.associations) {
    const usual = mean(membersOf("sector", world, ego).map((a) => a.payoff));
    ego.aspiration += own.aspirationRate * ((ego.payoff + usual) / 2 - ego.aspiration);
  }
}

/** 3.8: projects follow start-of-step practices, norms start-of-step displays; both are renewed. */
function moveProjectsAndNorms({ scenario, sectors, associations }: World) {
  const { project: own, normative } = scenario.mechanisms;
  for (const ego of associations) {
    const drift = pull(own.drift * (1 - own.boardShield * ego.board), ego.practice, ego.project);
    const renewal = pull(own.renewal, ego.foundingProject, ego.project);
    ego.project = plus(ego.project, plus(drift, renewal));
  }
  for (const sector of sectors) {
    const members = associations.filter((a) => a.sector === sector);
    const displays = members.map((a) => a.display);
    const credentials = members.map((a) => a.credentials);
    const seen = average(displays, credentials, sector.norm);
    const following = pull(normative.following, seen, sector.norm);
    const schools = pull(normative.schools, sector.own.norm, sector.norm);
    sector.norm = plus(sector.norm, plus(following, schools));
  }
}
