import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Inspection", "Contrôle"),
    description: say(
      "Authorities look behind the display.",
      "Les autorités regardent derrière l’affichage.",
    ),
  },
  {},
);

/** Authorities look behind the display. */
export const inspection: Transition<"inspection", ReturnType<typeof parameters.parse>> = {
  id: "inspection",
  label: say("Inspection", "Contrôle"),
  parameters,
  start: () => () => undefined,
};
