import { quantity, say, section } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Noise", "Aléa"),
    description: say(
      "What the model does not explain: small independent shocks.",
      "Ce que le modèle n’explique pas : de petits chocs indépendants.",
    ),
  },
  {
    spread: quantity({
      default: 0.006,
      min: 0,
      max: 0.5,
      unit: "standard deviation per quarter",
      symbol: "σ",
      label: say("Noise", "Aléa"),
      description: say(
        "Standard deviation of the shock to each practice in a quarter.",
        "Écart-type du choc sur chaque pratique en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
  },
);

/** Noise: Δ = σ·z, z standard normal, independent over associations, practices and quarters; practice only. */
export const noise: Influence<"noise", ReturnType<typeof parameters.parse>> = {
  id: "noise",
  label: say("Noise", "Aléa"),
  acts: { practice: true, display: false },
  parameters,
  ceiling: () => ({ practice: 0, display: 0 }),
  start: ({ field, kernels }) => ({
    act(p, draws, account, { addresses, count }) {
      kernels.normals(account.practice, draws, addresses, p.spread, field.practices, count);
    },
  }),
};
