import type { Scenario } from "../sim/index.ts";
import type { Point } from "./design.ts";
import { type Setting, settingOfValue } from "./files/settings.ts";

/** What holds from a step on. */
export interface Regime {
  readonly from: number;
  readonly set: Readonly<Record<string, unknown>>;
  readonly off: readonly string[];
}

/** What a level with a name of its own stands for: several values at once, switches, another scenario. */
export interface Arm {
  /** Values laid over the scenario, dotted path → value; a later one holds against an earlier one. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly off?: readonly string[];
  /** The scenario instead of the study's own, burn-in included. */
  readonly scenario?: Scenario;
  /** What replaces the arm's values and switches on the way, in the order in which it was laid down. */
  readonly later?: readonly Regime[];
}

/** Arms of the factors whose levels are names, by path and level. */
export type Arms = Readonly<Record<string, Readonly<Record<string, Arm>>>>;

/** The arms of a point, in the order of the design's factors; a factor whose levels are values has none. */
export function armsAt(
  arms: Arms | undefined,
  factors: readonly { readonly path: string }[],
  point: Point,
): readonly Arm[] {
  return factors.flatMap(({ path }, index) => arms?.[path]?.[String(point[index])] ?? []);
}

/** The values of an arm as settings. */
export const settingsOf = ({ set = {} }: Pick<Arm, "set">): readonly Setting[] =>
  Object.entries(set).map(([path, value]) => settingOfValue("arm", path, value));
