import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ExtensionFile, ExtensionRecord } from "../experiments/extensions.ts";
import { attempt } from "../experiments/files/scenario.ts";
import {
  type Problem,
  problemAt,
  type Problems,
  Refusal,
  shown,
} from "../experiments/files/problem.ts";
import { readText } from "../experiments/files/text.ts";
import { type GivenExtensions, loadExtensions, type ModuleText } from "../workers/extensions.ts";
import { readPath } from "./disk.ts";
import { accepted, BadInput, EXIT, Failure } from "./failure.ts";
import { badFlags, flagProblem } from "./flags.ts";
import { quoted } from "./shell.ts";
import { makeFolder, replaceFile, storing } from "./store/files.ts";

/** Folder of the copies that a batch keeps of the modules that it was given. */
const COPIES = "with";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\.mjs$/;

/**
 * Loads the modules named by `--with`. They are code of the user's own, trusted like any script that they run: nothing
 * but the command line names them, never a file that is read.
 * @returns undefined where there are none
 * @throws {BadInput} with all that is wrong with them
 */
export async function givenExtensions(
  paths: readonly string[],
): Promise<GivenExtensions | undefined> {
  if (paths.length === 0) return undefined;
  const texts = paths.map((path) => textOf(path));
  const names = texts.map(({ name }) => name);
  const folded = names.map((name) => name.toLowerCase()); // many file systems take one for the other
  const twice = names.findIndex((_, at) => folded.indexOf(folded[at] ?? "") < at);
  if (twice >= 0)
    throw badFlags([
      flagProblem("--with", "E040", {
        got: `two files called ${names[folded.indexOf(folded[twice] ?? "")]} and ${names[twice]}`,
        allowed: "files whose names differ by more than capitals",
      }),
    ]);
  try {
    return await loadExtensions(texts);
  } catch (error) {
    if (error instanceof Refusal) throw new BadInput(withPlaces(error.problems, paths));
    throw error;
  }
}

function textOf(path: string): ModuleText {
  const name = basename(path);
  if (!NAME.test(name))
    throw badFlags([
      flagProblem("--with", "E024", {
        got: shown(path),
        allowed: "a file of JavaScript whose name has letters, digits, . _ - and ends in .mjs",
      }),
    ]);
  const found = readPath(path);
  if (!("content" in found)) {
    const { reason, allowed = "a readable file", code = "E001" } = found;
    const place = { source: { name: path, text: "" }, offset: 0 };
    throw badFlags([problemAt(place, code, { got: reason, allowed })]);
  }
  accepted(attempt(() => ({ ok: true as const, source: readText(path, found.content) })));
  return { name, text: Buffer.from(found.content as Uint8Array).toString("utf8") };
}

/** The problems with the paths as they were given, and the places that Node's own check finds for what is no JavaScript. */
function withPlaces({ listed, more }: Problems, paths: readonly string[]): Problems {
  const placed = listed.map((problem): Problem => {
    const file = paths.find((path) => basename(path) === problem.file) ?? problem.file;
    return { ...problem, file, ...(problem.got.startsWith("SyntaxError") ? placeIn(file) : {}) };
  });
  return { listed: placed, more };
}

function placeIn(path: string): Partial<Pick<Problem, "line" | "col">> {
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  const [, line, , marks = ""] = /:(\d+)\n(.*)\n( *\^)/.exec(stderr) ?? [];
  return line === undefined ? {} : { line: Number(line), col: marks.length };
}

/** A file's name with the beginning of its hash. */
const told = ({ name, sha256 }: ExtensionFile): string =>
  `${name} (SHA-256 ${sha256.slice(0, 12)}…)`;

/** How files are told in a sentence. */
export const toldFiles = (files: readonly ExtensionFile[] | undefined): string =>
  files === undefined || files.length === 0 ? "no --with" : files.map(told).join(", ");

/**
 * Makes sure that the modules given now are those that a folder's runs were made with: nothing in a folder is run
 * because it lies there.
 * @throws {Failure} naming the files: exit 2 where they are to be given, 4 where they are others
 */
export function requireExtensions(
  folder: string,
  record: ExtensionRecord | undefined,
  given: GivenExtensions | undefined,
  purpose = "go on",
): void {
  if (record?.hash === given?.extensions.hash) return;
  if (record === undefined || given !== undefined)
    throw new Failure(
      EXIT.mismatch,
      `${folder} was made with ${toldFiles(record?.files)}, not with ${toldFiles(given?.files)}. Give the same files, or take a new folder for --out.`,
    );
  const copies = record.files.map(({ name }) => `--with ${quoted(copyOf(folder, name))}`).join(" ");
  throw badFlags([
    flagProblem("--with", "E021", {
      got: "nothing",
      allowed: `${toldFiles(record.files)}, with which its runs were made, to ${purpose}`,
      hint: `Copies lie beside the results: ${copies}. They are code: run none that you would not run as a script.`,
    }),
  ]);
}

/** Where a folder of results keeps the copy of a module. */
export const copyOf = (folder: string, name: string): string => join(folder, COPIES, name);

/** Keeps copies of the modules beside the results. */
export function keepExtensions(folder: string, given: GivenExtensions | undefined): void {
  if (given === undefined) return;
  makeFolder(join(folder, COPIES));
  for (const { name, text } of given.texts) {
    const path = copyOf(folder, name);
    const isThere = existsSync(path) && storing(path, () => readFileSync(path, "utf8")) === text;
    if (!isThere) replaceFile(path, text);
  }
}

/** What metadata says of the copies. */
export const extensionParts = (files: readonly ExtensionFile[] | undefined) =>
  (files ?? []).map(({ name, sha256 }) => ({
    name: `${COPIES}/${name}`,
    description: "Measures and mechanisms from outside, as they were given with --with",
    sha256,
  }));
