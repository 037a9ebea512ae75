import type { Engine } from "../engine.ts";
import { GOALS } from "../field/exposures.ts";
import { ln } from "../random/exact.ts";
import type { Exposure } from "../schema/exposures.ts";

/**
 * An association's own exposure, NaN where it has none. Dependence: public share of the budget. Centralisation:
 * Σ (f_q/d)², from 1/k with k public funders alike to 1 with one; none where nothing public funds it. Ambiguity: the
 * entropy −Σ p ln p / ln 4 of its goals. Payoff noise, ambiguity and visible models only where they are assigned.
 */
export function openExposure(engine: Engine, exposure: Exposure): (slot: number) => number {
  const { field, shape } = engine;
  switch (exposure) {
    case "dependence":
    case "credentials":
    case "meetings":
      return (slot) => field[exposure][slot];
    case "centralisation":
      return (slot) => {
        const first = slot * shape.funders.length;
        let [sum, squares] = [0, 0];
        for (let q = 0; q < shape.regulators.length; q++) {
          const share = field.funders[first + q];
          sum += share;
          squares += share * share;
        }
        return sum > 0 ? squares / (sum * sum) : NaN;
      };
    case "payoffNoise":
    case "visible":
      return (slot) => (field[exposure].length > 0 ? field[exposure][slot] : NaN);
    case "ambiguity":
      return (slot) => (field.goals.length > 0 ? entropyOf(field.goals, slot) : NaN);
  }
}

/** Entropy of an association's goals: 0 of one alone, 1 of all alike. */
function entropyOf(goals: Float64Array, slot: number): number {
  let entropy = 0;
  for (let goal = 0; goal < GOALS.length; goal++) {
    const share = goals[slot * GOALS.length + goal];
    if (share > 0) entropy -= share * ln(share);
  }
  return entropy / ln(GOALS.length);
}
