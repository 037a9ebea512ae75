import { regimeAt, type Scenario, stepOf } from "../../sim/index.ts";
import { slotAt } from "../design.ts";
import { planOf, type Study } from "../jobs.ts";

/** Paths of the two factors of a test: the treatment's level, counted from 1, and whether the control is laid over it. */
export const TREATMENT = "treatment";
export const CONTROL = "control";

/** A parameter that writes the claim into the equations where it is not 0. */
export interface Coupling {
  readonly path: string;
  /** Its largest absolute value from step 1 on, reforms included, at each level without the control. */
  readonly values: readonly number[];
  /** Whether it acts there: it is not 0, and its mechanism is not switched off. */
  readonly acts: readonly boolean[];
}

/** What the claim's couplings are at each level of the treatment: worked out from what runs, never stated. */
export function couplingsOf(paths: readonly string[], study: Study): readonly Coupling[] {
  const { design, arms } = study;
  const levels = Object.keys(arms?.[TREATMENT] ?? {});
  const treated = levels.map((level) => {
    const point = design.factors.map(({ path }) => path === TREATMENT && Number(level));
    const plan = planOf(study, point, slotAt(design, 0, study.seed));
    const span = plan.spans.at(-1) ?? plan.spans[0];
    return { scenario: span.scenario, off: span.off };
  });
  return paths.map((path) => {
    const values = treated.map(({ scenario }) => largestAt(scenario, path, study.steps));
    const acts = treated.map(({ off }, level) => values[level] !== 0 && !isOff(path, off));
    return { path, values, acts };
  });
}

/** Whether a path lies within the parameters of a mechanism or transition that is off. */
const isOff = (path: string, off: readonly string[]): boolean =>
  off.some((id) => path === `mechanisms.${id}` || path.startsWith(`mechanisms.${id}.`));

/** The largest absolute number at a path or under it in any step from 1 on, reforms included: ramps are largest at their ends. */
function largestAt(scenario: Scenario, path: string, steps: number): number {
  const keys = path.split(".");
  const turns = scenario.reforms.flatMap(({ date, ramp }) => {
    const at = stepOf(date, scenario.run.start);
    return [at, at + Math.max(ramp, 1) - 1];
  });
  const within = [...new Set([1, ...turns, steps])].filter((step) => step >= 1 && step <= steps);
  return largest(within.map((step) => valueAt({ ...scenario, ...regimeAt(scenario, step) }, keys)));
}

const valueAt = (scenario: Scenario, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (holder, key) =>
      typeof holder === "object" && holder !== null && Object.hasOwn(holder, key)
        ? (holder as Readonly<Record<string, unknown>>)[key]
        : undefined,
    scenario,
  );

function largest(value: unknown): number {
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((most, part) => Math.max(most, largest(part)), 0);
}
