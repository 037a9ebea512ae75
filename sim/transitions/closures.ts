import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Closures", "Fermetures"),
    description: say(
      "Associations that fail close; their places pass to others or are lost.",
      "Les associations en faillite ferment ; leurs places passent à d’autres ou sont perdues.",
    ),
  },
  {},
);

/** Associations that fail close; their places pass to others or are lost. */
export const closures: Transition<"closures", ReturnType<typeof parameters.parse>> = {
  id: "closures",
  label: say("Closures", "Fermetures"),
  parameters,
  start: () => () => undefined,
};
