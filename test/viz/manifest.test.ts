import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readManifest } from "../../viz/session/manifest.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { ironcage } from "../cli/command.ts";

const folder = mkdtempSync(join(tmpdir(), "ironcage-manifest-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FIELD = "name: field\npopulation: {associations: 20}\nrun: {steps: 6, burnIn: 2}\n";

/** The manifest that a command leaves in its folder. */
function manifestOf(args: readonly string[], files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const out = join(folder, args[0] ?? "");
  const { status, stderr } = ironcage([...args, "--out", out], { cwd: folder });
  expect([status, stderr]).toEqual([0, expect.anything()]);
  return readFileSync(join(out, "manifest.json"), "utf8");
}

it("a run's manifest opens as its scenario, seed and settings, and comes to its digest", async () => {
  const text = manifestOf(
    [
      "run",
      "field.yaml",
      "--seed",
      "a b",
      "--set",
      "mechanisms.mimetic.rate=5e-2",
      "--off",
      "identity",
    ],
    { "field.yaml": FIELD },
  );
  const manifest = readManifest(text, []);
  if (manifest === null) throw new Error("not read");
  const { a, b, model } = manifest;
  expect({ b, model, source: a.source, seed: a.seed, layers: a.layers }).toEqual({
    b: null,
    model: (JSON.parse(text) as { model: string }).model,
    source: "field.json",
    seed: "a b",
    layers: [{ at: 0, set: { "mechanisms.mimetic.rate": 0.05 }, off: ["identity"] }],
  });
  const simulation = createSimulation();
  const loaded = simulation.load({ name: a.source, files: { [a.source]: a.text ?? "" } });
  const [first] = a.layers;
  if (!loaded.ok || first === undefined) throw new Error("refused");
  const opened = simulation.open({ ...first, scenario: loaded.scenario, seed: a.seed ?? "" });
  if (!opened.ok) throw new Error("refused");
  let batch = await simulation.more(opened.run);
  while (batch.state === "running") batch = await simulation.more(opened.run);
  expect(batch.digest).toBe(a.cited?.digest);
});

it("a batch's manifest opens as its scenario with the seed of its first run, of which it cites nothing", () => {
  const text = manifestOf(["batch", "study.yaml"], {
    "field.yaml": FIELD,
    "study.yaml":
      "kind: experiment\nname: study\nscenario: field.yaml\nseed: x\ndesign: grid\nfactors: {mechanisms.mimetic.rate: [0, 0.05]}\nreplicates: 1\n",
  });
  const manifest = readManifest(text, []);
  expect(manifest).toMatchObject({
    isStudy: true,
    a: { source: "field.json", seed: "x/1", cited: null },
  });
});

it.each([
  ["a scenario in JSON", '{"name": "x", "run": {"steps": 3}}'],
  [
    "another program's JSON",
    '{"kind": "page", "a": 3, "study": [], "seed": 1, "scenarioContent": "x"}',
  ],
  ["a list", "[]"],
  ["a scenario in YAML", FIELD],
])("%s is no manifest", (_, text) => {
  expect(readManifest(text, [])).toBeNull();
});
