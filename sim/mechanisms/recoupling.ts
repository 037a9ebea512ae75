import { pull } from "../hot/pull.ts";
import { say, section, share } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Recoupling", "Recouplage"),
    description: say(
      "An inspection that finds the gap brings practice closer to what is declared.",
      "Un contrôle qui découvre l’écart rapproche la pratique de l’affichage.",
    ),
  },
  {
    weight: share({
      default: 1,
      tier: "advanced",
      label: say("Weight of inspections", "Poids des contrôles"),
      description: say(
        "Share of the depth of inspections that takes effect; 0: they only punish.",
        "Part de la profondeur des contrôles qui prend effet ; 0 : ils ne font que sanctionner.",
      ),
    }),
  },
);

/**
 * Recoupling: Δ = ν·weight·(D − A), ν the depth of the inspection that caught ego in this step, else 0. Practice only.
 * Unit: positions per quarter.
 */
export const recoupling: Influence<"recoupling", ReturnType<typeof parameters.parse>> = {
  id: "recoupling",
  label: say("Recoupling", "Recouplage"),
  acts: { practice: true, display: false },
  parameters,
  ceiling(p, _shape, { regulators }) {
    const depths = Object.values(regulators).map(({ depth }) => depth);
    return { practice: p.weight * Math.max(0, ...depths), display: 0 };
  },
  start: ({ field }) => ({
    act(p, _draws, account, from, to) {
      const { practices, living, practice, display } = field;
      const share = field.recoupling;
      const onPractice = account.practice;
      onPractice.fill(0, 0, (to - from) * practices);
      for (let position = from; position < to; position++) {
        const slot = living[position];
        if (share[slot] === 0) continue;
        const row = slot * practices;
        const at = (position - from) * practices;
        pull(onPractice, at, share[slot] * p.weight, display, row, practice, row, practices);
      }
    },
  }),
};
