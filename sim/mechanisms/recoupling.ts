import { BLOCK } from "../hot/blocks.ts";
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
  isSparse: true,
  parameters,
  ceiling(p, _shape, { regulators }) {
    const depths = Object.values(regulators).map(({ depth }) => depth);
    return { practice: p.weight * Math.max(0, ...depths), display: 0 };
  },
  start: ({ field, kernels, memory }) => {
    const rates = memory.reals(BLOCK);
    const caught = memory.wholes(BLOCK);
    return {
      act(p, _draws, { practice: rows, places }, { egos, count }) {
        const { practice, display, recoupling: share } = field;
        for (let row = 0; row < count; row++) {
          const ego = egos[row];
          if (share[ego] === 0) continue;
          rates[places.count] = share[ego] * p.weight;
          caught[places.count] = ego;
          places.at[places.count++] = row;
        }
        kernels.pull(rows, rates, display, caught, practice, caught, places.count);
      },
    };
  },
};
