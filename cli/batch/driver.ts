import { join } from "node:path";
import { pointAt, slotAt } from "../../experiments/design.ts";
import type { ModuleText } from "../../workers/extensions.ts";
import { createPool, type Pool } from "../../workers/pool.ts";
import type { JobOutcome, JobRequest } from "../../workers/protocol.ts";
import { EXIT, type ExitCode, Failure } from "../failure.ts";
import { openProgress, type Progress } from "../progress.ts";
import { takeLock } from "../store/lock.ts";
import { type Manifest, openingOf } from "../store/manifest.ts";
import type { RunRecord } from "../store/record.ts";
import { openShard, type ShardWriter } from "../store/shard.ts";
import { type Holdings, idOf, shardsOf } from "../store/store.ts";
import { orderOf } from "./order.ts";
import type { Earlier } from "./reuse.ts";
import { listenForEnd } from "./signals.ts";
import { counted } from "../counted.ts";

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
  /** What children run; the job service's own unless a test brings another. */
  readonly module?: URL;
  /** Modules of a user's own that children load. */
  readonly extensions?: readonly ModuleText[] | undefined;
  /** Where runs of an earlier batch are taken from, if anywhere. */
  readonly earlier?: Earlier | undefined;
  /** Whether nothing is run, and only copied from there. */
  readonly isCopyingOnly?: boolean;
  /** Whether runs that failed before are tried again. */
  readonly isRetrying?: boolean;
  /** The highest replicate to run; all where left out. */
  readonly upTo?: number;
  /** Children of a larger whole, which it closes itself; children of its own where left out. */
  readonly pool?: Pool;
  /** Progress of a larger whole that this is part of; one of its own where left out. */
  readonly progress?: Progress;
  /** Holdings of the folder, taken under this part's lock. */
  takeStock(): Holdings;
}

/** How a drive ended. */
export interface Driven {
  readonly ran: number;
  /** Runs copied from an earlier batch. */
  readonly reused: number;
  /** Runs of these that failed, and the first few of them. */
  readonly failures: number;
  readonly failed: readonly Failed[];
  readonly interrupted?: ExitCode;
  /** All that the folder holds, where it was complete from the start. */
  readonly holdings?: Holdings;
}

interface Failed {
  readonly run: number;
  readonly reason: string;
  readonly message: string;
}

/** Failed runs that are told one by one. */
const MOST_TOLD = 20;
/** Longest wait for runs in hand after an interrupt, in milliseconds. */
const GRACE_MS = 5000;
const POLL_MS = 1000;

/** Runs what this part of the batch lacks, and appends every outcome to its shard. */
export async function drive(options: DriveOptions): Promise<Driven> {
  const { folder, manifest, part } = options;
  const name = `${part.part}-of-${part.of}`;
  const release = takeLock(join(shardsOf(folder), `${name}.lock`), 0);
  try {
    const holdings = options.takeStock();
    const opening = openingOf(manifest, part.part);
    const shard = openShard(join(shardsOf(folder), `${name}.log`), opening);
    const wanted = lackingRuns(options, holdings);
    const lacking = withoutEarlier(manifest, wanted, shard, options.earlier);
    const toRun = options.isCopyingOnly === true ? lacking.subarray(0, 0) : lacking;
    const driven = await runAll(options, toRun, shard);
    await shard.settled();
    shard.close();
    // what was there at the start is all there is, where nothing was added and no one else is at work
    const isAll = wanted.length === 0 && holdings.done === manifest.runs;
    return {
      ...driven,
      reused: wanted.length - lacking.length,
      ...(isAll ? { holdings } : {}),
    };
  } finally {
    release();
  }
}

/** Runs all of these on a pool of child processes. */
async function runAll(
  options: DriveOptions,
  lacking: Int32Array,
  shard: ShardWriter,
): Promise<Omit<Driven, "reused" | "holdings">> {
  const { manifest, timeoutMs, module, progress = openProgress("batch") } = options;
  const { study } = manifest;
  const pool =
    options.pool ??
    createPool(study, {
      workers: Math.max(1, Math.min(options.workers, lacking.length)),
      timeoutMs,
      extensions: options.extensions,
      ...(module === undefined ? {} : { module }),
    });
  pool.use(study);
  const failed: Failed[] = [];
  const order = orderOf(study.design, lacking);
  let ran = 0;
  let failures = 0;
  let trouble: unknown;
  const end = listenForEnd(GRACE_MS, () => pool.close());

  /** Work on the shard, whose first trouble ends everything. */
  const storing = (work: () => void): void => {
    if (trouble !== undefined) return;
    try {
      work();
    } catch (error) {
      trouble = error;
      pool.close();
    }
  };
  const next = (lane: number): JobRequest | undefined => {
    if (end.code !== undefined || trouble !== undefined) return undefined;
    const run = order.next(lane);
    if (run === undefined) return undefined;
    const slot = slotAt(study.design, run, study.seed);
    return { slot, point: pointAt(study.design, slot.point) };
  };
  const settle = ({ slot: { run } }: JobRequest, outcome: JobOutcome): void =>
    storing(() => {
      shard.append(recordOf(idOf(manifest, run), run, outcome));
      ran++;
      if (outcome.ok) return;
      failures++;
      const { reason, message } = outcome;
      if (failed.length < MOST_TOLD) failed.push({ run, reason, message });
    });
  const keep = ({ slot: { run } }: JobRequest, part: number, states: Uint8Array): void =>
    storing(() => shard.appendStates({ id: idOf(manifest, run), run, part }, states));
  const watch = setInterval(() => {
    shard.commitSoon().catch((error: unknown) =>
      storing(() => {
        throw error;
      }),
    );
    void pool
      .progress()
      .then((inHand) =>
        progress.update(
          ran + inHand,
          lacking.length,
          `${ran} of ${counted(lacking.length, "run")}`,
        ),
      );
  }, POLL_MS);
  try {
    if (lacking.length > 0) await pool.drain(next, settle, keep);
  } catch (error) {
    trouble ??= new Failure(EXIT.runsFailed, (error as Error).message);
  } finally {
    clearInterval(watch);
    end.stop();
    if (options.pool === undefined) pool.close();
    progress.end();
  }
  if (trouble !== undefined) throw trouble as Failure;
  return { ran, failures, failed, ...(end.code === undefined ? {} : { interrupted: end.code }) };
}

function lackingRuns(
  { manifest, part: { part, of }, isRetrying, upTo }: DriveOptions,
  holdings: Holdings,
): Int32Array {
  const { runs, study } = manifest;
  const { replicates } = study.design;
  const lacking: number[] = [];
  for (let run = part - 1; run < runs; run += of) {
    if (upTo !== undefined && (run % replicates) + 1 > upTo) continue;
    if (!holdings.has(run) || (isRetrying === true && holdings.hasFailed(run))) lacking.push(run);
  }
  return Int32Array.from(lacking);
}

/** What is left to run once everything that an earlier batch has was copied. */
function withoutEarlier(
  manifest: Manifest,
  runs: Int32Array,
  shard: ShardWriter,
  earlier: Earlier | undefined,
): Int32Array {
  if (earlier === undefined) return runs;
  const left = runs.filter((run) => !earlier.copy(idOf(manifest, run), run, shard));
  shard.commit();
  return left;
}

function recordOf(id: string, run: number, outcome: JobOutcome): RunRecord {
  return outcome.ok
    ? {
        head: {
          ...{ id, run, ok: true as const, digest: outcome.digest },
          ...(outcome.parts > 0 ? { parts: outcome.parts } : {}),
        },
        values: outcome.values,
      }
    : {
        head: { id, run, ok: false as const, reason: outcome.reason, message: outcome.message },
        values: new Float64Array(),
      };
}
