import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HOME } from "./home.ts";

const PACKAGE = JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as {
  readonly version: string;
  readonly license: string;
};

/** This package's version. */
export const VERSION = PACKAGE.version;

/** The software's licence, an SPDX identifier. */
export const LICENCE = PACKAGE.license;

/** Day of the version, as its citation has it. */
export function releaseDay(): string {
  const citation = readFileSync(join(HOME, "CITATION.cff"), "utf8");
  return /^date-released: "?(\d{4}-\d{2}-\d{2})/m.exec(citation)?.[1] ?? "";
}
