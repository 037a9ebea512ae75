import { regimeAt, type RunPlan } from "../sim/index.ts";
import type { Json, ReformCourse } from "./protocol.ts";

/** What reforms make of each parameter that they set, under the last regime of a plan. */
export function coursesOf({ spans, steps }: RunPlan): readonly ReformCourse[] {
  const { scenario } = spans.at(-1) ?? spans[0];
  const paths = [...new Set(scenario.reforms.flatMap(({ set }) => Object.keys(set)))].sort();
  if (paths.length === 0) return [];
  const regimes = Array.from({ length: steps + 1 }, (_, step) => regimeAt(scenario, step));
  return paths.map((path) => {
    const course: { path: string; steps: number[]; values: Json[] } = {
      path,
      steps: [],
      values: [],
    };
    let last: string | undefined;
    regimes.forEach((regime, step) => {
      const value = valueAt(regime, path);
      const text = JSON.stringify(value);
      if (text === last) return;
      last = text;
      course.steps.push(step);
      course.values.push(value);
    });
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
