import { resolve } from "node:path";
import type { Problem } from "../../experiments/files/problem.ts";
import { shown } from "../../experiments/files/problem.ts";
import { badFlags, flagProblem, wholeFlag } from "../flags.ts";
import { splitWords } from "../shell.ts";

export interface ClusterFlags {
  readonly engine?: string;
  readonly shards?: string;
  readonly sbatch?: string;
  readonly timeLimit?: string;
  readonly wait?: boolean;
  readonly shard?: string;
}

/** What flags ask of the cluster, checked. */
export interface ClusterOptions {
  /** Undefined where it is left to the batch's size. */
  readonly shards: number | undefined;
  readonly sbatch: readonly string[];
  readonly timeLimit: string | null;
}

/** Most tasks of an array; a cluster may allow fewer. */
const MOST_SHARDS = 100_000;

/** Options of sbatch that the scripts set themselves, since the rest relies on them. */
const OWN: readonly string[] = [
  ...["--array", "-a", "--dependency", "-d", "--output", "-o", "--error", "-e", "--open-mode"],
  ...["--chdir", "-D", "--input", "-i", "--wrap", "--wait", "-W", "--parsable", "--signal"],
  ...["--test-only", "--requeue", "--no-requeue", "--help", "-h", "--usage", "--version", "-V"],
  ...["--clusters", "-M", "--ignore-pbs"],
];

/** Slurm's ways to write a time: minutes, m:s, h:m:s, d-h, d-h:m, d-h:m:s, or none. */
const TIME = /^(\d{1,6}(:\d{1,2}){0,2}|\d{1,4}-\d{1,2}(:\d{1,2}){0,2}|UNLIMITED|INFINITE)$/;

/** @throws {BadInput} where a flag is malformed, or given without `--engine slurm` */
export function clusterOptions(flags: ClusterFlags): ClusterOptions | undefined {
  if (flags.engine !== "slurm") {
    const stray = (["shards", "sbatch", "timeLimit", "wait"] as const).filter(
      (key) => flags[key] !== undefined,
    );
    if (stray.length === 0) return undefined;
    throw badFlags(
      stray.map((key) =>
        flagProblem(key === "timeLimit" ? "--time-limit" : `--${key}`, "E040", {
          got: "no cluster",
          allowed: "only with --engine slurm",
        }),
      ),
    );
  }
  if (flags.shard !== undefined)
    throw badFlags([
      flagProblem("--shard", "E040", {
        got: shown(flags.shard),
        allowed: "--shards N with --engine slurm, which does all of them",
      }),
    ]);
  const { timeLimit } = flags;
  if (timeLimit !== undefined && !TIME.test(timeLimit))
    throw badFlags([
      flagProblem("--time-limit", "E024", {
        got: shown(timeLimit),
        allowed: "minutes, hours:minutes:seconds or days-hours:minutes:seconds, as Slurm has them",
      }),
    ]);
  return {
    shards: wholeFlag("--shards", flags.shards, 1, MOST_SHARDS),
    sbatch: sbatchWords(flags.sbatch ?? ""),
    timeLimit: timeLimit ?? null,
  };
}

/** The words of `--sbatch`, none of which may undo what the scripts rely on. */
function sbatchWords(text: string): readonly string[] {
  const words = splitWords(text);
  const refuse = (got: string, allowed: string): Problem =>
    flagProblem("--sbatch", "E024", { got: shown(got), allowed });
  if (words === undefined) throw badFlags([refuse(text, "words with every quote closed")]);
  const problems = words.flatMap((word, index) => {
    if (word.includes("\0")) return [refuse(word, "text without NUL")];
    const before = words[index - 1];
    if (!word.startsWith("-") || word === "-") {
      const isValue = before?.startsWith("-") === true && !before.includes("=");
      return isValue ? [] : [refuse(word, "options of sbatch, each beginning with -")];
    }
    if (word === "--") return [refuse(word, "options of sbatch")];
    const name = word.startsWith("--") ? (word.split("=", 1)[0] ?? "") : word.slice(0, 2);
    const isOwn = OWN.some((own) => own === name || (own.startsWith("--") && short(own, name)));
    return isOwn ? [refuse(word, "what ironcage does not set itself (see docs/cluster.md)")] : [];
  });
  if (problems.length > 0) throw badFlags(problems);
  return words;
}

/** Whether a long option is written short, as sbatch lets people do: `--dep` for `--dependency`. */
const short = (own: string, name: string): boolean =>
  name.length >= 4 && name.startsWith("--") && own.startsWith(name);

/** The folder of the results as a whole path. @throws {BadInput} where Slurm could not write its logs there */
export function clusterPath(folder: string): string {
  const path = resolve(folder);
  if (!/[%\\\n\r]/.test(path)) return path;
  throw badFlags([
    flagProblem("--out", "E024", {
      got: shown(path),
      allowed: "a path without %, \\ and line breaks, which Slurm reads as marks",
    }),
  ]);
}
