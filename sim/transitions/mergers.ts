import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Mergers", "Fusions"),
    description: say(
      "Associations are absorbed or merge into a new one.",
      "Des associations sont absorbées ou fusionnent en une nouvelle.",
    ),
  },
  {},
);

/** Associations are absorbed or merge into a new one. */
export const mergers: Transition<"mergers", ReturnType<typeof parameters.parse>> = {
  id: "mergers",
  label: say("Mergers", "Fusions"),
  parameters,
  start: () => () => undefined,
};
