import { fadeHeat } from "./field/heat.ts";
import { prescribe } from "./field/rules.ts";
import { weightedMeans } from "./field/means.ts";
import { moveNeed } from "./field/need.ts";
import { moveNorms } from "./field/norms.ts";
import { moveProjects } from "./field/project.ts";
import { moveStanding } from "./field/standing.ts";
import type { Engine, Rule, Vector } from "./engine.ts";
import { eachBlock } from "./hot/blocks.ts";
import { workOutFaculties } from "./mechanisms/faculties.ts";
import type { Account } from "./mechanisms/influence.ts";
import { VECTORS } from "./measures/dispersion.ts";
import type { SwitchId } from "./switches.ts";
import type { Now } from "./transitions/transition.ts";

/**
 * One quarter, as a table:
 * 1. prescriptions, where rules or regulators moved;
 * 2. faculties, from practices at the start of the step;
 * 3. budget, inspection, calls, responses;
 * 4. standing: legitimacy, payoff, uncertainty, aspiration;
 * 5. negotiation, cooperation;
 * 6. pressures: every mechanism proposes, all apply at once, the books are kept;
 * 7. projects, norms and needs, from start-of-step values;
 * 8. mergers, closures, foundings, entries.
 * @param hasRulesMoved whether rules or regulators differ from the step before
 */
export function tick(
  engine: Engine,
  now: Now,
  off: readonly SwitchId[],
  hasRulesMoved: boolean,
): void {
  const { field, shape, tables, faculties, roster, chronicle, ruleEffects, rules } = engine;
  const { regime, step } = now;
  roster.open();
  chronicle.open();
  Object.assign(ruleEffects, { contradiction: 0, practice: 0, display: 0 });
  if (hasRulesMoved) prescribe(field, shape, tables, regime.regulators, field.living, ruleEffects);
  eachBlock(field.living.length, (from, to) => workOutFaculties(field, shape, faculties, from, to));
  fadeHeat(field, regime.mechanisms.calls.fading);
  play(rules.early, now, off);
  moveStanding(
    field,
    { ...regime.mechanisms.standing, ruin: regime.mechanisms.budget.ruin },
    engine.standing.at(step),
    engine.moments.display.sectorMeans,
  );
  weightedMeans(
    field,
    engine.neighbourhoods.sector,
    [field.meetings, field.credentials],
    [engine.bodies, engine.professionalised],
  );
  play(rules.middle, now, off);
  press(engine, now, off);
  moveNorms(field, regime.mechanisms.normative, engine.doctrine, engine.professionalised);
  moveNeed(field, regime.mechanisms.need, engine.need.at(step));
  const [practice, display] = engine.vectors;
  [field.practice, practice.next] = [practice.next, field.practice];
  [field.display, display.next] = [display.next, field.display];
  field.ruleMovement.fill(0);
  field.recoupling.fill(0);
  roster.beginDemography();
  play(rules.late, now, off);
  roster.settle();
  fit(engine);
  takeMoments(engine);
}

/** Lets transitions act, one after the other. */
function play(rules: readonly Rule[], now: Now, off: readonly SwitchId[]): void {
  const parameters = now.regime.mechanisms as Readonly<Record<string, unknown>>;
  for (const { id, act, stream } of rules)
    if (!off.includes(id)) act(parameters[id], stream.at(now.step), now);
}

/** Gives what is as long as the columns the length that they have now, and the dead their last rows for good. */
function fit({ field, shape, faculties, vectors, roster }: Engine): void {
  const { practices } = field;
  for (const vector of vectors) {
    const own = field[vector.name];
    if (vector.next.length < own.length) vector.next = own.slice();
    for (const slot of roster.gone)
      vector.next.set(own.subarray(slot * practices, (slot + 1) * practices), slot * practices);
  }
  for (const faculty of ["receptivity", "board", "unitCost"] as const) {
    const own = faculties[faculty];
    if (own.length < field.counts.slot) {
      faculties[faculty] = new Float64Array(field.counts.slot);
      faculties[faculty].set(own);
    }
  }
  // those who came have the highest slots, so the living end with them; their faculties are of the day they came
  const { length } = field.living;
  const from = length - roster.come.filter((slot) => roster.isAlive(slot)).length;
  workOutFaculties(field, shape, faculties, from, length);
}

/** Moments of every vector, which the next step's books are centred on and the gauges read. */
export function takeMoments({ field, moments, takeMoments: take }: Engine): void {
  for (const name of VECTORS) take(field[name], field, moments[name]);
}

/** All mechanisms over all blocks; projects move within the block, when nobody reads them any more. */
function press(engine: Engine, now: Now, off: readonly SwitchId[]): void {
  const { field, moments, vectors, faculties } = engine;
  const { regime, step } = now;
  const isOff = (id: string | undefined): boolean => off.some((other) => other === id);
  const working = engine.workers.filter(({ id, leansOn }) => !isOff(id) && !isOff(leansOn));
  const parameters = regime.mechanisms as Readonly<Record<string, unknown>>;
  const shift = working.map((worker) => ({
    act: worker.mechanic,
    parameters: parameters[worker.id],
    draws: worker.stream.at(step),
    account: accountOf(vectors, worker.index),
  }));
  for (const { act, parameters: own, draws } of shift) act.prepare?.(own, draws, now);
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
