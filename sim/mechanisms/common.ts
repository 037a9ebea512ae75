import { quantity, say, share, type Text } from "../schema/parameter.ts";

/** How much faster a pressure moves the display than the practice. */
export const displayFactor = quantity({
  default: 2,
  min: 0,
  max: 20,
  unit: "times the rate on practice",
  tier: "advanced",
  label: say("Speed of the display", "Vitesse de l’affichage"),
  description: say(
    "How many times faster this pressure moves what is declared than what is done.",
    "Combien de fois plus vite cette pression déplace l’affichage que la pratique.",
  ),
  source: "starting value tried out by hand on a prototype, to be calibrated",
});

/** Share of a pressure that reaches the display. */
export const displayGate = share({
  default: 1,
  tier: "advanced",
  label: say("Gate of the display", "Filtre de l’affichage"),
  description: say(
    "Share of this pressure that reaches what is declared, whatever the response.",
    "Part de cette pression qui atteint l’affichage, quelle que soit la réponse.",
  ),
});

/** Weight w of an exposure x in the factor 1 − w + w·x/reference: 0 leaves the hypothesis to emerge. */
export const exposureWeight = (symbol: string, exposure: Text) =>
  share({
    default: 0.5,
    symbol,
    tier: "advanced",
    label: say(`Weight of ${exposure.en}`, `Poids : ${exposure.fr}`),
    description: say(
      "0: all feel this pressure alike; 1: felt in proportion. Above 0 the hypothesis is assumed, not tested.",
      "0 : tous la ressentent également ; 1 : en proportion. Au-dessus de 0, l’hypothèse est posée, non testée.",
    ),
  });
