import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keptMeasures, studyHash, type Study } from "../../experiments/jobs.ts";
import { shown } from "../../experiments/files/problem.ts";
import { selfTest } from "../../experiments/self-test.ts";
import { type MeasureInfo, MODEL_VERSION, scenarioSchema } from "../../sim/index.ts";
import { commitOf } from "../commit.ts";
import { reasonOf } from "../disk.ts";
import { toldFiles } from "../extensions.ts";
import { reproducibility } from "../exactness.ts";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { VERSION } from "../version.ts";
import { createFile } from "./files.ts";
import type { RunRecord } from "./record.ts";

/** What a folder of results says of itself; written once. */
export interface Manifest {
  /** Format number of the folder. */
  readonly format: 1;
  readonly ironcage: string;
  readonly model: string;
  /** Commit of the sources, where they are a repository. */
  readonly commit: string | null;
  readonly experiment: string;
  readonly hash: string;
  readonly runs: number;
  readonly measures: readonly MeasureInfo[];
  /** Digest of a small run: another machine that gets another one computes differently. */
  readonly selfTest: string;
  /** False where the self-test failed and somebody insisted. */
  readonly reproducible?: false;
  readonly node: string;
  readonly study: Study;
}

/** Name of the file. */
export const MANIFEST = "manifest.json";

export function makeManifest(experiment: string, study: Study, runs: number): Manifest {
  return {
    format: 1,
    ironcage: VERSION,
    model: MODEL_VERSION,
    commit: commitOf(),
    experiment,
    hash: studyHash(study),
    runs,
    measures: keptMeasures(study),
    selfTest: selfTest().digest,
    ...reproducibility(),
    node: process.version,
    study,
  };
}

/** The manifest as the file holds it: its last key is the SHA-256 of the rest. */
function sealed(manifest: Manifest): string {
  const { json, seal } = sealOf(manifest);
  return `${JSON.stringify({ ...(JSON.parse(json) as object), seal }, null, 2)}\n`;
}

function sealOf(manifest: object): { readonly json: string; readonly seal: string } {
  const json = JSON.stringify(manifest);
  return { json, seal: createHash("sha256").update(json).digest("hex") };
}

/** Longest manifest in characters that opens every shard; a longer one opens the first alone. */
const LONGEST_COPY = 1 << 20;

/**
 * What a shard opens with, so that a lost manifest can be had back: a record of no run of the design, which readers of
 * runs pass over. Undefined for a shard that goes without.
 */
export function openingOf(manifest: Manifest, part: number): RunRecord | undefined {
  const text = sealed(manifest);
  if (text.length > LONGEST_COPY && part !== 1) return undefined;
  const head = { id: "manifest", run: -1, ok: true, digest: "", manifest: text } as const;
  return { head, values: new Float64Array() };
}

/** Writes the manifest of a new folder; where another process was faster, theirs holds. */
export function writeManifest(folder: string, manifest: Manifest): void {
  if (!createFile(join(folder, MANIFEST), sealed(manifest)))
    agree(readManifest(folder), manifest, folder);
}

/** The folder's manifest; undefined where the folder is missing or empty. */
export function findManifest(folder: string): Manifest | undefined {
  let entries: readonly string[];
  try {
    entries = existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    throw new StorageFailure(`${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  const own = entries.filter((name) => !name.startsWith(".") && !name.endsWith(".tmp"));
  if (own.includes(MANIFEST)) return readManifest(folder);
  if (own.includes("shards") && readdirSync(join(folder, "shards")).length > 0)
    throw new Failure(
      EXIT.mismatch,
      `${join(folder, MANIFEST)}: missing, though there are results; ironcage repair may bring it back, else put it back, or take a new folder`,
    );
  if (own.some((name) => name !== "shards" && name !== "quarantine"))
    throw new StorageFailure(`${folder}: holds something else; take a new folder`);
  return undefined;
}

/** @throws {Failure} with exit 4 where it is missing, cut or altered */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw isMissing
      ? new StorageFailure(`${path}: no such file; is ${folder} the folder of a batch?`)
      : new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  const manifest = parseManifest(text);
  if (manifest !== undefined) return manifest;
  refuseRun(folder, text);
  throw new Failure(
    EXIT.mismatch,
    `${path}: cut or altered since it was written; ironcage repair may bring it back, else put the original back, or take a new folder`,
  );
}

/** Whether a manifest is that of one run (`ironcage run --out`), which carries its scenario and no seal. */
function isOfRun(text: string): boolean {
  try {
    const { seal, scenarioContent, digest } = JSON.parse(text) as Record<string, unknown>;
    return seal === undefined && typeof scenarioContent === "object" && typeof digest === "string";
  } catch {
    return false;
  }
}

/** Whether a folder is that of one run. */
export function isRunFolder(folder: string): boolean {
  try {
    return isOfRun(readFileSync(join(folder, MANIFEST), "utf8"));
  } catch {
    return false;
  }
}

/** @throws {Failure} with exit 2 where a manifest is that of one run */
export function refuseRun(folder: string, text: string): void {
  if (!isOfRun(text)) return;
  throw new Failure(
    EXIT.badInput,
    `${folder} holds one run, not a batch: ironcage verify checks it, compare sets it beside another, and series.csv is its series`,
  );
}

/** A manifest whose seal is right; undefined where the text was cut or altered. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const { seal, ...manifest } = JSON.parse(text) as Manifest & { readonly seal: string };
    return seal === sealOf(manifest).seal && manifest.format === 1 ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The folder's manifest where this version can run its scenario: one that holds what the schema of today gives it.
 * @throws {Failure} with exit 4 naming what was written otherwise
 */
export function readRunnable(folder: string): Manifest {
  const manifest = readManifest(folder);
  const { scenario } = manifest.study;
  const parsed = scenarioSchema.safeParse(scenario);
  const what = parsed.success
    ? difference({ scenario }, { scenario: parsed.data })
    : "its scenario is none of today's";
  if (what === SAME) return manifest;
  throw new Failure(
    EXIT.mismatch,
    `${folder} was written by ironcage ${manifest.ironcage} for another form of scenarios: ${what}. Read its tables as they are, or run it in a new folder.`,
  );
}

/**
 * Refuses to go on in a folder that another study, model or arithmetic began.
 * @throws {Failure} with exit 4 naming what differs, old and new
 */
export function agree(old: Manifest, now: Manifest, folder: string): void {
  const refuse = (what: string): never => {
    throw new Failure(
      EXIT.mismatch,
      `${folder} holds other results: ${what}. Take a new folder for --out.`,
    );
  };
  if (old.model !== now.model) refuse(`model version was ${old.model}, is ${now.model}`);
  if (old.study.extension?.hash !== now.study.extension?.hash)
    refuse(
      `they were made with ${toldFiles(old.study.extension?.files)}, not with ${toldFiles(now.study.extension?.files)}`,
    );
  if (old.hash !== now.hash || old.runs !== now.runs || !sameDesign(old, now))
    refuse(difference(old.study, now.study));
  if (old.selfTest !== now.selfTest)
    refuse(`the self-test gave ${old.selfTest} there and gives ${now.selfTest} here`);
  if (old.reproducible !== now.reproducible)
    refuse("reproducible results and others do not go into one folder");
}

const sameDesign = (old: Manifest, now: Manifest): boolean =>
  JSON.stringify(old.study.design) === JSON.stringify(now.study.design);

/** Keys that no result depends on. */
const WORDS = new Set(["name", "description", "sources", "label", "expect", "origins"]);

/** The first few values in which two batches differ, their designs left out. */
export const differenceOf = (old: Manifest, now: Manifest): string =>
  difference({ ...old.study, design: null }, { ...now.study, design: null });

/** What is said of studies that differ in nothing that can be told. */
const SAME = "the study is another";

/** The first few values in which two studies differ. */
function difference(old: object, now: object): string {
  const before = flat(old);
  const after = flat(now);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const told = changed
    .slice(0, 5)
    .map(
      (path) => `${path} was ${before.get(path) ?? "absent"}, is ${after.get(path) ?? "absent"}`,
    );
  const more = changed.length > told.length ? `; ${changed.length - told.length} more` : "";
  return told.length === 0 ? SAME : `${told.join("; ")}${more}`;
}

function flat(
  value: unknown,
  path = "",
  found = new Map<string, string>(),
): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null) return found.set(path, shown(value));
  for (const [key, part] of Object.entries(value))
    if (!WORDS.has(key))
      flat(part, path === "" || path === "scenario" ? key : `${path}.${key}`, found);
  return found;
}
