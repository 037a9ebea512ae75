import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HOME } from "./disk.ts";

/** This package's version. */
export const VERSION = (
  JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as { readonly version: string }
).version;
