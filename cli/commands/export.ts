import { existsSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { requireOut } from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";
import { claimFolder } from "../run-folder.ts";
import { quoted } from "../shell.ts";
import { writeBehaviorSpace } from "../store/behaviorspace.ts";
import { type Manifest, readManifest } from "../store/manifest.ts";
import { keptSteps } from "../../experiments/jobs.ts";
import { openSeriesCsv } from "../store/series-table.ts";
import { openStatesCsv } from "../store/states-table.ts";
import { type Holdings, takeStock } from "../store/store.ts";
import { newTable, openCsv } from "../store/table-files.ts";
import { columnsOf, fill } from "../store/tables.ts";
import { counted } from "../counted.ts";

export interface ExportFlags {
  readonly format: "csv" | "behaviorspace";
  readonly out: string;
  readonly json?: boolean;
}

/** `ironcage export DIR`: a complete batch's results in another layout, in a new place. */
export function exportCommand(folder: string, flags: ExportFlags): void {
  requireOut(flags.out);
  const manifest = readManifest(folder);
  const holdings = takeStock(folder, manifest, false);
  if (holdings.done < manifest.runs)
    throw new Failure(
      EXIT.runsFailed,
      `${folder}: ${holdings.done} of ${counted(manifest.runs, "run")} done; first: ironcage batch ${quoted(folder)}`,
    );
  const written =
    flags.format === "csv"
      ? exportCsv(flags.out, manifest, holdings)
      : exportBehaviorSpace(flags.out, manifest, holdings);
  if (holdings.failed > 0)
    toStderr(`${counted(holdings.failed, "failed run has", "failed runs have")} no series\n`);
  if (flags.json === true) toStdout(`${JSON.stringify({ folder, written })}\n`);
  else toStdout(`${written.join("\n")}\n`);
}

function exportBehaviorSpace(path: string, manifest: Manifest, holdings: Holdings): string[] {
  if (existsSync(path)) throw new StorageFailure(`--out ${path}: is there already; name another`);
  writeBehaviorSpace(path, manifest, holdings);
  return [path];
}

function exportCsv(folder: string, manifest: Manifest, holdings: Holdings): string[] {
  claimFolder(folder);
  const { runs, states } = columnsOf(manifest);
  const pathOf = (name: string): string => join(folder, `${name}.csv`);
  const tables = {
    runs: [newTable(pathOf("runs"), openCsv(runs.map(({ name }) => name)))],
    series: [
      newTable(pathOf("series"), openSeriesCsv(manifest.measures, keptSteps(manifest.study))),
    ],
    states: states === undefined ? [] : [newTable(pathOf("states"), openStatesCsv(states))],
  };
  fill(manifest, holdings, tables);
  for (const table of [...tables.runs, ...tables.series, ...tables.states]) table.close();
  return ["runs", "series", ...(states === undefined ? [] : ["states"])].map(pathOf);
}
