import { setTimeout as later } from "node:timers/promises";
import { EXIT, type ExitCode, StorageFailure } from "../failure.ts";
import { openProgress } from "../progress.ts";
import type { Manifest } from "../store/manifest.ts";
import { takeStock } from "../store/store.ts";
import { stateOf } from "./submit.ts";
import { queueOf } from "./slurm.ts";
import { jobsOf, readSubmissions } from "./submissions.ts";

/** Milliseconds between two looks at the queue, at first and at most. */
const SOON_MS = 500;
const LATE_MS = 10_000;

const SIGNALS = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
] as const;

/** Looks at the results, which are read whole, come no closer than this, in milliseconds. */
const STOCK_MS = 30_000;

/**
 * Waits until the queue holds no job of some folders any more, those that merge jobs hand in included.
 * @returns the code to exit with where somebody asked for the end; the jobs go on
 */
export async function waitForJobs(
  places: readonly { readonly folder: string; readonly manifest: Manifest }[],
): Promise<ExitCode | undefined> {
  const stop = new AbortController();
  let asked: ExitCode | undefined;
  const listeners = SIGNALS.map(([signal, code]) => {
    const hear = (): void => {
      asked = code;
      stop.abort();
    };
    process.on(signal, hear);
    return () => process.off(signal, hear);
  });
  const progress = openProgress("slurm");
  let counted = -Infinity;
  let done = 0;
  try {
    for (let pause = SOON_MS; asked === undefined; pause = Math.min(LATE_MS, 1.2 * pause)) {
      const queued = queueOf(places.flatMap(({ folder }) => jobsOf(readSubmissions(folder))));
      if (queued === undefined) throw new StorageFailure("squeue: no answer");
      if (queued.length === 0) return undefined;
      if (performance.now() - counted > STOCK_MS) {
        counted = performance.now();
        done = places.reduce(
          (sum, { folder, manifest }) => sum + takeStock(folder, manifest, false).done,
          0,
        );
      }
      progress.update(
        done,
        places.reduce((sum, { manifest }) => sum + manifest.runs, 0),
        stateOf(queued.filter(({ task }) => task !== undefined)),
      );
      await later(pause, undefined, { signal: stop.signal }).catch(() => {});
    }
    return asked;
  } finally {
    for (const forget of listeners) forget();
    progress.end();
  }
}
