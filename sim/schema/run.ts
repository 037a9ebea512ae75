import * as z from "zod/mini";
import { count, say, section, text } from "./parameter.ts";

/** A calendar day, YYYY-MM-DD; only its quarter matters. */
const day = z
  .string()
  .check(
    z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
    z.refine(isInCalendar, { error: "a day of the calendar, YYYY-MM-DD" }),
  );

/** Whether the month has that day (Gregorian calendar). */
function isInCalendar(date: string): boolean {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return dayOfMonth <= (lengths[month - 1] ?? 31);
}

/** Dated changes of parameters: laws, decrees, reforms. */
export const reformsSection = z
  ._default(
    z
      .array(
        z.strictObject({
          date: day,
          label: text(200),
          set: z.record(
            z.string().check(z.maxLength(200)),
            z.union([
              z.number(),
              z.array(z.number().check(z.minimum(0), z.maximum(1))).check(z.maxLength(64)),
            ]),
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
      .check(z.maxLength(200)),
    [],
  )
  .register(z.globalRegistry, {
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
      ._default(z.string().check(z.minLength(1), z.maxLength(200)), "1")
      .register(z.globalRegistry, {
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
    start: z._default(day, "2009-01-01").register(z.globalRegistry, {
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

const bound = z.optional(z.number());

const measureName = z.string().check(z.maxLength(120));

/** Claims about a run of the scenario, tested with the project's own tests. */
export const expectSection = z
  ._default(
    z
      .array(
        z.strictObject({
          claim: text(400),
          measure: measureName,
          at: z._default(
            z.union([z.literal("end"), z.number().check(z.int(), z.minimum(0))]),
            "end",
          ),
          /** Step that `sum`, `change` and `fall` begin after or are measured from. */
          since: z._default(z.number().check(z.int(), z.minimum(0)), 0),
          /** The value at a step; its sum over steps after `since`; its change since; its fall 1 − value/value at `since`. */
          take: z._default(z.enum(["value", "sum", "change", "fall"]), "value"),
          /** Another measure, taken in the same way, to divide by; and one to subtract. */
          per: z.optional(measureName),
          minus: z.optional(measureName),
          times: z._default(z.number(), 1),
          /** Less the same in the run on the same seed in which no reform begins from step 1 on. */
          control: z._default(z.boolean(), false),
          seeds: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(1000)), 1),
          statistic: z._default(z.enum(["mean", "each"]), "each"),
          min: bound,
          max: bound,
          source: z.optional(z.string().check(z.maxLength(400))),
        }),
      )
      .check(z.maxLength(200)),
    [],
  )
  .register(z.globalRegistry, {
    title: "Expectations",
    description: "Claims that the tests check.",
    label: say("Expectations", "Attentes"),
  });
