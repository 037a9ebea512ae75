import { z } from "zod";

const step = z.number().int().min(0).max(100_000);
const measureName = z.string().min(1).max(120);
const label = z.strictObject({ en: z.string().max(400), fr: z.string().max(400) });

/** What a run comes to in one number; the same words as the claims of a scenario. */
export const outcomeSchema = z
  .strictObject({
    label: label.optional().meta({ description: "What people call it." }),
    measure: measureName,
    take: z.enum(["value", "mean", "sum", "change", "rate", "fall"]).default("value").meta({
      description:
        "value: at a step; mean and sum: over the steps after since; change: since; rate: change per quarter; fall: 1 − value/value at since.",
    }),
    at: z
      .union([z.literal("end"), step])
      .default("end")
      .meta({ description: "The step, or the last of the window." }),
    since: step
      .default(0)
      .meta({ description: "Step that the window begins after or the change is measured from." }),
    per: measureName
      .optional()
      .meta({ description: "Another measure, taken in the same way, to divide by." }),
    minus: measureName
      .optional()
      .meta({ description: "Another measure, taken in the same way, to subtract first." }),
    times: z.number().default(1).meta({ description: "What the number is multiplied by." }),
  })
  .meta({ description: "A number that a run comes to." });

/** What a run comes to in one number. */
export type Outcome = z.output<typeof outcomeSchema>;

/** The last step of an outcome's window. */
const stepAt = ({ at }: Pick<Outcome, "at">, steps: Int32Array): number =>
  at === "end" ? (steps[steps.length - 1] ?? 0) : at;

/** The measures that an outcome reads. */
export const measuresRead = ({ measure, minus, per }: Outcome): readonly string[] =>
  [measure, minus, per].filter((name) => name !== undefined);

/**
 * An outcome of one run: `times · (take(measure) − take(minus)) / take(per)`.
 * @param series the kept values, a row per kept step and a column per kept measure
 * @param steps the kept steps, in rising order
 * @param measures names of the columns
 * @returns NaN where it is undefined: a measure or step that was not kept, an undefined value, a division by 0
 */
export function outcomeOf(
  series: ArrayLike<number>,
  steps: Int32Array,
  measures: readonly string[],
  outcome: Outcome,
): number {
  const take = (name: string): number => {
    const column = measures.indexOf(name);
    const valueIn = (row: number): number =>
      row < 0 || column < 0 ? NaN : (series[row * measures.length + column] ?? NaN);
    return taken(outcome, steps, valueIn);
  };
  const { measure, minus, per, times } = outcome;
  const difference = take(measure) - (minus === undefined ? 0 : take(minus));
  const value = (times * difference) / (per === undefined ? 1 : take(per));
  return Number.isFinite(value) ? value : NaN;
}

function taken(outcome: Outcome, steps: Int32Array, valueIn: (row: number) => number): number {
  const { take, since } = outcome;
  const at = stepAt(outcome, steps);
  const value = (wanted: number): number => valueIn(steps.indexOf(wanted));
  switch (take) {
    case "value":
      return value(at);
    case "change":
      return value(at) - value(since);
    case "rate":
      return (value(at) - value(since)) / (at - since);
    case "fall":
      return 1 - value(at) / value(since);
    case "mean":
    case "sum": {
      const rows = [...steps.keys()].filter((row) => isWithin(steps[row] ?? 0, since, at));
      const sum = rows.reduce((total, row) => total + valueIn(row), 0);
      if (take === "mean") return sum / rows.length;
      return rows.length === at - since ? sum : NaN; // a flow is missed where a step is
    }
  }
}

const isWithin = (one: number, since: number, at: number): boolean => one > since && one <= at;

/** What keeps an outcome from being read off a run: the key that is wrong, what was got, what would do. */
export interface OutcomeFault {
  readonly key: "measure" | "minus" | "per" | "at" | "since" | "take";
  readonly got: string;
  readonly allowed: string;
}

/** Why an outcome would be undefined on every run that keeps these steps and measures; empty where it is fine. */
export function outcomeFaults(
  outcome: Outcome,
  steps: Int32Array,
  measures: readonly string[],
): readonly OutcomeFault[] {
  const faults: OutcomeFault[] = [];
  for (const key of ["measure", "minus", "per"] as const) {
    const name = outcome[key];
    if (name !== undefined && !measures.includes(name))
      faults.push({ key, got: `measure ${name}`, allowed: "a measure that is kept" });
  }
  return [...faults, ...stepFaults(outcome, steps)];
}

function stepFaults(outcome: Outcome, steps: Int32Array): readonly OutcomeFault[] {
  const { take, since } = outcome;
  const at = stepAt(outcome, steps);
  const last = steps[steps.length - 1] ?? 0;
  const isWindow = take === "mean" || take === "sum";
  if (at > last)
    return [{ key: "at", got: `step ${at}`, allowed: `a step of the run, 0 to ${last}` }];
  if (take !== "value" && since >= at)
    return [{ key: "since", got: `since ${since} and at ${at}`, allowed: "since < at" }];
  if (take === "sum" && steps.filter((one) => isWithin(one, since, at)).length < at - since)
    return [{ key: "take", got: "sum where not every step is kept", allowed: "every: 1" }];
  if (take === "mean" && !steps.some((one) => isWithin(one, since, at)))
    return [{ key: "at", got: `no kept step from ${since + 1} to ${at}`, allowed: "a kept step" }];
  const unkept = (["at", "since"] as const).filter((key) => {
    if (isWindow || (key === "since" && take === "value")) return false;
    return !steps.includes(key === "at" ? at : since);
  });
  return unkept.map((key) => ({
    key,
    got: `step ${key === "at" ? at : since}`,
    allowed: "a step that is kept (a multiple of every, or the last)",
  }));
}
