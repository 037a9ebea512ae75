import { count, quantity, rate, say, section, share } from "../schema/parameter.ts";
import type { FieldView, StoredColumn } from "../field/columns.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import { FELT } from "../hot/felt.ts";
import { placed } from "../hot/memory.ts";
import type { Draws } from "../random/stream.ts";
import { displayFactor, displayGate, exposureWeight } from "./common.ts";
import {
  emptyGates,
  gates,
  readGates,
  largestFactor,
  type Influence,
  type World,
} from "./influence.ts";

const reference = (en: string, fr: string, value: number) =>
  quantity({
    default: value,
    min: 0.05,
    max: 1,
    unit: "share",
    tier: "advanced",
    label: say(en, fr),
    description: say(
      "Value at which the weight changes nothing.",
      "Valeur à laquelle le poids ne change rien.",
    ),
  });

const parameters = section(
  {
    label: say("Normative pressure", "Pression normative"),
    description: say(
      "Professions: accredited hiring brings in the sector's norm, professional bodies spread their mean display (DiMaggio and Powell 1983).",
      "Professions : le recrutement sur diplôme importe la norme du secteur, les instances diffusent leur affichage moyen (DiMaggio et Powell 1983).",
    ),
  },
  {
    rate: rate({
      default: 0.008,
      symbol: "κ_n",
      tier: "lever",
      label: say("Normative rate", "Taux normatif"),
      description: say(
        "Share of the distance to the professional norm covered in a quarter.",
        "Part de l’écart à la norme professionnelle comblée en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    receptivityWeight: exposureWeight("w_n", say("receptivity", "réceptivité")),
    reference: reference("Reference receptivity", "Réceptivité de référence", 0.5),
    hiring: share({
      default: 0.6,
      tier: "advanced",
      label: say("Share of hiring", "Part du recrutement"),
      description: say(
        "Share of the pressure that comes by accredited hiring; the rest comes by meetings.",
        "Part de la pression qui passe par le recrutement sur diplôme ; le reste par les réunions.",
      ),
    }),
    roadsWeight: exposureWeight(
      "w_r",
      say("own credentials and meetings", "diplômes et réunions propres"),
    ),
    credentialsReference: reference("Reference credentials", "Diplômes de référence", 0.5),
    meetingsReference: reference("Reference meetings", "Réunions de référence", 0.5),
    transmission: share({
      default: 1,
      tier: "advanced",
      label: say("Transmission in meetings", "Transmission en réunion"),
      description: say(
        "Share of the pressure of meetings that is transmitted; 0: they are held, and nothing is passed on (a placebo).",
        "Part de la pression des réunions qui est transmise ; 0 : elles ont lieu et rien ne passe (un placebo).",
      ),
    }),
    professions: count({
      default: 0,
      min: 0,
      max: 1_000_000,
      unit: "professions",
      tier: "advanced",
      label: say("Professions", "Professions"),
      description: say(
        "0: one per sector, with its norm; else so many over all sectors, each with a norm drawn at random and fixed. Very many: credentials without a shared norm (a placebo).",
        "0 : une par secteur, avec sa norme ; sinon autant pour tous les secteurs, chacune avec une norme tirée au hasard et fixe. Un très grand nombre : des diplômes sans norme commune (un placebo).",
      ),
    }),
    following: rate({
      default: 0.01,
      tier: "advanced",
      label: say("Following of the norm", "Suivi de la norme"),
      description: say(
        "Rate at which the norm follows the displays of the professionalised.",
        "Vitesse à laquelle la norme suit l’affichage des plus professionnalisés.",
      ),
    }),
    schools: rate({
      default: 0.02,
      tier: "advanced",
      label: say("Schools", "Écoles"),
      description: say(
        "Rate at which schools bring the norm back to their doctrine, the sector's initial norm.",
        "Vitesse à laquelle les écoles ramènent la norme à leur doctrine, la norme initiale du secteur.",
      ),
    }),
    display: displayFactor,
    displayGate,
    gates: gates({ adapt: 1, avoid: 0.6, innovate: 0.6, negotiate: 0.8, cooperate: 0.9, merge: 1 }),
  },
);

/**
 * Normative pressure: Δ = κ_n · (1 − w_n + w_n · receptivity / reference) · gate · [h·c·(N − A) + (1 − h)·m·(B − A)],
 * N the sector's norm, B the mean display of its bodies (weighted by meetings), h the share of hiring, and
 * c, m = 1 − w_r + w_r · own credentials or meetings / reference (m times what is transmitted); with professions their
 * norms stand for N. Unit: positions per quarter.
 */
export const normative: Influence<"normative", ReturnType<typeof parameters.parse>> = {
  id: "normative",
  label: say("Normative", "Normatif"),
  acts: { practice: true, display: true },
  parameters,
  ceiling(p) {
    const roads =
      p.hiring * largestFactor(p.roadsWeight, p.credentialsReference) +
      p.transmission * (1 - p.hiring) * largestFactor(p.roadsWeight, p.meetingsReference);
    const largest = p.rate * largestFactor(p.receptivityWeight, p.reference) * roads;
    return { practice: largest, display: largest * p.display * p.displayGate };
  },
  start: ({ field, faculties, bodies, kernels, memory, open }) => {
    const readNorms = openProfessions(field, open);
    const imported = memory.reals(BLOCK * field.practices);
    const gate = emptyGates(memory);
    const [rule, roads] = [memory.reals(FELT.length), memory.reals(9)];
    const rates = memory.reals(4 * BLOCK);
    const [hiredPractice, metPractice, hiredDisplay, metDisplay] = [0, 1, 2, 3].map((list) =>
      placed(rates.subarray(list * BLOCK, (list + 1) * BLOCK)),
    );
    const sectors = memory.wholes(BLOCK);
    return {
      prepare(p) {
        readGates(p.gates, gate);
        const { roadsWeight: weight, credentialsReference, meetingsReference } = p;
        rule.set([p.rate, p.receptivityWeight, p.reference, p.display * p.displayGate]);
        roads.set([p.hiring, p.transmission, 1, 1 - p.hiring, weight, weight]);
        roads.set([credentialsReference, meetingsReference, 1 - weight], 6);
      },
      act(p, _draws, account, block) {
        const { egos, inOrder, count } = block;
        const { practice, display, norms, sector, response, credentials, meetings } = field;
        const { totals } = bodies;
        kernels.feelRoads(
          rates,
          sectors,
          rule,
          faculties.receptivity,
          { rule: roads, credentials, meetings, sector, totals },
          gate,
          response,
          egos,
          count,
        );
        const isOwn = p.professions > 0;
        if (isOwn) readNorms(imported, p.professions, block);
        const both = (
          out: Float64Array,
          hired: StoredColumn,
          met: StoredColumn,
          x: StoredColumn,
        ): void =>
          kernels.pullTwoWays(
            out,
            hired,
            isOwn ? imported : norms,
            isOwn ? inOrder : sectors,
            met,
            bodies.means,
            sectors,
            x,
            egos,
            count,
          );
        both(account.practice, hiredPractice, metPractice, practice);
        both(account.display, hiredDisplay, metDisplay, display);
      },
    };
  },
};

/**
 * Opens professions with norms drawn at random: an association belongs to number ⌊k·u⌋ of k, whose norm is uniform in
 * every practice, from draws at address −1 − number; both at step 0, so that they stay.
 * @returns what writes the norms of a block, one row of K for each
 */
function openProfessions(
  { practices }: FieldView,
  open: World["open"],
): (norms: Float64Array, professions: number, block: Block) => void {
  let draws: Draws | undefined;
  return (norms, professions, { addresses, count }) => {
    draws ??= open("professions").at(0);
    for (let row = 0; row < count; row++) {
      const profession = Math.floor(professions * draws.uniform(addresses[row], 0));
      for (let k = 0; k < practices; k++)
        norms[row * practices + k] = draws.uniform(-1 - profession, k);
    }
  };
}
