import {
  branchRun,
  pastOf,
  type Run,
  type RunOptions,
  type RunPlan,
  type Snapshot,
  startRun,
} from "../sim/index.ts";

/** Ends of burn-ins, kept for the runs that share them: treatments act from step 1 on, so all points of one seed do. */
export interface BurnIns {
  /** The run of a plan at step 0; the same to the last bit whether its burn-in was kept or lived through anew. */
  start(plan: RunPlan, asked?: Pick<RunOptions, "gauges" | "extensions">): Run;
  /** Bytes that are kept at present. */
  readonly bytes: number;
}

/** Most bytes that a process keeps of burn-ins. */
const MOST_BYTES = 128 << 20;

interface Kept {
  readonly snapshot: Snapshot;
  readonly bytes: number;
}

/** Keeps burn-ins up to so many bytes; the one that was not asked for the longest goes first. */
export function openBurnIns(mostBytes = MOST_BYTES): BurnIns {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const keep = (past: string, run: Run): void => {
    if (roughBytes(run) > mostBytes) return; // not even copied
    const snapshot = run.snapshot();
    const own = bytesWithin(snapshot) + 2 * past.length;
    if (own > mostBytes) return;
    kept.set(past, { snapshot, bytes: own });
    bytes += own;
    for (const [oldest, { bytes: freed }] of kept) {
      if (bytes <= mostBytes) break;
      kept.delete(oldest);
      bytes -= freed;
    }
  };

  return {
    start(plan, asked = {}) {
      const options = { events: false, ...asked };
      if (plan.spans[0].scenario.run.burnIn === 0) return startRun(plan, options);
      const past = pastOf(plan, 0);
      const known = kept.get(past);
      if (known === undefined) {
        const run = startRun(plan, options);
        keep(past, run);
        return run;
      }
      kept.delete(past);
      kept.set(past, known); // the youngest again
      return branchRun(known.snapshot, plan, options);
    },
    get bytes() {
      return bytes;
    },
  };
}

/** What a copy of the field takes at least: practice, display, project and three more vectors of each slot. */
const roughBytes = ({ field }: Run): number => 6 * 8 * field.practice.length;

/** Bytes of all typed arrays within a value. */
function bytesWithin(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesWithin(part), 0);
}
