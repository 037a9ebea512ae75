import type { Scenario } from "../sim/index.ts";
import { attempt } from "../experiments/files/scenario.ts";
import { settingOfValue, withSettings } from "../experiments/files/settings.ts";
import type { Changes, Refused } from "./protocol.ts";

/** A scenario with values laid over it, as `--set` lays them. */
export function layOver(
  scenario: Scenario,
  changes: Changes,
): { readonly ok: true; readonly scenario: Scenario } | Refused {
  const settings = Object.entries(changes).map(([path, value]) => settingOfValue("", path, value));
  return attempt(() => ({
    ok: true as const,
    scenario: settings.length === 0 ? scenario : withSettings(scenario, settings),
  }));
}
