import { loadExperiment } from "../../experiments/files/experiment.ts";
import type { Read } from "../../experiments/files/library.ts";
import { type Problem, problemText } from "../../experiments/files/problem.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { planRun, type Scenario, scenarioHash } from "../../sim/index.ts";

export type Content = string | Uint8Array;

/** Files that exist in memory only. */
export const inMemory =
  (files: Readonly<Record<string, Content>>): Read =>
  (name) => {
    const content = files[name];
    return content === undefined ? undefined : { name, content };
  };

/** A scenario that is to be accepted. */
export function valid(content: Content, more: Readonly<Record<string, Content>> = {}): Scenario {
  const result = loadScenario("a.yaml", inMemory({ "a.yaml": content, ...more }));
  if (!result.ok) throw new Error(problemText(result.problems));
  return result.scenario;
}

/** The problems of a scenario that is to be refused, and their text. */
export function refused(
  content: Content,
  name = "a.yaml",
  more: Readonly<Record<string, Content>> = {},
): { readonly first: Problem; readonly all: readonly Problem[]; readonly text: string } {
  const read = inMemory({ [name]: content, ...more });
  const result = /kind: experiment/.test(String(content))
    ? loadExperiment(name, read)
    : loadScenario(name, read);
  if (result.ok) throw new Error("it was accepted");
  const [first] = result.problems.listed;
  if (first === undefined) throw new Error("it was refused without a problem");
  return { first, all: result.problems.listed, text: problemText(result.problems) };
}

export const hashOf = (scenario: Scenario): string => scenarioHash(planRun(scenario));
