import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HOME } from "./home.ts";

/** Commit of the sources, where they are a repository. */
export function commitOf(): string | null {
  try {
    const head = readFileSync(join(HOME, ".git", "HEAD"), "utf8").trim();
    return head.startsWith("ref: ")
      ? readFileSync(join(HOME, ".git", head.slice(5)), "utf8").trim()
      : head;
  } catch {
    return null;
  }
}
