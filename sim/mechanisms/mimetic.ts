import type { FieldView } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { mostVisible, othersOf, pickOthers, SCOPES, type Groups } from "../field/groups.ts";
import { BLOCK } from "../hot/blocks.ts";
import { pull } from "../hot/pull.ts";
import type { Draws } from "../random/stream.ts";
import { choice, count, quantity, rate, say, section, share } from "../schema/parameter.ts";
import { displayFactor, exposureWeight } from "./common.ts";
import { emptyGates, gates, readGates, largestFactor, type Influence } from "./influence.ts";

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
  start: ({ field, neighbourhoods }) => {
    const sight: Sight = {
      field,
      seen: neighbourhoods.field,
      prestige: new Float64Array(field.size),
      uniforms: new Float64Array(ERROR_FROM),
      peers: new Int32Array(ERROR_FROM),
    };
    const target = new Float64Array(field.practices);
    const models = new Int32Array(BLOCK);
    const gate = emptyGates();
    return {
      prepare(p) {
        readGates(p.gates, gate);
        weighPrestige(field, p.sizeWeight, sight.prestige);
        const everyone = neighbourhoods[p.scope];
        sight.seen = p.visible === 0 ? everyone : mostVisible(everyone, sight.prestige, p.visible);
      },
      act(p, draws, account, from, to) {
        const { practices, living, practice, display, uncertainty, response } = field;
        const onPractice = account.practice;
        const onDisplay = account.display;
        const displayed = p.display * p.displayGate;
        const isDirect = p.choice !== "average" && p.error === 0;
        const model = isDirect ? display : target;
        // first all choices, then all pulls: so that a wrong guess at a choice does not hold up the rows to be read
        for (let position = from; position < to; position++) {
          const ego = living[position];
          const copies =
            p.rate > 0 &&
            (p.trigger === "always" || field.payoff[ego] < field.aspiration[ego] - p.margin);
          const isAverage = p.choice === "average";
          models[position - from] = copies ? (isAverage ? ego : pick(sight, p, draws, ego)) : -1;
        }
        for (let position = from; position < to; position++) {
          const ego = living[position];
          const row = ego * practices;
          const at = (position - from) * practices;
          const alter = models[position - from];
          if (alter < 0 || !(isDirect || aim(sight, p, draws, ego, alter, target))) {
            pull(onPractice, at, 0, practice, row, practice, row, practices);
            pull(onDisplay, at, 0, display, row, display, row, practices);
            continue;
          }
          const other = isDirect ? alter * practices : 0;
          const felt =
            p.rate *
            (1 - p.uncertaintyWeight + (p.uncertaintyWeight * uncertainty[ego]) / p.reference);
          const toPractice = felt * gate[response[ego]];
          const toDisplay = felt * displayed;
          pull(onPractice, at, toPractice, model, other, practice, row, practices);
          pull(onDisplay, at, toDisplay, model, other, display, row, practices);
        }
      },
    };
  },
};

/** What can be seen in a step, and room for one association's draws. */
interface Sight {
  readonly field: FieldView;
  seen: Groups;
  readonly prestige: Float64Array;
  readonly uniforms: Float64Array;
  readonly peers: Int32Array;
}

/** Prestige = (1 − w)·ℓ + w·n/(n + 10). */
function weighPrestige(field: FieldView, sizeWeight: number, prestige: Float64Array): void {
  const { living, establishments, legitimacy } = field;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const n = establishments[slot];
    prestige[slot] = (1 - sizeWeight) * legitimacy[slot] + sizeWeight * (n / (n + HALF_SIZE));
  }
}

/**
 * Writes what ego copies into `target`: the mean of all it recognises or one peer's display, with error.
 * @returns false where there is nobody but ego itself
 */
function aim(
  sight: Sight,
  p: Parameters,
  draws: Draws,
  ego: number,
  alter: number,
  target: Float64Array,
): boolean {
  const { practices, display, address } = sight.field;
  if (p.choice === "average" && averageRecognised(sight, p, ego, target) === 0) return false;
  if (p.choice !== "average")
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] = display[row + k];
  if (p.error > 0)
    for (let k = 0; k < practices; k++)
      target[k] += p.error * draws.normal(address[ego], ERROR_FROM + k);
  return true;
}

/** The peer that ego copies, or −1. */
function pick(sight: Sight, p: Parameters, draws: Draws, ego: number): number {
  const { field, seen, uniforms, peers } = sight;
  const others = othersOf(seen, ego);
  if (others < 1) return -1;
  const sampled = p.choice === "random" ? 1 : p.sample;
  draws.uniforms(field.address[ego], sampled, uniforms);
  pickOthers(seen, ego, others, uniforms, sampled, peers);
  return p.choice === "nearest" || p.recognition < 1
    ? likest(sight, p, ego, sampled)
    : mostPrestigious(sight, sampled);
}

/** The first of the highest prestige among the peers sampled. */
function mostPrestigious({ prestige, peers }: Sight, sampled: number): number {
  let chosen = peers[0];
  let best = prestige[chosen];
  for (let n = 1; n < sampled; n++) {
    const score = prestige[peers[n]];
    if (score > best) {
      best = score;
      chosen = peers[n];
    }
  }
  return chosen;
}

/** The nearest, or the most prestigious, of the peers sampled that ego recognises; −1 where it recognises none. */
function likest(sight: Sight, p: Parameters, ego: number, sampled: number): number {
  const { field, prestige, peers } = sight;
  const isNearest = p.choice === "nearest";
  const limit = p.recognition * p.recognition * field.practices;
  let chosen = -1;
  let best = -Infinity;
  for (let n = 0; n < sampled; n++) {
    const alter = peers[n];
    const apart = between(field, ego, alter);
    if (apart > limit) continue;
    const score = isNearest ? -apart : prestige[alter];
    if (score > best) {
      best = score;
      chosen = alter;
    }
  }
  return chosen;
}

/** Sum of squares of ego's practice less alter's display. */
function between({ practices, practice, display }: FieldView, ego: number, alter: number): number {
  return squares(practice, ego * practices, display, alter * practices, practices);
}

/**
 * Mean display of all in scope within the recognition distance, ego always included.
 * @returns how many others there are
 */
function averageRecognised(sight: Sight, p: Parameters, ego: number, target: Float64Array): number {
  const { field, seen } = sight;
  const { practices, display } = field;
  const own = ego * practices;
  const group = seen.of[ego];
  const limit = p.recognition * p.recognition * practices;
  let recognised = 1;
  for (let k = 0; k < practices; k++) target[k] = display[own + k];
  for (let at = seen.starts[group]; at < seen.starts[group + 1]; at++) {
    const alter = seen.members[at];
    if (alter === ego || between(field, ego, alter) > limit) continue;
    recognised++;
    for (let k = 0, row = alter * practices; k < practices; k++) target[k] += display[row + k];
  }
  for (let k = 0; k < practices; k++) target[k] /= recognised;
  return recognised - 1;
}
