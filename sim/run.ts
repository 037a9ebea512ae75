import type { SimEvent } from "./chronicle.ts";
import { buildEngine, type Engine } from "./engine.ts";
import { assertLittleEndian, openDigest, type Digest } from "./digest.ts";
import { admitExtensions, ownGauges, type Extensions } from "./extension.ts";
import { copyField, type FieldView } from "./field/columns.ts";
import { reviseRules } from "./field/revision.ts";
import { declaredRules, doctrines, reformRules } from "./field/rules.ts";
import { GAUGES } from "./measures/index.ts";
import type { Gauge, MeasureInfo, Observation, OpenGauge } from "./measures/measure.ts";
import { lastSpan, pastOf, type RunPlan } from "./plan.ts";
import {
  isMoving,
  onceFor,
  quarterAt,
  reformsIn,
  regimeAt,
  type Regime,
  type Span,
} from "./policy.ts";
import type { Scenario } from "./schema/scenario.ts";
import type { Snapshot } from "./snapshot.ts";
import { takeMoments, tick } from "./tick.ts";
import { admit, isOver, type Witness } from "./witness.ts";

/** A run that cannot go on: a number in the state or the series is no longer finite. */
export class RunFailure extends Error {
  readonly step: number;
  constructor(step: number, message: string) {
    super(`step ${step}: ${message}`);
    this.name = "RunFailure";
    this.step = step;
  }
}

/** One simulation, stepped by its owner. There is no other loop: page, command line and tests all call `advance`. */
export interface Run {
  readonly plan: RunPlan;
  readonly measures: readonly MeasureInfo[];
  /** 0 after burn-in, then 1, 2 … */
  readonly step: number;
  /** Measures of the current step, in the order of `measures`; NaN where undefined. Overwritten by `advance`. */
  readonly values: Float64Array;
  readonly events: readonly SimEvent[];
  /** Hands over the events so far, of which the run then keeps none. */
  drain(): SimEvent[];
  readonly field: FieldView;
  /** One quarter. @throws RunFailure where a number is no longer finite */
  advance(): void;
  /** From the next step on another regime holds: mechanisms, regulators, reforms and knock-outs only. */
  fork(scenario: Scenario, off: readonly string[]): void;
  /** 32 hexadecimal digits over the whole state at every step so far; empty where the run keeps none. */
  digest(): string;
  /** All that is needed to go on elsewhere, and nothing that is shared with this run. */
  snapshot(): Snapshot;
  /** Leaves its memory to runs to come; series and events stay, but it has no field any more and cannot go on. */
  release(): void;
}

export interface RunOptions {
  /** False saves the time that hashing the state takes. */
  readonly digest?: boolean;
  /** False where nobody will read the events. */
  readonly events?: boolean;
  /** Called after each burn-in step. */
  readonly onBurnIn?: (done: number, total: number) => void;
  /** Measures besides the model's own, which come first. */
  readonly gauges?: readonly OpenGauge[];
  /** Measures and mechanisms from outside; the plan must have been made with their hash. */
  readonly extensions?: Extensions;
  /** Sees every part of every step, burn-in included. */
  readonly witness?: Witness;
}

/** Starts a run: generates the field and lives through the burn-in, so that step 0 is the state after it. */
export function startRun(plan: RunPlan, options: RunOptions = {}): Run {
  assertLittleEndian();
  const { scenario } = plan.spans[0];
  const founding = regimeAt(scenario, -scenario.run.burnIn);
  admitExtensions(plan, options.extensions);
  const engine = buildEngine({ ...scenario, ...founding }, plan.seed, {
    isTold: options.events !== false,
    extensions: options.extensions,
  });
  takeMoments(engine);
  if (options.witness !== undefined) admit(engine, options.witness);
  isOver(engine, -scenario.run.burnIn, "founding");
  const course = openCourse(engine, plan, -scenario.run.burnIn);
  for (let done = 1; done <= scenario.run.burnIn; done++) {
    course.step(done - scenario.run.burnIn);
    options.onBurnIn?.(done, scenario.run.burnIn);
  }
  engine.field.founders = engine.field.size;
  takeMoments(engine); // anew, now that it is known who the survivors may be
  engine.ruleLines.close();
  // step 0 is a state: it has no flows, and faculties are those of its practices
  engine.chronicle.open();
  engine.roster.open();
  engine.workOutFaculties(
    engine.field,
    engine.faculties,
    engine.block,
    0,
    engine.field.living.length,
  );
  const digest = options.digest === false ? undefined : openDigest();
  if (plan.extension !== undefined) digest?.mark(plan.extension);
  return follow(engine, course, askedOf(options), {
    step: 0,
    digest,
    baseline: undefined,
    values: undefined,
  });
}

/** Takes a run up again where a snapshot left it: the rest is the same to the last bit. */
export function resumeRun(
  snapshot: Snapshot,
  options: Omit<RunOptions, "digest" | "onBurnIn"> = {},
): Run {
  const { plan, step } = snapshot;
  admitExtensions(plan, options.extensions);
  const engine = buildEngine(plan.spans[0].scenario, plan.seed, {
    isTold: options.events !== false,
    stored: copyField(snapshot.field),
    extensions: options.extensions,
  });
  takeMoments(engine);
  if (options.witness !== undefined) admit(engine, options.witness);
  return follow(engine, openCourse(engine, plan, step), askedOf(options), {
    step,
    digest: snapshot.digest === undefined ? undefined : openDigest(snapshot.digest),
    baseline: snapshot.baseline,
    values: snapshot.values,
  });
}

/**
 * Takes a stored state up under another plan that shares its past: the rest is, to the last bit, that of a straight run
 * of the plan. So variants of a scenario live through their common burn-in once.
 * @throws RangeError where the plan would have led elsewhere by the snapshot's step, or the model has changed since
 */
export function branchRun(
  snapshot: Snapshot,
  plan: RunPlan,
  options: Omit<RunOptions, "digest" | "onBurnIn"> = {},
): Run {
  const { step, model } = snapshot;
  if (model !== MODEL_VERSION)
    throw new RangeError(`the snapshot is of model ${model}, this is model ${MODEL_VERSION}`);
  if (pastOf(snapshot.plan, step) !== pastOf(plan, step))
    throw new RangeError(`the plan does not share the snapshot's past up to step ${step}`);
  return resumeRun({ ...snapshot, plan }, options);
}

/** The regime's way through the steps, and the one place where a tick is called. */
interface Course {
  plan: RunPlan;
  /** Lives through a step: reforms and, at the campaign, the revision of the rules; then all the rest. */
  step(step: number): void;
}

function openCourse(engine: Engine, plan: RunPlan, lastStep: number): Course {
  let span = spanAt(plan, lastStep);
  let regime = regimeAt(span.scenario, lastStep);
  const declared = (of: Regime): Float64Array =>
    onceFor(of, "declaredRules", () => declaredRules(engine.shape, engine.tables, of.regulators));
  const hold = (of: Regime): void => {
    engine.doctrines.rows = doctrines(engine.shape, engine.tables, of.regulators, engine.spreads);
  };
  hold(regime);
  const course: Course = {
    plan,
    step(step) {
      const next = spanAt(course.plan, step);
      const quarter = quarterAt(next.scenario.run.start, step);
      const isChanged = next !== span || isMoving(next.scenario, step);
      const isCampaign = quarter === 0;
      const { field, ruleLines } = engine;
      if (isChanged || isCampaign) ruleLines.open(field.rules);
      else ruleLines.close();
      if (isChanged) {
        const before = regime;
        span = next;
        regime = regimeAt(next.scenario, step);
        hold(regime);
        reformRules(field.rules, declared(before), declared(regime), ruleLines.lines.reform);
      }
      if (isCampaign) reviseRules(engine, { step, regime });
      isOver(engine, step, "rules");
      tick(engine, { step, quarter, regime }, span.off, isChanged || isCampaign);
    },
  };
  return course;
}

function spanAt(plan: RunPlan, step: number): Span {
  let ruling: Span = plan.spans[0];
  for (const span of plan.spans) if (span.from <= step) ruling = span;
  return ruling;
}

interface Start {
  readonly step: number;
  readonly digest: Digest | undefined;
  readonly baseline: Snapshot["baseline"] | undefined;
  readonly values: Float64Array | undefined;
}

function follow(engine: Engine, course: Course, asked: readonly OpenGauge[], start: Start): Run {
  let step = start.step;
  const baseline = start.baseline ?? {
    practice: engine.moments.practice.total,
    display: engine.moments.display.total,
    project: engine.moments.project.total,
    places: engine.moments.practice.weight,
  };
  const places = new Map<string, number>();
  const observation: Observation = {
    get step() {
      return step;
    },
    baseline,
    valueOf: (name) => values[places.get(name) ?? -1],
  };
  const own = GAUGES.map((open) => open(engine, observation));
  const gauges = [...own, ...asked.map((open) => open(engine, observation))];
  const measures = gauges.flatMap((gauge) => gauge.measures);
  measures.forEach(({ name }, index) => {
    if (places.has(name)) throw new RangeError(`${name} is the name of another measure`);
    places.set(name, index);
  });
  const values = new Float64Array(measures.length);
  const observe = (): void => {
    let at = 0;
    for (const gauge of gauges) {
      gauge.read(values, at);
      at += gauge.measures.length;
    }
    measures.forEach(({ name, nullable }, index) => {
      const value = values[index];
      if (value - value !== 0 && !(nullable && Number.isNaN(value)))
        throw new RunFailure(step, `${name} is ${value}`);
    });
  };
  const { events } = engine.chronicle;
  events.length = 0;
  const digest = start.digest;
  observe();
  // those asked for are not stored: they read the state as it is
  if (start.values) values.set(start.values.subarray(0, countOf(own)));
  else digest?.take(engine.field, true);
  return {
    get plan() {
      return course.plan;
    },
    measures,
    get step() {
      return step;
    },
    values,
    events,
    drain: () => events.splice(0),
    field: engine.field,
    advance() {
      step++;
      const { scenario } = spanAt(course.plan, step);
      for (const { label, set, ramp } of reformsIn(scenario, step))
        events.push({ step, kind: "reform", label, set, ramp });
      course.step(step);
      observe();
      digest?.take(engine.field, false);
    },
    fork(scenario, off) {
      // a scenario of its own: its field may be another than the run's, which what is kept for a scenario must not see
      course.plan = lastSpan(course.plan, { from: step + 1, scenario: { ...scenario }, off });
    },
    digest: () => digest?.hex() ?? "",
    release: () => engine.memory.release(),
    snapshot: () => ({
      model: MODEL_VERSION,
      plan: course.plan,
      step,
      field: copyField(engine.field),
      digest: digest && Int32Array.from(digest.words),
      baseline,
      values: Float64Array.from(values),
    }),
  };
}

/** Measures besides the model's own: those from outside, then those of this run. */
const askedOf = ({ gauges, extensions }: Pick<RunOptions, "gauges" | "extensions">) => [
  ...ownGauges(extensions),
  ...(gauges ?? []),
];

const countOf = (gauges: readonly Gauge[]): number =>
  gauges.reduce((sum, gauge) => sum + gauge.measures.length, 0);

/** Raised whenever the same seed gives other results than before. */
export const MODEL_VERSION = "2";
