import { z } from "zod";
import { FILE_NAME, ID, isFileName, sha256Hex, SWITCHES } from "../../sim/index.ts";
import { contrastsSchema } from "../contrasts.ts";
import { outcomeSchema } from "../outcome.ts";

const text = (most: number) =>
  z.strictObject({ en: z.string().max(most), fr: z.string().max(most) });
const said = (most: number) =>
  z.strictObject({ en: z.string().min(1).max(most), fr: z.string().min(1).max(most) });

const SWITCH_IDS: readonly string[] = SWITCHES.map(({ id }) => id);

/** Most values that one arm lays over a scenario. */
const MOST_SET = 64;

const set = z
  .record(z.string().min(1).max(200), z.unknown())
  .refine((values) => Object.keys(values).length <= MOST_SET, {
    error: `at most ${MOST_SET} values`,
  })
  .default({})
  .meta({
    description: "Path to value, laid over the scenario from step 1 on; reforms no longer move it.",
  });
/** What may be switched off: the model's own, and whatever else the runs have. */
const offOf = (ids: readonly string[]) =>
  z
    .array(z.enum(ids))
    .max(ids.length)
    .default([])
    .meta({ description: "Mechanisms and transitions that do not act from step 1 on." });
const armOf = (ids: readonly string[]) => z.strictObject({ set, off: offOf(ids) });

const scenario = z.string().min(1).max(500);

const stopping = z.strictObject({
  decision: z
    .literal(true)
    .optional()
    .meta({ description: "Stop at the first look whose verdict is not inconclusive." }),
  precision: z.number().positive().optional().meta({
    description: "Stop where both effects' intervals reach no further than this on either side.",
  }),
  looks: z
    .array(z.number().int().min(2).max(100_000))
    .min(1)
    .max(20)
    .meta({ description: "Replicates after which one looks, ascending." }),
  most: z
    .number()
    .int()
    .min(2)
    .max(100_000)
    .meta({ description: "Replicates after which one stops in any case." }),
  spending: z
    .enum(["obrien-fleming", "pocock"])
    .default("obrien-fleming")
    .meta({ description: "How the error is spent over the looks." }),
});

const levelOf = (ids: readonly string[]) =>
  z.strictObject({
    label: said(200).meta({ description: "What people call this level." }),
    set,
    off: offOf(ids),
    scenario: scenario
      .optional()
      .meta({ description: "Another scenario at this level, burn-in included." }),
    dose: z.number().optional().meta({
      description: "How much of the treatment this level is; 1, 2, 3 … in order if no level says.",
    }),
  });

const treatmentOf = (ids: readonly string[]) =>
  z.strictObject({
    levels: z.array(levelOf(ids)).min(2).max(9).meta({
      description:
        "Levels in order. The effect is the last less the first; of more than two, the change along the fitted line from first to last.",
    }),
    weights: z.array(z.number()).min(2).max(9).optional().meta({
      description:
        "Weights of the levels instead of a line, summing to 0 and used as given: [1, -1, -1, 1] for a difference of differences.",
    }),
  });

const controlOf = (ids: readonly string[]) =>
  z.strictObject({
    label: said(400).optional().meta({ description: "What is taken away." }),
    knockOut: armOf(ids)
      .optional()
      .meta({ description: "What switches the claimed mechanism off, laid over all levels." }),
    placebo: armOf(ids)
      .optional()
      .meta({ description: "What keeps the treatment but empties it, laid over all levels." }),
  });

/** The keys that hold arms, in which these may be switched off. */
const armed = (ids: readonly string[]) => ({
  setting: armOf(ids).prefault({}).meta({ description: "What holds at all levels." }),
  treatment: treatmentOf(ids).meta({ description: "What is varied, and nothing else." }),
  control: controlOf(ids).optional().meta({
    description: "Without what the effect must vanish; a claim of no effect has none.",
  }),
  versions: z
    .record(z.string().regex(ID), armOf(ids).extend({ label: said(200).optional() }))
    .refine((versions) => Object.keys(versions).length <= 4, { error: "at most 4 versions" })
    .default({})
    .meta({ description: "Variants of the setting, each a test with a verdict of its own." }),
});

const own = armed(SWITCH_IDS);

/** A hypothesis file: a claim, how it is tested, and what would refute it, all stated before the first run. */
export const hypothesisSchema = z.strictObject({
  ironcage: z.literal(1).default(1).meta({ description: "Format number." }),
  kind: z.literal("hypothesis").meta({ description: "What kind of file this is." }),
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
    .refine(isFileName, { error: FILE_NAME })
    .meta({ description: "Names the folder of its runs." }),
  claim: said(1000).meta({ description: "What is claimed, in one sentence." }),
  description: text(4000)
    .prefault({ en: "", fr: "" })
    .meta({ description: "How the claim became this treatment, outcome and control." }),
  sources: z
    .record(
      z.string().regex(ID),
      z.strictObject({ text: z.string().max(1000), url: z.string().max(500).optional() }),
    )
    .default({}),
  source: z
    .array(z.string().regex(ID))
    .min(1)
    .max(8)
    .meta({ description: "Where the claim comes from: ids in sources." }),
  family: z.string().regex(ID).meta({
    description: "Hypotheses of one family in a folder share their error (Holm).",
  }),
  scenario: scenario.meta({
    description: "A shipped scenario's name, or a path inside this file's folder.",
  }),
  seed: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Replicate r has the seed SEED/r; the scenario's own seed if left out." }),
  setting: own.setting,
  steps: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({ description: "Horizon in quarters; the scenario's own if left out." }),
  treatment: own.treatment,
  outcome: outcomeSchema
    .extend({
      statistic: z.enum(["mean", "spread"]).default("mean").meta({
        description:
          "mean: the outcome itself; spread: its distance from the median of all seeds at the same level.",
      }),
    })
    .meta({ description: "What each run comes to in one number." }),
  contrasts: contrastsSchema,
  measures: z
    .array(z.string().min(1).max(120))
    .max(200)
    .default([])
    .meta({ description: "Measures to keep beside those that the outcome reads." }),
  predicted: z
    .enum(["increase", "decrease", "none"])
    .meta({ description: "Where the effect is said to lie." }),
  smallestEffect: z
    .number()
    .positive()
    .meta({ description: "Smallest effect that counts, in the outcome's unit." }),
  alpha: z
    .number()
    .min(0.0001)
    .max(0.2)
    .default(0.05)
    .meta({ description: "Error allowed in the family." }),
  replicates: z
    .number()
    .int()
    .min(2)
    .max(100_000)
    .optional()
    .meta({ description: "Seeds per level; or say stopping." }),
  stopping: stopping
    .optional()
    .meta({ description: "Looks at which one may stop, instead of replicates." }),
  control: own.control,
  couplings: z.array(z.string().min(1).max(200)).max(64).meta({
    description:
      "Paths that write the claim into the equations where they are not 0: assumed then, emergent otherwise.",
  }),
  versions: own.versions,
});

/** The schema of a file whose runs have more to switch off than the model's own. */
export const hypothesisSchemaWith = (switches: readonly string[]): typeof hypothesisSchema =>
  switches.length === 0
    ? hypothesisSchema
    : hypothesisSchema.extend(armed([...SWITCH_IDS, ...switches]));

/** A hypothesis file's content, checked value by value. */
export type HypothesisFile = z.output<typeof hypothesisSchema>;

/** What an arm of a hypothesis lays over its scenario. */
export type ArmContent = z.output<ReturnType<typeof armOf>>;

/** The hypothesis schema as plain JSON Schema of what a file may hold. */
export function hypothesisJsonSchema(switches: readonly string[] = []): Record<string, unknown> {
  return z.toJSONSchema(hypothesisSchemaWith(switches), { io: "input" });
}

/** Replicates after which one looks; the last is the most that are run. A fixed number is a single look. */
export function looksOf({ replicates, stopping }: HypothesisFile): readonly number[] {
  if (stopping === undefined) return [replicates ?? 2];
  const { looks, most } = stopping;
  return [...looks.filter((look) => look < most), most];
}

/** SHA-256 of a file's content: 64 hexadecimal digits, the same however its keys are ordered or its defaults written. */
export const contentHash = (content: HypothesisFile): string =>
  sha256Hex(JSON.stringify(ordered(content)));

/** A value with the keys of all its mappings in order, but those whose order counts: values laid one after the other. */
function ordered(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((part) => ordered(part));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (key !== "set") entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, ordered(part, name)]));
}
