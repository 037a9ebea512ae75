// npm run parameters: writes docs/parameters.md again, its heading kept, from what `ironcage parameters` prints.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FILE = join(ROOT, "docs", "parameters.md");

const heading = readFileSync(FILE, "utf8").split("\n|")[0];
const command = ["--import", "tsx", join(ROOT, "cli", "main.ts"), "parameters"];
const printed = execFileSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
const table = printed.slice(printed.indexOf("|"));
writeFileSync(FILE, `${heading}\n${table}`);
execFileSync(process.execPath, [join(ROOT, "node_modules/oxfmt/bin/oxfmt"), FILE], { cwd: ROOT });
