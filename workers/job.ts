import {
  keptMeasures,
  keptSteps,
  panelScenarios,
  planOf,
  type Study,
} from "../experiments/jobs.ts";
import { openPanel } from "../experiments/panel.ts";
import { ExtensionFailure } from "../experiments/extension-guards.ts";
import { Refusal } from "../experiments/files/problem.ts";
import { contrastGauges, type Extensions, RunFailure, type Run } from "../sim/index.ts";
import { breathe } from "./breath.ts";
import { openBurnIns } from "./burn-ins.ts";
import type { GivenExtensions, ModuleText } from "./extensions.ts";
import type { JobAnswer, JobOutcome, JobPart, JobRequest, JobService } from "./protocol.ts";

/** Longest stretch of work in milliseconds before questions are heard. */
const STRETCH_MS = 100;

/** Bytes of states that are gathered before they are handed on. */
const PART_BYTES = 1 << 20;

/** Where modules from outside are not taken. */
const refuseModules = (modules: readonly ModuleText[]): Promise<GivenExtensions> =>
  Promise.reject(
    new Error(`no modules are taken here: ${modules.map(({ name }) => name).join(", ")}`),
  );

/**
 * The job object: runs a study's jobs one at a time, wherever it is hosted.
 * @param load turns modules from outside into what runs have besides the model's; none are taken where it is left out
 */
export function createJobService(
  load: (modules: readonly ModuleText[]) => Promise<GivenExtensions> = refuseModules,
): JobService {
  let study: Study | undefined;
  let names: readonly string[] = [];
  let extensions: Extensions | undefined;
  let run: Run | undefined;
  let course: Course | undefined;
  const burnIns = openBurnIns();

  const close = (): void => {
    run?.release();
    run = course = undefined;
  };

  const go = async (): Promise<JobAnswer> => {
    if (course === undefined) throw new Error("no run is in hand");
    try {
      const { value, done } = await course.next();
      if (done === true) close();
      return value;
    } catch (error) {
      close();
      return failure(error);
    }
  };

  return {
    async open(next, modules = []) {
      extensions = modules.length === 0 ? undefined : (await load(modules)).extensions;
      study = next;
      names = keptMeasures(next).map(({ name }) => name);
    },
    async run(request) {
      if (study === undefined) throw new Error("no study was opened");
      try {
        run = burnIns.start(planOf(study, request.point, request.slot), {
          gauges: contrastGauges(study.contrasts ?? {}),
          ...(extensions === undefined ? {} : { extensions }),
        });
        course = follow(run, study, names);
      } catch (error) {
        return failure(error);
      }
      return go();
    },
    more: go,
    progress: () => ({ done: run?.step ?? 0, steps: run?.plan.steps ?? study?.steps ?? 0 }),
  };
}

/**
 * Runs one job to its end.
 * @param keep gets the states on the way, where the study records them
 */
export async function finish(
  service: { run(request: JobRequest): Promise<JobAnswer>; more(): Promise<JobAnswer> },
  request: JobRequest,
  keep: (states: Uint8Array) => void,
): Promise<JobOutcome> {
  let answer = await service.run(request);
  while (answer.ok && "states" in answer) {
    keep(answer.states);
    answer = await service.more();
  }
  return answer;
}

/** A run on its way: states as they gather, and the series at its end. */
type Course = AsyncGenerator<JobPart, JobOutcome, void>;

async function* follow(run: Run, study: Study, names: readonly string[]): Course {
  const steps = keptSteps(study);
  const columns = names.map((name) => run.measures.findIndex((measure) => measure.name === name));
  const values = new Float64Array(steps.length * columns.length);
  const panel = study.record && openPanel(run, panelScenarios(study));
  const gathered = gather();
  let parts = 0;
  const part = (states: Uint8Array): JobPart => {
    parts++;
    return { ok: true, states };
  };
  let stretch = performance.now();
  for (let row = 0; row < steps.length; row++) {
    const until = steps[row] ?? 0;
    while (run.step < until) {
      run.advance();
      if (performance.now() - stretch < STRETCH_MS) continue;
      await breathe();
      stretch = performance.now();
    }
    for (const [column, index] of columns.entries())
      values[row * columns.length + column] = index < 0 ? NaN : (run.values[index] ?? NaN);
    if (panel === undefined) continue;
    gathered.add(panel.take());
    if (gathered.length >= PART_BYTES || row === steps.length - 1) yield part(gathered.take());
  }
  return { ok: true, digest: run.digest(), steps, values, parts };
}

/** Bytes one after the other. */
function gather() {
  let pieces: Uint8Array[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(piece: Uint8Array): void {
      pieces.push(piece);
      length += piece.length;
    },
    take(): Uint8Array {
      const whole = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      pieces = [];
      length = 0;
      return whole;
    },
  };
}

/** What a run did wrong, without stack, place or time: it goes into the tables. */
function failure(error: unknown): JobOutcome {
  if (error instanceof Refusal) {
    const [first] = error.problems.listed;
    const message =
      first === undefined
        ? error.message
        : `${first.path}: got ${first.got}; allowed ${first.allowed}`;
    return { ok: false, reason: "failed", message };
  }
  if (error instanceof RunFailure || error instanceof ExtensionFailure)
    return { ok: false, reason: "failed", message: error.message };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ok: false, reason: "failed", message: message.slice(0, 500) };
}
