import { count, quantity, say, section, share, type Text } from "../schema/parameter.ts";

const BY_HAND = "starting value tried out by hand, to be calibrated";
const ON_PROTOTYPE = "starting value tried out by hand on a prototype, to be calibrated";

const weight = (label: Text, value: number, description: Text, most = 2) =>
  quantity({
    default: value,
    min: 0,
    max: most,
    unit: "weight",
    tier: "advanced",
    label,
    description,
    source: BY_HAND,
  });

const effect = (label: Text, value: number, description: Text) =>
  share({ default: value, tier: "advanced", label, description, source: BY_HAND });

/** How often contracts are bargained, and for how long they hold. */
const calendar = {
  hazard: quantity({
    default: 0.0022,
    min: 0,
    max: 1,
    unit: "per quarter",
    label: say("Contracts on offer", "Contrats à négocier"),
    description: say(
      "Chance in a quarter that an association with one establishment and no contract comes to the authority's table; 0: no table at all, renewals included.",
      "Chance par trimestre qu’une association d’un seul établissement, sans contrat, vienne à la table de l’autorité ; 0 : aucune table, pas même pour un renouvellement.",
    ),
    source:
      "starting value tried out by hand on a prototype, to be calibrated on contracts in 2014: .16 of structures, seven per contract (ash.tm.fr/hebdo/2926)",
  }),
  sizeExponent: quantity({
    default: 0.7,
    min: 0,
    max: 2,
    unit: "exponent",
    tier: "advanced",
    label: say("Large ones first", "Les grandes d’abord"),
    description: say(
      "The chance grows with the number of establishments to this power.",
      "La chance croît comme le nombre d’établissements à cette puissance.",
    ),
    source: ON_PROTOTYPE,
  }),
  seeking: quantity({
    default: 4,
    min: 0,
    max: 100,
    unit: "times",
    tier: "advanced",
    label: say("Those who seek it", "Celles qui la cherchent"),
    description: say(
      "How many times likelier it is for an association whose response is to negotiate.",
      "Combien de fois elle est plus probable pour une association dont la réponse est de négocier.",
    ),
    source: ON_PROTOTYPE,
  }),
  term: count({
    default: 20,
    min: 4,
    max: 80,
    unit: "quarters",
    label: say("Term of contracts", "Durée des contrats"),
    description: say(
      "Quarters that a contract holds; it is renegotiated in the quarter after.",
      "Trimestres que dure un contrat ; il est renégocié le trimestre suivant.",
    ),
    source: "domain knowledge: contracts of objectives and means (CPOM) usually run for five years",
  }),
} as const;

/** What gives an association power at the table. */
const power = {
  power: share({
    default: 0.35,
    symbol: "ω",
    label: say("Power at the table", "Pouvoir à la table"),
    description: say(
      "Power of a small association that lives from public money alone, with a voice of ½; 1 would give it its ideal, 0 the authority's.",
      "Pouvoir d’une petite association qui ne vit que d’argent public, avec une voix de ½ ; 1 lui donnerait son idéal, 0 celui de l’autorité.",
    ),
    source: BY_HAND,
  }),
  voiceWeight: weight(
    say("Weight of voice", "Poids de la voix"),
    0.25,
    say(
      "What a voice above ½ adds to power, per unit.",
      "Ce qu’une voix au-dessus de ½ ajoute au pouvoir, par unité.",
    ),
  ),
  sizeWeight: weight(
    say("Weight of size", "Poids de la taille"),
    0.2,
    say(
      "What size adds to power, times n/(n + 10), n establishments.",
      "Ce que la taille ajoute au pouvoir, multiplié par n/(n + 10), n établissements.",
    ),
  ),
  independenceWeight: weight(
    say("Weight of independence", "Poids de l’indépendance"),
    0.2,
    say(
      "What income from users and market adds to power, per unit of its share.",
      "Ce que les recettes des usagers et du marché ajoutent au pouvoir, par unité de leur part.",
    ),
  ),
  groupingWeight: weight(
    say("Voice of groupings", "Voix des groupements"),
    1,
    say(
      "Part of the bargaining bonus of a grouping's legal form that counts; 0 leaves the grouping and takes its voice.",
      "Part du bonus de négociation de la forme juridique d’un groupement qui compte ; 0 laisse le groupement et lui ôte sa voix.",
    ),
    5,
  ),
} as const;

/** What each expects without a deal, and what a table leaves behind. */
const stakes = {
  conflictCost: quantity({
    default: 0.02,
    min: 0,
    max: 1,
    unit: "utility",
    tier: "advanced",
    label: say("Cost of conflict", "Coût du conflit"),
    description: say(
      "What each side loses without a deal, besides what it then expects: in squared positions.",
      "Ce que chaque partie perd sans accord, outre ce qu’elle attend alors : en carrés de positions.",
    ),
    source:
      "set by hand so that both deals and conflicts happen: about half of all tables end in a deal in hpst-2009, seven in ten in the default field; to be calibrated",
  }),
  perception: quantity({
    default: 0.01,
    min: 0,
    max: 1,
    unit: "standard deviation",
    tier: "advanced",
    label: say("Misjudgement", "Erreur de jugement"),
    description: say(
      "How noisily each side sees what it can fall back on, in units of utility.",
      "Avec quel bruit chaque partie voit sur quoi elle peut se rabattre, en unités d’utilité.",
    ),
    source: BY_HAND,
  }),
  dealLegitimacy: effect(
    say("Standing won by a deal", "Légitimité gagnée par un accord"),
    0.03,
    say("What a deal adds to legitimacy.", "Ce qu’un accord ajoute à la légitimité."),
  ),
  conflictLegitimacy: effect(
    say("Standing lost by a conflict", "Légitimité perdue par un conflit"),
    0.05,
    say("What a conflict takes from legitimacy.", "Ce qu’un conflit ôte à la légitimité."),
  ),
  conflictUncertainty: effect(
    say("Uncertainty left by a conflict", "Incertitude laissée par un conflit"),
    0.1,
    say("What a conflict adds to uncertainty.", "Ce qu’un conflit ajoute à l’incertitude."),
  ),
} as const;

/** Parameters of negotiation with the authority. */
export const negotiationSection = section(
  {
    label: say("Negotiation", "Négociation"),
    description: say(
      "Contracts bargained with the authority: derogations for a term, precedents for the common rule.",
      "Contrats négociés avec l’autorité : dérogations pour un temps, précédents pour la règle commune.",
    ),
  },
  { ...calendar, ...power, ...stakes },
);

export type NegotiationParameters = ReturnType<typeof negotiationSection.parse>;
