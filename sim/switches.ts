import { INFLUENCES, type MechanismId } from "./mechanisms/index.ts";
import { TRANSITIONS, type TransitionId } from "./transitions/index.ts";
import type { Text } from "./schema/parameter.ts";

/** What a run can switch off: every influence and every transition, never the bounds. */
export type SwitchId = MechanismId | TransitionId;

/** All switches in the order of a step: influences, then transitions. */
export const SWITCHES: readonly { readonly id: SwitchId; readonly label: Text }[] = [
  ...INFLUENCES,
  ...TRANSITIONS,
].map(({ id, label }) => ({ id, label }));
