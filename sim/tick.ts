import { prescribe } from "./field/rules.ts";
import { weightedMeans } from "./field/means.ts";
import { moveNorms } from "./field/norms.ts";
import { moveProjects } from "./field/project.ts";
import { moveStanding } from "./field/standing.ts";
import type { Engine, Vector } from "./engine.ts";
import { eachBlock } from "./hot/blocks.ts";
import { workOutFaculties } from "./mechanisms/faculties.ts";
import type { MechanismId } from "./mechanisms/index.ts";
import type { Account } from "./mechanisms/influence.ts";
import { VECTORS } from "./measures/dispersion.ts";
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
  eachBlock(field.living.length, (from, to) => workOutFaculties(field, shape, faculties, from, to));
  moveStanding(
    field,
    regime.mechanisms.standing,
    engine.standing.at(step),
    engine.moments.display.sectorMeans,
  );
  weightedMeans(
    field,
    engine.sectors,
    [field.meetings, field.credentials],
    [engine.bodies, engine.professionalised],
  );
  press(engine, regime, off, step);
  moveNorms(field, regime.mechanisms.normative, engine.doctrine, engine.professionalised);
  const [practice, display] = engine.vectors;
  [field.practice, practice.next] = [practice.next, field.practice];
  [field.display, display.next] = [display.next, field.display];
  takeMoments(engine);
  if (hasRulesMoved) field.ruleMovement.fill(0);
}

/** Moments of every vector, which the next step's books are centred on and the gauges read. */
export function takeMoments({ field, moments, takeMoments: take }: Engine): void {
  for (const name of VECTORS) take(field[name], field, moments[name]);
}

/** All mechanisms over all blocks; projects move within the block, when nobody reads them any more. */
function press(engine: Engine, regime: Regime, off: readonly MechanismId[], step: number): void {
  const { field, moments, vectors, faculties } = engine;
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
  vectors.forEach((vector, v) => vector.book.open(moments[vector.name].mean, active[v]));
  eachBlock(field.living.length, (from, to) => {
    for (const { act, parameters: own, draws, account } of shift)
      act.act(own, draws, account, from, to);
    vectors.forEach((vector) =>
      vector.book.apply(field[vector.name], vector.next, field.living, from, to),
    );
    moveProjects(field, regime.mechanisms.project, faculties.board, from, to);
  });
  vectors.forEach((vector) => vector.book.close(field.living.length, vector.shares));
}

const NOWHERE = new Float64Array();

/** The accounts that a mechanism writes: its line in each vector that it acts on. */
function accountOf(vectors: readonly [Vector, Vector], index: number): Account {
  const find = ({ lines, book }: Vector): Float64Array =>
    book.accounts[lines.indexOf(index)] ?? NOWHERE;
  return { practice: find(vectors[0]), display: find(vectors[1]) };
}
