/**
 * One batch from nothing, its tables included, and what it took; bench/store.ts has several in turn. As a program, in a
 * process of its own that may be kept to one core:
 *   tsx bench/store-batch.ts FOLDER WORKERS RUNS      runs of 300 associations over 40 quarters, told as JSON
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drive } from "../cli/batch/driver.ts";
import { makeManifest, writeManifest } from "../cli/store/manifest.ts";
import { makeFolders, takeStock } from "../cli/store/store.ts";
import { writeTables } from "../cli/store/tables.ts";
import { runCount } from "../experiments/design.ts";
import type { Study } from "../experiments/jobs.ts";
import { scenarioSchema } from "../sim/index.ts";

/** What a batch took, in seconds: by the clock until the last run was stored, and for its tables; of processors. */
export interface Took {
  readonly seconds: number;
  readonly tables: number;
  /** Of the storing process, tables included. */
  readonly own: number;
  readonly children: number;
  /** Share of all cores that everything else on the machine had meanwhile; NaN where the system does not tell. */
  readonly others: number;
}

export function studyOf(associations: number, steps: number, replicates: number): Study {
  return {
    scenario: scenarioSchema.parse({ population: { associations } }),
    design: {
      kind: "grid",
      factors: [{ path: "mechanisms.mimetic.rate", levels: [0, 0.01] }],
      replicates,
    },
    seed: "bench",
    steps,
    every: 1,
    ...(associations < 10 ? { measures: ["dispersion.practice", "associations"] } : {}),
  };
}

/** Seconds that work takes. */
export async function timed<Outcome>(
  work: () => Outcome | Promise<Outcome>,
): Promise<[number, Outcome]> {
  const begun = performance.now();
  const outcome = await work();
  return [(performance.now() - begun) / 1000, outcome];
}

/** Ticks of a second in /proc. */
const TICKS = 100;

/** Fields of a file of /proc; none where the system has no such file. */
function fieldsOf(path: string, from: string): readonly number[] {
  try {
    const text = readFileSync(path, "utf8");
    const line = text.slice(text.indexOf(from) + from.length).split("\n")[0] ?? "";
    return line.trim().split(/\s+/).map(Number);
  } catch {
    return [];
  }
}

/** Seconds of processors that children which ended have taken. */
function secondsOfChildren(): number {
  const fields = fieldsOf("/proc/self/stat", ") ");
  return ((fields[13] ?? 0) + (fields[14] ?? 0)) / TICKS;
}

function secondsOwn(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds that all processors have worked, and that they have had, since the machine began. */
function secondsOfMachine(): { readonly busy: number; readonly all: number } {
  const [user = NaN, nice = 0, system = 0, idle = 0, wait = 0, ...rest] = fieldsOf(
    "/proc/stat",
    "cpu ",
  );
  const busy = user + nice + system + (rest[0] ?? 0) + (rest[1] ?? 0) + (rest[2] ?? 0);
  return { busy: busy / TICKS, all: (busy + idle + wait) / TICKS };
}

/**
 * Drives a study from nothing.
 * @param during is called five times a second meanwhile
 */
export async function batch(
  folder: string,
  study: Study,
  workers: number,
  module: URL,
  during = (): void => {},
) {
  const manifest = makeManifest("bench", study, runCount(study.design));
  makeFolders(folder);
  writeManifest(folder, manifest);
  const watch = setInterval(during, 200);
  const before = { own: secondsOwn(), children: secondsOfChildren(), machine: secondsOfMachine() };
  const [seconds] = await timed(() =>
    drive({
      ...{ folder, manifest, workers, module, part: { part: 1, of: 1 }, timeoutMs: 3_600_000 },
      takeStock: () => takeStock(folder, manifest, true),
    }),
  );
  clearInterval(watch);
  const [tables] = await timed(() =>
    writeTables(folder, manifest, takeStock(folder, manifest, false), false),
  );
  const own = secondsOwn() - before.own;
  const machine = secondsOfMachine();
  await new Promise((resolve) => setTimeout(resolve, 500)); // until the system has counted the children
  const children = secondsOfChildren() - before.children;
  const others =
    (machine.busy - before.machine.busy - own - children) / (machine.all - before.machine.all);
  return { folder, manifest, seconds, tables, own, children, others };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "", workers = "1", runs = "2"] = process.argv.slice(2);
  const module = new URL("../dist/workers/child.js", import.meta.url);
  const done = await batch(folder, studyOf(300, 40, Number(runs) / 2), Number(workers), module);
  const { seconds, tables, own, children, others } = done;
  console.log(JSON.stringify({ seconds, tables, own, children, others } satisfies Took));
}
