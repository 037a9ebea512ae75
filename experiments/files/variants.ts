import type { Scenario } from "../../sim/index.ts";
import type { Arms } from "../arms.ts";
import type { Axis } from "./axes.ts";
import { openFound, openNamed, type Read } from "./library.ts";
import { scenarioOf } from "./scenario.ts";
import { plain } from "./tree.ts";

/** The path of the factor whose levels are scenarios, by name or file, each in place of the experiment's own. */
export const SCENARIO = "scenario";

/** The scenarios that a factor names, by level. */
export type Variants = ReadonlyMap<string, Scenario>;

/**
 * Reads every scenario that a factor `scenario` names; none where there is no such factor.
 * @throws {Refusal} pointing at the name, or into the scenario's file
 */
export function variantsOf(axes: readonly Axis[], read: Read): Variants {
  const axis = axes.find(({ path }) => path === SCENARIO);
  const variants = new Map<string, Scenario>();
  for (const [index, tree] of (axis?.samples ?? []).entries()) {
    const name = plain(tree);
    if (typeof name === "string" && variants.has(name)) continue;
    const path = ["factors", SCENARIO, String(index)];
    const found = openNamed({ key: tree.at, tree }, path, tree.at.source.name, read);
    variants.set(String(name), scenarioOf(openFound(found, read)).scenario);
  }
  return variants;
}

/** What the levels of the factor stand for in a study; nothing where there is no such factor. */
export const armsOfVariants = (variants: Variants): { readonly arms?: Arms } =>
  variants.size === 0
    ? {}
    : {
        arms: {
          [SCENARIO]: Object.fromEntries(
            [...variants].map(([name, scenario]) => [name, { scenario }]),
          ),
        },
      };
