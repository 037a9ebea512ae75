import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isPath } from "../experiments/files/library.ts";
import { didYouMean } from "../experiments/files/nearest.ts";
import { type Problem, problemAt } from "../experiments/files/problem.ts";
import { HOME } from "./home.ts";

/** Folders of the files that come with the package. */
export const SHIPPED = {
  scenario: "scenarios",
  experiment: "scenarios/experiments",
  hypothesis: "scenarios/hypotheses",
} as const;

/** What a file that comes with the package may be. */
export type ShippedKind = keyof typeof SHIPPED;

/** Names of the files of one kind that come with the package, in name order. */
function shippedNames(kind: ShippedKind): readonly string[] {
  try {
    return readdirSync(join(HOME, SHIPPED[kind]))
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => file.slice(0, -".yaml".length))
      .sort();
  } catch {
    return [];
  }
}

/** Whether a name stands for something shipped, and nothing of these kinds has it. */
export const isUnknown = (name: string, kinds: readonly ShippedKind[]): boolean =>
  !isPath(name) && !kinds.some((kind) => shippedNames(kind).includes(name));

/** That nothing shipped has a name. @param kinds what was looked for */
export function unknownName(name: string, kinds: readonly ShippedKind[]): Problem {
  const names = kinds.flatMap(shippedNames);
  const said = kinds.length === 1 ? kinds.join() : "scenario, experiment or hypothesis";
  return problemAt({ source: { name, text: "" }, offset: 0 }, "E001", {
    got: `no shipped ${said} of this name`,
    allowed: `${names.join(", ") || "(none shipped)"}, or a path with a / or .yaml in it`,
    hint: didYouMean(name, names),
  });
}
