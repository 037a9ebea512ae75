import { existsSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION, type Run, scenarioHash } from "../sim/index.ts";
import type { ExtensionFile } from "../experiments/extensions.ts";
import { commitOf } from "./commit.ts";
import { CRATE, crateText } from "./crate.ts";
import { extensionParts } from "./extensions.ts";
import { createFile } from "./store/files.ts";
import { fileSum } from "./store/table-files.ts";
import { counted } from "./counted.ts";

/** The tables of a run's folder, and what they hold. */
const TABLES: Readonly<Record<string, string>> = {
  "series.csv": "Every measure at every step",
  "prescriptions.csv": "What is prescribed, by step, region and sector",
  "negotiations.csv": "What was negotiated",
  "events.jsonl": "Calls, deals, mergers and reforms with their causes, one JSON object a line",
  "associations.csv": "Every association that ever was: where it began, how it ended",
  "groupings.csv": "Every grouping there ever was",
  "states.parquet": "The state of every living association at every step",
};

/** Writes the RO-Crate metadata of a run's folder, once everything else is in it. */
export function writeRunCrate(
  folder: string,
  run: Run,
  treatment: {
    readonly off: readonly string[];
    readonly set: readonly string[];
    readonly files?: readonly ExtensionFile[] | undefined;
    readonly licence?: string | undefined;
  },
): void {
  const { scenario } = run.plan.spans[0];
  const { seed, steps } = run.plan;
  const text = crateText({
    name: `One run of ${scenario.name}`,
    description: `One seeded run of the scenario ${scenario.name}, ${counted(steps, "quarter")}, digest ${run.digest()}.`,
    scenario,
    hash: scenarioHash(run.plan),
    model: MODEL_VERSION,
    commit: commitOf(),
    licence: treatment.licence,
    parameters: {
      seed,
      steps,
      ...(treatment.set.length > 0 ? { set: treatment.set.join(" ") } : {}),
      ...(treatment.off.length > 0 ? { off: treatment.off.join(" ") } : {}),
    },
    measures: run.measures,
    results: Object.entries(TABLES).flatMap(([name, description]) => {
      const path = join(folder, name);
      return existsSync(path) ? [{ name, description, sha256: fileSum(path) ?? "" }] : [];
    }),
    given: [
      {
        name: "manifest.json",
        description: "Scenario in full, versions and machine, digest, totals",
      },
      ...extensionParts(treatment.files),
    ],
  });
  createFile(join(folder, CRATE), text);
}
