import type { Scenario } from "../../sim/schema/scenario.ts";
import { at, type Vector } from "./vectors.ts";

// Section 3.3 of docs/odd.md: which parameters are in force at a step.

export type Regime = Pick<Scenario, "mechanisms" | "regulators">;
type Tree = { [key: string]: Tree | number | Vector };

/** The step whose quarter holds a day; step 1 covers the quarter of `start`. */
export function stepOf(date: string, start: string): number {
  const quarter = (day: string) =>
    4 * Number(day.slice(0, 4)) + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return quarter(date) - quarter(start) + 1;
}

/** The parameters in force at a step: those of the file, as far as reforms have moved them. */
export function regimeAt(scenario: Scenario, step: number): Regime {
  const regime = structuredClone({
    mechanisms: scenario.mechanisms,
    regulators: scenario.regulators,
  });
  for (const path of new Set(scenario.reforms.flatMap(({ set }) => Object.keys(set)))) {
    const keys = path.split(".");
    const last = at(keys, keys.length - 1);
    const parent = keys.slice(0, -1).reduce<Tree>(enter, regime as unknown as Tree);
    parent[last] = valueAt(scenario, path, step);
  }
  return regime;
}

/** The value of one parameter at a step: its latest reform moves it from where it stood the step before. */
function valueAt(scenario: Scenario, path: string, step: number): number | Vector {
  const latest = scenario.reforms
    .map(({ date, set, ramp }) => ({
      from: stepOf(date, scenario.run.start),
      target: set[path],
      ramp,
    }))
    .filter(({ from, target }) => target !== undefined && from <= step)
    .toSorted((a, b) => a.from - b.from)
    .at(-1);
  if (latest?.target === undefined) return ownValue(scenario, path);
  const { from, target, ramp } = latest;
  const start = valueAt(scenario, path, from - 1);
  const done = Math.min(1, (step - from + 1) / Math.max(1, ramp));
  const move = (before: number, after: number) => before + done * (after - before);
  if (typeof target === "number") return move(start as number, target);
  // an empty list of saliences means 1 for every practice
  return target.map((entry, k) => move((start as Vector)[k] ?? 1, entry));
}

function ownValue(scenario: Scenario, path: string): number | Vector {
  return path.split(".").reduce<Tree[string]>(enter, scenario as unknown as Tree) as
    number | Vector;
}

function enter(tree: Tree[string], key: string): Tree {
  return (tree as Tree)[key] as Tree;
}
