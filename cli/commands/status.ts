import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { clusterReport, clusterWords } from "../cluster/status.ts";
import { toStdout } from "../output.ts";
import { duration } from "../progress.ts";
import { isAlive, readLock } from "../store/lock.ts";
import { readManifest } from "../store/manifest.ts";
import { scanShard } from "../store/shard.ts";
import { shardsOf, takeStock } from "../store/store.ts";
import { isTestFolder } from "../test/registration.ts";
import { testStatus } from "../test/status.ts";
import { runsWanted } from "../test/stop.ts";

/** `ironcage status DIR`: done, failed, left, time left; of all tests where there are tests in the folder. */
export function statusCommand(folder: string, flags: { readonly json?: boolean }): void {
  if (isTestFolder(folder)) return testStatus(folder, speedOf, flags.json === true);
  const manifest = readManifest(folder);
  const holdings = takeStock(folder, manifest, false);
  const runs = runsWanted(folder, manifest);
  const left = Math.max(0, runs - holdings.done);
  const cluster = clusterReport(folder, manifest, holdings);
  const speed = speedOf(folder);
  const report = {
    runs,
    done: holdings.done,
    failed: holdings.failed,
    left,
    damaged: holdings.damaged,
    writers: speed.writers,
    secondsLeft: left === 0 ? 0 : speed.perSecond > 0 ? left / speed.perSecond : null,
    ...(cluster === undefined ? {} : { slurm: cluster }),
  };
  if (flags.json === true) return toStdout(`${JSON.stringify(report)}\n`);
  const time =
    report.secondsLeft === null
      ? speed.writers === 0
        ? cluster?.jobs?.some(({ waiting }) => waiting > 0)
          ? "waiting in the queue"
          : "nobody works on it"
        : "not known yet"
      : duration(report.secondsLeft);
  toStdout(
    [
      `done       ${report.done} of ${report.runs}`,
      `failed     ${report.failed}`,
      `left       ${report.left}`,
      `time left  ${time}`,
      ...(report.damaged > 0
        ? [`damaged    ${report.damaged} stretches; their runs run again on resume`]
        : []),
      ...(cluster === undefined ? [] : clusterWords(cluster)),
      "",
    ].join("\n"),
  );
}

/** Live writers, and the runs that they finish in a second together. */
function speedOf(folder: string): { readonly writers: number; readonly perSecond: number } {
  let writers = 0;
  let perSecond = 0;
  for (const name of readdirSync(shardsOf(folder))) {
    if (!name.endsWith(".lock")) continue;
    const holder = readLock(join(shardsOf(folder), name));
    if (holder === undefined || !isAlive(holder)) continue;
    writers++;
    const path = join(shardsOf(folder), name.replace(/\.lock$/, ".log"));
    try {
      let records = 0;
      scanShard(path, () => records++);
      const seconds = (statSync(path).mtimeMs - holder.since) / 1000;
      if (seconds > 0) perSecond += Math.max(0, records - holder.had) / seconds;
    } catch {
      // the writer has not begun
    }
  }
  return { writers, perSecond };
}
