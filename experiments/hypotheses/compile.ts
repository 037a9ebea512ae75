import type { Scenario } from "../../sim/index.ts";
import type { Arm, Arms } from "../arms.ts";
import type { Study } from "../jobs.ts";
import { measuresRead } from "../outcome.ts";
import { CONTROL, type Coupling, couplingsOf, TREATMENT } from "./couplings.ts";
import { type ArmContent, type HypothesisFile, looksOf } from "./schema.ts";

/** One version of a hypothesis, ready to run: a test with a verdict of its own. */
export interface Trial {
  /** Name of the hypothesis, with `.VERSION` behind where it has versions; its folder bears it. */
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly content: HypothesisFile;
  readonly study: Study;
  /** Whether the claim is written into the equations of the treated arms. */
  readonly label: "assumed" | "emergent";
  readonly couplings: readonly Coupling[];
}

/** The scenarios of a hypothesis: its own, and another one for each level that names one. */
export interface Scenarios {
  readonly own: Scenario;
  readonly byLevel: readonly (Scenario | undefined)[];
}

/** The versions of a hypothesis; a single one without a name where the file has none. */
export function trialsOf(content: HypothesisFile, scenarios: Scenarios): readonly Trial[] {
  const versions = Object.entries(content.versions);
  if (versions.length === 0) return [trialOf(content, scenarios, null, EMPTY)];
  return versions.map(([version, variant]) => trialOf(content, scenarios, version, variant));
}

const EMPTY: ArmContent = { set: {}, off: [] };

function trialOf(
  content: HypothesisFile,
  scenarios: Scenarios,
  version: string | null,
  variant: ArmContent,
): Trial {
  const arms = armsOf(content, scenarios, variant);
  const { statistic: _over, ...outcome } = content.outcome;
  const study: Study = {
    scenario: scenarios.own,
    design: {
      kind: "grid",
      factors: Object.entries(arms).map(([path, levels]) => ({
        path,
        levels: path === TREATMENT ? Object.keys(levels).map(Number) : [false, true],
      })),
      replicates: looksOf(content).at(-1) ?? 2,
    },
    seed: content.seed ?? scenarios.own.run.seed,
    steps: content.steps ?? scenarios.own.run.steps,
    measures: [...new Set([...measuresRead(content.outcome), ...content.measures])],
    every: 1,
    outcomes: { outcome },
    arms,
    ...(Object.keys(content.contrasts).length === 0 ? {} : { contrasts: content.contrasts }),
  };
  return {
    id: version === null ? content.name : `${content.name}.${version}`,
    ...{ name: content.name, version, content, study },
    ...labelled(content, study),
  };
}

/** What a study's runs make of a claim's couplings: *assumed* where one acts at any level, else *emergent*. */
export function labelled(
  content: HypothesisFile,
  study: Study,
): Pick<Trial, "label" | "couplings"> {
  const couplings = couplingsOf(content.couplings, study);
  const isAssumed = couplings.some(({ acts }) => acts.some(Boolean));
  return { label: isAssumed ? "assumed" : "emergent", couplings };
}

/** The arms of a version: setting, version and level one over the other, and the control over them all. */
function armsOf(content: HypothesisFile, scenarios: Scenarios, variant: ArmContent): Arms {
  const { setting, treatment, control } = content;
  const levels = treatment.levels.map((level, index): [string, Arm] => {
    const { set, off } = laidOver([setting, variant, level]);
    const scenario = scenarios.byLevel[index];
    return [String(index + 1), { set, off, ...(scenario === undefined ? {} : { scenario }) }];
  });
  const taken = control?.knockOut ?? control?.placebo;
  return {
    [TREATMENT]: Object.fromEntries(levels),
    ...(taken === undefined
      ? {}
      : { [CONTROL]: { false: {}, true: { set: taken.set, off: taken.off } } }),
  };
}

/** Arms one over the other: what a later one sets is laid later, and switches add up. */
function laidOver(arms: readonly ArmContent[]): { set: Record<string, unknown>; off: string[] } {
  const set = new Map<string, unknown>();
  for (const arm of arms)
    for (const [path, value] of Object.entries(arm.set)) {
      set.delete(path);
      set.set(path, value);
    }
  return { set: Object.fromEntries(set), off: [...new Set(arms.flatMap(({ off }) => off))] };
}

/** Points of a trial's design: levels × {plain, control}. */
export const pointOf = (hasControl: boolean, level: number, isControl: boolean): number =>
  hasControl ? 2 * level + (isControl ? 1 : 0) : level;
