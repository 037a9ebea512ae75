import { execFileSync } from "node:child_process";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { readSources, ROOT, type Source } from "../support/sources.ts";
import { importsOf } from "../support/syntax.ts";

/** What the modules of a folder may import: other folders, and packages (`node:` stands for Node's own). */
interface Room {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

/** The arrow sim → experiments → workers → { viz, cli }: each layer imports only from its left. */
const LAYERS: Readonly<Record<string, Room>> = {
  sim: { folders: [], packages: ["zod", "seedrandom"] },
  experiments: { folders: ["sim"], packages: ["zod", "seedrandom", "yaml"] },
  workers: { folders: ["sim", "experiments"], packages: ["comlink", "node:"] },
  viz: {
    folders: ["sim", "experiments", "workers", "scenarios"],
    packages: ["d3", "comlink"],
  },
  cli: {
    folders: ["sim", "experiments", "workers"],
    packages: ["d3", "commander", "comlink", "yaml", "hyparquet-writer", "node:"],
  },
};

/** One line for each import that leaves its module's room. */
function findTrespasses({ path, text }: Source): string[] {
  const layer = path.split("/")[0] ?? "";
  const room = LAYERS[layer];
  if (room === undefined) return [];
  return listImports(path, text)
    .filter((specifier) => !isAllowed(specifier, posix.dirname(path), layer, room))
    .map((specifier) => `${path} imports ${specifier}`);
}

/** Specifiers of imports, exports from, dynamic imports, and workers started through `new URL`. */
function listImports(path: string, text: string): string[] {
  const urls = text.matchAll(/new URL\(\s*["'`]([^"'`]+\.m?[jt]s)["'`]\s*,\s*import\.meta\.url/g);
  return [...importsOf(path, text), ...[...urls].map((match) => match[1] ?? "")];
}

function isAllowed(specifier: string, folder: string, layer: string, room: Room): boolean {
  if (specifier.startsWith(".")) {
    const target = posix.normalize(posix.join(folder, specifier)).split("/");
    // the package's own version is all that the outer layers read at the top
    if (target.length === 1) return target[0] === "package.json" && room.folders.length > 1;
    return target[0] === layer || room.folders.includes(target[0] ?? "");
  }
  const isNode = specifier.startsWith("node:");
  return room.packages.some(
    (name) =>
      (isNode && name === "node:") || specifier === name || specifier.startsWith(`${name}/`),
  );
}

const sources = readSources(/^[^/]+\/.*\.m?ts$/);

test("every layer has modules to look at", () => {
  for (const layer of Object.keys(LAYERS))
    expect(
      sources.filter(({ path }) => path.startsWith(`${layer}/`)).length,
      layer,
    ).toBeGreaterThan(0);
});

test("imports follow the arrow sim → experiments → workers → { viz, cli }", () => {
  expect(sources.flatMap(findTrespasses)).toEqual([]);
});

test.each(["sim", "experiments"])("%s sees neither the DOM nor Node's own types", (layer) => {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const told = execFileSync(process.execPath, [compiler, "--showConfig", "-p", layer], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const { compilerOptions: options } = JSON.parse(told) as {
    readonly compilerOptions: { readonly lib: string[]; readonly types: string[] };
  };
  expect(options.lib).toEqual(["es2022"]);
  expect(options.types).toEqual([]);
});

test.each([
  ["sim/a.ts", `import { readFileSync } from "node:fs";`],
  ["sim/random/a.ts", `export * from "../../experiments/index.ts";`],
  ["sim/a.ts", `import type { Selection } from "d3";`],
  ["sim/a.ts", `import yaml from "yaml";`],
  ["sim/a.ts", `import data from "../package.json" with { type: "json" };`],
  ["experiments/a.ts", `const pool = await import("../workers/pool.ts");`],
  ["experiments/a.ts", `import fs from "fs";`],
  ["workers/a.ts", `import { draw } from "../viz/field.ts";`],
  ["workers/a.ts", `new Worker(new URL("../cli/main.ts", import.meta.url));`],
  ["viz/a.ts", `import { run } from "../cli/run.ts";`],
  ["viz/a.ts", `import { join } from "node:path";`],
  ["viz/a.ts", `import { hash } from "../test/support/arithmetic.ts";`],
  ["cli/a.ts", `import { proxy } from "some-proxy";`],
])("a trespass is caught: %s with %s", (path, text) => {
  expect(findTrespasses({ path, text })).toHaveLength(1);
});

test.each([
  [
    "sim/random/a.ts",
    `import alea from "seedrandom/lib/alea.js"; import "./b.ts"; import "../c.ts";`,
  ],
  ["experiments/a.ts", `import { startRun } from "../sim/index.ts"; import "yaml";`],
  ["viz/a.ts", `import text from "../scenarios/hpst-2009.yaml?raw"; import * as d3 from "d3";`],
  ["cli/a.ts", `import "node:fs"; import "../workers/pool.ts"; import "../package.json";`],
])("what a layer may import passes: %s", (path, text) => {
  expect(findTrespasses({ path, text })).toEqual([]);
});
