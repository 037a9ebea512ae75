// npm run check:engines: the golden digests under other versions of Node than the one at hand. Node's own binaries come from
// the package registry into .cache/engines, apart from everything else; the report goes into docs/reports/.
//   npm run check:engines                 every version, the first twenty seeds of each of the five fields
//   npm run check:engines -- --seeds 100
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PLACE = join(ROOT, ".cache", "engines");
const REPORTS = join(ROOT, "docs", "reports");
const VERSIONS = ["20", "22", "24"];

process.exitCode = main();

/** @returns {number} exit code: 1 where one differs, 3 where one could not be had */
function main() {
  const { values } = parseArgs({ options: { seeds: { type: "string", default: "20" } } });
  if (build() !== 0) return 1;
  const tsx = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  /** @type {{ node: string, v8: string, isSame: boolean, digest: string }[]} */
  const engines = [];
  for (const version of VERSIONS) {
    const node = bring(version);
    if (node === undefined) return 3;
    const told = spawnSync(node, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" });
    const { node: exact, v8 } = JSON.parse(told.stdout);
    const golden = [tsx, "scripts/golden.ts", "--check", "--seeds", values.seeds];
    const checked = spawnSync(node, golden, { cwd: ROOT, stdio: "inherit" });
    const command = [join("dist", "cli", "main.js"), "run", "hpst-2009", "--json"];
    const run = spawnSync(node, command, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
    const { digest = "" } = run.status === 0 ? JSON.parse(run.stdout) : {};
    engines.push({ node: exact, v8, isSame: checked.status === 0, digest });
    console.log(
      `Node ${exact}: ${checked.status === 0 ? "the same" : "DIFFERENT"}, command ${digest}`,
    );
  }
  const isSame =
    engines.every((engine) => engine.isSame) &&
    new Set(engines.map(({ digest }) => digest)).size === 1;
  const date = new Date().toISOString().slice(0, 10);
  const report = {
    date,
    processor: `${cpus()[0]?.model ?? "unknown"}, ${process.platform} ${process.arch}`,
    note: `isSame: golden digests of ${values.seeds} seeds of five fields; digest: of hpst-2009 by the built command`,
    isSame,
    engines,
  };
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, `${date}-engines.json`), `${JSON.stringify(report, null, 2)}\n`);
  return isSame ? 0 : 1;
}

/** @param {string} version @returns {string | undefined} the program, after installing it where it is missing */
function bring(version) {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const folder = join(PLACE, version);
  const kind = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const program = join(
    folder,
    "node_modules",
    kind,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "private": true }\n`);
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    `${kind}@${version}`,
  ];
  const { status } = spawnSync("npm", args, {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0 && existsSync(program)) return program;
  console.error(`Node ${version} could not be installed as ${kind}`);
  return undefined;
}
