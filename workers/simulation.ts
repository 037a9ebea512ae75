import {
  MECHANISMS,
  MODEL_VERSION,
  RESPONSES,
  resumeRun,
  type Run,
  RunFailure,
  type RunPlan,
  type Scenario,
  scenarioHash,
  type SimEvent,
  type Snapshot,
  startRun,
  stepOf,
  SWITCHES,
} from "../sim/index.ts";
import { selfTest } from "../experiments/self-test.ts";
import { isNotable } from "../experiments/story/tell.ts";
import { breathe, BREATH_MS } from "./breath.ts";
import { layOver } from "./changes.ts";
import { compareTwo } from "./comparison.ts";
import { coursesOf } from "./courses.ts";
import { strideWithin, takeFrame } from "./frames.ts";
import { openLooks } from "./looks.ts";
import { type FieldMap, mapField } from "./map.ts";
import { planOf } from "./plan.ts";
import type { Batch, Frame, Opened, Refused, Simulation } from "./protocol.ts";
import { learn, readScenario } from "./reading.ts";
import { steer } from "./steer.ts";
import { writeDown } from "./writing.ts";

/** Memory of the history that the page keeps, in bytes. */
const HISTORY_BYTES = 64 * 2 ** 20;
/** Memory of the snapshots that forks start from, in bytes. */
const SNAPSHOT_BYTES = 24 * 2 ** 20;
/** Numbers that a snapshot keeps of each association: vectors of practices, and the rest; estimates. */
const COLUMNS_PER_PRACTICE = 7;
const COLUMNS = 36;
/** In a larger field only reforms are told. */
const MOST_TOLD = 5000;
/** Longest time in milliseconds before what is there is sent. */
const BATCH_MS = 40;

/** A run in progress, and what a fork of it needs. */
interface Session {
  readonly id: number;
  readonly scenario: Scenario;
  readonly map: FieldMap;
  readonly snapshots: { readonly step: number; readonly snapshot: Snapshot }[];
  /** Runs that it goes on from, each with the last step that it shares with it. */
  readonly shared: ReadonlyMap<number, number>;
  readonly stride: number;
  run: Run;
  /** Last step whose frame was sent. */
  sent: number;
  told: number;
  isCancelled: boolean;
}

/**
 * The simulation behind a page: one run at a time, computed ahead in breaths of at most 12 ms so that
 * a cancel is heard, its frames handed out as they are asked for. Knows no window and no worker.
 */
export function createSimulation(): Simulation {
  let session: Session | undefined;
  let last = 0;
  let turn = 0; // rises with every run that is asked for: one that takes long to rewind gives way to the next

  const begin = (scenario: Scenario, run: Run, from: number, previous?: Session): Session => {
    if (session) session.isCancelled = true;
    const steps = run.plan.steps;
    const next: Session = {
      id: ++last,
      scenario,
      map: previous?.map ?? mapField(scenario),
      snapshots: previous?.snapshots.filter(({ step }) => step <= run.step) ?? [],
      shared: previous === undefined ? new Map() : sharedWith(previous, run.step),
      stride: strideWithin(HISTORY_BYTES, run.field.size, steps),
      run,
      sent: from - 1,
      told: run.events.length,
      isCancelled: false,
    };
    session = next;
    keepSnapshot(next);
    return next;
  };

  return {
    learn,

    describe: () => ({
      model: MODEL_VERSION,
      mechanisms: MECHANISMS.map(({ id, label }) => ({ id, label })),
      switches: SWITCHES.map(({ id, label }) => ({
        id,
        label,
        isTransition: MECHANISMS.every((mechanism) => mechanism.id !== id),
      })),
      responses: RESPONSES,
      isLocked: false,
      isExact: selfTest().isExact,
    }),

    load: readScenario,

    open(request) {
      const planned = planOf(request);
      if (!planned.ok) return planned;
      const { plan } = planned;
      turn++;
      const next = begin(request.scenario, startRun(plan, { events: isTold(plan) }), 0);
      return introduce(next, plan, 0);
    },

    more: (id) => (session?.id === id ? compute(session) : Promise.resolve(gone(id))),

    async fork({ run, at, set, off }) {
      const old = session;
      if (old === undefined || at > lastShared(old, run)) return GONE;
      const treated = layOver(old.scenario, set);
      if (!treated.ok) return treated;
      old.isCancelled = true;
      const mine = ++turn;
      const branch = await rewind(old, at, () => turn !== mine);
      if (turn !== mine) return GONE;
      branch.fork(treated.scenario, off);
      const next = begin(old.scenario, branch, at + 1, old);
      return introduce(next, branch.plan, at + 1);
    },

    steer({ run, at, by }) {
      if (session?.id !== run) return {};
      const { plan } = session.run;
      const ruling = plan.spans.findLast(({ from }) => from <= Math.max(1, at)) ?? plan.spans[0];
      return steer(ruling.scenario, at, session.map.plane, by);
    },

    cancel() {
      turn++;
      if (session) session.isCancelled = true;
    },

    ...openLooks(() => session),

    compare: compareTwo,
    write: writeDown,
  };
}

/** The answer to who asks of a run that is not there any more. */
const GONE: Refused = { ok: false, problems: { listed: [], more: 0 } };

/** Last step up to which a session went through the states of a run; −1 for a run that it has nothing of. */
const lastShared = ({ id, shared }: Session, run: number): number =>
  id === run ? Infinity : (shared.get(run) ?? -1);

/** What a fork of a session after step `at` shares with it, and with those that it goes on from itself. */
const sharedWith = ({ id, shared }: Session, at: number): ReadonlyMap<number, number> =>
  new Map([...shared, [id, Infinity] as const].map(([run, step]) => [run, Math.min(step, at)]));

/** Whether everything notable in a run is told. */
function isTold({ spans }: RunPlan): boolean {
  return spans[0].scenario.population.associations <= MOST_TOLD;
}

/** Goes on until the run ends, somebody cancels, or there is enough to send. */
async function compute(session: Session): Promise<Batch> {
  const { run } = session;
  const frames: Frame[] = [];
  const began = performance.now();
  try {
    if (session.sent < run.step) frames.push(frameOf(session));
    while (run.step < run.plan.steps && performance.now() - began < BATCH_MS) {
      const breath = performance.now();
      while (run.step < run.plan.steps && performance.now() - breath < BREATH_MS) {
        run.advance();
        keepSnapshot(session);
        frames.push(frameOf(session));
      }
      await breathe();
      if (session.isCancelled) return { ...batch(session, "cancelled"), frames };
    }
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    return { ...batch(session, "failed"), frames, reason: error.message };
  }
  if (run.step < run.plan.steps) return { ...batch(session, "running"), frames };
  return { ...batch(session, "done"), frames, digest: run.digest() };
}

function frameOf(session: Session): Frame {
  const { run, map, stride } = session;
  session.sent = run.step;
  const withMarks = run.step % stride === 0 || run.step === run.plan.steps;
  const regions = Object.keys(session.scenario.field.regions).length;
  return takeFrame(run, map.plane, regions, withMarks);
}

function batch(session: Session, state: Batch["state"]): Omit<Batch, "frames"> {
  const events: readonly SimEvent[] = session.run.events.slice(session.told).filter(isNotable);
  session.told = session.run.events.length;
  return { run: session.id, state, events };
}

function gone(run: number): Batch {
  return { run, state: "cancelled", frames: [], events: [] };
}

/** Keeps the present state where the last kept one is far enough away for the memory allowed. */
function keepSnapshot({ run, snapshots }: Session): void {
  const bytes = 8 * run.field.size * (COLUMNS_PER_PRACTICE * run.field.practices + COLUMNS);
  const every = Math.max(1, Math.ceil((bytes * (run.plan.steps + 1)) / SNAPSHOT_BYTES));
  const latest = snapshots.at(-1);
  if (latest !== undefined && run.step < latest.step + every) return;
  snapshots.push({ step: run.step, snapshot: run.snapshot() });
}

/**
 * The run as it stood at a step: resumed from the nearest snapshot before it.
 * @param isStopped asked after each breath; true leaves it where it is
 */
async function rewind({ snapshots }: Session, at: number, isStopped: () => boolean): Promise<Run> {
  const nearest = snapshots.findLast(({ step }) => step <= at);
  if (nearest === undefined) throw new Error(`no snapshot before step ${at}`);
  const run = resumeRun(nearest.snapshot, { events: isTold(nearest.snapshot.plan) });
  while (run.step < at) {
    const breath = performance.now();
    while (run.step < at && performance.now() - breath < BREATH_MS) run.advance();
    await breathe();
    if (isStopped()) return run;
  }
  return run;
}

function introduce(session: Session, plan: RunPlan, from: number): Opened {
  const { run, map, scenario } = session;
  return {
    ok: true,
    run: session.id,
    scenarioHash: scenarioHash(plan),
    seed: plan.seed,
    from,
    steps: plan.steps,
    start: scenario.run.start,
    size: run.field.size,
    practices: run.field.practices,
    measures: run.measures.map(({ name }) => name),
    landmarks: map.landmarks,
    extent: map.extent,
    regions: Object.entries(scenario.field.regions).map(([id, { label }]) => ({ id, label })),
    reforms: scenario.reforms.map(({ date, label }) => ({
      step: stepOf(date, scenario.run.start),
      label,
    })),
    courses: coursesOf(plan),
    stride: session.stride,
    isTold: isTold(plan),
  };
}
