import * as z from "zod/mini";
import { SCOPES } from "../../field/groups.ts";
import { choice, count, ID, quantity, rate, say, section, share } from "../../schema/parameter.ts";
import type { Text } from "../../schema/parameter.ts";

/**
 * Eight seeds of the French field of 2009: after ten years 36 % of associations in groupings, of 100 of which 49 are agreements,
 * 19 employers' groupings, 16 unions, 8 GIE and 6 GCSMS; in 1000 associations 9 formed or joined a year, 2 left.
 */
const TRIED =
  "starting value tried out by hand on the French field of 2009 (two fifths of associations grouped after ten years, light forms far more than deep ones), to be calibrated";

const weight = (label: Text, value: number, description: Text) =>
  quantity({
    default: value,
    min: 0,
    max: 20,
    unit: "weight",
    tier: "advanced",
    label,
    description,
    source: TRIED,
  });

/** What makes an association enter a grouping, stay in it, leave it or go deeper. */
const gain = {
  savingWeight: weight(
    say("Weight of savings", "Poids des économies"),
    4,
    say(
      "What a form counts for by the share of costs that it saves.",
      "Ce que vaut une forme par la part des coûts qu’elle économise.",
    ),
  ),
  voiceWeight: weight(
    say("Weight of voice", "Poids de la voix"),
    0.5,
    say(
      "What it counts for by the power that it adds at the authority's table.",
      "Ce qu’elle vaut par le pouvoir qu’elle ajoute à la table de l’autorité.",
    ),
  ),
  preferenceWeight: weight(
    say("Weight of the authorities' preference", "Poids de la préférence des autorités"),
    0.15,
    say(
      "What any grouping counts for because the public funders like groupings.",
      "Ce que vaut tout groupement parce que les financeurs publics les préfèrent.",
    ),
  ),
  callWeight: weight(
    say("Weight of calls", "Poids des appels à projets"),
    0.2,
    say(
      "What any grouping counts for where recent calls promise more.",
      "Ce que vaut tout groupement là où les appels récents en promettent d’autres.",
    ),
  ),
  autonomyWeight: weight(
    say("Weight of autonomy", "Poids de l’autonomie"),
    0.5,
    say(
      "What the autonomy given up costs, the more so the further the agreed vector is from the own project.",
      "Ce que coûte l’autonomie cédée, d’autant plus que le vecteur convenu est loin du projet.",
    ),
  ),
  costWeight: weight(
    say("Weight of set-up costs", "Poids du coût de mise en place"),
    0.5,
    say(
      "What the set-up cost, in own yearly budgets, takes off the gain at entry.",
      "Ce que retranche au gain, à l’entrée, le coût de mise en place en budgets annuels.",
    ),
  ),
  taste: quantity({
    default: 0.03,
    min: 0,
    max: 5,
    unit: "gain",
    tier: "advanced",
    label: say("Taste", "Goûts"),
    description: say(
      "Standard deviation of what else weighs on a decision: persons, occasions.",
      "Écart-type de ce qui pèse d’autre sur une décision : personnes, occasions.",
    ),
    source: TRIED,
  }),
  threshold: quantity({
    default: 0.02,
    min: -5,
    max: 5,
    unit: "gain",
    tier: "advanced",
    label: say("Threshold", "Seuil"),
    description: say(
      "Gain that both sides must expect before they enter.",
      "Gain que les deux côtés doivent attendre pour s’engager.",
    ),
    source: TRIED,
  }),
};

/** How partners are looked for. */
const search = {
  seek: rate({
    default: 0.02,
    label: say("Seeking partners", "Recherche de partenaires"),
    description: say(
      "Chance in a quarter that an association whose response is cooperation looks for a partner.",
      "Chance par trimestre qu’une association qui répond par la coopération cherche un partenaire.",
    ),
    source: TRIED,
  }),
  others: share({
    default: 0.1,
    tier: "advanced",
    label: say("Seeking under other responses", "Recherche sous d’autres réponses"),
    description: say(
      "The same chance for all others, as a share of it.",
      "La même chance pour toutes les autres, en part de celle-ci.",
    ),
    source: TRIED,
  }),
  search: count({
    default: 6,
    min: 1,
    max: 10,
    unit: "associations",
    tier: "advanced",
    label: say("Partners looked at", "Partenaires examinés"),
    description: say(
      "Associations that one who seeks looks at.",
      "Associations qu’examine celle qui cherche.",
    ),
  }),
  scope: choice(SCOPES, {
    default: "region",
    tier: "advanced",
    label: say("Where partners are looked for", "Où chercher des partenaires"),
    description: say(
      "The whole field, the region, the sector, the sector within the region, or one’s own ties (field.ties).",
      "Tout le champ, la région, le secteur, le secteur dans la région, ou ses propres liens (field.ties).",
    ),
  }),
};

/** Groupings that stand, and groupings that are imposed. */
const course = {
  deepen: share({
    default: 0.05,
    unit: "per year",
    tier: "advanced",
    label: say("Deepening", "Approfondissement"),
    description: say(
      "Chance in a year that an effective grouping puts the next form to the vote.",
      "Chance par an qu’un groupement établi mette au vote la forme suivante.",
    ),
    source: TRIED,
  }),
  refusal: share({
    default: 0.05,
    tier: "advanced",
    label: say("Price of a refusal", "Prix d’un refus"),
    description: say(
      "Legitimacy lost by one who was told to group and does not.",
      "Légitimité perdue par celle à qui l’on a enjoint de se grouper et qui ne le fait pas.",
    ),
    source: TRIED,
  }),
  refusalWeight: weight(
    say("Weight of a refusal", "Poids d’un refus"),
    2,
    say(
      "How far below 0 the gain may lie for one who is told to group, per unit of legitimacy at stake.",
      "Jusqu’où le gain peut descendre sous 0 pour celle qui reçoit l’injonction, par unité de légitimité en jeu.",
    ),
  ),
  injunctionForm: z._default(z.string().check(z.regex(ID)), "gcsms").register(z.globalRegistry, {
    title: "Form of imposed groupings",
    description: "Legal form that an injunction to group asks for.",
    label: say("Form of imposed groupings", "Forme des groupements imposés"),
  }),
};

export const cooperationParameters = section(
  {
    label: say("Cooperation", "Coopération"),
    description: say(
      "Groupings are formed, joined, left and deepened.",
      "Des groupements se forment, s’ouvrent, se quittent et s’approfondissent.",
    ),
  },
  { ...gain, ...search, ...course },
);

export type CooperationParameters = ReturnType<typeof cooperationParameters.parse>;
