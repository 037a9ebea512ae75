import { z } from "zod";
import { CONTRAST_KINDS, CONTRAST_OUTCOMES, type Contrast, EXPOSURES, ID } from "../sim/index.ts";

const label = z.strictObject({ en: z.string().max(400), fr: z.string().max(400) });

/** A contrast between the associations of one run, as files write it. */
export const contrastSchema = z
  .strictObject({
    label: label.optional().meta({ description: "What people call it." }),
    exposure: z.enum(EXPOSURES).meta({
      description: "What associations were exposed to at step 0, one more than another.",
    }),
    outcome: z.enum(CONTRAST_OUTCOMES).meta({
      description:
        "leadDistance: distance to what the lead funder prescribes; prescriptionDistance: to what all public funders together prescribe; sectorDistance: to the mean of all others in the sector; copying: part of copying in all that moved it since step 0; winnerCopying: the same, of winners less of losers.",
    }),
    of: z
      .enum(["practice", "display"])
      .default("practice")
      .meta({ description: "Of what they do, or of what they declare." }),
    take: z
      .enum(["change", "value"])
      .default("change")
      .meta({ description: "change: since step 0; value: as it stands." }),
    kind: z.enum(CONTRAST_KINDS).default("slope").meta({
      description:
        "slope: outcome per unit of exposure; halves: those above the mean exposure less the rest.",
    }),
  })
  .meta({
    description: "A contrast between the associations of one run.",
  }) satisfies z.ZodType<Contrast>;

/** Contrasts by name: each gives the measures `contrast.NAME` and, beside it, `.slope` … `.n`. */
export const contrastsSchema = z.record(z.string().regex(ID), contrastSchema).default({}).meta({
  description:
    "Contrasts between the associations of each run; each gives a measure contrast.NAME.",
});
