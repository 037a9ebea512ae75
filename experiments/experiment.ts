import { z } from "zod";
import { FILE_NAME, ID, isFileName } from "../sim/index.ts";
import { contrastsSchema } from "./contrasts.ts";
import { designSchema } from "./designs/kinds.ts";
import { outcomeSchema } from "./outcome.ts";

const MOST_LEVELS = 1_000_000;

const text = z.strictObject({ en: z.string().max(4000), fr: z.string().max(4000) });
const level = z.union([z.number(), z.string().max(200), z.boolean(), z.array(z.unknown()).max(64)]);
const range = z.strictObject({
  from: z.number(),
  to: z.number(),
  step: z.number().optional(),
  count: z.number().int().min(1).max(MOST_LEVELS).optional(),
  scale: z
    .enum(["linear", "log"])
    .optional()
    .meta({ description: "Whether equal steps are equal differences or equal ratios." }),
  integer: z.boolean().optional().meta({
    description: "Whole numbers only, in a sampled design; as the parameter is if left out.",
  }),
});

/** The form of an SPDX id. */
export const SPDX = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/;

/** An experiment file: a scenario and what is varied in it. */
export const experimentSchema = z.strictObject({
  ironcage: z.literal(1).default(1).meta({ description: "Format number." }),
  kind: z.literal("experiment").meta({ description: "What kind of file this is." }),
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .refine(isFileName, { error: FILE_NAME })
    .default("unnamed"),
  description: text.prefault({ en: "", fr: "" }),
  sources: z
    .record(
      z.string().regex(ID),
      z.strictObject({ text: z.string().max(1000), url: z.string().max(500).optional() }),
    )
    .default({}),
  licence: z.string().regex(SPDX).optional().meta({
    description: "Licence of the results by its SPDX id, as CC-BY-4.0, for their metadata.",
  }),
  scenario: z
    .string()
    .min(1)
    .max(500)
    .meta({ description: "A shipped scenario's name, or a path inside this file's folder." }),
  seed: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Replicate r has the seed SEED/r; the scenario's own seed if left out." }),
  design: designSchema,
  factors: z
    .record(z.string().min(1).max(200), z.union([z.array(level).min(1).max(MOST_LEVELS), range]))
    .default({})
    .meta({
      description:
        "Path to its levels: a list, or from, to and step (or count); in a sampled design a list, or from and to. The path off takes sets of mechanisms, off.MECHANISM true and false, scenario names of scenarios.",
    }),
  points: z.string().min(1).max(500).optional().meta({
    description:
      "With design: list, a CSV file in this file's folder in place of factors: paths in the first row, then a row per point.",
  }),
  replicates: z.number().int().min(1).max(1_000_000).default(1),
  steps: z
    .number()
    .int()
    .min(0)
    .max(100_000)
    .optional()
    .meta({ description: "Horizon in quarters; the scenario's own if left out." }),
  measures: z
    .array(z.string().min(1).max(120))
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: "Measures to keep; all if left out." }),
  every: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1)
    .meta({ description: "Keep every so many steps of the series, and the last." }),
  record: z.enum(["associations"]).optional().meta({
    description: "Keep the states of all associations too, at the steps whose measures are kept.",
  }),
  contrasts: contrastsSchema,
  outcomes: z
    .record(z.string().regex(ID), outcomeSchema)
    .default({})
    .meta({ description: "Numbers that a run comes to, by name: what sensitivity looks at." }),
});

/** The experiment schema as plain JSON Schema of what a file may hold. */
export function experimentJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(experimentSchema, { io: "input" });
}
