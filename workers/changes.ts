import { checkScenario, type Scenario, scenarioSchema } from "../sim/index.ts";
import type { Problem } from "../experiments/files/problem.ts";
import type { Changes, Json, Refused } from "./protocol.ts";

/** A scenario with values laid over it, checked as a file would be. */
export function layOver(
  scenario: Scenario,
  changes: Changes,
): { readonly ok: true; readonly scenario: Scenario } | Refused {
  const draft = structuredClone(scenario) as unknown as Json;
  const lost = Object.entries(changes).flatMap(([path, value]) =>
    assign(draft, path.split("."), value)
      ? []
      : [problem(path.split("."), value, "a parameter's path")],
  );
  if (lost.length > 0) return refused(lost);
  const read = scenarioSchema.safeParse(draft);
  if (!read.success) {
    return refused(
      read.error.issues.map(({ path, message }) =>
        problem(path.map(String), valueAt(draft, path.map(String)), message),
      ),
    );
  }
  const unfit = checkScenario(read.data);
  if (unfit.length === 0) return { ok: true, scenario: read.data };
  return refused(
    unfit.map(({ path, got, allowed, message, hint }) =>
      problem(path.map(String), got, allowed, [message, hint ?? ""].join(" ").trim()),
    ),
  );
}

function refused(problems: readonly Problem[]): Refused {
  return {
    ok: false,
    problems: { listed: problems.slice(0, 20), more: Math.max(0, problems.length - 20) },
  };
}

/** A problem with a value that stands in no file. */
function problem(path: readonly string[], got: unknown, allowed: string, hint = ""): Problem {
  const dotted = path.join(".");
  return { file: "", line: 1, col: 1, code: "E028", path: dotted, got: String(got), allowed, hint };
}

/** Sets one value inside a plain JSON tree; false where the path leads nowhere. */
function assign(tree: Json, path: readonly string[], value: Json): boolean {
  const holder = valueAt(tree, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof holder !== "object" || holder === null || key === undefined) return false;
  if (!Object.hasOwn(holder, key)) return false;
  (holder as Record<string, unknown>)[key] = value;
  return true;
}

function valueAt(tree: Json, path: readonly string[]): unknown {
  let node: unknown = tree;
  for (const key of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}
