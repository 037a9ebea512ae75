import { openStream } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { declaredTables, foundAssociations, foundTables, type Association } from "./founding.ts";
import { observe, originOf } from "./observation.ts";
import { regimeAt, stepOf, type Regime } from "./policy.ts";
import { LINES, propose } from "./pressures.ts";
import { at, clamp, distance, dot, mean, meanVector, minus, plus, times, weightedMean, type Vector } from "./vectors.ts"; // prettier-ignore

// The model of docs/odd.md a second time, from that text alone: slow, plain, and independent of the engine but for the
// addressed draws and the exact elementary functions.

export interface World {
  /** What is fixed: field, population, calendar. What reforms and treatments change is in `regime`. */
  readonly scenario: Scenario;
  readonly seed: string;
  readonly associations: readonly Association[];
  regime: Regime;
  off: readonly string[];
  /** Prescriptions by regulator and table, as declared and as they hold. */
  declared: Vector[][];
  tables: Vector[][];
  norms: Vector[];
  /** Mean |movement| of the tables in this step. */
  moved: number;
}

/** One vector's rows before and after a step, and what each line of the ledger added to each row. */
interface Displacement {
  readonly before: readonly Vector[];
  readonly after: readonly Vector[];
  readonly lines: ReadonlyMap<string, readonly Vector[]>;
}
export type Displacements = Readonly<Record<"practice" | "display", Displacement>>;

export interface Plan {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly steps: number;
  readonly treated?: Scenario | undefined;
  readonly off?: readonly string[] | undefined;
}

export interface ReformEvent {
  readonly step: number;
  readonly label: Scenario["reforms"][number]["label"];
  readonly set: Readonly<Record<string, number | readonly number[]>>;
  readonly ramp: number;
}

export interface Outcome {
  readonly series: ReadonlyMap<string, readonly (number | null)[]>;
  readonly events: readonly ReformEvent[];
}

/** Runs a plan: founding, burn-in under the scenario as written, then steps 1 … under the treatment. */
export function runReference(plan: Plan): Outcome {
  const { seed, steps, treated = plan.scenario, off = [] } = plan;
  const { mechanisms, regulators, reforms } = plan.scenario;
  const foundingOf = (s: Scenario) =>
    // prettier-ignore
    JSON.stringify(Object.entries(s.regulators).map(([id, q]) => [id, q.level, q.spread]));
  const isOtherField = foundingOf(plan.scenario) !== foundingOf(treated);
  const base: Scenario = {
    ...treated,
    mechanisms,
    reforms,
    ...(isOtherField ? {} : { regulators }),
  };
  const { burnIn, start } = base.run;
  const world = found(base, seed, -burnIn);
  for (let step = 1 - burnIn; step <= 0; step++) live(world, regimeAt(base, step), step);

  const origin = originOf(world);
  world.moved = 0;
  const rows = [observe(world, origin, standStill(world))];
  world.off = off;
  for (let step = 1; step <= steps; step++) {
    const moves = live(world, regimeAt(treated, step), step);
    rows.push(observe(world, origin, moves));
  }
  const names = [...at(rows, 0).keys()];
  const events = treated.reforms
    .map(({ date, label, set, ramp }) => ({ step: stepOf(date, start), label, set, ramp }))
    .filter(({ step }) => step >= 1 && step <= steps)
    .toSorted((a, b) => a.step - b.step);
  return {
    series: new Map(names.map((name) => [name, rows.map((row) => row.get(name) ?? null)])),
    events,
  };
}

/** 3.2: the state before the first step. */
function found(scenario: Scenario, seed: string, step: number): World {
  const regime = regimeAt(scenario, step);
  const world: World = {
    scenario,
    seed,
    associations: foundAssociations(scenario, regime, seed),
    regime,
    off: [],
    declared: declaredTables(scenario, regime),
    tables: foundTables(scenario, regime, seed),
    norms: initialNorms(scenario),
    moved: 0,
  };
  for (const ego of world.associations) prescribe(world, ego);
  return world;
}

const initialNorms = ({ field }: Scenario) => Object.values(field.sectors).map(({ norm }) => norm);

/** One step, stages 0 to 5; returns what stage 4 did. */
function live(world: World, regime: Regime, step: number): Displacements {
  world.regime = regime;
  moveTables(world);
  for (const ego of world.associations) prescribe(world, ego);
  for (const ego of world.associations) workOutFaculties(world, ego);
  standAfresh(world, step);
  const moves = press(world, step);
  moveNorms(world);
  moveProjects(world);
  world.associations.forEach((ego, i) => {
    ego.practice = at(moves.practice.after, i);
    ego.display = at(moves.display.after, i);
  });
  return moves;
}

/** 3.3: a table moves as its declared prescription does, and keeps its spread. */
function moveTables(world: World): void {
  const { declared: before, tables: held } = world;
  world.declared = declaredTables(world.scenario, world.regime);
  world.tables = held.map((tables, q) =>
    tables.map((table, index) => {
      const change = minus(at(at(world.declared, q), index), at(at(before, q), index));
      return plus(table, change).map((x) => clamp(x));
    }),
  );
  const movements = world.tables.flatMap((tables, q) =>
    tables.flatMap((table, index) => minus(table, at(at(held, q), index))),
  );
  world.moved = mean(movements.map(Math.abs));
}

/** 3.4: what ego's public funders together prescribe, and how hard. Where nothing changed, neither does this. */
function prescribe({ scenario, regime, tables }: World, ego: Association): void {
  const sectors = Object.keys(scenario.field.sectors).length;
  const regulators = Object.values(regime.regulators);
  const shares = ego.funders;
  const rows = regulators.map(({ level }, q) =>
    at(at(tables, q), (level === "region" ? ego.region * sectors : 0) + ego.sector),
  );
  const before = ego.prescription;
  const together = weightedMean(rows, shares);
  ego.prescription = together ?? meanVector(rows);
  ego.insistence = ego.prescription.map((_, k) => {
    const hard = regulators.map(({ stringency, salience }) => stringency * (salience[k] ?? 1));
    return together === undefined ? 0 : dot(shares, hard) / ego.dependence;
  });
  const squares = rows.map((row) => mean(minus(row, ego.prescription).map((d) => d * d)));
  ego.disagreement = together === undefined ? 0 : Math.sqrt(dot(shares, squares) / ego.dependence);
  ego.ruleMovement = before.length === 0 ? 0 : distance(before, ego.prescription);
}

/** 3.5: faculties are linear in practice. */
function workOutFaculties({ scenario: { field } }: World, ego: Association): void {
  const { receptivity, board, boardFloor, unitCost } = field.faculties;
  const from = (faculty: "receptivity" | "board" | "unitCost") =>
    dot(Object.values(field.practices).map((p) => p.faculties[faculty]), ego.practice); // prettier-ignore
  ego.receptivity = clamp(receptivity + from("receptivity"));
  ego.board = clamp(board + from("board"), boardFloor, 1);
  ego.unitCost = (unitCost + from("unitCost")) * ego.efficiency;
}

/** 3.6: legitimacy, payoff and uncertainty of each, then the aspirations of all. */
function standAfresh({ seed, regime, associations }: World, step: number): void {
  const own = regime.mechanisms.standing;
  const draws = openStream(seed, "standing").at(step);
  const inSector = (ego: Association) => associations.filter((a) => a.sector === ego.sector);
  for (const ego of associations) {
    const usual = meanVector(inSector(ego).map(({ display }) => display));
    const fit = 1 - distance(ego.display, ego.prescription);
    const likeness = 1 - distance(ego.display, usual);
    const grounds = own.fitWeight * fit + (1 - own.fitWeight) * likeness;
    ego.legitimacy += own.legitimacyRate * (grounds - ego.legitimacy);
    ego.payoff =
      own.legitimacyGoal * ego.legitimacy +
      own.loyaltyGoal * (1 - distance(ego.practice, ego.project)) +
      own.payoffNoise * draws.normal(ego.address, 0);
    const doubts =
      own.uncertaintyBase +
      own.disagreementWeight * ego.disagreement +
      own.movementWeight * ego.ruleMovement +
      own.surpriseWeight * Math.abs(ego.payoff - ego.aspiration);
    ego.uncertainty += own.uncertaintyRate * (Math.min(1, doubts) - ego.uncertainty);
  }
  for (const ego of associations) {
    const inView = (ego.payoff + mean(inSector(ego).map(({ payoff }) => payoff))) / 2;
    ego.aspiration += own.aspirationRate * (inView - ego.aspiration);
  }
}

/** 3.7: every mechanism's proposals from the same state, their sum, and what the bounds take back. */
function press(world: World, step: number): Displacements {
  const move = (vector: "practice" | "display"): Displacement => {
    const before = world.associations.map((ego) => ego[vector]);
    const lines = new Map<string, Vector[]>();
    for (const id of LINES[vector]) lines.set(id, propose(world, vector, id, step));
    const wanted = before.map((row, i) =>
      [...lines.values()].reduce((x, rows) => plus(x, at(rows, i)), row),
    );
    const after = wanted.map((row) => row.map((x) => clamp(x)));
    lines.set("bounds", after.map((row, i) => minus(row, at(wanted, i)))); // prettier-ignore
    return { before, after, lines };
  };
  return { practice: move("practice"), display: move("display") };
}

/** A step in which nothing moves: the ledger of the state after burn-in. */
function standStill({ associations }: World): Displacements {
  const still = (vector: "practice" | "display"): Displacement => {
    const rows = associations.map((ego) => ego[vector]);
    const none = rows.map((row) => times(0, row));
    const lines = new Map([...LINES[vector], "bounds"].map((id) => [id, none]));
    return { before: rows, after: rows, lines };
  };
  return { practice: still("practice"), display: still("display") };
}

/** 3.8: projects drift towards start-of-step practice, and are renewed. */
function moveProjects({ regime, associations }: World): void {
  const { drift, boardShield, renewal } = regime.mechanisms.project;
  for (const ego of associations) {
    const drifting = times(drift * (1 - boardShield * ego.board), minus(ego.practice, ego.project));
    const renewed = times(renewal, minus(ego.founding, ego.project));
    ego.project = plus(ego.project, plus(drifting, renewed));
  }
}

/** 3.8: norms follow the start-of-step displays of the professionalised, and are taught again. */
function moveNorms(world: World): void {
  const { following, schools } = world.regime.mechanisms.normative;
  const taught = initialNorms(world.scenario);
  world.norms = world.norms.map((norm, v) => {
    const members = world.associations.filter(({ sector }) => sector === v);
    const displays = members.map(({ display }) => display);
    const seen = weightedMean(displays, members.map(({ credentials }) => credentials)); // prettier-ignore
    const followed = seen === undefined ? norm : plus(norm, times(following, minus(seen, norm)));
    return plus(followed, times(schools, minus(at(taught, v), norm)));
  });
}
