import type { Span } from "./policy.ts";
import { sha256Hex } from "./random/sha256.ts";
import type { Scenario } from "./schema/scenario.ts";

/** What is to be run: a seed, a horizon, and which parameters rule from which step. */
export interface RunPlan {
  readonly seed: string;
  readonly steps: number;
  /** At least one; ascending in `from`. The first rules the burn-in. */
  readonly spans: readonly [Span, ...Span[]];
  /** Hash of the measures and mechanisms from outside that it is run with, if any. */
  readonly extension?: string;
}

export interface PlanOptions {
  /** The scenario with the treatment applied, already validated. */
  readonly treated?: Scenario | undefined;
  readonly off?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly steps?: number | undefined;
  readonly extension?: string | undefined;
}

/**
 * Plans a run. A treatment (changed mechanisms, regulators or reforms; knock-outs) acts from step 1 on: the burn-in is
 * lived under the scenario as written, so that variants start from the same state. Changes of anything else (field,
 * population, calendar; regulators' number, level and spread, the spread of need) belong to both.
 */
export function planRun(scenario: Scenario, options: PlanOptions = {}): RunPlan {
  const treated = options.treated ?? scenario;
  const off = options.off ?? [];
  const isOtherField = foundingOf(scenario) !== foundingOf(treated);
  const base: Scenario = {
    ...treated,
    regulators: isOtherField ? treated.regulators : scenario.regulators,
    mechanisms: {
      ...scenario.mechanisms,
      need: { ...scenario.mechanisms.need, spread: treated.mechanisms.need.spread },
    },
    legalForms: isSame(Object.keys(scenario.legalForms), Object.keys(treated.legalForms))
      ? scenario.legalForms
      : treated.legalForms,
    reforms: scenario.reforms,
  };
  const isTreated = options.treated !== undefined || off.length > 0;
  const first: Span = { from: -Infinity, scenario: base, off: [] };
  return {
    seed: options.seed ?? treated.run.seed,
    steps: options.steps ?? treated.run.steps,
    spans: isTreated ? [first, { from: 1, scenario: treated, off }] : [first],
    ...(options.extension === undefined ? {} : { extension: options.extension }),
  };
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** What of the regulators only the founding of a field reads: which there are, at which level, how far apart. */
function foundingOf({ regulators }: Scenario): string {
  return JSON.stringify(
    Object.entries(regulators).map(([id, { level, spread }]) => [id, level, spread]),
  );
}

/** The plan with one more span; spans that would begin with it or later give way. */
export function lastSpan(plan: RunPlan, span: Span): RunPlan {
  const [first, ...rest] = plan.spans;
  return { ...plan, spans: [first, ...rest.filter(({ from }) => from < span.from), span] };
}

/**
 * Hash of what a plan simulates, without its seed, texts, sources and expectations: 64 hexadecimal digits. A value
 * written with or without its default gives the same hash.
 */
export function scenarioHash(plan: RunPlan): string {
  const spans = plan.spans.map(({ from, scenario, off }) => ({
    from: from === -Infinity ? "start" : from,
    off: [...off].sort(),
    content: contentOf(scenario),
  }));
  const { extension } = plan;
  return sha256Hex(JSON.stringify(extension === undefined ? spans : [spans, extension]));
}

/**
 * What a plan lays down for every step up to `step`, as text: seed, field, burn-in, and the spans that begin by then.
 * Plans with the same past go through the same states up to there, to the last bit, whatever follows.
 */
export function pastOf(plan: RunPlan, step: number): string {
  const spans = plan.spans.filter((span, index) => index === 0 || span.from <= step);
  return JSON.stringify([
    ...(plan.extension === undefined ? [] : [plan.extension]),
    plan.seed,
    spans.map(({ from, off, scenario }, index) => [
      index === 0 ? "start" : from,
      [...off].sort(),
      pastContentOf(scenario),
    ]),
  ]);
}

const pastContents = new WeakMap<Scenario, string>();

/** A scenario's content without its horizon, which nobody in the model knows of; worked out once. */
function pastContentOf(scenario: Scenario): string {
  const known = pastContents.get(scenario);
  if (known !== undefined) return known;
  const { run, ...content } = contentOf(scenario);
  const { steps: _steps, ...calendar } = run;
  const text = JSON.stringify([content, calendar]);
  pastContents.set(scenario, text);
  return text;
}

/** The parts of a scenario that a result depends on. */
function contentOf({
  field,
  population,
  regulators,
  reforms,
  mechanisms,
  legalForms,
  run,
}: Scenario) {
  const { seed: _seed, ...horizon } = run;
  const content = { field, population, regulators, reforms, mechanisms, legalForms };
  return { ...(withoutTexts(content) as typeof content), run: horizon };
}

function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "label")
      .map(([key, entry]) => [key, withoutTexts(entry)]),
  );
}
