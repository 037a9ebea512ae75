import type { RunPlan, Scenario, Span } from "../../sim/index.ts";

/** A value that two plans lay down differently. */
export interface ParameterDifference {
  /** Keys joined by dots; `off` for what is switched off, `seed` and `steps` for themselves. */
  readonly path: string;
  /** JSON of either value; undefined where there is none. */
  readonly a: string | undefined;
  readonly b: string | undefined;
  /** Whether they differ before step 1 already, and from it on. */
  readonly inBurnIn: boolean;
  readonly later: boolean;
}

/** Keys that no result depends on. */
const WORDS: ReadonlySet<string> = new Set([
  ...["name", "description", "sources", "label", "expect", "ironcage", "kind"],
]);

/** All values in which two plans differ, in the order of the first scenario's keys. */
export function parameterDifferences(a: RunPlan, b: RunPlan): readonly ParameterDifference[] {
  const [early, late] = [differing(a.spans[0], b.spans[0]), differing(last(a), last(b))];
  const paths = [...new Set([...early.keys(), ...late.keys()])];
  const found = paths.map((path): ParameterDifference => {
    const [inBurnIn, later] = [early.get(path), late.get(path)];
    return {
      path,
      a: (later ?? inBurnIn)?.a,
      b: (later ?? inBurnIn)?.b,
      inBurnIn: inBurnIn !== undefined,
      later: later !== undefined,
    };
  });
  const own = (path: string, mine: string | number, other: string | number) =>
    mine === other
      ? []
      : [{ path, a: JSON.stringify(mine), b: JSON.stringify(other), inBurnIn: true, later: true }];
  return [...own("seed", a.seed, b.seed), ...own("steps", a.steps, b.steps), ...found];
}

const last = ({ spans }: RunPlan): Span => spans.at(-1) ?? spans[0];

interface Pair {
  readonly a: string | undefined;
  readonly b: string | undefined;
}

function differing(a: Span, b: Span): ReadonlyMap<string, Pair> {
  const [mine, others] = [valuesOf(a), valuesOf(b)];
  const found = new Map<string, Pair>();
  for (const path of new Set([...mine.keys(), ...others.keys()]))
    if (mine.get(path) !== others.get(path))
      found.set(path, { a: mine.get(path), b: others.get(path) });
  return found;
}

/** Every single value of a span as JSON, by path; lists of numbers as one. */
function valuesOf({ scenario, off }: Span): ReadonlyMap<string, string> {
  const { seed: _seed, steps: _steps, ...calendar } = scenario.run;
  const values = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    const isOpen = typeof value === "object" && value !== null && !isFlat(value);
    if (!isOpen) values.set(path, JSON.stringify(value));
    else
      for (const [key, part] of Object.entries(value))
        if (!WORDS.has(key)) walk(part, path === "" ? key : `${path}.${key}`);
  };
  walk({ ...scenario, run: calendar } satisfies Omit<Scenario, "run"> & { run: object }, "");
  if (off.length > 0) values.set("off", JSON.stringify([...off].sort()));
  return values;
}

const isFlat = (value: object): boolean =>
  Array.isArray(value) && value.every((entry) => typeof entry !== "object");
