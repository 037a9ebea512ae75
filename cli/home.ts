import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder: above `cli/` in the sources, above `dist/cli/` when built. */
export const HOME = homeOf(dirname(fileURLToPath(import.meta.url)));

function homeOf(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, "package.json")) || parent === folder ? folder : homeOf(parent);
}

/** A path from the current folder where it lies in that, else as it is; where the current folder is gone, too. */
export function fromHere(path: string): string {
  try {
    const short = relative(process.cwd(), path);
    return short.startsWith("..") ? path : short;
  } catch {
    return path;
  }
}
