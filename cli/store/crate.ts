import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CRATE, crateSums, crateText, type Part } from "../crate.ts";
import { extensionParts } from "../extensions.ts";
import { makeFolder, rename, replaceFile, storing } from "./files.ts";
import { type Manifest, MANIFEST } from "./manifest.ts";
import { fileSum } from "./table-files.ts";
import { counted } from "../counted.ts";

const MEANINGS: Readonly<Record<string, string>> = {
  "runs.parquet": "One row per run: its point, replicate, seed, status, digest and factors",
  "series.parquet": "One row per run and kept step: every kept measure",
  "states.parquet": "One row per run, kept step and living association: its state",
};

/** Most factors and levels of one that are told; the manifest has them all. */
const MOST_TOLD = 50;

/**
 * Writes a batch's RO-Crate metadata beside its tables. Metadata that tells the same tables stay, since people add to
 * them; others go to quarantine.
 */
export function writeCrate(
  folder: string,
  manifest: Manifest,
  sums: Readonly<Record<string, string>>,
): void {
  const path = join(folder, CRATE);
  const text = batchCrate(manifest, sums);
  const standing = existsSync(path) ? storing(path, () => readFileSync(path, "utf8")) : undefined;
  if (standing !== undefined) {
    const wanted = crateSums(text) ?? new Map<string, string>();
    const told = crateSums(standing);
    if (told !== undefined && [...wanted].every(([name, sum]) => told.get(name) === sum)) return;
    makeFolder(join(folder, "quarantine"));
    rename(path, join(folder, "quarantine", `${CRATE}.${(fileSum(path) ?? "").slice(0, 16)}`));
  }
  replaceFile(path, text);
}

function batchCrate(manifest: Manifest, sums: Readonly<Record<string, string>>): string {
  const { study, experiment, runs } = manifest;
  const { design, scenario } = study;
  return crateText({
    name: `${experiment}: ${counted(runs, "run")} of ${scenario.name}`,
    description: `Results of the experiment ${experiment}: ${counted(runs, "seeded run")} of the scenario ${scenario.name}, ${counted(study.steps, "quarter")} each.`,
    scenario,
    hash: manifest.hash,
    model: manifest.model,
    commit: manifest.commit,
    licence: study.licence,
    parameters: {
      seed: study.seed,
      steps: study.steps,
      every: study.every,
      design: design.kind,
      replicates: design.replicates,
      runs,
      ...Object.fromEntries(design.factors.slice(0, MOST_TOLD).map(factorEntry)),
    },
    measures: manifest.measures,
    results: Object.entries(sums).map(([name, sha256]): Part => ({
      name,
      description: MEANINGS[name.replace(/\.csv$/, ".parquet")] ?? "A table",
      sha256,
    })),
    given: [
      {
        name: MANIFEST,
        description:
          "The experiment in full: canonical scenario, design, versions; its last key is the SHA-256 of the rest",
      },
      ...extensionParts(study.extension?.files),
      { name: "checksums.json", description: "SHA-256 of the tables" },
      { name: "shards/", description: "The runs as they came, each with a checksum of its own" },
    ],
  });
}

/** A factor's levels, the first of many. */
function factorEntry(factor: Manifest["study"]["design"]["factors"][number]): [string, string] {
  const { path, ...values } = factor;
  const text = JSON.stringify("levels" in values ? values.levels : values);
  return [`factor-${path}`, text.length > 1000 ? `${text.slice(0, 1000)} …` : text];
}

/** Files of a folder whose checksums its metadata states. @returns undefined where it is cut or altered */
export function crateFiles(folder: string): ReturnType<typeof crateSums> {
  const path = join(folder, CRATE);
  if (!existsSync(path) || !statSync(path).isFile()) return new Map();
  return crateSums(readFileSync(path, "utf8"));
}

/** In which files a folder differs from its metadata. */
export function crateDifferences(folder: string): readonly string[] {
  const told = crateFiles(folder);
  if (told === undefined) return [`${CRATE}: cut or altered`];
  return [...told].flatMap(([name, sum]) =>
    fileSum(join(folder, name)) === sum ? [] : [`${CRATE}: ${name} has another checksum`],
  );
}
