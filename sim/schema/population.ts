import { exposuresSection, permutedChoice } from "./exposures.ts";
import { count, quantity, say, section, share } from "./parameter.ts";

/** The six responses of associations to pressure, in the order of every index and chart. */
export const RESPONSES = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"] as const;
export type Response = (typeof RESPONSES)[number];

const spread = (name: ReturnType<typeof say>, value: number, description: ReturnType<typeof say>) =>
  quantity({
    default: value,
    min: 0,
    max: 1,
    unit: "standard deviation",
    tier: "advanced",
    label: name,
    description,
  });

const responseShare = (name: string, nom: string, value: number) =>
  share({
    default: value,
    tier: "advanced",
    label: say(name, nom),
    description: say(
      "Share of associations that respond in this way; shares are taken relative to their sum.",
      "Part des associations qui répondent ainsi, rapportée à la somme des parts.",
    ),
  });

/** How the associations are generated. */
export const populationSection = section(
  {
    label: say("Population", "Population"),
    description: say(
      "How associations are generated.",
      "Comment les associations sont engendrées.",
    ),
  },
  {
    associations: count({
      default: 300,
      min: 1,
      max: 2_000_000,
      unit: "associations",
      label: say("Associations", "Associations"),
      description: say("Number of associations at the start.", "Nombre d’associations au départ."),
    }),
    zipf: quantity({
      default: 2.18,
      min: 1.01,
      max: 8,
      unit: "exponent",
      symbol: "s",
      tier: "advanced",
      label: say("Zipf exponent", "Exposant de Zipf"),
      description: say(
        "Exponent of P(n) ∝ n^−s for the number n of establishments of an association.",
        "Exposant de P(n) ∝ n^−s pour le nombre n d’établissements d’une association.",
      ),
      source: "Unifaf 2017: two thirds run a single establishment, hence 2.18",
      grade: "estimated",
    }),
    largest: count({
      default: 500,
      min: 1,
      max: 100_000,
      unit: "establishments",
      tier: "advanced",
      label: say("Largest portfolio", "Plus grand portefeuille"),
      description: say("Cap of the Zipf law.", "Troncature de la loi de Zipf."),
    }),
    placesSpread: spread(
      say("Spread of size", "Dispersion des tailles"),
      0.4,
      say(
        "Standard deviation of the log size of an establishment.",
        "Écart-type du logarithme de la taille d’un établissement.",
      ),
    ),
    practiceSpread: spread(
      say("Spread of practices", "Dispersion des pratiques"),
      0.12,
      say(
        "Standard deviation of founding practices around their archetype.",
        "Écart-type des pratiques fondatrices autour de leur archétype.",
      ),
    ),
    projectSpread: spread(
      say("Spread of projects", "Dispersion des projets"),
      0.06,
      say(
        "Standard deviation of a founding project around the founding practice.",
        "Écart-type du projet fondateur autour de la pratique fondatrice.",
      ),
    ),
    fundingSpread: spread(
      say("Spread of funding", "Dispersion des financements"),
      0.1,
      say(
        "Relative standard deviation of each funder's share between associations of a sector.",
        "Écart-type relatif de la part de chaque financeur dans un secteur.",
      ),
    ),
    exposureSpread: spread(
      say("Spread of exposures", "Dispersion des expositions"),
      0.15,
      say(
        "Standard deviation of credentials and meetings around the archetype.",
        "Écart-type des diplômes et des réunions autour de l’archétype.",
      ),
    ),
    efficiencySpread: spread(
      say("Spread of efficiency", "Dispersion de l’efficience"),
      0.08,
      say(
        "Standard deviation of an association's own cost factor around 1, cut at ±3.",
        "Écart-type du facteur de coût propre autour de 1, coupé à ±3.",
      ),
    ),
    tariffSpread: spread(
      say("Spread of tariffs", "Dispersion des tarifs"),
      0.06,
      say(
        "Relative standard deviation of an association's tariff around its own cost at the start, cut at ±3.",
        "Écart-type relatif du tarif d’une association autour de son propre coût au départ, coupé à ±3.",
      ),
    ),
    exposures: exposuresSection,
    permuted: permutedChoice,
    responses: section(
      {
        label: say("Responses", "Réponses"),
        description: say(
          "Shares of the six responses at the start.",
          "Parts des six réponses au départ.",
        ),
      },
      {
        adapt: responseShare("Adaptation", "Adaptation", 0.42),
        avoid: responseShare("Avoidance", "Évitement", 0.2),
        innovate: responseShare("Innovation", "Innovation", 0.1),
        negotiate: responseShare("Negotiation", "Négociation", 0.12),
        cooperate: responseShare("Cooperation", "Coopération", 0.13),
        merge: responseShare("Merger", "Fusion", 0.03),
      },
    ),
  },
);
