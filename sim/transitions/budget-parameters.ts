import { quantity, rate, say, section, share } from "../schema/parameter.ts";

const TRIED = "starting value tried out by hand, to be calibrated";

/** What governs reserves and the association's own thrift; what authorities pay stands with the regulators. */
export const budgetSection = section(
  {
    label: say("Budget", "Budget"),
    description: say(
      "Rates per place, ceilings, reserves, economies, bail-outs.",
      "Tarifs à la place, plafonds, réserves, économies, reprises de déficit.",
    ),
  },
  {
    ruin: quantity({
      default: 0.25,
      min: 0.01,
      max: 5,
      unit: "yearly budgets",
      symbol: "ρ",
      tier: "advanced",
      label: say("Ruin", "Seuil de défaillance"),
      description: say(
        "Debt at which an association is about to fail: distress is 1 there, and slack where the reserve is as large.",
        "Dette à laquelle une association est près de faillir : la détresse y vaut 1, l’aisance aussi quand la réserve est aussi grande.",
      ),
      source: TRIED,
    }),
    scale: share({
      default: 0.1,
      max: 0.5,
      tier: "advanced",
      label: say("Economies of scale", "Économies d’échelle"),
      description: say(
        "Share of the unit cost that size saves at most; with ten establishments, half of it.",
        "Part du coût à la place que la taille épargne au plus ; la moitié avec dix établissements.",
      ),
      source: TRIED,
    }),
    doubleBooks: quantity({
      default: 0.05,
      min: 0,
      max: 2,
      unit: "reference costs per unit of distance",
      tier: "advanced",
      label: say("Cost of a double life", "Coût du double discours"),
      description: say(
        "What it costs per place to declare something other than what is done, at distance 1.",
        "Ce que coûte à la place le fait d’afficher autre chose que ce qui se fait, à distance 1.",
      ),
      source: TRIED,
    }),
    cap: quantity({
      default: 0.3,
      min: 0,
      max: 5,
      unit: "yearly budgets",
      tier: "advanced",
      label: say("Reserve left alone", "Réserve admise"),
      description: say(
        "Reserve above which funders begin to take surpluses back.",
        "Réserve au-delà de laquelle les financeurs reprennent les excédents.",
      ),
      source: TRIED,
    }),
    recovery: rate({
      default: 0.1,
      tier: "advanced",
      label: say("Recovery of surpluses", "Reprise des excédents"),
      description: say(
        "Share of what exceeds it that is taken back in a quarter.",
        "Part de l’excès reprise en un trimestre.",
      ),
      source: TRIED,
    }),
    economies: rate({
      default: 0.01,
      max: 0.2,
      tier: "advanced",
      label: say("Economies", "Économies"),
      description: say(
        "Share by which an association on the brink lowers its own cost in a quarter.",
        "Part dont une association au bord de la faillite réduit son coût en un trimestre.",
      ),
      source: TRIED,
    }),
    loosening: rate({
      default: 0.004,
      max: 0.2,
      tier: "advanced",
      label: say("Loosening", "Relâchement des coûts"),
      description: say(
        "Share by which the own cost of an association with ample reserves grows in a quarter.",
        "Part dont croît en un trimestre le coût d’une association aux réserves abondantes.",
      ),
      source: TRIED,
    }),
    hazards: quantity({
      default: 0.04,
      min: 0,
      max: 1,
      unit: "yearly budgets",
      tier: "advanced",
      label: say("Hazards of the year", "Aléas de l’exercice"),
      description: say(
        "Standard deviation of what a year brings to the reserve that nobody planned.",
        "Écart-type de ce qu’un exercice apporte d’imprévu à la réserve.",
      ),
      source: TRIED,
    }),
    foresight: quantity({
      default: 0.5,
      min: 0,
      max: 10,
      unit: "years",
      tier: "advanced",
      label: say("Foresight", "Anticipation du résultat"),
      description: say(
        "Economies answer to the reserve that so many years at the present result would leave.",
        "Les économies répondent à la réserve que laisseraient tant d’années au résultat présent.",
      ),
      source: TRIED,
    }),
    leastEfficiency: quantity({
      default: 0.7,
      min: 0.1,
      max: 1,
      unit: "times the reference",
      tier: "advanced",
      label: say("Lowest own cost factor", "Facteur de coût minimal"),
      description: say("Economies end here.", "Les économies s’arrêtent là."),
    }),
    mostEfficiency: quantity({
      default: 1.4,
      min: 1,
      max: 10,
      unit: "times the reference",
      tier: "advanced",
      label: say("Highest own cost factor", "Facteur de coût maximal"),
      description: say("Costs loosen up to this.", "Les coûts ne dérivent pas au-delà."),
    }),
  },
);

export type BudgetRule = ReturnType<typeof budgetSection.parse>;
