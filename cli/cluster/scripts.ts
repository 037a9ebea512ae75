import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { quoted } from "../shell.ts";
import type { Wishes } from "./submissions.ts";

/** What a script is about. */
export interface Errand {
  /** The experiment's name. */
  readonly name: string;
  /** The folder of the results, absolute. */
  readonly folder: string;
  readonly wishes: Wishes;
  /** The highest replicate that the tasks run; all where left out. */
  readonly upTo?: number;
}

/** Seconds before a time limit at which a task is told to end. */
const WARNING_SECONDS = 30;

/**
 * The job array: one task for each part of the runs that lacks any. The command takes the shell's place, so that the
 * queue's signal reaches it.
 */
export function arrayScript(
  { name, folder, wishes, upTo }: Errand,
  tasks: readonly number[],
): string {
  const { shards, workers, timeout } = wishes;
  return script(
    [
      `--job-name=ironcage-${name}`,
      `--array=${ranges(tasks)}`,
      ...resources(workers, wishes.timeLimit),
      `--signal=B:TERM@${WARNING_SECONDS}`,
      "--output=task-%a.log",
    ],
    [
      `batch ${quoted(folder)}`,
      `--shard "$SLURM_ARRAY_TASK_ID/${shards}"`,
      `--workers "\${SLURM_CPUS_PER_TASK:-${workers}}"`,
      `--timeout ${timeout} --no-tables`,
      ...(upTo === undefined ? [] : [`--up-to ${upTo}`]),
      ...wishes.with.map((path) => `--with ${quoted(path)}`),
    ],
  );
}

/** The job that comes after the array: it writes the tables, or hands in again what died and names what is missing. */
export function mergeScript({ name, folder, wishes }: Errand): string {
  return script(
    [`--job-name=ironcage-${name}-merge`, ...resources(1, wishes.timeLimit), "--output=merge.log"],
    [`merge ${quoted(folder)}`, wishes.csv ? "--resubmit --csv" : "--resubmit"],
  );
}

function script(options: readonly string[], command: readonly string[]): string {
  return [
    "#!/bin/sh",
    ...options.map((option) => `#SBATCH ${option}`),
    "#SBATCH --requeue",
    "#SBATCH --open-mode=append",
    `exec ${[ownCommand().map(quoted).join(" "), ...command].join(" \\\n  ")}`,
    "",
  ].join("\n");
}

const resources = (processors: number, timeLimit: string | null): readonly string[] => [
  "--nodes=1",
  "--ntasks=1",
  `--cpus-per-task=${processors}`,
  ...(timeLimit === null ? [] : [`--time=${timeLimit}`]),
];

/** What runs this very program: as it was built, in whichever folder of the build this is, or its sources where this is one. */
function ownCommand(): readonly string[] {
  const isSource = import.meta.url.endsWith(".ts");
  const main = fileURLToPath(new URL(isSource ? "../main.ts" : "../cli/main.js", import.meta.url));
  if (!isSource) return [process.execPath, main];
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return [process.execPath, "--import", loader, main];
}

/** Numbers in rising order as Slurm writes them: `1-4,7`. */
export function ranges(numbers: readonly number[]): string {
  const stretches: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const open = stretches.at(-1);
    if (open?.last === number - 1) open.last = number;
    else stretches.push({ first: number, last: number });
  }
  return stretches
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join(",");
}
