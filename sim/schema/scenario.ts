import * as z from "zod/mini";
import { needSection } from "../field/need.ts";
import { projectSection } from "../field/project.ts";
import { revisionSection } from "../field/revision.ts";
import { standingSection } from "../field/standing.ts";
import { influenceShape } from "../mechanisms/index.ts";
import { transitionShape } from "../transitions/index.ts";
import { fieldSection } from "./field.ts";
import { legalFormsSection } from "./legal-forms.ts";
import { FILE_NAME, isFileName } from "./name.ts";
import { ID, say, section, text } from "./parameter.ts";
import { populationSection } from "./population.ts";
import { regulatorsSection } from "./regulators.ts";
import { expectSection, reformsSection, runSection } from "./run.ts";

const mechanismsSection = section(
  {
    label: say("Mechanisms", "Mécanismes"),
    description: say(
      "What moves practice, display and project, and what happens to associations.",
      "Ce qui déplace pratique, affichage et projet, et ce qui arrive aux associations.",
    ),
  },
  {
    ...influenceShape,
    standing: standingSection,
    project: projectSection,
    need: needSection,
    revision: revisionSection,
    ...transitionShape,
  },
);

/** A scenario file after its provenance wrappers are taken off; `{}` is one. */
export const scenarioSchema = z.strictObject({
  ironcage: z._default(z.literal(1), 1),
  kind: z._default(z.literal("scenario"), "scenario"),
  name: z._default(
    z
      .string()
      .check(
        z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
        z.refine(isFileName, { error: FILE_NAME }),
      ),
    "unnamed",
  ),
  description: z.prefault(text(4000), { en: "", fr: "" }),
  sources: z._default(
    z.record(
      z.string().check(z.regex(ID)),
      z.strictObject({
        text: z.string().check(z.maxLength(1000)),
        url: z.optional(z.string().check(z.maxLength(500))),
      }),
    ),
    {},
  ),
  field: fieldSection,
  population: populationSection,
  regulators: regulatorsSection,
  reforms: reformsSection,
  mechanisms: mechanismsSection,
  legalForms: legalFormsSection,
  run: runSection,
  expect: expectSection,
});

export type Scenario = z.output<typeof scenarioSchema>;

/** The scenario schema as plain JSON Schema of what a file may hold, metadata included. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema, { io: "input" });
}
