import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drive, type DriveOptions } from "../../cli/batch/driver.ts";
import { openEarlier } from "../../cli/batch/reuse.ts";
import { Failure } from "../../cli/failure.ts";
import { crateDifferences } from "../../cli/store/crate.ts";
import { makeManifest, writeManifest } from "../../cli/store/manifest.ts";
import { openShard } from "../../cli/store/shard.ts";
import { idOf, makeFolders, takeStock } from "../../cli/store/store.ts";
import { hasTables, writeTables } from "../../cli/store/tables.ts";
import { type Design, runCount } from "../../experiments/design.ts";
import type { Study } from "../../experiments/jobs.ts";
import { scenarioSchema } from "../../sim/index.ts";
import { isBuilt } from "../../scripts/build.mjs";
import { ironcage } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-keeping-"));
afterAll(() => rmSync(root, { recursive: true }));

const scenario = scenarioSchema.parse({
  name: "kept",
  description: { en: "What is kept", fr: "Ce qui est gardé" },
  sources: { A: { text: "A book, 1990", url: "https://example.org/a" } },
  population: { associations: 20 },
  field: { regions: { north: { label: { en: "=1+1", fr: "@x" } } } },
});

const studyOf = (rates: readonly number[], replicates: number, more: object = {}): Study => ({
  scenario,
  design: {
    kind: "grid",
    factors: [
      { path: "mechanisms.mimetic.rate", levels: rates },
      { path: "off", levels: [[], ["noise"]] },
    ],
    replicates,
  } satisfies Design,
  seed: "kept",
  steps: 6,
  every: 4,
  record: "associations",
  measures: ["dispersion.practice", "negotiation.pulled", "associations"],
  ...more,
});

/** Drives a study in a folder to its end, tables included. */
async function batch(folder: string, study: Study, options: Partial<DriveOptions> = {}) {
  const manifest = makeManifest("kept", study, runCount(study.design));
  makeFolders(folder);
  if (!existsSync(join(folder, "manifest.json"))) writeManifest(folder, manifest);
  const driven = await drive({
    ...{ folder, manifest, part: { part: 1, of: 1 }, workers: 1, timeoutMs: 60_000 },
    ...(isBuilt(["command"])
      ? { module: new URL("../../dist/workers/child.js", import.meta.url) }
      : {}),
    takeStock: () => takeStock(folder, manifest, true),
    ...options,
  });
  const holdings = takeStock(folder, manifest, false);
  if (holdings.done === manifest.runs) writeTables(folder, manifest, holdings, true);
  return { manifest, driven, holdings };
}

const NAMES = ["runs", "series", "states"].flatMap((name) => [`${name}.parquet`, `${name}.csv`]);
const tables = (folder: string) =>
  NAMES.map((name) => readFileSync(join(folder, name)).toString("base64"));
const place = (name: string): string => join(mkdtempSync(join(root, `${name}-`)), "out");
const copy = (name: string): string => {
  const folder = place(name);
  cpSync(reference, folder, { recursive: true });
  return folder;
};

const study = studyOf([0, 0.01], 2);
let reference: string;

beforeAll(async () => {
  reference = place("reference");
  await batch(reference, study);
});

describe("--reuse", () => {
  it("takes over what a grown design shares with an earlier one, to the bytes of a fresh batch", async () => {
    const grown = studyOf([0.02, 0, 0.01], 3);
    const [fresh, reusing] = [place("fresh"), place("reusing")];
    const { manifest } = await batch(fresh, grown);
    const { driven } = await batch(reusing, grown, { earlier: openEarlier(reference, manifest) });
    expect(driven).toMatchObject({ reused: 8, ran: 10, failures: 0 });
    expect(tables(reusing)).toEqual(tables(fresh));
    expect(readFileSync(join(reusing, "ro-crate-metadata.json"))).toEqual(
      readFileSync(join(fresh, "ro-crate-metadata.json")),
    );
  });

  it("says why nothing is shared, and refuses another model's results", () => {
    const manifest = makeManifest("kept", studyOf([0], 1, { steps: 7 }), 2);
    expect(openEarlier(reference, manifest).reason).toBe("steps was 6, is 7");
    expect(() => openEarlier(reference, { ...manifest, model: "none" })).toThrow(Failure);
    expect(() => openEarlier(reference, { ...manifest, selfTest: "none" })).toThrow(/self-test/);
  });
});

describe("what failed before", () => {
  it("is run again on --retry-failed, and then counts as it went", async () => {
    const folder = place("retried");
    const manifest = makeManifest("kept", study, runCount(study.design));
    makeFolders(folder);
    writeManifest(folder, manifest);
    const shard = openShard(join(folder, "shards", "1-of-1.log"));
    const head = { id: idOf(manifest, 3), run: 3, ok: false as const };
    shard.append({
      head: { ...head, reason: "timeout", message: "no result within 1 s" },
      values: new Float64Array(),
    });
    shard.close();
    const first = await batch(folder, study);
    expect(first.driven.ran).toBe(7);
    expect(first.holdings).toMatchObject({ done: 8, failed: 1 });
    expect(readFileSync(join(folder, "runs.csv"), "utf8")).toMatch(
      /^3,1,2,kept\/2,timeout,no result within 1 s,,0,noise$/m,
    );
    const second = await batch(folder, study, { isRetrying: true });
    expect(second.driven).toMatchObject({ ran: 1, failures: 0 });
    expect(second.holdings).toMatchObject({ done: 8, failed: 0 });
    expect(tables(folder)).toEqual(tables(reference));
    expect(readdirSync(join(folder, "quarantine")).length).toBeGreaterThan(0);
  });
});

describe("states", () => {
  it("that were lost or damaged make their runs run again, to the same bytes", async () => {
    const folder = copy("states");
    const path = join(folder, "shards", "1-of-1.states");
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { driven } = await batch(folder, study);
    expect(driven.ran).toBe(1);
    expect(tables(folder)).toEqual(tables(reference));
    rmSync(path);
    expect((await batch(folder, study)).driven.ran).toBe(8);
    expect(tables(folder)).toEqual(tables(reference));
  });

  it("come in several parts where they are many, one after the other", async () => {
    const folder = place("parts");
    const large = { ...scenario, population: { ...scenario.population, associations: 4000 } };
    const one = { ...studyOf([0], 1), scenario: large, steps: 2, every: 1 };
    const { manifest, holdings } = await batch(folder, one);
    const parts = [...holdings.states(0)];
    expect(parts.length).toBeGreaterThan(1);
    const { head } = holdings.record(0) ?? {};
    expect(head).toMatchObject({ parts: parts.length });
    const lines = readFileSync(join(folder, "states.csv"), "utf8").trimEnd().split("\n");
    const living = readFileSync(join(folder, "series.csv"), "utf8")
      .trimEnd()
      .split("\n")
      .slice(1)
      .reduce((total, line) => total + Number(line.split(",").at(-1)), 0);
    expect(lines).toHaveLength(1 + living);
    expect(manifest.runs).toBe(2);
  });
});

describe("ironcage repair", () => {
  it("brings back a lost or altered manifest from the shards, and the tables with it", () => {
    const folder = copy("repair");
    const path = join(folder, "manifest.json");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace('"seed": "kept"', '"seed": "other"'));
    rmSync(join(folder, "checksums.json"));
    renameSync(join(folder, "series.parquet"), join(folder, "series.old"));
    const { status, stdout } = ironcage(["repair", folder]);
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("rebuilt from the shards\nruns      8 of 8 whole") as string,
    });
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(tables(folder)).toEqual(tables(reference));
    expect(hasTables(folder, true)).toBe(true);
    expect(readdirSync(join(folder, "quarantine")).join()).toMatch(/manifest\.json\.[0-9a-f]{16}/);
  });

  it("says so where no shard carries a copy", () => {
    const folder = copy("bare");
    rmSync(join(folder, "manifest.json"));
    const shard = join(folder, "shards", "1-of-1.log");
    const bytes = readFileSync(shard);
    writeFileSync(shard, bytes.subarray(bytes.indexOf("ICR1", 4))); // as written before shards opened with one
    const { status, stderr } = ironcage(["repair", folder]);
    expect({ status, stderr }).toMatchObject({
      status: 4,
      stderr: expect.stringContaining("no shard holds a copy") as string,
    });
    cpSync(join(reference, "manifest.json"), join(folder, "manifest.json"));
    expect(ironcage(["verify", folder, "--sample", "1"])).toMatchObject({ status: 0 });
  });
});

describe("ironcage export", () => {
  it("gives NetLogo's table: six lines of heading, then a row per run and step, all quoted", () => {
    const out = join(root, "table.csv");
    const args = ["export", reference, "--format", "behaviorspace", "--out", out];
    expect(ironcage(args)).toMatchObject({ status: 0, stderr: "" });
    const lines = readFileSync(out, "utf8").trimEnd().split("\n");
    expect(lines.slice(0, 8)).toEqual([
      '"BehaviorSpace results (NetLogo 6.4.0 layout, Ironcage 0.1.0)","Table version 2.0"',
      '"kept"',
      '"kept"',
      '"01/01/2009 00:00:00:000 +0000"',
      '"min-pxcor","max-pxcor","min-pycor","max-pycor"',
      '"0","0","0","0"',
      '"[run number]","mechanisms.mimetic.rate","off","[step]","dispersion.practice","associations"',
      expect.stringMatching(/^"1","0","","0","[\d.]+","20"$/),
    ]);
    expect(lines).toHaveLength(7 + 8 * 3);
    expect(lines.at(-1)).toMatch(/^"8","0.01","noise","6",/);
    expect(ironcage(args)).toMatchObject({ status: 3, stdout: "" }); // nothing is overwritten
    expect(readFileSync(out, "utf8").trimEnd().split("\n")).toEqual(lines);
  });

  it("gives the tables as CSV after the fact, the same bytes as --csv", () => {
    const out = join(root, "csv");
    expect(ironcage(["export", reference, "--format", "csv", "--out", out]).status).toBe(0);
    for (const name of ["runs.csv", "series.csv", "states.csv"])
      expect(readFileSync(join(out, name))).toEqual(readFileSync(join(reference, name)));
    expect(ironcage(["export", reference, "--format", "csv", "--out", out]).status).toBe(3);
  });
});

/** The entity that a value leads to, if it is a reference. */
const idOfReference = (value: unknown): string[] =>
  typeof value === "object" && value !== null && "@id" in value ? [String(value["@id"])] : [];

const sumOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex");

/** RO-Crate 1.1's demands on a folder's metadata, as far as they can be checked without its context. */
function checkCrate(folder: string): Map<string, Record<string, unknown>> {
  const text = readFileSync(join(folder, "ro-crate-metadata.json"), "utf8");
  const crate = JSON.parse(text) as Record<string, unknown>;
  expect(crate["@context"]).toContain("https://w3id.org/ro/crate/1.1/context");
  const graph = crate["@graph"] as Record<string, unknown>[];
  const entities = new Map(graph.map((entity) => [String(entity["@id"]), entity]));
  expect(entities.size).toBe(graph.length); // flattened: every entity once
  for (const entity of graph) {
    expect(entity["@type"], String(entity["@id"])).toBeDefined();
    const { conformsTo: _away, actionStatus: _too, ...inside } = entity;
    const led = Object.values(inside).flat().flatMap(idOfReference);
    expect(
      led.filter((id) => !entities.has(id)),
      String(entity["@id"]),
    ).toEqual([]);
  }
  expect(entities.get("ro-crate-metadata.json")).toMatchObject({
    "@type": "CreativeWork",
    conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
    about: { "@id": "./" },
  });
  const rootEntity = entities.get("./") ?? {};
  expect(rootEntity["@type"]).toBe("Dataset");
  for (const key of ["name", "description", "license", "hasPart", "mentions"])
    expect(rootEntity[key], key).toBeTruthy();
  expect(rootEntity["datePublished"]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const parts = [rootEntity["hasPart"]].flat().flatMap(idOfReference);
  const files = parts.filter((id) => !statSync(join(folder, id)).isDirectory());
  for (const id of parts)
    expect(entities.get(id)?.["@type"]).toBe(files.includes(id) ? "File" : "Dataset");
  for (const id of files) expect(entities.get(id)?.["encodingFormat"], id).toBeTruthy();
  for (const id of files.filter((name) => entities.get(name)?.["sha256"] !== undefined))
    expect(entities.get(id)?.["sha256"], id).toBe(sumOf(join(folder, id)));
  const action = graph.find((entity) => entity["@type"] === "CreateAction") ?? {};
  const [instrument = ""] = idOfReference(action["instrument"]);
  expect(entities.get(instrument)).toMatchObject({
    "@type": "SoftwareApplication",
    name: "Ironcage",
    softwareVersion: expect.stringMatching(/model/) as string,
  });
  expect(parts).toEqual(expect.arrayContaining([action["result"]].flat().flatMap(idOfReference)));
  expect(action["object"]).toContainEqual({ "@id": "#scenario" });
  return entities;
}

describe("RO-Crate metadata", () => {
  it("of a batch say what made which files of what, and hold nothing of the machine", () => {
    const entities = checkCrate(reference);
    for (const name of NAMES)
      expect(entities.get(name)).toMatchObject({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
    expect(entities.get("#source-A")).toMatchObject({ name: "A book, 1990" });
    expect(entities.get("#parameter-seed")).toMatchObject({ value: "kept" });
    const text = readFileSync(join(reference, "ro-crate-metadata.json"), "utf8");
    expect(text).not.toContain(root);
    expect(text).not.toContain(process.version);
  });

  it("of a run likewise", () => {
    const file = join(root, "run.yaml");
    writeFileSync(file, "population: { associations: 15 }\nrun: { steps: 3 }\n");
    const [one, two] = [place("run"), place("run")];
    for (const out of [one, two])
      expect(ironcage(["run", file, "--out", out, "--record", "associations"]).status).toBe(0);
    const entities = checkCrate(one);
    for (const name of readdirSync(one)) expect(entities.has(name), name).toBe(true);
    for (const name of readdirSync(one))
      expect(readFileSync(join(one, name)), name).toEqual(readFileSync(join(two, name)));
    expect(ironcage(["run", file, "--record", "associations"]).status).toBe(2);
  });

  it("that somebody added to stay; those of other bytes are found out", () => {
    const folder = copy("crate");
    const path = join(folder, "ro-crate-metadata.json");
    const added = readFileSync(path, "utf8").replace("No licence chosen yet", "CC-BY-4.0");
    writeFileSync(path, added);
    const manifest = makeManifest("kept", study, 8);
    writeTables(folder, manifest, takeStock(folder, manifest, false), true);
    expect(readFileSync(path, "utf8")).toBe(added);
    expect(crateDifferences(folder)).toEqual([]);
    writeFileSync(join(folder, "runs.csv"), "");
    expect(crateDifferences(folder)).toEqual([
      "ro-crate-metadata.json: runs.csv has another checksum",
    ]);
  });
});
