import { mostVisible, otherMember, SCOPES, type Groups } from "../field/groups.ts";
import type { Draws } from "../random/stream.ts";
import { choice, count, quantity, rate, say, section, share } from "../schema/parameter.ts";
import { displayFactor, exposureWeight } from "./common.ts";
import { gateList, gates, largestFactor, type Influence, type World } from "./influence.ts";

const parameters = section(
  {
    label: say("Mimetic pressure", "Pression mimétique"),
    description: say(
      "Copying what a peer that is seen declares, the more so the more uncertain one is (DiMaggio and Powell 1983).",
      "Imitation de ce qu'un pair visible affiche, d'autant plus que l'incertitude est grande (DiMaggio et Powell 1983).",
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
        "Part de l'écart au pair imité comblée en un trimestre.",
      ),
      source: "model §9",
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
        "Le meilleur ou le plus proche des pairs tirés, un au hasard, ou la moyenne de tous ceux qu'on reconnaît, soi compris.",
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
        "The whole field, the region, the sector, or the sector within the region.",
        "Tout le champ, la région, le secteur, ou le secteur dans la région.",
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
      symbol: "ε",
      tier: "advanced",
      label: say("Recognition distance", "Distance de reconnaissance"),
      description: say(
        "A peer farther away than this is not a model (root mean square over practices).",
        "Au-delà, un pair n'est pas un modèle (moyenne quadratique sur les pratiques).",
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
        "Écart-type de l'erreur sur chaque pratique copiée.",
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
        "Toujours, ou seulement quand le résultat reste sous l'aspiration.",
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
        "Avec le déclencheur « shortfall », n'imiter que si résultat < aspiration − cette valeur.",
      ),
    }),
    display: displayFactor,
    displayGate: share({
      default: 1,
      tier: "advanced",
      label: say("Gate of the display", "Filtre de l'affichage"),
      description: say(
        "Share of this pressure that reaches what is declared, whatever the response.",
        "Part de cette pression qui atteint l'affichage, quelle que soit la réponse.",
      ),
    }),
    gates: gates({ adapt: 1, avoid: 0.5, innovate: 0.3, negotiate: 0.6, cooperate: 0.8, merge: 1 }),
  },
);

type Parameters = ReturnType<typeof parameters.parse>;

/** Establishments at which size counts for half of what it can count in prestige. */
const HALF_SIZE = 10; // establishments, assumption

/** Draws 0 … 63 pick peers; the error on practice k is draw 64 + k. */
const ERROR_FROM = 64;

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
    const { field } = world;
    const prestige = new Float64Array(field.size);
    const target = new Float64Array(field.practices);
    let seen: Groups;
    return {
      prepare(p) {
        for (let slot = 0; slot < field.size; slot++) {
          const n = field.establishments[slot];
          prestige[slot] =
            (1 - p.sizeWeight) * field.legitimacy[slot] + p.sizeWeight * (n / (n + HALF_SIZE));
        }
        const everyone = world.neighbourhoods[p.scope];
        seen = p.visible === 0 ? everyone : mostVisible(everyone, prestige, p.visible);
      },
      act(p, draws, account, from, to) {
        const { practices, living, practice, display, uncertainty, response } = field;
        const gate = gateList(p.gates);
        const onDisplay = p.display * p.displayGate;
        for (let position = from; position < to; position++) {
          const ego = living[position];
          const row = ego * practices;
          const at = (position - from) * practices;
          const copies =
            p.trigger === "always" || field.payoff[ego] < field.aspiration[ego] - p.margin;
          if (!copies || !aim(world, p, draws, seen, prestige, ego, target)) {
            account.practice.fill(0, at, at + practices);
            account.display.fill(0, at, at + practices);
            continue;
          }
          const felt =
            p.rate *
            (1 - p.uncertaintyWeight + (p.uncertaintyWeight * uncertainty[ego]) / p.reference);
          const toPractice = felt * gate[response[ego]];
          const toDisplay = felt * onDisplay;
          for (let k = 0; k < practices; k++) {
            account.practice[at + k] = toPractice * (target[k] - practice[row + k]);
            account.display[at + k] = toDisplay * (target[k] - display[row + k]);
          }
        }
      },
    };
  },
};

/** Writes what ego copies into `target`; false where it sees nobody it recognises. */
function aim(
  { field }: World,
  p: Parameters,
  draws: Draws,
  seen: Groups,
  prestige: Float64Array,
  ego: number,
  target: Float64Array,
): boolean {
  const { practices, display } = field;
  if (p.choice === "average") averageRecognised(field, p, seen, ego, target);
  else {
    const alter = pick(field, p, draws, seen, prestige, ego);
    if (alter < 0) return false;
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] = display[row + k];
  }
  if (p.error > 0)
    for (let k = 0; k < practices; k++)
      target[k] += p.error * draws.normal(field.address[ego], ERROR_FROM + k);
  return true;
}

/** The peer that ego copies, or −1. */
function pick(
  field: World["field"],
  p: Parameters,
  draws: Draws,
  seen: Groups,
  prestige: Float64Array,
  ego: number,
): number {
  const address = field.address[ego];
  const sampled = p.choice === "random" ? 1 : p.sample;
  const measures = p.recognition < 1 || p.choice === "nearest";
  let chosen = -1;
  let best = -Infinity;
  for (let n = 0; n < sampled; n++) {
    const alter = otherMember(seen, ego, draws.uniform(address, n));
    if (alter < 0) return -1;
    const distance = measures ? squaredDistance(field, ego, alter) : 0;
    if (distance > p.recognition * p.recognition) continue;
    const score = p.choice === "nearest" ? -distance : prestige[alter];
    if (score > best) {
      best = score;
      chosen = alter;
    }
  }
  return chosen;
}

/** Mean square over practices of ego's practice less alter's display. */
function squaredDistance(field: World["field"], ego: number, alter: number): number {
  const { practices, practice, display } = field;
  const own = ego * practices;
  const other = alter * practices;
  let sum = 0;
  for (let k = 0; k < practices; k++) {
    const gap = practice[own + k] - display[other + k];
    sum += gap * gap;
  }
  return sum / practices;
}

/** Mean display of all in scope within the recognition distance, ego always included. */
function averageRecognised(
  field: World["field"],
  p: Parameters,
  seen: Groups,
  ego: number,
  target: Float64Array,
): void {
  const { practices, display } = field;
  const own = ego * practices;
  const group = seen.of[ego];
  let recognised = 1;
  for (let k = 0; k < practices; k++) target[k] = display[own + k];
  for (let at = seen.starts[group]; at < seen.starts[group + 1]; at++) {
    const alter = seen.members[at];
    if (alter === ego) continue;
    if (squaredDistance(field, ego, alter) > p.recognition * p.recognition) continue;
    recognised++;
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] += display[row + k];
  }
  for (let k = 0; k < practices; k++) target[k] /= recognised;
}
