import { regimeAt, type Scenario } from "../sim/index.ts";
import type { Plane } from "./plane.ts";
import type { Changes } from "./protocol.ts";

/**
 * What must be laid over a scenario so that every prescription in force at a step moves by the same way on the map:
 * R + x · right + y · up, each practice kept within [0,1]. Sectors', regions' and doctrines' own prescriptions move too.
 * @param scenario the one that rules the step, changes included
 * @param by x and y in the plane's own units
 */
export function steer(
  scenario: Scenario,
  step: number,
  { right, up }: Plane,
  [x, y]: readonly [number, number],
): Changes {
  const moved = (from: readonly number[]): number[] =>
    from.map((level, k) => round(Math.min(1, Math.max(0, level + x * right[k]! + y * up[k]!))));
  const changes: Record<string, number[]> = {};
  for (const [id, regulator] of Object.entries(regimeAt(scenario, step).regulators)) {
    const lay = (path: string, from: readonly number[]): void => {
      if (from.length > 0) changes[`regulators.${id}.${path}`] = moved(from);
    };
    lay("prescription", regulator.prescription);
    lay("doctrine", regulator.doctrine);
    for (const [sector, from] of Object.entries(regulator.sectors)) lay(`sectors.${sector}`, from);
    for (const [region, from] of Object.entries(regulator.regions)) lay(`regions.${region}`, from);
  }
  return changes;
}

/** To four decimals, so that a link stays short; far below what a screen shows. */
function round(level: number): number {
  return Math.round(level * 1e4) / 1e4;
}
