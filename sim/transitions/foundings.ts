import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Foundings", "Créations"),
    description: say("New associations are founded.", "De nouvelles associations naissent."),
  },
  {},
);

/** New associations are founded. */
export const foundings: Transition<"foundings", ReturnType<typeof parameters.parse>> = {
  id: "foundings",
  label: say("Foundings", "Créations"),
  parameters,
  start: () => () => undefined,
};
