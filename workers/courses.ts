import { isMoving, regimeAt, type RunPlan } from "../sim/index.ts";
import type { Json, ReformCourse } from "./protocol.ts";

/** What reforms make of each parameter that they set, under the last regime of a plan. */
export function coursesOf({ spans, steps }: RunPlan): readonly ReformCourse[] {
  const { scenario } = spans.at(-1) ?? spans[0];
  const paths = [...new Set(scenario.reforms.flatMap(({ set }) => Object.keys(set)))].sort();
  if (paths.length === 0) return [];
  const times = Array.from({ length: steps + 1 }, (_, step) => step);
  const regimes = times
    .filter((step) => step === 0 || isMoving(scenario, step))
    .map((step) => ({ step, regime: regimeAt(scenario, step) }));
  return paths.map((path) => {
    const course: { path: string; steps: number[]; values: Json[] } = {
      path,
      steps: [],
      values: [],
    };
    let last: string | undefined;
    for (const { step, regime } of regimes) {
      const value = valueAt(regime, path);
      const text = JSON.stringify(value);
      if (text === last) continue;
      last = text;
      course.steps.push(step);
      course.values.push(value);
    }
    return course;
  });
}

function valueAt(root: unknown, path: string): Json {
  let value = root;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value as Json;
}
