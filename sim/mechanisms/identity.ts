import { rate, say, section } from "../schema/parameter.ts";
import { BLOCK } from "../hot/blocks.ts";
import type { Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Identity", "Identité"),
    description: say(
      "The members' board holds practice to the association's own project.",
      "Le conseil ramène la pratique vers le projet associatif.",
    ),
  },
  {
    rate: rate({
      default: 0.035,
      symbol: "κ_p",
      tier: "lever",
      label: say("Identity rate", "Taux d’identité"),
      description: say(
        "Share of the distance to the own project covered in a quarter by a board of power 1.",
        "Part de l’écart au projet comblée en un trimestre par un conseil de pouvoir 1.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
  },
);

/** Identity: Δ = κ_p · board · (P − A), practice only. Unit: positions per quarter. */
export const identity: Influence<"identity", ReturnType<typeof parameters.parse>> = {
  id: "identity",
  label: say("Identity", "Identité"),
  acts: { practice: true, display: false },
  parameters,
  ceiling: (p) => ({ practice: p.rate, display: 0 }),
  start: ({ field, faculties, kernels, memory }) => {
    const rates = memory.reals(BLOCK);
    return {
      act(p, _draws, account, { egos, count }) {
        const { practice, project } = field;
        kernels.take(rates, p.rate, faculties.board, egos, count);
        kernels.pull(account.practice, rates, project, egos, practice, egos, count);
      },
    };
  },
};
