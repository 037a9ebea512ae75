import { say, section, share } from "../schema/parameter.ts";
import { underExposure } from "./common.ts";
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
  leansOn: "coercive",
  parameters,
  ceiling: () => ({ practice: 0, display: 0 }),
  start: ({ field }) => {
    const gate = emptyGates();
    let present = 0;
    let rate = 0;
    let dependenceWeight = 0;
    let reference = 1;
    let displayed = 0;
    return {
      prepare(p, _draws, { step, regime }) {
        const { coercive } = regime.mechanisms;
        present = step;
        rate = p.honoured * coercive.rate;
        ({ dependenceWeight, reference } = coercive);
        displayed = coercive.display * coercive.displayGate;
        readGates(coercive.gates, gate);
      },
      act(_p, _draws, account, from, to) {
        const { practices, living, prescription, settlement, insistence, contractUntil } = field;
        const { response, dependence } = field;
        const onPractice = account.practice;
        const onDisplay = account.display;
        onPractice.fill(0, 0, (to - from) * practices);
        onDisplay.fill(0, 0, (to - from) * practices);
        if (rate === 0) return;
        for (let position = from; position < to; position++) {
          const ego = living[position];
          if (contractUntil[ego] < present) continue;
          const row = ego * practices;
          const at = (position - from) * practices;
          const felt = underExposure(rate, dependenceWeight, dependence[ego], reference);
          const toPractice = felt * gate[response[ego]];
          const toDisplay = felt * displayed;
          for (let k = 0; k < practices; k++) {
            const apart = insistence[row + k] * (settlement[row + k] - prescription[row + k]);
            onPractice[at + k] = toPractice * apart;
            onDisplay[at + k] = toDisplay * apart;
          }
        }
      },
    };
  },
};
