import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Budget", "Budget"),
    description: say(
      "Rates per place, ceilings, reserves, economies, bail-outs.",
      "Tarifs à la place, plafonds, réserves, économies, reprises de déficit.",
    ),
  },
  {},
);

/** Rates per place, ceilings, reserves, economies, bail-outs. */
export const budget: Transition<"budget", ReturnType<typeof parameters.parse>> = {
  id: "budget",
  label: say("Budget", "Budget"),
  parameters,
  start: () => () => undefined,
};
