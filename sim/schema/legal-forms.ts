import * as z from "zod/mini";
import { defaultLegalForms } from "./default-legal-forms.ts";
import { choice, count, mapping, quantity, rate, say, share, text } from "./parameter.ts";

/** The legal forms that associations may cooperate or concentrate in. */
const KINDS = ["grouping", "absorption", "creation"] as const;

const legalForm = z.strictObject({
  label: text(80),
  kind: choice(KINDS, {
    default: "grouping",
    tier: "advanced",
    label: say("Kind", "Nature"),
    description: say(
      "A grouping of associations that stand, an absorption into one of them, or the creation of a new one from all.",
      "Un groupement d’associations qui subsistent, une absorption par l’une d’elles, ou la création d’une nouvelle à partir de toutes.",
    ),
  }),
  step: count({
    default: 1,
    min: 1,
    max: 100,
    unit: "rung",
    tier: "advanced",
    label: say("Rung of the ladder", "Échelon"),
    description: say(
      "Place on the ladder from light to deep; a grouping climbs to the next that is open to it.",
      "Rang sur l’échelle du léger au profond ; un groupement monte au suivant qui lui est ouvert.",
    ),
  }),
  available: share({
    default: 1,
    tier: "advanced",
    label: say("Available", "Ouverte"),
    description: say(
      "Chance that the form can be chosen: 0 before the law that opens it, 1 once it is usable.",
      "Chance que la forme puisse être choisie : 0 avant la loi qui l’ouvre, 1 une fois praticable.",
    ),
  }),
  members: count({
    default: 2,
    min: 2,
    max: 1000,
    unit: "associations",
    tier: "advanced",
    label: say("Minimum of members", "Minimum de membres"),
    description: say("Below this it dissolves.", "En deçà, elle est dissoute."),
  }),
  most: count({
    default: 12,
    min: 2,
    max: 10_000,
    unit: "associations",
    tier: "advanced",
    label: say("Maximum of members", "Maximum de membres"),
    description: say("Nobody joins beyond this.", "Nul n’entre au-delà."),
  }),
  dependence: share({
    default: 0,
    tier: "advanced",
    label: say("Public share required", "Part publique requise"),
    description: say(
      "Only associations with at least this public share of their budget may join.",
      "Seules peuvent entrer les associations dont le budget est public au moins à cette hauteur.",
    ),
  }),
  autonomy: share({
    default: 0.8,
    tier: "advanced",
    label: say("Autonomy kept", "Autonomie conservée"),
    description: say(
      "Share of its autonomy that a member keeps.",
      "Part de son autonomie qu’un membre conserve.",
    ),
  }),
  pooled: share({
    default: 0.3,
    tier: "advanced",
    label: say("Share pooled", "Part mutualisée"),
    description: say(
      "How much is pooled: practices whose `poolable` is at least 1 minus this.",
      "Ce qui est mutualisé : les pratiques dont `poolable` atteint 1 moins cette part.",
    ),
  }),
  saving: share({
    default: 0.01,
    max: 0.5,
    tier: "advanced",
    label: say("Saving", "Économie"),
    description: say(
      "Share by which unit costs of members fall.",
      "Part dont baissent les coûts à la place des membres.",
    ),
  }),
  cost: quantity({
    default: 0.02,
    min: 0,
    max: 5,
    unit: "yearly budgets of an establishment",
    tier: "advanced",
    label: say("Cost of setting up", "Coût de mise en place"),
    description: say(
      "What setting it up, joining it or turning into it costs each member, once.",
      "Ce que coûte une fois à chaque membre sa création, l’entrée ou la transformation.",
    ),
  }),
  time: count({
    default: 2,
    min: 0,
    max: 40,
    unit: "quarters",
    tier: "advanced",
    label: say("Time to set up", "Durée de mise en place"),
    description: say(
      "Quarters before it saves, pools, gives voice and may deepen.",
      "Trimestres avant qu’elle économise, mutualise, donne de la voix et puisse s’approfondir.",
    ),
  }),
  bargaining: share({
    default: 0.05,
    tier: "advanced",
    label: say("Bargaining bonus", "Bonus de négociation"),
    description: say(
      "What it adds to its members' power at the authority's table; 0 leaves the paper's hypothesis to emerge.",
      "Ce qu’elle ajoute au pouvoir de ses membres à la table de l’autorité ; 0 laisse émerger l’hypothèse de l’article.",
    ),
  }),
  exit: share({
    default: 0.5,
    tier: "advanced",
    label: say("Ease of exit", "Facilité de sortie"),
    description: say(
      "Chance in a quarter that a member who wants to leave can.",
      "Chance par trimestre qu’un membre qui veut partir le puisse.",
    ),
  }),
  rate: rate({
    default: 0.02,
    max: 0.5,
    tier: "advanced",
    label: say("Pull of the grouping", "Attraction du groupement"),
    description: say(
      "Share of the distance to the agreed vector covered in a quarter, on pooled practices.",
      "Part de l’écart au vecteur convenu comblée en un trimestre, sur les pratiques mutualisées.",
    ),
  }),
});

/** The legal forms of cooperation and concentration: data, not code. */
export const legalFormsSection = mapping(
  {
    label: say("Legal forms", "Formes juridiques"),
    description: say(
      "Forms in which associations cooperate or merge, from light to deep.",
      "Formes sous lesquelles les associations coopèrent ou fusionnent, du léger au profond.",
    ),
    most: 30,
    default: defaultLegalForms,
  },
  legalForm,
);
