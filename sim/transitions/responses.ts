import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Responses", "Réponses"),
    description: say(
      "How associations choose and learn a response to pressure.",
      "Comment les associations choisissent et apprennent une réponse à la pression.",
    ),
  },
  {},
);

/** How associations choose and learn a response to pressure. */
export const responses: Transition<"responses", ReturnType<typeof parameters.parse>> = {
  id: "responses",
  label: say("Responses", "Réponses"),
  parameters,
  start: () => () => undefined,
};
