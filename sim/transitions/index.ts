import { budget } from "./budget.ts";
import { calls } from "./calls.ts";
import { closures } from "./closures.ts";
import { cooperation } from "./cooperation.ts";
import { entries } from "./entries.ts";
import { foundings } from "./foundings.ts";
import { inspection } from "./inspection.ts";
import { mergers } from "./mergers.ts";
import { negotiation } from "./negotiation.ts";
import { responses } from "./responses.ts";

/** What happens before standing is judged and pressures act, in this order. */
export const EARLY = [budget, inspection, calls, responses] as const;
/** Tables at which order is negotiated, before pressures act. */
export const MIDDLE = [negotiation, cooperation] as const;
/** Demography, after pressures have acted. */
export const LATE = [mergers, closures, foundings, entries] as const;

/** All transitions in the order of a step. A new one is one file and one line above. */
export const TRANSITIONS = [...EARLY, ...MIDDLE, ...LATE] as const;

export type TransitionId = (typeof TRANSITIONS)[number]["id"];

/** The zod shape of the transitions' parameters. */
export const transitionShape = Object.fromEntries(
  TRANSITIONS.map((transition) => [transition.id, transition.parameters]),
) as { [T in (typeof TRANSITIONS)[number] as T["id"]]: T["parameters"] };
