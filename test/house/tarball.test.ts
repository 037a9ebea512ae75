import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import ensureBuilt from "../support/built.ts";
import { ROOT } from "../support/sources.ts";

// What someone gets who never clones: the packed package, installed in an empty folder with a space in its path.

const folder = mkdtempSync(join(tmpdir(), "ironcage packed "));
const isWindows = process.platform === "win32";

beforeAll(() => {
  ensureBuilt();
  writeFileSync(join(folder, "package.json"), `{ "private": true }`);
  const packed = run("npm", ["pack", ROOT, "--ignore-scripts", "--silent"]);
  const tarball = `./${packed.stdout.trim()}`;
  const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--silent"];
  run("npm", ["install", tarball, ...quiet]);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: string[]): { stdout: string } {
  const result = spawnSync(command, args, { cwd: folder, encoding: "utf8", shell: isWindows });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${result.status}\n${result.stderr}`);
  return result;
}

test("the packed package holds the command, the page and the scenarios, and no tool's notes", () => {
  const installed = join(folder, "node_modules", "ironcage");
  expect(readdirSync(installed)).toEqual(
    expect.arrayContaining(["LICENSE", "README.md", "dist", "package.json", "scenarios"]),
  );
  expect(readdirSync(join(installed, "dist")).sort()).toEqual(
    ["cli", "experiments", "offline", "page", "sim", "workers"].sort(),
  );
});

test("the installed command gives the same digest as the clone's", () => {
  const args = ["run", "hpst-2009", "--steps", "4", "--json"];
  const elsewhere = run("npx", ["--no-install", "ironcage", ...args]);
  const here = run(process.execPath, [join(ROOT, "dist", "cli", "main.js"), ...args]);
  const digest = (text: string): string => (JSON.parse(text) as { digest: string }).digest;
  expect(digest(elsewhere.stdout)).toMatch(/^[0-9a-f]{32}$/);
  expect(digest(elsewhere.stdout)).toBe(digest(here.stdout));
}, 60_000);
