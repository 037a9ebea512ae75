import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readSources, ROOT, type Source } from "../support/sources.ts";

const documents = readSources(/^(README|CHANGELOG|docs\/.*)\.md$|^(CITATION\.cff|[^/]+\.json)$/);
const read = (path: string): string => documents.find((each) => each.path === path)?.text ?? "";
const packageFile = JSON.parse(read("package.json")) as {
  version: string;
  license: string;
  scripts: Record<string, string>;
};

/** Links of a Markdown file that lead to no file; addresses and anchors are left alone. */
function findDeadLinks({ path, text }: Source): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
    .map((target) => `${path} links to ${target}`);
}

/** Scripts that a text tells its reader to run with npm. */
function listScripts(text: string): string[] {
  const runs = text.matchAll(/\bnpm (?:run )?(?:-s |--silent )?(start|test|[a-z][\w:]*)/g);
  const own = ["ci", "install", "pack", "run"]; // npm's, not ours
  return [...new Set([...runs].map((match) => match[1] ?? ""))].filter(
    (name) => !own.includes(name),
  );
}

/** Subcommands of `ironcage` that a text tells its reader to run. */
function listCommands(text: string): string[] {
  return [...new Set([...text.matchAll(/\bironcage ([a-z]+)/g)].map((match) => match[1] ?? ""))];
}

test("every link in the documents leads to a file", () => {
  const pages = documents.filter(({ path }) => path.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flatMap(findDeadLinks)).toEqual([]);
});

test("a dead link is caught", () => {
  const text =
    "[here](no/such.md) [there](https://example.org) [anchor](#a) [home](../README.md#b)";
  expect(findDeadLinks({ path: "docs/a.md", text })).toEqual(["docs/a.md links to no/such.md"]);
});

test("every npm command of the README is a script", () => {
  const scripts = listScripts(read("README.md"));
  expect(scripts).toContain("start");
  expect(scripts.filter((name) => !(name in packageFile.scripts))).toEqual([]);
  expect(listScripts("npm run nothing")).toEqual(["nothing"]);
});

test("every ironcage command of the README is one", () => {
  const commands = listCommands(read("README.md"));
  expect(commands.length).toBeGreaterThan(3);
  const tsx = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  const help = execFileSync(process.execPath, [tsx, "cli/main.ts", "--help"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const known = new Set([...help.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1] ?? ""));
  expect(commands.filter((command) => !known.has(command))).toEqual([]);
});

test("package.json, CITATION.cff and codemeta.json name one version and one licence", () => {
  const citation = parse(read("CITATION.cff")) as { version: string; license: string };
  const codemeta = JSON.parse(read("codemeta.json")) as { version: string; license: string };
  expect(citation.version).toBe(packageFile.version);
  expect(codemeta.version).toBe(packageFile.version);
  expect(citation.license).toBe(packageFile.license);
  expect(codemeta.license).toBe(`https://spdx.org/licenses/${packageFile.license}`);
});

test("the changelog has a section for this version", () => {
  expect(read("CHANGELOG.md")).toContain(`\n## ${packageFile.version}`);
});
