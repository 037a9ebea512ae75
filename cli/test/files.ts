import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type HypothesisOptions,
  type HypothesisResult,
  loadHypothesis,
} from "../../experiments/files/hypothesis.ts";
import { type Problem, problemAt, Refusal, shown } from "../../experiments/files/problem.ts";
import { readHypothesis } from "../disk.ts";
import { BadInput } from "../failure.ts";
import { isUnknown, unknownName } from "../shipped.ts";

/** A hypothesis that was read, and the name that it was asked for by. */
export type Loaded = Extract<HypothesisResult, { readonly ok: true }> & { readonly file: string };

/**
 * Reads and checks all hypotheses that are asked for, before anything is written.
 * @param names of shipped ones, files, or patterns of file names with `*` and `?`
 * @throws {BadInput} with the problems of all
 */
export function loadAll(names: readonly string[], options: HypothesisOptions): readonly Loaded[] {
  const problems: Problem[] = [];
  let more = 0;
  const loaded: Loaded[] = [];
  for (const file of [...new Set(names.flatMap(matching))]) {
    if (isUnknown(file, ["hypothesis"])) {
      problems.push(unknownName(file, ["hypothesis"]));
      continue;
    }
    const result = loadHypothesis(file, readHypothesis, options);
    if (result.ok) loaded.push({ ...result, file });
    else {
      problems.push(...result.problems.listed);
      more += result.problems.more;
    }
  }
  problems.push(...sameNames(loaded));
  if (problems.length > 0) throw new BadInput(new Refusal(problems, more).problems);
  return loaded;
}

/** Files that a pattern matches, in name order; anything else stands for itself. */
function matching(name: string): readonly string[] {
  if (!/[*?]/.test(name) || existsSync(name)) return [name];
  const folder = dirname(name);
  const pattern = new RegExp(
    `^${basename(name)
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const found = files.filter((file) => !file.startsWith(".") && pattern.test(file)).sort();
  return found.length === 0 ? [name] : found.map((file) => join(folder, file));
}

/** Hypotheses whose folders would be one. */
function sameNames(loaded: readonly Loaded[]): readonly Problem[] {
  const first = new Map<string, string>();
  return loaded.flatMap(({ file, content: { name } }) => {
    const other = first.get(name.toLowerCase());
    if (other === undefined) {
      first.set(name.toLowerCase(), file);
      return [];
    }
    return [
      problemAt({ source: { name: file, text: "" }, offset: 0 }, "E040", {
        path: ["name"],
        got: `${shown(name)}, as in ${other}`,
        allowed: "a name of its own for each hypothesis of a folder",
      }),
    ];
  });
}
