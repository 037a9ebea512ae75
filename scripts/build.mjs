// Builds dist/: the layers that run under Node by tsc, the page by vite.
//   node scripts/build.mjs            build
//   node scripts/build.mjs --clean    from nothing (used before packing)
//   node scripts/build.mjs --if-stale only where a source differs from the last successful build
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, "dist");
const STAMP = join(DIST, ".types", "sources.sha256");
const NODE_LAYERS = ["sim", "experiments", "workers", "cli"];
const SOURCES = [
  ...NODE_LAYERS,
  "viz",
  "scenarios",
  "index.html",
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
  "vite.config.ts",
  "scripts/build.mjs",
];

/** SHA-256 over the names and bytes of every source, in name order. */
function hashSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES)
    for (const file of filesUnder(join(ROOT, source))) {
      const bytes = readFileSync(file);
      hash.update(`${relative(ROOT, file)}\0${bytes.length}\0`).update(bytes);
    }
  return hash.digest("hex");
}

/** Whether dist/ holds the build of exactly these sources. */
export function isBuilt() {
  return (
    existsSync(STAMP) &&
    existsSync(join(DIST, "cli", "main.js")) &&
    existsSync(join(DIST, "page", "index.html")) &&
    readFileSync(STAMP, "utf8") === hashSources()
  );
}

/**
 * @param {{ clean?: boolean }} [options]
 * @returns {number} exit code
 */
export function build({ clean = false } = {}) {
  const hash = hashSources();
  rmSync(clean ? DIST : STAMP, { recursive: true, force: true });
  for (const layer of NODE_LAYERS) sweep(layer);
  const tools = [
    ["typescript/bin/tsc", "-b", ...NODE_LAYERS],
    ["vite/bin/vite.js", "build", "--logLevel", "warn"],
  ];
  for (const [tool = "", ...args] of tools) {
    const { status } = spawnSync(process.execPath, [join(ROOT, "node_modules", tool), ...args], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) return status ?? 1;
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, hash);
  return 0;
}

/**
 * Removes what earlier sources left in dist/, and makes tsc write again what is missing there:
 * tsc trusts its own notes and looks at neither.
 * @param {string} layer
 */
function sweep(layer) {
  const sources = filesUnder(join(ROOT, layer)).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const stems = new Set(sources.map((file) => relative(join(ROOT, layer), file).slice(0, -3)));
  const written = filesUnder(join(DIST, layer));
  for (const file of written) {
    const stem = relative(join(DIST, layer), file).replace(/\.(js|js\.map|d\.ts)$/, "");
    if (!stems.has(stem)) rmSync(file);
  }
  const scripts = written.filter((file) => file.endsWith(".js"));
  if (scripts.length < stems.size)
    rmSync(join(DIST, ".types", `${layer}.tsbuildinfo`), { force: true });
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
  else if (!flags.includes("--if-stale") || !isBuilt())
    process.exitCode = build({ clean: flags.includes("--clean") });
}
