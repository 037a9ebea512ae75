import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Calls for projects", "Appels à projets"),
    description: say(
      "Calls on a specification, bids, awards; proposals and extensions outside calls.",
      "Appels sur cahier des charges, candidatures, attributions ; projets spontanés et extensions hors appel.",
    ),
  },
  {},
);

/** Calls on a specification, bids, awards; proposals and extensions outside calls. */
export const calls: Transition<"calls", ReturnType<typeof parameters.parse>> = {
  id: "calls",
  label: say("Calls for projects", "Appels à projets"),
  parameters,
  start: () => () => undefined,
};
