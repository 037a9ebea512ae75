import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../store/files.ts";
import type { Manifest } from "../store/manifest.ts";

/** Name of the file that says after how many replicates a stopping rule ended the runs. */
const STOP = "stopped.json";

/** Notes that a stopping rule was met; nothing where all replicates were run. */
export function writeStop(folder: string, { study }: Manifest, replicates: number): void {
  const path = join(folder, STOP);
  if (replicates < study.design.replicates)
    replaceFile(path, `${JSON.stringify({ replicates })}\n`);
  else rmSync(path, { force: true });
}

/** Runs that a folder is to have: those of its design, or fewer where a stopping rule was met. */
export function runsWanted(folder: string, { runs, study }: Manifest): number {
  try {
    const { replicates } = JSON.parse(readFileSync(join(folder, STOP), "utf8")) as {
      readonly replicates: number;
    };
    return (runs / study.design.replicates) * replicates;
  } catch {
    return runs;
  }
}
