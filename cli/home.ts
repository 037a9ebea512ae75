import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder: above `cli/` in the sources, above `dist/cli/` when built. */
export const HOME = homeOf(dirname(fileURLToPath(import.meta.url)));

function homeOf(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, "package.json")) || parent === folder ? folder : homeOf(parent);
}
