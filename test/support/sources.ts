import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What .gitignore leaves out, at the top; the files themselves are read, since an archive has no git. */
const IGNORED = new Set([".git", ".cache", "dist", "node_modules", "results"]);

/** A file of the repository; `path` is relative to its root, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file of the repository whose path matches, in path order. */
export function readSources(matching: RegExp): Source[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(({ name }) => !IGNORED.has(name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(entry.name) : [entry.name]))
    .filter((path) => matching.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .map((path) => path.replaceAll("\\", "/"));
}
