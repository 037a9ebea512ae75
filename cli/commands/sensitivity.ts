import { join } from "node:path";
import { outcomesAsked } from "../../experiments/files/outcomes.ts";
import { attempt } from "../../experiments/files/scenario.ts";
import { accepted, EXIT, Failure } from "../failure.ts";
import { wholeFlag } from "../flags.ts";
import { toStdout } from "../output.ts";
import { analyse } from "../sensitivity/analysis.ts";
import { sensitivityTable } from "../sensitivity/table.ts";
import { quoted } from "../shell.ts";
import { replaceFile } from "../store/files.ts";
import { readManifest } from "../store/manifest.ts";
import { takeStock } from "../store/store.ts";
import { counted } from "../counted.ts";

export interface SensitivityFlags {
  readonly outcome: readonly string[];
  readonly resamples: string;
  readonly json?: boolean;
}

/** Name of the file that the command writes into the batch's folder. */
const FILE = "sensitivity.json";

/** `ironcage sensitivity DIR`: how much each outcome of a complete batch depends on each factor. */
export function sensitivityCommand(folder: string, flags: SensitivityFlags): void {
  const resamples = wholeFlag("--resamples", flags.resamples, 0, 100_000) ?? 0;
  const manifest = readManifest(folder);
  const { outcomes } = accepted(
    attempt(() => ({
      ok: true as const,
      outcomes: outcomesAsked(flags.outcome, manifest.study, "--outcome"),
    })),
  );
  const holdings = takeStock(folder, manifest, false);
  if (holdings.done < manifest.runs)
    throw new Failure(
      EXIT.runsFailed,
      `${folder}: ${holdings.done} of ${counted(manifest.runs, "run")} done; first: ironcage batch ${quoted(folder)}`,
    );
  const report = analyse(manifest, holdings, outcomes, resamples);
  replaceFile(join(folder, FILE), `${JSON.stringify(report, null, 2)}\n`);
  if (flags.json === true) toStdout(`${JSON.stringify(report)}\n`);
  else toStdout(`${sensitivityTable(report)}\n${join(folder, FILE)} has all numbers\n`);
}
