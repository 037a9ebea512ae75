import { BLOCK } from "../hot/blocks.ts";
import { FELT } from "../hot/felt.ts";
import { say, section, share } from "../schema/parameter.ts";
import { emptyGates, readGates, type Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Negotiated order", "Ordre négocié"),
    description: say(
      "An association under a contract is pulled to what was settled instead of the prescription (Strauss 1978).",
      "Une association sous contrat est attirée vers ce qui a été convenu au lieu de la prescription (Strauss 1978).",
    ),
  },
  {
    honoured: share({
      default: 1,
      label: say("Contracts honoured", "Respect des contrats"),
      description: say(
        "How far the settlement replaces the prescription; 0: contracts stay on paper.",
        "Dans quelle mesure ce qui est convenu remplace la prescription ; 0 : les contrats restent lettre morte.",
      ),
      source: "starting value tried out by hand, to be calibrated",
    }),
  },
);

/**
 * Negotiated order: under a contract Δ = honoured · (the factor of coercive pressure) · (y − R) on practice and on display,
 * y the settlement: together with coercive pressure a pull to y. It adds nothing to the largest rates, and does not act
 * where coercive pressure is off. Unit: positions per quarter.
 */
export const negotiated: Influence<"negotiated", ReturnType<typeof parameters.parse>> = {
  id: "negotiated",
  label: say("Negotiated", "Négocié"),
  acts: { practice: true, display: true },
  isSparse: true,
  leansOn: "coercive",
  parameters,
  ceiling: () => ({ practice: 0, display: 0 }),
  start: ({ field, kernels, memory }) => {
    const bound = memory.wholes(BLOCK);
    const [toPractice, toDisplay] = [memory.reals(BLOCK), memory.reals(BLOCK)];
    const gate = emptyGates(memory);
    const rule = memory.reals(FELT.length);
    let present = 0;
    let rate = 0;
    return {
      prepare(p, _draws, { step, regime }) {
        const { coercive } = regime.mechanisms;
        present = step;
        rate = p.honoured * coercive.rate;
        const { dependenceWeight, reference, display, displayGate } = coercive;
        rule.set([rate, dependenceWeight, reference, display * displayGate]);
        readGates(coercive.gates, gate);
      },
      act(_p, _draws, account, { egos, count }) {
        const { prescription, settlement, insistence, contractUntil } = field;
        const { response, dependence } = field;
        const { places } = account;
        if (rate === 0) return;
        for (let row = 0; row < count; row++) {
          const ego = egos[row];
          if (contractUntil[ego] < present) continue;
          bound[places.count] = ego;
          places.at[places.count++] = row;
        }
        kernels.feel(toPractice, toDisplay, rule, dependence, gate, response, bound, places.count);
        const pull = (out: Float64Array, rates: Float64Array): void =>
          kernels.pullWeighted(
            out,
            rates,
            insistence,
            bound,
            settlement,
            bound,
            prescription,
            bound,
            places.count,
          );
        pull(account.practice, toPractice);
        pull(account.display, toDisplay);
      },
    };
  },
};
