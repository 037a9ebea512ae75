import { join } from "node:path";
import { pointAt, slotAt } from "../../experiments/design.ts";
import { createPool } from "../../workers/pool.ts";
import type { JobOutcome, JobRequest } from "../../workers/protocol.ts";
import { EXIT, type ExitCode, Failure } from "../failure.ts";
import { takeLock } from "../store/lock.ts";
import type { Manifest } from "../store/manifest.ts";
import { openShard } from "../store/shard.ts";
import { type Holdings, idOf, shardsOf } from "../store/store.ts";
import { openProgress } from "../progress.ts";
import { orderOf } from "./order.ts";
import { listenForEnd } from "./signals.ts";

/** This process's part of a batch: runs whose index leaves `part − 1` when divided by `of`. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

export interface DriveOptions {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly part: Part;
  readonly workers: number;
  readonly timeoutMs: number;
  /** Holdings of the folder, taken under this part's lock. */
  takeStock(): Holdings;
}

/** How a drive ended. */
export interface Driven {
  readonly ran: number;
  readonly failed: readonly {
    readonly run: number;
    readonly reason: string;
    readonly message: string;
  }[];
  readonly interrupted?: ExitCode;
}

/** Longest wait for runs in hand after an interrupt, in milliseconds. */
const GRACE_MS = 5000;
const POLL_MS = 1000;

/** Runs what this part of the batch lacks, and appends every outcome to its shard. */
export async function drive(options: DriveOptions): Promise<Driven> {
  const { folder, manifest, part } = options;
  const name = `${String(part.part)}-of-${String(part.of)}`;
  const path = join(shardsOf(folder), `${name}.log`);
  const release = takeLock(join(shardsOf(folder), `${name}.lock`), 0);
  try {
    const holdings = options.takeStock();
    const shard = openShard(path);
    const lacking = lackingRuns(manifest, holdings, part);
    const pool = createPool(manifest.study, {
      workers: Math.max(1, Math.min(options.workers, lacking.length)),
      timeoutMs: options.timeoutMs,
    });
    const failed: { run: number; reason: string; message: string }[] = [];
    const progress = openProgress("batch");
    const order = orderOf(manifest.study.design, lacking);
    let ran = 0;
    let trouble: unknown;
    const end = listenForEnd(GRACE_MS, () => pool.close());

    const next = (lane: number): JobRequest | undefined => {
      if (end.code !== undefined || trouble !== undefined) return undefined;
      const run = order.next(lane);
      if (run === undefined) return undefined;
      const slot = slotAt(manifest.study.design, run, manifest.study.seed);
      return { slot, point: pointAt(manifest.study.design, slot.point) };
    };
    const settle = ({ slot: { run } }: JobRequest, outcome: JobOutcome): void => {
      if (trouble !== undefined) return;
      try {
        shard.append(recordOf(idOf(manifest, run), run, outcome));
        ran++;
        if (!outcome.ok) failed.push({ run, reason: outcome.reason, message: outcome.message });
      } catch (error) {
        trouble = error;
        pool.close();
      }
    };
    const watch = setInterval(() => {
      try {
        shard.commit();
      } catch (error) {
        trouble ??= error;
        pool.close();
      }
      void pool
        .progress()
        .then((inHand) =>
          progress.update(ran + inHand, lacking.length, `${ran} of ${lacking.length} runs`),
        );
    }, POLL_MS);
    try {
      if (lacking.length > 0) await pool.drain(next, settle);
    } catch (error) {
      trouble ??= new Failure(EXIT.runsFailed, (error as Error).message);
    } finally {
      clearInterval(watch);
      end.stop();
      pool.close();
      progress.end();
    }
    if (trouble !== undefined) throw trouble as Failure;
    shard.close();
    return { ran, failed, ...(end.code === undefined ? {} : { interrupted: end.code }) };
  } finally {
    release();
  }
}

function lackingRuns({ runs }: Manifest, holdings: Holdings, { part, of }: Part): Int32Array {
  const lacking: number[] = [];
  for (let run = part - 1; run < runs; run += of) if (!holdings.has(run)) lacking.push(run);
  return Int32Array.from(lacking);
}

function recordOf(id: string, run: number, outcome: JobOutcome) {
  return outcome.ok
    ? { head: { id, run, ok: true as const, digest: outcome.digest }, values: outcome.values }
    : {
        head: { id, run, ok: false as const, reason: outcome.reason, message: outcome.message },
        values: new Float64Array(),
      };
}
