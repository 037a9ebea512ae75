import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Cooperation", "Coopération"),
    description: say(
      "Groupings of associations form, deepen, lose members, dissolve.",
      "Les groupements d’associations se forment, s’approfondissent, perdent des membres, se dissolvent.",
    ),
  },
  {},
);

/** Groupings of associations form, deepen, lose members, dissolve. */
export const cooperation: Transition<"cooperation", ReturnType<typeof parameters.parse>> = {
  id: "cooperation",
  label: say("Cooperation", "Coopération"),
  parameters,
  start: () => () => undefined,
};
