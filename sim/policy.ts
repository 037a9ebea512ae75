import type { Scenario } from "./schema/scenario.ts";

/** The parameters that may change while a run goes on. */
export type Regime = Pick<Scenario, (typeof RULED)[number]>;

/** What follows from a regime, worked out once for as long as it is in force. */
const consequences = new WeakMap<Regime, Map<string, unknown>>();

/** What `work` makes of a regime: worked out when it is first asked for. Nobody writes to it. */
export function onceFor<Result extends object>(
  regime: Regime,
  name: string,
  work: () => Result,
): Result {
  let known = consequences.get(regime);
  if (known === undefined) consequences.set(regime, (known = new Map()));
  let result = known.get(name) as Result | undefined;
  if (result === undefined) known.set(name, (result = work()));
  return result;
}

/** Sections of a scenario that reforms and treatments may change. */
export const RULED = ["regulators", "mechanisms", "legalForms"] as const;

/** From one step on, the parameters of a scenario hold, reforms included, and some mechanisms are off. */
export interface Span {
  /** First step ruled by this span; the first span rules the burn-in too. */
  readonly from: number;
  readonly scenario: Scenario;
  /** Ids of influences and transitions. */
  readonly off: readonly string[];
}

/** Quarter of a day YYYY-MM-DD, counted from year 0. */
function quarterOf(date: string): number {
  return Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
}

/** Quarter of the calendar that a step covers, 0 to 3. */
export function quarterAt(start: string, step: number): number {
  const quarter = (quarterOf(start) + step - 1) % 4;
  return quarter < 0 ? quarter + 4 : quarter;
}

/** The step that covers a day: step t covers the quarter start + t − 1. */
export function stepOf(date: string, start: string): number {
  return quarterOf(date) - quarterOf(start) + 1;
}

type Level = number | readonly number[];
type Reform = Scenario["reforms"][number];

/**
 * The regime in force at a step: the scenario's own values, then each reform that has begun. It shares with the scenario
 * what no reform has changed, so nobody may write to it.
 */
export function regimeAt(scenario: Scenario, step: number): Regime {
  const dated = datedReforms(scenario);
  if (!dated.some(({ at }) => at <= step)) return unreformed(scenario);
  let regime = unreformed(scenario);
  const paths = new Set(dated.flatMap(({ reform }) => Object.keys(reform.set)));
  for (const path of paths) {
    const own = readPath(scenario, path);
    if (own === undefined) continue;
    regime = withLevel(regime, path.split("."), levelAt(scenario, dated, path, step)) as Regime;
  }
  return regime;
}

const unreformedRegimes = new WeakMap<Scenario, Regime>();

/** A scenario's regime before its first reform: one for all runs, so that what follows from it is worked out once. */
function unreformed(scenario: Scenario): Regime {
  const { regulators, mechanisms, legalForms } = scenario;
  const regime = unreformedRegimes.get(scenario) ?? { regulators, mechanisms, legalForms };
  unreformedRegimes.set(scenario, regime);
  return regime;
}

/** True where the regime of this step may differ from the step before. */
export function isMoving(scenario: Scenario, step: number): boolean {
  return datedReforms(scenario).some(
    ({ at, reform }) => step >= at && step <= at + Math.max(reform.ramp, 1) - 1,
  );
}

/** Reforms that begin in a step. */
export function reformsIn(scenario: Scenario, step: number): Reform[] {
  return datedReforms(scenario)
    .filter(({ at }) => at === step)
    .map(({ reform }) => reform);
}

interface Dated {
  readonly at: number;
  readonly reform: Reform;
}

const calendars = new WeakMap<Scenario, readonly Dated[]>();

/** Reforms with their first step, in order of step and then of the file; worked out once for a scenario. */
function datedReforms(scenario: Scenario): readonly Dated[] {
  const known = calendars.get(scenario);
  if (known) return known;
  const dated = scenario.reforms
    .map((reform, order) => ({ at: stepOf(reform.date, scenario.run.start), reform, order }))
    .sort((a, b) => a.at - b.at || a.order - b.order);
  calendars.set(scenario, dated);
  return dated;
}

/** Level of a parameter: the last reform begun moves it linearly from where it stood to its target. */
function levelAt(scenario: Scenario, dated: readonly Dated[], path: string, step: number): Level {
  const last = dated.filter(({ at, reform }) => at <= step && path in reform.set).at(-1);
  if (last === undefined) return readPath(scenario, path) ?? [];
  const target = last.reform.set[path];
  const elapsed = step - last.at + 1;
  if (elapsed >= last.reform.ramp) return target;
  const from = levelAt(scenario, dated, path, last.at - 1);
  // a doctrine where there was none sets out from what the regulator prescribes
  const meant = path.endsWith(".doctrine")
    ? levelAt(scenario, dated, path.replace(/doctrine$/, "prescription"), last.at - 1)
    : [];
  return between(isEmpty(from) ? meant : from, target, elapsed / last.reform.ramp);
}

const isEmpty = (level: Level): boolean => typeof level !== "number" && level.length === 0;

function between(from: Level, to: Level, share: number): Level {
  if (typeof from === "number" && typeof to === "number") return from + (to - from) * share;
  if (typeof from === "number" || typeof to === "number") return to;
  // an empty list of saliences means 1 for every practice
  return to.map((value, k) => (from[k] ?? 1) + (value - (from[k] ?? 1)) * share);
}

/** Value at a dotted path of a scenario, where it is a number or a list of numbers. */
export function readPath(root: object, path: string): Level | undefined {
  let value: unknown = root;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value === "number") return value;
  return Array.isArray(value) && value.every((entry) => typeof entry === "number")
    ? value
    : undefined;
}

/** Sets the number or list at a dotted path that exists. */
export function writePath(root: object, path: string, level: Level): void {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let holder = root as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  holder[last] = typeof level === "number" ? level : [...level];
}

/** The same with another level at a path that exists; what the path does not pass through is shared. */
function withLevel(root: object, [key, ...rest]: readonly string[], level: Level): object {
  const own = root as Readonly<Record<string, object>>;
  if (rest.length > 0) return { ...root, [key]: withLevel(own[key], rest, level) };
  return { ...root, [key]: typeof level === "number" ? level : [...level] };
}
