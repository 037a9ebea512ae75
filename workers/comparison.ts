import { compareRuns } from "../experiments/compare/compare.ts";
import { tellParting } from "../experiments/compare/tell.ts";
import type { Compared, CompareRequest, Refused } from "./protocol.ts";
import { planOf } from "./plan.ts";

/** Lives through two runs side by side, and tells where they part. */
export function compareTwo({ a, b }: CompareRequest): Compared | Refused {
  const first = planOf(a);
  if (!first.ok) return first;
  const second = planOf(b);
  if (!second.ok) return second;
  const comparison = compareRuns(first.plan, second.plan);
  const { parting, spread } = comparison;
  const tell = (language: "en" | "fr"): readonly string[] =>
    tellParting(comparison, first.plan, language);
  return {
    ok: true,
    step: parting?.step ?? null,
    told: { en: tell("en"), fr: tell("fr") },
    differing: spread.map(({ differing, twins }) => (twins === 0 ? 0 : differing / twins)),
    visible: spread.map(({ visible, twins }) => (twins === 0 ? 0 : visible / twins)),
  };
}
