import type { Engine } from "../engine.ts";
import type { FieldShape } from "../field/shape.ts";
import { entropyOf } from "../field/exposures.ts";
import type { Exposure } from "../schema/exposures.ts";

/**
 * An association's own exposure, NaN where it has none. Dependence: public share of the budget. Centralisation:
 * Σ (f_q/d)², from 1/k with k public funders alike to 1 with one; none where nothing public funds it. Ambiguity: the
 * entropy −Σ p ln p / ln 4 of its goals. Payoff noise, ambiguity and visible models only where they are assigned. What
 * is assigned is an association's own even where, permuted, it acts on another.
 */
export function openExposure(engine: Engine, exposure: Exposure): (slot: number) => number {
  const { field, shape, exposures } = engine;
  if (!Number.isNaN(exposures.drawnFor(exposure, 0)))
    return (slot) => ofDrawn(exposure, exposures.drawnFor(exposure, field.address[slot]), shape);
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
    case "ambiguity":
    case "visible":
      return () => NaN; // nobody's own
  }
}

/** The exposure that a number drawn stands for. */
function ofDrawn(exposure: Exposure, drawn: number, { regulators }: FieldShape): number {
  if (exposure === "ambiguity") return entropyOf(drawn);
  return exposure === "centralisation" ? 1 / Math.min(drawn, regulators.length) : drawn;
}
