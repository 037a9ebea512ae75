import { say } from "../schema/parameter.ts";
import { openCalls } from "./calls/hold.ts";
import { parameters, type Parameters } from "./calls/parameters.ts";
import { openProposals } from "./calls/proposals.ts";
import type { Transition } from "./transition.ts";

/** Calls on a specification, bids, awards; proposals and extensions outside calls. */
export const calls: Transition<"calls", Parameters> = {
  id: "calls",
  label: say("Calls for projects", "Appels à projets"),
  parameters,
  start: (stage) => {
    const holdCalls = openCalls(stage);
    const takeProposals = openProposals(stage);
    return (p, draws, now) => {
      holdCalls(p, draws, now);
      takeProposals(p, draws, now);
    };
  },
};
