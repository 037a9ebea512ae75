import { keptMeasures, keptSteps, planOf, type Study } from "../experiments/jobs.ts";
import { Refusal } from "../experiments/files/problem.ts";
import { contrastGauges, RunFailure, type Run } from "../sim/index.ts";
import { breathe } from "./breath.ts";
import { openBurnIns } from "./burn-ins.ts";
import type { JobOutcome, JobService } from "./protocol.ts";

/** Longest stretch of work in milliseconds before questions are heard. */
const STRETCH_MS = 100;

/** The job object: runs a study's jobs one at a time, wherever it is hosted. */
export function createJobService(): JobService {
  let study: Study | undefined;
  let names: readonly string[] = [];
  let run: Run | undefined;
  const burnIns = openBurnIns();

  return {
    open(next) {
      study = next;
      names = keptMeasures(next).map(({ name }) => name);
    },
    async run(request) {
      if (study === undefined) throw new Error("no study was opened");
      try {
        run = burnIns.start(
          planOf(study, request.point, request.slot),
          contrastGauges(study.contrasts ?? {}),
        );
        return await series(run, study, names);
      } catch (error) {
        return failure(error);
      } finally {
        run = undefined;
      }
    },
    progress: () => ({ done: run?.step ?? 0, steps: run?.plan.steps ?? study?.steps ?? 0 }),
  };
}

async function series(run: Run, study: Study, names: readonly string[]): Promise<JobOutcome> {
  const steps = keptSteps(study);
  const columns = names.map((name) => run.measures.findIndex((measure) => measure.name === name));
  const values = new Float64Array(steps.length * columns.length);
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
  }
  return { ok: true, digest: run.digest(), steps, values };
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
  if (error instanceof RunFailure) return { ok: false, reason: "failed", message: error.message };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ok: false, reason: "failed", message: message.slice(0, 500) };
}
