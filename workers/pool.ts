import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Study } from "../experiments/jobs.ts";
import type { ModuleText } from "./extensions.ts";
import { ipcEndpoint } from "./ipc.ts";
import { finish } from "./job.ts";
import { connect, type Link } from "./link.ts";
import type { JobOutcome, JobRequest, JobService } from "./protocol.ts";

export interface PoolOptions {
  /** Child processes. */
  readonly workers: number;
  /** Longest time for one run in milliseconds. */
  readonly timeoutMs: number;
  /** The module that children run; the job service's own unless a test brings another. */
  readonly module?: URL;
  /** Modules of a user's own that every child loads. */
  readonly extensions?: readonly ModuleText[] | undefined;
}

/** Child processes that take a study's jobs as they become free. */
export interface Pool {
  /**
   * Asks `next` for a job whenever a child is free, until it has none, and hands every outcome to `settle`,
   * in the order of completion; states that a study records go to `keep` before that, numbered from 0 whenever a run
   * begins anew. As many jobs are in hand as there are children, and none waits elsewhere.
   * @param next is told which child asks, counted from 0: what runs share, a child keeps
   */
  drain(
    next: (lane: number) => JobRequest | undefined,
    settle: (request: JobRequest, outcome: JobOutcome) => void,
    keep?: (request: JobRequest, part: number, states: Uint8Array) => void,
  ): Promise<void>;
  /** Takes the study that all following jobs belong to; children go on, with the burn-ins that they keep. */
  use(study: Study): void;
  /** Steps done of the runs in hand, as shares of a run, added up. */
  progress(): Promise<number>;
  /** Ends all children at once; what they had in hand is lost. */
  close(): void;
}

/** How often a run is tried when its child dies under it. */
const TRIES = 2;

/** A child that ran longer than allowed. */
class Timeout extends Error {}

interface Child {
  readonly process: ChildProcess;
  readonly link: Link<JobService>;
  /** What it takes jobs of. */
  study?: Study;
}

export function createPool(first: Study, options: PoolOptions): Pool {
  let study = first;
  const children = new Set<Child>();
  /** Children between two drains, by lane. */
  const resting: (Child | undefined)[] = [];
  let isClosed = false;

  const end = (child: Child): void => {
    children.delete(child);
    child.link.close();
    child.process.kill("SIGKILL");
  };

  const open = async (child: Child): Promise<void> => {
    if (child.study === study) return;
    await child.link.remote.open(study, options.extensions);
    child.study = study;
  };

  const hire = async (): Promise<Child> => {
    const child = start(options.module ?? childModule());
    children.add(child);
    try {
      await open(child);
    } catch (error) {
      end(child);
      throw error;
    }
    return child;
  };

  /** A child ready for jobs; a system that starts none is no fault of the job. */
  const ready = async (): Promise<Child> => {
    for (let tried = 1; ; tried++) {
      try {
        return await hire();
      } catch (error) {
        if (isClosed || tried >= TRIES)
          throw new Error(`no child process could be started: ${(error as Error).message}`, {
            cause: error,
          });
      }
    }
  };

  /** One job on one child; a dead child is replaced, and the job tried once more. */
  const perform = async (
    child: Child | undefined,
    request: JobRequest,
    keep: (part: number, states: Uint8Array) => void,
  ): Promise<{ child: Child | undefined; outcome: JobOutcome }> => {
    let message = "";
    for (let tried = 0; tried < TRIES; tried++) {
      child ??= await ready();
      let part = 0;
      try {
        await open(child);
        const course = finish(child.link.remote, request, (states) => keep(part++, states));
        return { child, outcome: await timed(course, options.timeoutMs) };
      } catch (error) {
        if (isClosed) throw error;
        end(child);
        child = undefined;
        message = (error as Error).message;
        if (error instanceof Timeout)
          return { child, outcome: { ok: false, reason: "timeout", message } };
      }
    }
    return { child, outcome: { ok: false, reason: "crashed", message } };
  };

  return {
    async drain(next, settle, keep) {
      const lane = async (_: unknown, at: number): Promise<void> => {
        let child = resting[at];
        resting[at] = undefined;
        for (let request = next(at); request !== undefined && !isClosed; request = next(at)) {
          const own = request;
          const result = await perform(child, own, (part, states) => keep?.(own, part, states));
          ({ child } = result);
          settle(own, result.outcome);
        }
        resting[at] = child;
      };
      const lanes = await Promise.allSettled(Array.from({ length: options.workers }, lane));
      if (isClosed) return;
      for (const outcome of lanes) if (outcome.status === "rejected") throw outcome.reason;
    },

    use(next) {
      study = next;
    },

    async progress() {
      const asked = [...children].map(({ link }) => link.remote.progress());
      const told = await Promise.allSettled(asked);
      return told.reduce((sum, outcome) => {
        if (outcome.status === "rejected" || outcome.value.steps === 0) return sum;
        return sum + outcome.value.done / outcome.value.steps;
      }, 0);
    },

    close() {
      isClosed = true;
      for (const child of [...children]) end(child);
    },
  };
}

/** The answer, or a rejection after so many milliseconds. */
async function timed<Answer>(answer: Promise<Answer>, limit: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Timeout(`no result within ${limit / 1000} s`)),
      Math.min(limit, 2 ** 31 - 1),
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The job service's module: as it was built, in whichever folder of the build this one is, or its source where this is source. */
function childModule(): URL {
  const isSource = import.meta.url.endsWith(".ts");
  return new URL(isSource ? "./child.ts" : "../workers/child.js", import.meta.url);
}

/**
 * Memory is collected by the child's own thread: threads beside it would take the core of another child, and cost more
 * processor time in all than they save this one.
 */
const ENGINE = ["--single-threaded-gc"];

function start(module: URL): Child {
  const process = fork(fileURLToPath(module), [], {
    serialization: "advanced",
    execArgv: [...ENGINE, ...(module.pathname.endsWith(".ts") ? ["--import", sourceLoader()] : [])],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const link = connect<JobService>(ipcEndpoint(process), (reject) => {
    process.on("error", ({ message }) => {
      if (process.pid === undefined) return reject(new Error(`child process: ${message}`));
      // a channel that broke: how the child ended says why, whichever is noticed first
      setTimeout(() => process.kill("SIGKILL"), BROKEN_MS).unref();
    });
    process.once("exit", (code, signal) => reject(new Error(deathOf(code, signal))));
  });
  return { process, link };
}

/** Longest wait in milliseconds for the end of a child whose channel broke. */
const BROKEN_MS = 5000;

/** How a child ended, in the same words whether the system tells a signal by name or, as shells do, by 128 and its number. */
function deathOf(code: number | null, signal: NodeJS.Signals | null): string {
  const number = (code ?? 0) - 128;
  const name = signal ?? Object.entries(constants.signals).find(([, of]) => of === number)?.[0];
  return name === undefined
    ? `child process ended with code ${code}`
    : `child process ended by ${name}`;
}

/** What lets Node run sources as they are; there only where the sources are. */
function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
}
