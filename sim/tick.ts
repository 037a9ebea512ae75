import { prescribe } from "./field/rules.ts";
import { moveNorms } from "./field/norms.ts";
import { moveProject } from "./field/project.ts";
import { moveStanding } from "./field/standing.ts";
import type { Engine, Vector } from "./engine.ts";
import { BLOCK } from "./ledger.ts";
import { workOutFaculties } from "./mechanisms/faculties.ts";
import type { MechanismId } from "./mechanisms/index.ts";
import type { Account } from "./mechanisms/influence.ts";
import { weightedMeans } from "./mechanisms/normative.ts";
import { columnMeans } from "./measures/dispersion.ts";
import type { Regime } from "./policy.ts";

/**
 * One quarter, as a table:
 * 1. prescriptions, where rules or funding moved;
 * 2. faculties, from practices at the start of the step;
 * 3. standing: legitimacy, payoff, uncertainty, aspiration;
 * 4. pressures: every mechanism proposes, all apply at once, the books are kept;
 * 5. projects and norms, from start-of-step values.
 * @param hasRulesMoved whether rules or regulators differ from the step before
 */
export function tick(
  engine: Engine,
  regime: Regime,
  off: readonly MechanismId[],
  step: number,
  hasRulesMoved: boolean,
): void {
  const { field, shape, tables, faculties } = engine;
  if (hasRulesMoved) prescribe(field, shape, tables, regime.regulators, false);
  workOutFaculties(field, shape, faculties);
  moveStanding(field, regime.mechanisms.standing, engine.standing.at(step), sectorMeans(engine));
  press(engine, regime, off, step);
  moveNorms(field, regime.mechanisms.normative, engine.doctrine);
  const [practice, display] = engine.vectors;
  [field.practice, practice.next] = [practice.next, field.practice];
  [field.display, display.next] = [display.next, field.display];
  takeMeans(engine);
  if (hasRulesMoved) field.ruleMovement.fill(0);
}

/** Means of every vector over the living, which the next step's books are centred on. */
export function takeMeans({ field, means }: Engine): void {
  columnMeans(field.practice, field, means.practice);
  columnMeans(field.display, field, means.display);
  columnMeans(field.project, field, means.project);
}

function sectorMeans({ field, shape }: Engine): Float64Array {
  const means = new Float64Array(shape.sectors.length * field.practices);
  const everyone = new Float64Array(field.size).fill(1);
  weightedMeans(field, everyone, means, new Float64Array(shape.sectors.length));
  return means;
}

/** All mechanisms over all blocks; projects move within the block, when nobody reads them any more. */
function press(engine: Engine, regime: Regime, off: readonly MechanismId[], step: number): void {
  const { field, means, vectors, faculties } = engine;
  const working = engine.workers.filter((worker) => !off.includes(worker.id));
  const parameters = regime.mechanisms as Readonly<Record<string, unknown>>;
  const shift = working.map((worker) => ({
    act: worker.mechanic,
    parameters: parameters[worker.id],
    draws: worker.stream.at(step),
    account: accountOf(vectors, worker.index),
  }));
  for (const { act, parameters: own, draws } of shift) act.prepare?.(own, draws);
  const active = vectors.map(({ lines }) =>
    lines.flatMap((index, line) => (working.some((w) => w.index === index) ? [line] : [])),
  );
  vectors.forEach((vector) => vector.book.open(means[vector.name]));
  for (let from = 0; from < field.living.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, field.living.length);
    for (const { act, parameters: own, draws, account } of shift)
      act.act(own, draws, account, from, to);
    vectors.forEach((vector, v) =>
      vector.book.apply(active[v], field[vector.name], vector.next, field.living, from, to),
    );
    for (let position = from; position < to; position++)
      moveProject(field, regime.mechanisms.project, faculties, field.living[position]);
  }
  vectors.forEach((vector) => vector.book.close(field.living.length, vector.shares));
}

const NOWHERE = new Float64Array();

/** The accounts that a mechanism writes: its line in each vector that it acts on. */
function accountOf(vectors: readonly [Vector, Vector], index: number): Account {
  const find = ({ lines, book }: Vector): Float64Array =>
    book.accounts[lines.indexOf(index)] ?? NOWHERE;
  return { practice: find(vectors[0]), display: find(vectors[1]) };
}
