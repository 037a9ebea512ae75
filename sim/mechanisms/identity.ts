import { rate, say, section } from "../schema/parameter.ts";
import { pull } from "../hot/pull.ts";
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
  start: ({ field, faculties }) => ({
    act(p, _draws, account, from, to) {
      const { practices, living, practice, project } = field;
      const onPractice = account.practice;
      for (let position = from; position < to; position++) {
        const ego = living[position];
        const row = ego * practices;
        const at = (position - from) * practices;
        const rate = p.rate * faculties.board[ego];
        pull(onPractice, at, rate, project, row, practice, row, practices);
      }
    },
  }),
};
