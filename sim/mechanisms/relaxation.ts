import { rate, say, section } from "../schema/parameter.ts";
import { BLOCK } from "../hot/blocks.ts";
import type { Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Relaxation", "Relâchement"),
    description: say(
      "What is declared slides back towards what is done.",
      "L’affichage revient vers ce qui se fait.",
    ),
  },
  {
    rate: rate({
      default: 0.04,
      symbol: "δ",
      label: say("Relaxation rate", "Taux de relâchement"),
      description: say(
        "Share of the gap between display and practice closed in a quarter, by the display.",
        "Part de l’écart entre affichage et pratique comblée en un trimestre, par l’affichage.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
  },
);

/** Relaxation: Δ = δ · (A − D), display only. Unit: positions per quarter. */
export const relaxation: Influence<"relaxation", ReturnType<typeof parameters.parse>> = {
  id: "relaxation",
  label: say("Relaxation", "Relâchement"),
  acts: { practice: false, display: true },
  parameters,
  ceiling: (p) => ({ practice: 0, display: p.rate }),
  start: ({ field, kernels, memory }) => {
    const rates = memory.reals(BLOCK);
    return {
      prepare: (p) => void rates.fill(p.rate),
      act(_p, _draws, account, { egos, count }) {
        const { practice, display } = field;
        kernels.pull(account.display, rates, practice, egos, display, egos, count);
      },
    };
  },
};
