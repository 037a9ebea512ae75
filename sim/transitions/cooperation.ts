import { say } from "../schema/parameter.ts";
import { cooperationParameters, type CooperationParameters } from "./cooperation/parameters.ts";
import { seek } from "./cooperation/seeking.ts";
import { openSettings } from "./cooperation/setting.ts";
import { deepen, keepUp, leave } from "./cooperation/upkeep.ts";
import type { Transition } from "./transition.ts";

/**
 * Cooperation: groupings are kept up, left, deepened, joined and formed, in this order. Each follows what members gain:
 * savings, voice, what authorities prefer and calls promise, less the autonomy that is given up.
 */
export const cooperation: Transition<"cooperation", CooperationParameters> = {
  id: "cooperation",
  label: say("Cooperation", "Coopération"),
  parameters: cooperationParameters,
  start: (stage) => {
    const open = openSettings(stage);
    return (parameters, draws, now) => {
      const setting = open(parameters, draws, now);
      keepUp(setting);
      leave(setting);
      if (now.quarter === 0) deepen(setting);
      seek(setting);
    };
  },
};
