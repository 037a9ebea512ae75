import { readdirSync } from "node:fs";
import { readHypothesis } from "../../cli/disk.ts";
import { loadHypothesis, type HypothesisResult } from "../../experiments/files/hypothesis.ts";
import { openFile } from "../../experiments/files/library.ts";
import { problemText } from "../../experiments/files/problem.ts";
import { plain } from "../../experiments/files/tree.ts";
import { MODEL_VERSION, planRun, scenarioHash, sha256Hex } from "../../sim/index.ts";

/** Names of the shipped hypotheses, in order. */
export const REGISTERED: readonly string[] = readdirSync(
  new URL("../../scenarios/hypotheses/", import.meta.url),
)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .sort();

type Registered = Extract<HypothesisResult, { readonly ok: true }>;

/**
 * A shipped hypothesis by name.
 * @throws Error where its file is not valid
 */
export function readRegistered(name: string): Registered {
  const result = loadHypothesis(name, readHypothesis);
  if (!result.ok) throw new Error(problemText(result.problems));
  return result;
}

/**
 * What the verdicts on a shipped hypothesis rest on, in 16 hexadecimal digits: the model's version, the file as it is
 * written (comments and layout apart), and every scenario that it runs.
 */
export function basisOf(name: string, { scenarios: { own, byLevel } }: Registered): string {
  const worlds = [own, ...byLevel].map((scenario) =>
    scenario === undefined ? null : scenarioHash(planRun(scenario)),
  );
  const written = plain(openFile(name, readHypothesis).tree);
  return sha256Hex(JSON.stringify([MODEL_VERSION, written, worlds])).slice(0, 16);
}
