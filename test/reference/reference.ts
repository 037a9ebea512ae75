import type { Scenario } from "../../sim/schema/scenario.ts";
import { budget, inspection } from "./budget.ts";
import { calls } from "./calls.ts";
import { cooperation } from "./cooperation.ts";
import { closures, entries, foundings, mergers } from "./demography.ts";
import { found } from "./founding.ts";
import { photograph, type Step } from "./ledger.ts";
import { negotiation } from "./negotiation.ts";
import { observe } from "./observation.ts";
import { datedReforms, inForce, moveTables, prescribe } from "./policy.ts";
import { press } from "./pressures.ts";
import { responses } from "./responses.ts";
import { moveSlowly, stand } from "./standing.ts";
import { at, average } from "./vectors.ts";
import { facultiesOf, living, tie, type World } from "./world.ts";

// The model of docs/odd.md a second time, from that text alone: slow, plain, and independent of the engine but for the
// addressed draws and the exact elementary functions.

/** Founding, burn-in under the scenario as written, then steps 1 … under the treatment. */
export function runReference(scenario: Scenario, treated = scenario, off: readonly string[] = []) {
  const { run } = scenario;
  const base = baseOf(scenario, treated);
  const world = found(inForce(base, -run.burnIn));
  for (const ego of world.associations) prescribe(world, ego);
  for (const ego of world.associations) tie(world, ego, world.associations);
  for (let step = 1 - run.burnIn; step <= 0; step++) live(world, base, step, []);
  for (const ego of living(world)) ego.isSurvivor = true;
  const rows = [observe(world)];
  world.told = [];
  for (let step = 1; step <= run.steps; step++)
    rows.push(observe(world, live(world, treated, step, off), rows[0]));
  const reforms = datedReforms(treated).filter(({ step }) => step >= 1 && step <= run.steps);
  return { rows, reforms, told: world.told };
}

/** 3.2: what burn-in is lived under: all that a treatment cannot change is the treated scenario's. */
function baseOf(scenario: Scenario, treated: Scenario): Scenario {
  const { mechanisms, reforms } = scenario;
  const kindsOf = (s: Scenario) =>
    JSON.stringify(Object.entries(s.regulators).map(([id, q]) => [id, q.level, q.spread]));
  const formsOf = (s: Scenario) => Object.keys(s.legalForms).join();
  const { regulators } = kindsOf(scenario) === kindsOf(treated) ? scenario : treated;
  const { legalForms } = formsOf(scenario) === formsOf(treated) ? scenario : treated;
  const need = { ...mechanisms.need, spread: treated.mechanisms.need.spread };
  return { ...treated, mechanisms: { ...mechanisms, need }, regulators, legalForms, reforms };
}

const EARLY = { budget, inspection, calls, responses };
const MIDDLE = { negotiation, cooperation };
const LATE = { mergers, closures, foundings, entries };

/** 1.3: one step, stages 0 to 8; returns what its books need. */
function live(world: World, scenario: Scenario, step: number, off: readonly string[]): Step {
  const act = (transitions: Record<string, (world: World) => void>) => {
    for (const [id, transition] of Object.entries(transitions))
      if (!off.includes(id)) transition(world);
  };
  Object.assign(world, { scenario: inForce(scenario, step), step, flows: {} });
  world.byRule = { practice: 0, display: 0, project: 0 };
  for (const sector of world.sectors) {
    const displays = living(world)
      .filter((a) => a.sector === sector)
      .map((a) => a.display);
    sector.usual = displays.length > 0 ? average(displays) : [];
  }
  const start = photograph(world);
  moveTables(world);
  for (const ego of living(world)) prescribe(world, ego);
  for (const ego of living(world)) Object.assign(ego, facultiesOf(world.scenario, ego));
  for (const sector of world.sectors) sector.heat *= world.scenario.mechanisms.calls.fading;
  act(EARLY);
  stand(world);
  act(MIDDLE);
  const moves = press(world, off);
  const beforeProjects = photograph(world);
  moveSlowly(world);
  for (const { of, after } of moves)
    for (const [i, ego] of living(world).entries()) ego[of] = at(after, i);
  const middle = photograph(world);
  act(LATE);
  for (const ego of world.associations) Object.assign(ego, { ruleMovement: 0, recoupling: 0 });
  return { start, beforeProjects, middle, end: photograph(world), moves };
}
