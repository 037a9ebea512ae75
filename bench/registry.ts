// Runs all shipped hypotheses at the size that they state and writes docs/registry.md from their verdicts.
//   npm run hypotheses [-- DIR]   DIR keeps the results, and the same command goes on where it was stopped
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Entry, page } from "./registry/page.ts";
import { basisOf, readRegistered, REGISTERED } from "./registry/read.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const out = process.argv[2] ?? mkdtempSync(join(tmpdir(), "ironcage-registry-"));

const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "cli/main.ts", "test", ...REGISTERED, "--out", out],
  { cwd: root, stdio: "inherit" },
);
if (status !== 0) throw new Error(`ironcage test ended with ${status}; results are in ${out}`);

const { hypotheses, unfinished } = JSON.parse(readFileSync(join(out, "verdicts.json"), "utf8")) as {
  readonly hypotheses: readonly Entry[];
  readonly unfinished: readonly string[];
};
if (unfinished.length > 0) throw new Error(`unfinished: ${unfinished.join(", ")}`);

const basis = new Map(REGISTERED.map((name) => [name, basisOf(name, readRegistered(name))]));
writeFileSync(join(root, "docs/registry.md"), page(hypotheses, basis));
