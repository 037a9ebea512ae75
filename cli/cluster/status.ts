import type { Manifest } from "../store/manifest.ts";
import type { Holdings } from "../store/store.ts";
import { type Queued, queueOf } from "./slurm.ts";
import { stateOf } from "./submit.ts";
import { jobsOf, readSubmissions } from "./submissions.ts";
import { type PartTally, tallyParts } from "./tally.ts";
import { counted } from "../counted.ts";

/** One job that the queue still holds. */
interface JobReport {
  readonly id: string;
  /** `3 running, 1 pending`; of the job that merges its state alone. */
  readonly state: string;
  /** Tasks that have not begun. */
  readonly waiting: number;
  readonly reason: string;
}

/** How a batch on a cluster stands. */
export interface ClusterReport {
  /** Undefined where the queue cannot be asked. */
  readonly jobs: readonly JobReport[] | undefined;
  /** Parts, each with the state of its task: null where the queue holds none, or cannot be asked. */
  readonly shards: readonly (PartTally & { readonly state: string | null })[];
}

/** Parts that are listed one by one. */
const MOST_LINES = 40;

/** The queue's and the shards' state; undefined where the folder was never handed to a cluster. */
export function clusterReport(
  folder: string,
  manifest: Manifest,
  holdings: Holdings,
): ClusterReport | undefined {
  const submissions = readSubmissions(folder);
  const last = submissions.at(-1);
  if (last === undefined) return undefined;
  const queued = queueOf(jobsOf(submissions));
  const shards = tallyParts(manifest, holdings, last.shards).map((tally) => {
    const task = queued?.find((each) => each.job === last.array && each.task === tally.part);
    return { ...tally, state: task?.state.toLowerCase() ?? null };
  });
  return { jobs: queued && jobReports(queued), shards };
}

function jobReports(queued: readonly Queued[]): readonly JobReport[] {
  return [...new Set(queued.map(({ job }) => job))].map((id) => {
    const own = queued.filter(({ job }) => job === id);
    const waiting = own.filter(({ state }) => state === "PENDING");
    const reason = waiting[0]?.reason ?? "None";
    return { id, state: stateOf(own), waiting: waiting.length, reason };
  });
}

/** The report in lines. */
export function clusterWords({ jobs, shards }: ClusterReport): readonly string[] {
  const open = shards.filter(({ left, state }) => left > 0 || state !== null);
  const lines = open.slice(0, MOST_LINES).map(({ part, runs, done, left, state }) => {
    const task = state ?? (left === 0 ? "over" : "not queued");
    return `shard ${`${part}/${shards.length}`.padEnd(11)} ${done} of ${runs} done, ${left} left, ${jobs === undefined ? "queue unknown" : task}`;
  });
  return [
    ...(jobs ?? []).map(({ id, state, reason }) => {
      const why = reason === "None" ? "" : ` (${reason})`;
      return `job ${id.padEnd(13)} ${state}${why}`;
    }),
    ...lines,
    ...(open.length > lines.length
      ? [`… ${counted(open.length - lines.length, "more shard")}`]
      : []),
  ];
}
