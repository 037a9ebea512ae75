import { fadeHeat } from "./field/heat.ts";
import { moveNorms } from "./field/norms.ts";
import type { Engine, Rule, Vector, Worker } from "./engine.ts";
import { lengthened, type StoredColumn } from "./field/columns.ts";
import { eachOfLiving, type Block } from "./hot/blocks.ts";
import { plainKernels } from "./hot/kernels.ts";
import type { Weighed } from "./ledger.ts";
import { countBelow, type Moments } from "./measures/moments.ts";
import type { Account } from "./mechanisms/influence.ts";
import { VECTORS } from "./measures/dispersion.ts";
import type { Now } from "./transitions/transition.ts";
import { isOver } from "./witness.ts";

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
  off: readonly string[],
  hasRulesMoved: boolean,
): void {
  const { field, faculties, block, sectorMeans, roster, chronicle, ruleEffects, rules } = engine;
  const { regime, step } = now;
  roster.open();
  chronicle.open();
  Object.assign(ruleEffects, { contradiction: 0, practice: 0, display: 0 });
  if (hasRulesMoved) engine.prescribeAll(field, regime.regulators, block, ruleEffects);
  engine.workOutFaculties(field, faculties, block, 0, field.living.length);
  fadeHeat(field, regime.mechanisms.calls.fading);
  isOver(engine, step, "prescription");
  play(engine, rules.early, now, off);
  engine.moveStanding(
    field,
    { ...regime.mechanisms.standing, ruin: regime.mechanisms.budget.ruin },
    engine.standing.at(step),
    engine.moments.display.sectorMeans,
    block,
  );
  sectorMeans.take(field, block);
  isOver(engine, step, "standing");
  play(engine, rules.middle, now, off);
  press(engine, now, off);
  moveNorms(field, regime.mechanisms.normative, engine.doctrine, sectorMeans.professionalised);
  engine.moveNeed(field, regime.mechanisms.need, engine.need.at(step));
  const [practice, display] = engine.vectors;
  [field.practice, practice.next] = [practice.next, field.practice];
  [field.display, display.next] = [display.next, field.display];
  field.ruleMovement.fill(0);
  field.recoupling.fill(0);
  isOver(engine, step, "pressures");
  roster.beginDemography();
  play(engine, rules.late, now, off);
  roster.settle();
  fit(engine);
  takeMoments(engine);
  isOver(engine, step, "settling");
}

/** Lets transitions act, one after the other. */
function play(engine: Engine, rules: readonly Rule[], now: Now, off: readonly string[]): void {
  const parameters = now.regime.mechanisms as Readonly<Record<string, unknown>>;
  for (const { id, act, stream } of rules) {
    if (!off.includes(id)) act(parameters[id], stream.at(now.step), now);
    isOver(engine, now.step, id);
  }
  const { field, kernels } = engine;
  // columns that have outgrown the memory of fast kernels are left to plain ones: the bits are the same
  if (field.reserved === undefined) Object.assign(kernels, plainKernels(field.practices));
}

/** Gives what is as long as the columns the length that they have now, and the dead their last rows for good. */
function fit(engine: Engine): void {
  const { field, faculties, vectors, roster } = engine;
  const { practices } = field;
  for (const vector of vectors) {
    const own = field[vector.name];
    if (vector.next.length < own.length)
      vector.next = field.reserved ? lengthened(vector.next, own.length) : own.slice();
    for (const slot of roster.gone)
      vector.next.set(own.subarray(slot * practices, (slot + 1) * practices), slot * practices);
  }
  for (const faculty of ["receptivity", "board", "unitCost"] as const) {
    const own = faculties[faculty];
    if (own.length >= field.counts.slot) continue;
    faculties[faculty] = field.reserved
      ? lengthened(own, field.counts.slot)
      : new Float64Array(field.counts.slot);
    faculties[faculty].set(own);
  }
  // those who came have the highest slots, so the living end with them; their faculties are of the day they came
  const { length } = field.living;
  const from = length - roster.come.filter((slot) => roster.isAlive(slot)).length;
  engine.workOutFaculties(field, faculties, engine.block, from, length);
}

/** Moments of every vector, which the next step's books are centred on and the gauges read. */
export function takeMoments({ field, moments, takeMoments: take }: Engine): void {
  take(
    field,
    VECTORS.map((name) => ({ column: field[name], moments: moments[name] })),
  );
}

/** All mechanisms over all blocks; projects move within the block, when nobody reads them any more. */
function press(engine: Engine, now: Now, off: readonly string[]): void {
  const { field, moments, vectors, faculties, kernels, weights } = engine;
  const { regime, step } = now;
  const { working, active } = crewOf(engine, off);
  const parameters = regime.mechanisms as Readonly<Record<string, unknown>>;
  const shift = working.map(({ worker, account }) => ({
    id: worker.id,
    act: worker.mechanic,
    parameters: worker.parameters ?? parameters[worker.id],
    draws: worker.stream.at(step),
    account,
  }));
  for (const { act, parameters: own, draws } of shift) act.prepare?.(own, draws, now);
  for (const { name, book } of vectors) book.open(moments[name].mean, active[name]);
  const places = placesAtStart(engine);
  const { living, prescription } = field;
  const pass = (block: Block): void => {
    for (const { act, parameters: own, draws, account } of shift) {
      account.places.count = 0;
      act.act(own, draws, account, block);
    }
    for (const watch of engine.watchers) watch(block, shift, now);
    kernels.take(weights, 1, places, block.egos, block.count);
    for (const { name, book, next } of vectors)
      book.apply(field[name], next, prescription, weights, block);
    engine.moveProjects(field, regime.mechanisms.project, faculties.board, block);
  };
  const survivors = countBelow(living, field.founders);
  eachOfLiving(engine.block, field, 0, survivors, pass);
  for (const { book } of vectors) book.mark();
  eachOfLiving(engine.block, field, survivors, living.length, pass);
  for (const { name, book } of vectors) book.close(openingOf(moments[name], living.length));
}

/** The mechanisms at work, with their accounts, and the lines of each book that they write. */
interface Crew {
  readonly off: readonly string[];
  readonly working: readonly { readonly worker: Worker; readonly account: Account }[];
  readonly active: Readonly<Record<Vector["name"], readonly number[]>>;
}

const crews = new WeakMap<Engine, Crew>();

/** Who is at work: the same for as long as the same switches are off. */
function crewOf(engine: Engine, off: readonly string[]): Crew {
  const known = crews.get(engine);
  if (known?.off === off) return known;
  const { vectors } = engine;
  const isOff = (id: string | undefined): boolean => off.some((other) => other === id);
  const workers = engine.workers.filter(({ id, leansOn }) => !isOff(id) && !isOff(leansOn));
  const isActive = (index: number): boolean => workers.some((worker) => worker.index === index);
  const linesOf = ({ lines }: Vector): number[] =>
    lines.flatMap((index, line) => (isActive(index) ? [line] : []));
  const crew: Crew = {
    off,
    working: workers.map((worker) => ({ worker, account: accountOf(vectors, worker) })),
    active: { practice: linesOf(vectors[0]), display: linesOf(vectors[1]) },
  };
  crews.set(engine, crew);
  return crew;
}

/** Places of every slot at the start of the step. */
function placesAtStart({ field, roster, placesBefore }: Engine): StoredColumn {
  const { places } = field;
  if (roster.resized.size === 0) return places;
  const before = placesBefore.length < places.length ? places.slice() : placesBefore;
  before.set(places);
  for (const [slot, number] of roster.resized) before[slot] = number;
  return before;
}

/** The groups whose dispersion the books split, as they stood at the start of the step. */
function openingOf({ mean, sums, weight, survivors }: Moments, n: number) {
  const about = (sum: Float64Array, weight: number): Weighed => ({
    mean: sums.centre.map((centre, k) => centre + sum[k] / weight),
    weight,
  });
  return {
    plain: { mean, weight: n },
    weighted: about(sums.weighted, weight),
    survivors: about(survivors.sum, survivors.n),
  };
}

const NOWHERE = new Float64Array();

/** The accounts that a mechanism writes: its line in each vector that it acts on. */
function accountOf(vectors: readonly [Vector, Vector], { index, places }: Worker): Account {
  const find = ({ lines, book }: Vector): Float64Array =>
    book.lines[lines.indexOf(index)]?.rows ?? NOWHERE;
  return {
    practice: find(vectors[0]),
    display: find(vectors[1]),
    places: places ?? { at: new Int32Array(), count: 0 },
    isSparse: places !== undefined,
  };
}
