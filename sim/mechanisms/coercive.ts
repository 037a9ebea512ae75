import type { StoredColumn } from "../field/columns.ts";
import { BLOCK } from "../hot/blocks.ts";
import { FELT } from "../hot/felt.ts";
import { quantity, rate, say, section } from "../schema/parameter.ts";
import { displayFactor, displayGate, exposureWeight } from "./common.ts";
import { emptyGates, gates, readGates, largestFactor, type Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Coercive pressure", "Pression coercitive"),
    description: say(
      "Pull towards what the public funders prescribe (DiMaggio and Powell 1983).",
      "Attraction vers ce que prescrivent les financeurs publics (DiMaggio et Powell 1983).",
    ),
  },
  {
    rate: rate({
      default: 0.045,
      symbol: "κ_c",
      tier: "lever",
      label: say("Coercive rate", "Taux coercitif"),
      description: say(
        "Share of the distance to the prescription covered in a quarter at stringency 1.",
        "Part de l’écart à la prescription comblée en un trimestre à rigueur 1.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    dependenceWeight: exposureWeight(
      "w_c",
      say("dependence on public money", "dépendance à l’argent public"),
    ),
    reference: quantity({
      default: 0.85,
      min: 0.05,
      max: 1,
      unit: "share",
      tier: "advanced",
      label: say("Reference dependence", "Dépendance de référence"),
      description: say(
        "Public share of the budget at which the weight changes nothing.",
        "Part publique du budget à laquelle le poids ne change rien.",
      ),
    }),
    display: displayFactor,
    displayGate,
    gates: gates({ adapt: 1, avoid: 0, innovate: 0.4, negotiate: 0.6, cooperate: 0.7, merge: 0.8 }),
  },
);

/**
 * Coercive pressure: Δ = κ_c · (1 − w_c + w_c · dependence / reference) · gate · insistence · (R − A), where R is what
 * the association's public funders together prescribe and insistence the mean of stringency × salience over them.
 * The display feels the same through `displayGate`, `display` times as fast. Unit: positions per quarter.
 */
export const coercive: Influence<"coercive", ReturnType<typeof parameters.parse>> = {
  id: "coercive",
  label: say("Coercive", "Coercitif"),
  acts: { practice: true, display: true },
  parameters,
  ceiling(p) {
    const largest = p.rate * largestFactor(p.dependenceWeight, p.reference);
    return { practice: largest, display: largest * p.display * p.displayGate };
  },
  start: ({ field, kernels, memory }) => {
    const gate = emptyGates(memory);
    const rule = memory.reals(FELT.length);
    const toPractice = memory.reals(BLOCK);
    const toDisplay = memory.reals(BLOCK);
    return {
      prepare(p) {
        readGates(p.gates, gate);
        rule.set([p.rate, p.dependenceWeight, p.reference, p.display * p.displayGate]);
      },
      act(_p, _draws, account, { egos, count }) {
        const { practice, display, prescription, insistence, response, dependence } = field;
        kernels.feel(toPractice, toDisplay, rule, dependence, gate, response, egos, count);
        const pull = (out: Float64Array, rates: Float64Array, x: StoredColumn): void =>
          kernels.pullWeighted(out, rates, insistence, egos, prescription, egos, x, egos, count);
        pull(account.practice, toPractice, practice);
        pull(account.display, toDisplay, display);
      },
    };
  },
};
