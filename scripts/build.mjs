// Builds dist/: the command, its children and the engine, and their types; the page, and the page as one file.
//   node scripts/build.mjs            what differs from the last successful build
//   node scripts/build.mjs --clean    everything, from nothing (used before packing)
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, "dist");
const NODE_LAYERS = ["sim", "experiments", "workers", "cli"];
const COMMON = ["sim", "experiments", "workers", "package.json", "package-lock.json"];

/** What is built, each part from its own sources: a part whose sources stand as they were is left alone. */
const PARTS = {
  command: {
    sources: [...COMMON, "cli", "scenarios", "tsconfig.base.json", "scripts/command.mjs"],
    results: ["cli/main.js", "workers/child.js", "sim/index.js"],
    tools: [["node_modules/typescript/bin/tsc", "-b", ...NODE_LAYERS], ["scripts/command.mjs"]],
  },
  page: {
    sources: [
      ...COMMON,
      "viz",
      "scenarios",
      "index.html",
      "vite.config.ts",
      "scripts/offline.mjs",
      "scripts/texts.mjs",
      "scripts/shared-workers.mjs",
      "scripts/schema-words.mjs",
      "scripts/words.mjs",
      "docs/glossary.md",
      "CITATION.cff",
    ],
    results: ["page/index.html", "offline/ironcage.html"],
    tools: [
      ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"],
      ["scripts/offline.mjs"],
    ],
  },
};

/** @typedef {keyof typeof PARTS} Part */
export const EVERY_PART = /** @type {readonly Part[]} */ (Object.keys(PARTS));

/** @param {Part} part */
const stampOf = (part) => join(DIST, ".types", `${part}.sha256`);

/** SHA-256 over the names and bytes of a part's sources, in name order. @param {Part} part */
function hashSources(part) {
  const hash = createHash("sha256");
  for (const source of [...PARTS[part].sources, "scripts/build.mjs"])
    for (const file of filesUnder(join(ROOT, source))) {
      const bytes = readFileSync(file);
      hash.update(`${relative(ROOT, file)}\0${bytes.length}\0`).update(bytes);
    }
  return hash.digest("hex");
}

/** Whether dist/ holds the build of exactly these sources. @param {readonly Part[]} parts */
export function isBuilt(parts = EVERY_PART) {
  return parts.every((part) => {
    const files = [stampOf(part), ...PARTS[part].results.map((name) => join(DIST, name))];
    return files.every(existsSync) && readFileSync(stampOf(part), "utf8") === hashSources(part);
  });
}

/**
 * Builds the parts that do not stand.
 * @param {{ clean?: boolean, parts?: readonly Part[] }} [options] clean: from nothing
 * @returns {number} exit code
 */
export function build({ clean = false, parts = EVERY_PART } = {}) {
  if (clean) rmSync(DIST, { recursive: true, force: true });
  for (const part of parts) {
    if (isBuilt([part])) continue;
    const hash = hashSources(part);
    rmSync(stampOf(part), { force: true });
    if (part === "command") for (const layer of NODE_LAYERS) sweep(layer);
    for (const [tool = "", ...args] of PARTS[part].tools) {
      const { status } = spawnSync(process.execPath, [join(ROOT, tool), ...args], {
        cwd: ROOT,
        stdio: ["ignore", "inherit", "inherit"],
      });
      if (status !== 0) return status ?? 1;
    }
    mkdirSync(dirname(stampOf(part)), { recursive: true });
    writeFileSync(stampOf(part), hash);
  }
  return 0;
}

/**
 * Removes what earlier sources left in dist/, all scripts with it, and makes tsc write again what is missing there: tsc trusts
 * its own notes and looks at nothing else.
 * @param {string} layer
 */
function sweep(layer) {
  const sources = filesUnder(join(ROOT, layer)).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const types = new Set(sources.map((file) => relative(ROOT, file).replace(/\.ts$/, ".d.ts")));
  let kept = 0;
  for (const file of filesUnder(join(DIST, layer)))
    if (types.has(relative(DIST, file))) kept++;
    else rmSync(file);
  if (kept < types.size) rmSync(join(DIST, ".types", `${layer}.tsbuildinfo`), { force: true });
}

/**
 * @param {string} path a file or folder
 * @returns {string[]} the files at or under it, sorted; none where it is missing
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readDirectory(path);
  if (entries === undefined) return [path];
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

/** @param {string} path */
function readDirectory(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOTDIR") return undefined;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = process.argv.slice(2);
  const installed = install(ROOT);
  if (installed !== 0) process.exitCode = installed;
  else process.exitCode = build({ clean: flags.includes("--clean") });
}
