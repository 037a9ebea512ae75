import type { Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** How far shares that make up a whole may miss 1. */
const SUM_TOLERANCE = 1e-6;

/** Shares sum to 1; of weights one is above 0. */
export function checkSums({ field, population }: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  for (const [id, { funders }] of Object.entries(field.sectors)) {
    const total = Object.values(funders).reduce((sum, share) => sum + share, 0);
    if (total - 1 > SUM_TOLERANCE || 1 - total > SUM_TOLERANCE)
      problems.push({
        path: ["field", "sectors", id, "funders"],
        message: "shares must sum to 1",
        got: total,
        allowed: "a sum of 1",
      });
  }
  const weights: [string[], number[]][] = [
    [["field", "archetypes"], Object.values(field.archetypes).map((a) => a.share)],
    [["field", "sectors"], Object.values(field.sectors).map((sector) => sector.weight)],
    [["field", "regions"], Object.values(field.regions).map((region) => region.weight)],
    [["population", "responses"], Object.values(population.responses)],
  ];
  for (const [path, list] of weights)
    if (list.length > 0 && !list.some((weight) => weight > 0))
      problems.push({
        path,
        message: "all weights are 0",
        got: 0,
        allowed: "at least one weight above 0",
      });
  return problems;
}
