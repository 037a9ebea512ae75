import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Entries of for-profits", "Entrées du lucratif"),
    description: say(
      "For-profit operators open places where users choose.",
      "Des opérateurs lucratifs ouvrent des places là où les usagers choisissent.",
    ),
  },
  {},
);

/** For-profit operators open places where users choose. */
export const entries: Transition<"entries", ReturnType<typeof parameters.parse>> = {
  id: "entries",
  label: say("Entries of for-profits", "Entrées du lucratif"),
  parameters,
  start: () => () => undefined,
};
