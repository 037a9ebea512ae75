import { z } from "zod";
import { count, say, section, text } from "./parameter.ts";

/** A calendar day, YYYY-MM-DD; only its quarter matters. */
const day = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(isInCalendar, { error: "a day of the calendar, YYYY-MM-DD" });

/** Whether the month has that day (Gregorian calendar). */
function isInCalendar(date: string): boolean {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return dayOfMonth <= (lengths[month - 1] ?? 31);
}

/** Dated changes of parameters: laws, decrees, reforms. */
export const reformsSection = z
  .array(
    z.strictObject({
      date: day,
      label: text(200),
      set: z.record(
        z.string().max(200),
        z.union([z.number(), z.array(z.number().min(0).max(1)).max(64)]),
      ),
      ramp: count({
        default: 0,
        min: 0,
        max: 400,
        unit: "quarters",
        tier: "advanced",
        label: say("Ramp", "Montée en charge"),
        description: say(
          "Quarters over which the new value is reached linearly; 0 means at once.",
          "Trimestres pour atteindre linéairement la nouvelle valeur ; 0 : aussitôt.",
        ),
      }),
    }),
  )
  .max(200)
  .default([])
  .meta({
    title: "Reforms",
    description: "Dated events that set parameters or ramp them.",
    label: say("Reforms", "Réformes"),
  });

/** Seed, horizon and calendar. */
export const runSection = section(
  {
    label: say("Run", "Exécution"),
    description: say("Seed, horizon and calendar.", "Graine, horizon et calendrier."),
  },
  {
    seed: z
      .string()
      .min(1)
      .max(200)
      .default("1")
      .meta({
        title: "Seed",
        description: "Text that fixes every draw.",
        label: say("Seed", "Graine"),
      }),
    steps: count({
      default: 80,
      min: 0,
      max: 100_000,
      unit: "quarters",
      label: say("Steps", "Pas"),
      description: say("Quarters to simulate.", "Trimestres à simuler."),
    }),
    start: day.default("2009-01-01").meta({
      title: "Start",
      description: "Day in the quarter that step 1 covers.",
      label: say("Start", "Début"),
    }),
    burnIn: count({
      default: 0,
      min: 0,
      max: 100_000,
      unit: "quarters",
      tier: "advanced",
      label: say("Burn-in", "Rodage"),
      description: say(
        "Quarters lived under the scenario's own regime before step 0.",
        "Trimestres vécus sous le régime du scénario avant le pas 0.",
      ),
    }),
  },
);

const bound = z.number().optional();

const measureName = z.string().max(120);

/** Claims about a run of the scenario, tested with the project's own tests. */
export const expectSection = z
  .array(
    z.strictObject({
      claim: text(400),
      measure: measureName,
      at: z.union([z.literal("end"), z.number().int().min(0)]).default("end"),
      /** Step that `sum`, `change` and `fall` begin after or are measured from. */
      since: z.number().int().min(0).default(0),
      /** The value at a step; its sum over steps after `since`; its change since; its fall 1 − value/value at `since`. */
      take: z.enum(["value", "sum", "change", "fall"]).default("value"),
      /** Another measure, taken in the same way, to divide by; and one to subtract. */
      per: measureName.optional(),
      minus: measureName.optional(),
      times: z.number().default(1),
      /** Less the same in the run on the same seed in which no reform begins from step 1 on. */
      control: z.boolean().default(false),
      seeds: z.number().int().min(1).max(1000).default(1),
      statistic: z.enum(["mean", "each"]).default("each"),
      min: bound,
      max: bound,
      source: z.string().max(400).optional(),
    }),
  )
  .max(200)
  .default([])
  .meta({
    title: "Expectations",
    description: "Claims that the tests check.",
    label: say("Expectations", "Attentes"),
  });
