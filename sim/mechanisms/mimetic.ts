import { SCOPES } from "../field/groups.ts";
import { BLOCK } from "../hot/blocks.ts";
import { FELT } from "../hot/felt.ts";
import { choice, count, quantity, rate, say, section, share } from "../schema/parameter.ts";
import { displayFactor, displayGate, exposureWeight } from "./common.ts";
import { emptyGates, gates, readGates, largestFactor, type Influence } from "./influence.ts";
import { aim, look, openSight } from "./peers.ts";

const parameters = section(
  {
    label: say("Mimetic pressure", "Pression mimétique"),
    description: say(
      "Copying what a peer that is seen declares, the more so the more uncertain one is (DiMaggio and Powell 1983).",
      "Imitation de ce qu’un pair visible affiche, d’autant plus que l’incertitude est grande (DiMaggio et Powell 1983).",
    ),
  },
  {
    rate: rate({
      default: 0.015,
      symbol: "κ_m",
      tier: "lever",
      label: say("Mimetic rate", "Taux mimétique"),
      description: say(
        "Share of the distance to the copied peer covered in a quarter.",
        "Part de l’écart au pair imité comblée en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    uncertaintyWeight: exposureWeight("w_m", say("uncertainty", "incertitude")),
    reference: quantity({
      default: 0.3,
      min: 0.05,
      max: 1,
      unit: "uncertainty",
      tier: "advanced",
      label: say("Reference uncertainty", "Incertitude de référence"),
      description: say(
        "Uncertainty at which the weight changes nothing.",
        "Incertitude à laquelle le poids ne change rien.",
      ),
    }),
    choice: choice(["best", "random", "nearest", "average"], {
      default: "best",
      tier: "advanced",
      label: say("Whom to copy", "Qui imiter"),
      description: say(
        "Best or nearest of the peers sampled, one at random, or the mean of all that are recognised, oneself included.",
        "Le meilleur ou le plus proche des pairs tirés, un au hasard, ou la moyenne de tous ceux qu’on reconnaît, soi compris.",
      ),
    }),
    sample: count({
      default: 3,
      min: 1,
      max: 64,
      unit: "peers",
      symbol: "m",
      tier: "advanced",
      label: say("Peers sampled", "Pairs observés"),
      description: say(
        "Peers that an association looks at in a quarter.",
        "Pairs observés par trimestre.",
      ),
    }),
    scope: choice(SCOPES, {
      default: "sector",
      tier: "advanced",
      label: say("Where peers are looked for", "Où chercher des pairs"),
      description: say(
        "The whole field, the region, the sector, the sector within the region, or one’s own ties (field.ties).",
        "Tout le champ, la région, le secteur, le secteur dans la région, ou ses propres liens (field.ties).",
      ),
    }),
    visible: count({
      default: 0,
      min: 0,
      max: 100_000,
      unit: "associations",
      symbol: "v",
      tier: "advanced",
      label: say("Visible models", "Modèles visibles"),
      description: say(
        "Only so many of the most prestigious are seen in each scope; 0 means everybody.",
        "Seuls autant de plus prestigieux sont vus dans chaque périmètre ; 0 : tous.",
      ),
    }),
    recognition: share({
      default: 1,
      unit: "distance",
      symbol: "ε",
      tier: "advanced",
      label: say("Recognition distance", "Distance de reconnaissance"),
      description: say(
        "A peer farther away than this is not a model (root mean square over practices).",
        "Au-delà, un pair n’est pas un modèle (moyenne quadratique sur les pratiques).",
      ),
    }),
    error: quantity({
      default: 0,
      min: 0,
      max: 1,
      unit: "standard deviation",
      tier: "advanced",
      label: say("Copying error", "Erreur de copie"),
      description: say(
        "Standard deviation of the error on each copied practice.",
        "Écart-type de l’erreur sur chaque pratique copiée.",
      ),
    }),
    sizeWeight: share({
      default: 0.5,
      tier: "advanced",
      label: say("Weight of size in prestige", "Poids de la taille dans le prestige"),
      description: say(
        "Prestige = (1 − weight) · legitimacy + weight · n/(n + 10), n establishments.",
        "Prestige = (1 − poids) · légitimité + poids · n/(n + 10), n établissements.",
      ),
    }),
    trigger: choice(["always", "shortfall"], {
      default: "always",
      tier: "advanced",
      label: say("When to copy", "Quand imiter"),
      description: say(
        "Always, or only when the payoff falls short of what is aspired to.",
        "Toujours, ou seulement quand le résultat reste sous l’aspiration.",
      ),
    }),
    margin: quantity({
      default: 0.02,
      min: 0,
      max: 1,
      unit: "payoff",
      symbol: "δ_a",
      tier: "advanced",
      label: say("Shortfall that counts", "Manque qui compte"),
      description: say(
        "With trigger shortfall, copy only when payoff < aspiration − this.",
        "Avec le déclencheur « shortfall », n’imiter que si résultat < aspiration − cette valeur.",
      ),
    }),
    display: displayFactor,
    displayGate,
    gates: gates({ adapt: 1, avoid: 0.5, innovate: 0.3, negotiate: 0.6, cooperate: 0.8, merge: 1 }),
  },
);

type Parameters = ReturnType<typeof parameters.parse>;

/**
 * Mimetic pressure: Δ = κ_m · (1 − w_m + w_m · uncertainty / reference) · gate · (D_alter + error·z − A), where alter is
 * the best, nearest or a random one of m peers seen in scope within the recognition distance, or all of these at once.
 * Nobody to copy, no pressure. Unit: positions per quarter.
 */
export const mimetic: Influence<"mimetic", Parameters> = {
  id: "mimetic",
  label: say("Mimetic", "Mimétique"),
  acts: { practice: true, display: true },
  parameters,
  ceiling(p) {
    const largest = p.rate * largestFactor(p.uncertaintyWeight, p.reference);
    return { practice: largest, display: largest * p.display * p.displayGate };
  },
  start: (world) => {
    const { field, kernels, memory, neighbourhoods } = world;
    const sight = openSight(world);
    const toPractice = memory.reals(BLOCK);
    const toDisplay = memory.reals(BLOCK);
    const gate = emptyGates(memory);
    const rule = memory.reals(FELT.length);
    return {
      prepare(p, draws) {
        readGates(p.gates, gate);
        rule.set([p.rate, p.uncertaintyWeight, p.reference, p.display * p.displayGate]);
        look(sight, p, draws, neighbourhoods[p.scope]);
      },
      act(p, draws, account, block) {
        const { practice, display, uncertainty, response, payoff, aspiration } = field;
        const { egos, count } = block;
        const { models } = sight;
        const wanted = aim(sight, p, draws, block);
        kernels.feel(toPractice, toDisplay, rule, uncertainty, gate, response, egos, count);
        for (let row = 0; row < count; row++) {
          const ego = egos[row];
          const copies =
            models[row] >= 0 &&
            (p.trigger === "always" || payoff[ego] < aspiration[ego] - p.margin);
          if (copies) continue;
          toPractice[row] = 0;
          toDisplay[row] = 0;
          models[row] = 0; // any row will do
        }
        kernels.pull(account.practice, toPractice, wanted, models, practice, egos, count);
        kernels.pull(account.display, toDisplay, wanted, models, display, egos, count);
      },
    };
  },
};
