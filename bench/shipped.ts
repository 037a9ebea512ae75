import { readFileSync } from "node:fs";
import { loadScenario } from "../experiments/files/scenario.ts";
import type { Scenario } from "../sim/index.ts";

const FOLDER = new URL("../scenarios/", import.meta.url);

/** A shipped scenario by name. @throws Error where it is not valid */
export function readShipped(name: string): Scenario {
  const result = loadScenario(name, (wanted) => ({
    name: `${wanted}.yaml`,
    content: readFileSync(new URL(`${wanted}.yaml`, FOLDER)),
  }));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}
