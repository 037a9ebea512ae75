import type { Engine } from "../engine.ts";

/** What associations can be exposed to, one more than another; each can be assigned at random. */
export const EXPOSURES = [
  "dependence",
  "centralisation",
  "payoffNoise",
  "ambiguity",
  "credentials",
  "meetings",
  "visible",
] as const;
export type Exposure = (typeof EXPOSURES)[number];

/**
 * An association's own exposure, NaN where it has none. Dependence: public share of the budget. Centralisation:
 * Σ (f_q/d)², from 1/k with k public funders alike to 1 with one; none where nothing public funds it. Payoff noise,
 * ambiguity and visible models only where they are assigned one by one.
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
    case "ambiguity":
    case "visible":
      return () => NaN; // assigned to nobody
  }
}
