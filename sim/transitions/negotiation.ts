import { say, section } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Negotiation", "Négociation"),
    description: say(
      "Contracts bargained with the authority, derogations and precedents; how rules are revised.",
      "Contrats négociés avec l’autorité, dérogations et précédents ; révision des règles.",
    ),
  },
  {},
);

/** Contracts bargained with the authority, derogations and precedents; how rules are revised. */
export const negotiation: Transition<"negotiation", ReturnType<typeof parameters.parse>> = {
  id: "negotiation",
  label: say("Negotiation", "Négociation"),
  parameters,
  start: () => () => undefined,
};
