import { BLOCK } from "../hot/blocks.ts";
import { facultyOf } from "../field/situation.ts";
import { RESPONSES } from "../schema/population.ts";
import { quantity, rate, say, section } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";

const TRIED = "starting value tried out by hand, to be calibrated";

const parameters = section(
  {
    label: say("Innovation", "Innovation"),
    description: say(
      "Associations whose response is innovation follow what they sense of users' needs, and try things out.",
      "Les associations qui répondent par l’innovation suivent ce qu’elles perçoivent des besoins, et expérimentent.",
    ),
  },
  {
    rate: rate({
      default: 0.02,
      symbol: "κ_i",
      label: say("Innovation rate", "Taux d’innovation"),
      description: say(
        "Share of the distance to the need as it is seen that is covered in a quarter, at full confidence.",
        "Part de l’écart au besoin perçu comblée en un trimestre, en pleine confiance.",
      ),
      source: TRIED,
    }),
    error: quantity({
      default: 0.2,
      min: 0,
      max: 1,
      unit: "standard deviation",
      tier: "advanced",
      label: say("Misreading of needs", "Erreur sur les besoins"),
      description: say(
        "Standard deviation of the error with which one without any sense of needs sees them.",
        "Écart-type de l’erreur avec laquelle qui n’a aucune écoute perçoit les besoins.",
      ),
      source: TRIED,
    }),
    novelty: quantity({
      default: 0.01,
      min: 0,
      max: 0.5,
      unit: "standard deviation per quarter",
      tier: "advanced",
      label: say("Novelty", "Nouveauté"),
      description: say(
        "Standard deviation of what an innovator tries out in a quarter, on each practice.",
        "Écart-type de ce qu’un innovateur essaie en un trimestre, sur chaque pratique.",
      ),
      source: TRIED,
    }),
  },
);

/** What is tried out on practice k is draw 64 + k; the misreading of its need is draw k. */
const NOVELTY_FROM = 64;

const INNOVATE = RESPONSES.indexOf("innovate");

/**
 * Innovation: Δ = κ_i · min(1, max(0, ½ + π − α)) · (Ĥ − A) + novelty·z for those whose response is innovate, Ĥ the need of
 * their cell as they see it: H + (1 − sensing)·error·z within [0,1]. Practice only. Unit: positions per quarter.
 */
export const innovation: Influence<"innovation", ReturnType<typeof parameters.parse>> = {
  id: "innovation",
  label: say("Innovation", "Innovation"),
  acts: { practice: true, display: false },
  isSparse: true,
  parameters,
  ceiling: (p) => ({ practice: p.rate, display: 0 }),
  start({ field, shape, neighbourhoods, kernels, memory }) {
    const innovators = memory.wholes(BLOCK);
    const addresses = memory.wholes(BLOCK);
    const [misreadings, novelties] = [
      memory.reals(BLOCK * field.practices),
      memory.reals(BLOCK * field.practices),
    ];
    return {
      act(p, draws, { practice: rows, places }, { egos, addresses: all, count }) {
        const { practices, practice, need, response, payoff, aspiration } = field;
        const { cell } = neighbourhoods;
        if (p.rate === 0 && p.novelty === 0) return;
        for (let place = 0; place < count; place++) {
          if (response[egos[place]] !== INNOVATE) continue;
          innovators[places.count] = egos[place];
          addresses[places.count] = all[place];
          places.at[places.count++] = place;
        }
        kernels.normals(misreadings, draws, addresses, 1, practices, places.count);
        kernels.normals(
          novelties,
          draws,
          addresses,
          p.novelty,
          practices,
          places.count,
          NOVELTY_FROM,
        );
        for (let entry = 0; entry < places.count; entry++) {
          const slot = innovators[entry];
          const row = slot * practices;
          const at = entry * practices;
          const needed = cell[slot] * practices;
          const pull = p.rate * clamp(0.5 + payoff[slot] - aspiration[slot]);
          const misread = (1 - facultyOf(field, shape, "sensing", slot)) * p.error;
          for (let k = 0; k < practices; k++) {
            const seen = clamp(need[needed + k] + misread * misreadings[at + k]);
            rows[at + k] = pull * (seen - practice[row + k]) + novelties[at + k];
          }
        }
      },
    };
  },
};

const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);
