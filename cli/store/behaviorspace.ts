import { keptSteps } from "../../experiments/jobs.ts";
import { type Cell, harmlessText } from "../csv.ts";
import { VERSION } from "../version.ts";
import type { Manifest } from "./manifest.ts";
import type { Holdings } from "./store.ts";
import { rowsOfSeries } from "./series-table.ts";
import { newTable, openCsv } from "./table-files.ts";
import { rowOfRun } from "./tables.ts";

/** Columns of the table of runs before those of the factors. */
const BEFORE_FACTORS = 7;

/**
 * Writes a batch as NetLogo's BehaviorSpace writes its table output, version 2.0: six lines of heading, then a row per
 * run and kept step: `[run number]` from 1, the factors, `[step]`, the measures; every cell in quotation marks. Where
 * NetLogo gives the time of the experiment there is the date at which the simulation starts, since results depend on no
 * clock, and where it gives the size of its world there are zeros. Failed runs have no rows.
 */
export function writeBehaviorSpace(path: string, manifest: Manifest, holdings: Holdings): void {
  const { study, measures } = manifest;
  const factors = study.design.factors.map((factor) => factor.path);
  const names = ["[run number]", ...factors, "[step]", ...measures.map(({ name }) => name)];
  const table = newTable(path, (descriptor, place) => {
    const heading = openCsv(
      [`BehaviorSpace results (NetLogo 6.4.0 layout, Ironcage ${VERSION})`, "Table version 2.0"],
      quotedLine,
    )(descriptor, place);
    heading.add([study.scenario.name]);
    heading.add([manifest.experiment]);
    heading.add([startOf(study.scenario.run.start)]);
    heading.add(["min-pxcor", "max-pxcor", "min-pycor", "max-pycor"]);
    heading.add([0, 0, 0, 0]);
    heading.add(names);
    return heading;
  });
  const steps = keptSteps(study);
  for (const record of holdings.records()) {
    if (!record.head.ok) continue;
    const levels = rowOfRun(manifest, record).slice(BEFORE_FACTORS);
    for (const [run, step, ...values] of rowsOfSeries(record, steps))
      table.add([Number(run) + 1, ...levels, step ?? null, ...values]);
  }
  table.close();
}

/** A date as NetLogo writes it. */
function startOf(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${month}/${day}/${year} 00:00:00:000 +0000`;
}

/** One line with every cell in quotation marks; texts are made harmless to spreadsheets, numbers stay as they are. */
const quotedLine = (cells: readonly Cell[]): string =>
  `${cells
    .map((cell) => {
      if (cell === null) return '""';
      const text = typeof cell === "string" ? harmlessText(cell) : String(cell);
      return `"${text.replaceAll('"', '""')}"`;
    })
    .join(",")}\n`;
