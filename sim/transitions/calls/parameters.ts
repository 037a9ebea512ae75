import { count, quantity, say, section, share, type Text } from "../../schema/parameter.ts";

const BY_HAND = "starting value tried out by hand, to be calibrated";
const MATCHED =
  "set by hand with reach and the weight of size so that a call has about 4 bids, one bid in four wins, 5 to 10 % of calls stay without a winner and half of the winners run 10 establishments or fewer (domain knowledge); to be calibrated";
const GRID =
  "typical weights of scoring grids (domain knowledge, ± .10 each; national guide of 2019 for the headings)";

const weight = (label: Text, value: number, description: Text, source = BY_HAND) =>
  quantity({
    default: value,
    min: 0,
    max: 5,
    unit: "weight",
    tier: "advanced",
    label,
    description,
    source,
  });

const small = (label: Text, value: number, description: Text) =>
  share({ default: value, tier: "advanced", label, description, source: BY_HAND });

const inUtility = say(
  "What the term adds to the inclination to bid, in units in which the threshold is set.",
  "Ce que ce terme ajoute à l’envie de candidater, dans l’unité du seuil.",
);
const inScore = say(
  "Weight of this term, in [0,1], in the score of a bid.",
  "Poids de ce terme, dans [0,1], dans la note d’un dossier.",
);

/** Who hears of a call, and who answers. */
const bidding = {
  reach: count({
    default: 12,
    min: 0,
    max: 56,
    unit: "associations",
    tier: "advanced",
    label: say("Reach of a call", "Portée d’un appel"),
    description: say(
      "Associations that a call comes to the notice of, half of them in the territory where the authority has one.",
      "Associations qui prennent connaissance d’un appel, la moitié dans le territoire si l’autorité en a un.",
    ),
    source: BY_HAND,
  }),
  bidPrecision: quantity({
    default: 6,
    min: 0,
    max: 50,
    unit: "per unit of inclination",
    tier: "advanced",
    label: say("Precision of bidding", "Précision de la candidature"),
    description: say(
      "How sharply bidding sets in where inclination passes the threshold; at 0 half of those invited bid.",
      "Netteté avec laquelle on candidate dès que l’envie dépasse le seuil ; à 0, un invité sur deux.",
    ),
    source: BY_HAND,
  }),
  bidFit: weight(say("Bid: fit", "Candidature : adéquation"), 0.5, inUtility),
  bidSkill: weight(say("Bid: skill", "Candidature : savoir-faire"), 0.5, inUtility),
  bidSize: weight(say("Bid: size", "Candidature : taille"), 0.7, inUtility),
  anticipation: weight(say("Bid: anticipation", "Candidature : anticipation"), 0.2, inUtility),
  bidThreshold: quantity({
    default: 1.05,
    min: -5,
    max: 5,
    unit: "inclination",
    tier: "advanced",
    label: say("Threshold of bidding", "Seuil de candidature"),
    description: say(
      "Inclination at which one in two bids.",
      "Envie pour laquelle un invité sur deux candidate.",
    ),
    source: MATCHED,
  }),
  bidCost: quantity({
    default: 0.006,
    min: 0,
    max: 1,
    unit: "yearly budgets of an establishment",
    tier: "advanced",
    label: say("Cost of a bid", "Coût d’une candidature"),
    description: say(
      "What preparing a bid takes from the reserve.",
      "Ce que la préparation d’un dossier prend sur la réserve.",
    ),
    source: "20 to 60 person-days a bid (domain knowledge, ± 50 %)",
  }),
} as const;

/** How bids are judged. */
const judging = {
  narrowing: share({
    default: 0.4,
    max: 0.9,
    symbol: "η",
    tier: "advanced",
    label: say("Narrowness of specifications", "Étroitesse du cahier des charges"),
    description: say(
      "How much smaller than the practice space the range is within which a bid fits at all.",
      "De combien l’étendue où un dossier est recevable est plus petite que l’espace des pratiques.",
    ),
    source: BY_HAND,
  }),
  fitWeight: weight(say("Score: fit", "Note : adéquation"), 0.3, inScore, GRID),
  needWeight: weight(say("Score: need", "Note : besoins"), 0.15, inScore, GRID),
  territoryWeight: weight(say("Score: territory", "Note : ancrage"), 0.2, inScore, GRID),
  capacityWeight: weight(say("Score: capacity", "Note : capacité"), 0.15, inScore, GRID),
  priceWeight: weight(say("Score: price", "Note : coût"), 0.1, inScore, GRID),
  legitimacyWeight: weight(say("Score: legitimacy", "Note : légitimité"), 0.05, inScore, GRID),
  innovationWeight: weight(say("Score: innovation", "Note : innovation"), 0.05, inScore, GRID),
  noise: quantity({
    default: 0.05,
    min: 0,
    max: 1,
    unit: "standard deviation",
    tier: "advanced",
    label: say("Luck of the committee", "Aléa de la commission"),
    description: say(
      "Standard deviation of what no criterion explains in a score.",
      "Écart-type de ce qu’aucun critère n’explique dans une note.",
    ),
    source: BY_HAND,
  }),
  threshold: quantity({
    default: 0.59,
    min: 0,
    max: 5,
    unit: "score",
    tier: "advanced",
    label: say("Least score", "Note éliminatoire"),
    description: say(
      "Below this score no bid wins, and a call may stay without a winner.",
      "En deçà de cette note aucun dossier n’est retenu ; l’appel peut être infructueux.",
    ),
    source: MATCHED,
  }),
} as const;

/** What calls leave behind, and what happens outside them. */
const aftermath = {
  awardLegitimacy: small(
    say("Legitimacy of winners", "Légitimité des lauréats"),
    0.05,
    say("What an award adds to legitimacy.", "Ce qu’un appel remporté ajoute à la légitimité."),
  ),
  loserUncertainty: small(
    say("Uncertainty of losers", "Incertitude des perdants"),
    0.05,
    say("What a bid lost adds to uncertainty.", "Ce qu’un appel perdu ajoute à l’incertitude."),
  ),
  fading: share({
    default: 0.8,
    max: 0.99,
    tier: "advanced",
    label: say("Memory of calls", "Mémoire des appels"),
    description: say(
      "Share of a sector's heat of calls that lasts from one quarter to the next.",
      "Part de l’effervescence des appels d’un secteur qui subsiste d’un trimestre à l’autre.",
    ),
    source: BY_HAND,
  }),
  proposals: quantity({
    default: 1,
    min: 0,
    max: 100,
    unit: "per 100 establishments a year",
    tier: "advanced",
    label: say("Proposals", "Projets spontanés"),
    description: say(
      "Projects that associations propose by themselves, at initiative 1.",
      "Projets que les associations proposent d’elles-mêmes, à initiative 1.",
    ),
    source: BY_HAND,
  }),
  authorisation: small(
    say("Authorisation", "Autorisation"),
    0.5,
    say(
      "Chance that a proposal in full accord with rule and need is authorised.",
      "Chance qu’un projet en plein accord avec la règle et les besoins soit autorisé.",
    ),
  ),
} as const;

/** Calls on a specification, bids, awards; proposals and extensions outside calls. */
export const parameters = section(
  {
    label: say("Calls for projects", "Appels à projets"),
    description: say(
      "Calls on a specification, bids, awards; proposals and extensions outside calls.",
      "Appels sur cahier des charges, candidatures, attributions ; projets spontanés et extensions hors appel.",
    ),
  },
  { ...bidding, ...judging, ...aftermath },
);

export type Parameters = ReturnType<typeof parameters.parse>;
