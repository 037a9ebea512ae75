import type { Study } from "../../experiments/jobs.ts";
import type { JobOutcome, JobRequest } from "../../workers/protocol.ts";
import { type JobWorker, startJobWorker } from "./worker.ts";

/** One run of a study. */
export interface Task {
  readonly study: Study;
  readonly request: JobRequest;
}

/** A task's end, and the names of its columns. */
export type Settled = JobOutcome & { readonly measures: readonly string[] };

/** Browser workers that take tasks as they become free. */
export interface JobPool {
  /**
   * Works off groups of tasks: those of one group on one worker, in their order, so that they share a burn-in.
   * A worker that dies is replaced and its task tried once more.
   * @returns when the groups are used up, or the pool was closed
   */
  drain<Each extends Task>(
    next: () => readonly Each[] | undefined,
    settle: (task: Each, outcome: Settled) => void,
  ): Promise<void>;
  /** Steps done of the runs in hand, as shares of a run, added up. */
  progress(): Promise<number>;
  /** Workers that died by themselves. */
  readonly deaths: number;
  readonly workers: number;
  /** Ends all workers at once; what they had in hand is lost. */
  close(): void;
  /** Ends one worker without a word, as running out of memory may; for tests. */
  kill(): boolean;
}

/** How often a run is tried when its worker dies under it. */
const TRIES = 2;

interface Lane {
  worker: JobWorker | null;
  study: Study | null;
  measures: readonly string[];
}

/** @param size most workers at once */
export function createJobPool(size: number): JobPool {
  const hired = new Set<JobWorker>();
  const lanes: readonly Lane[] = Array.from({ length: size }, () => ({
    worker: null,
    study: null,
    measures: [],
  }));
  let deaths = 0;
  let isClosed = false;

  const hire = async (lane: Lane): Promise<JobWorker> => {
    const worker = startJobWorker(() => {
      deaths++;
      hired.delete(worker);
    });
    hired.add(worker);
    lane.worker = worker;
    lane.study = null;
    if (await worker.remote.isLocked()) worker.watch();
    return worker;
  };

  const attempt = async (lane: Lane, { study, request }: Task): Promise<Settled> => {
    const { remote } = lane.worker ?? (await hire(lane));
    if (lane.study !== study) {
      lane.measures = await remote.openStudy(study);
      lane.study = study;
    }
    let answer = await remote.run(request);
    while (answer.ok && "states" in answer) answer = await remote.more(); // none is asked for, none is kept
    return { ...answer, measures: lane.measures };
  };

  const perform = async (lane: Lane, task: Task): Promise<Settled> => {
    let message = "";
    for (let tried = 0; tried < TRIES; tried++) {
      try {
        return await attempt(lane, task);
      } catch (error) {
        if (isClosed) throw error;
        if (lane.worker) {
          hired.delete(lane.worker);
          lane.worker.stop();
          lane.worker = null;
        }
        message = error instanceof Error ? error.message : String(error);
      }
    }
    return { ok: false, reason: "crashed", message, measures: [] };
  };

  return {
    async drain(next, settle) {
      const work = async (lane: Lane): Promise<void> => {
        for (let group = next(); group !== undefined && !isClosed; group = next())
          for (const task of group) settle(task, await perform(lane, task));
      };
      await Promise.all(
        lanes.map((lane) =>
          work(lane).catch((error: unknown) => {
            if (!isClosed) throw error;
          }),
        ),
      );
    },
    async progress() {
      const told = await Promise.allSettled([...hired].map(({ remote }) => remote.progress()));
      return told.reduce((sum, outcome) => {
        if (outcome.status === "rejected" || outcome.value.steps === 0) return sum;
        return sum + outcome.value.done / outcome.value.steps;
      }, 0);
    },
    get deaths() {
      return deaths;
    },
    get workers() {
      return hired.size;
    },
    close() {
      isClosed = true;
      for (const worker of hired) worker.stop();
      hired.clear();
    },
    kill() {
      const [worker] = hired;
      worker?.kill();
      return worker !== undefined;
    },
  };
}
