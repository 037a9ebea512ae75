import { count, quantity, rate, say, section, share, type Text } from "../../schema/parameter.ts";
import type { RESPONSES } from "../../schema/population.ts";
import { ANTECEDENTS, type Antecedent } from "./oliver.ts";

const CENTRED =
  "near mean and spread of the raw measure in the field of 2009 before and after its reform, wide enough that adapting does not feed on itself; to be calibrated";
const BY_HAND = "starting value tried out by hand on a prototype, to be calibrated";

/** Names of the antecedents, and the raw number that each is read from. */
const TEXTS: Readonly<Record<Antecedent, { label: Text; raw: Text }>> = {
  legitimacy: {
    label: say("Legitimacy to gain", "Légitimité à gagner"),
    raw: say(
      "distance between practice and prescription",
      "distance entre pratique et prescription",
    ),
  },
  efficiency: {
    label: say("Efficiency to gain", "Efficience à gagner"),
    raw: say(
      "cost that conforming would save, and what calls promise those who bid well",
      "coût que la conformité épargnerait, et ce que les appels promettent à qui sait candidater",
    ),
  },
  multiplicity: {
    label: say("Multiplicity of demands", "Multiplicité des attentes"),
    raw: say("disagreement among public funders", "désaccord entre financeurs publics"),
  },
  dependence: {
    label: say("Dependence", "Dépendance"),
    raw: say("public share of the budget", "part publique du budget"),
  },
  consistency: {
    label: say("Consistency with the project", "Cohérence avec le projet"),
    raw: say("closeness of project and prescription", "proximité du projet et de la prescription"),
  },
  constraint: {
    label: say("Constraint on discretion", "Contrainte sur l’autonomie"),
    raw: say(
      "mean insistence of funders over practices",
      "insistance moyenne des financeurs sur les pratiques",
    ),
  },
  coercion: {
    label: say("Legal coercion", "Contrainte légale"),
    raw: say(
      "enforcement times stringency of its funders",
      "contrainte multipliée par rigueur de ses financeurs",
    ),
  },
  diffusion: {
    label: say("Diffusion", "Diffusion"),
    raw: say("share of its sector that already adapts", "part de son secteur qui s’adapte déjà"),
  },
  uncertainty: {
    label: say("Uncertainty", "Incertitude"),
    raw: say("its uncertainty", "son incertitude"),
  },
  interconnectedness: {
    label: say("Interconnectedness", "Interconnexion"),
    raw: say(
      "part in professional bodies, and a quarter more in a grouping",
      "participation aux instances, et un quart de plus dans un groupement",
    ),
  },
};

/** One of Oliver's columns: z = (raw − centre)/scale, cut to ±1, and how much of the column is taken over. */
const antecedent = (id: Antecedent, centre: number, scale: number) => {
  const { label, raw } = TEXTS[id];
  return section(
    {
      label,
      description: say(
        `Measured as: ${raw.en}; centred, scaled and cut to ±1.`,
        `Mesure : ${raw.fr} ; centrée, réduite et coupée à ±1.`,
      ),
    },
    {
      centre: quantity({
        default: centre,
        min: -1,
        max: 2,
        unit: "raw measure",
        tier: "advanced",
        label: say("Centre", "Centre"),
        description: say(
          "Where the antecedent neither favours nor hinders.",
          "Valeur pour laquelle l’antécédent ne favorise ni ne freine.",
        ),
        source: CENTRED,
      }),
      scale: quantity({
        default: scale,
        min: 0.01,
        max: 10,
        unit: "raw measure",
        tier: "advanced",
        label: say("Scale", "Échelle"),
        description: say(
          "Distance from the centre at which the antecedent has its full effect.",
          "Écart au centre pour lequel l’antécédent a tout son effet.",
        ),
        source: CENTRED,
      }),
      weight: share({
        default: 1,
        tier: "advanced",
        label: say("Weight of the column", "Poids de la colonne"),
        description: say(
          "Share of Oliver's column that is taken over; 0 leaves the effect to emerge.",
          "Part de la colonne d’Oliver qui est reprise ; 0 laisse l’effet émerger.",
        ),
        source: "Oliver 1991, as read here",
      }),
    },
  );
};

const utility = (label: Text, value: number, description: Text) =>
  quantity({
    default: value,
    min: 0,
    max: 5,
    unit: "utility",
    tier: "advanced",
    label,
    description,
    source: BY_HAND,
  });

/** What the bases rest on. */
const BASES =
  "set by hand so that in the field of 2009 adapting goes from .30 before the reform to .48 after eight years and .44 after twenty, no other response but merging (.02) below .04 in any run; to be calibrated";

const base = (en: string, fr: string, value: number) =>
  quantity({
    default: value,
    min: -5,
    max: 5,
    unit: "utility",
    tier: "advanced",
    label: say(en, fr),
    description: say(
      "Utility of this response before anything is known of the association.",
      "Utilité de cette réponse avant que l’on sache quoi que ce soit de l’association.",
    ),
    source: BASES,
  });

const bases = section(
  {
    label: say("Bases", "Utilités de base"),
    description: say("Utility of each response by itself.", "Utilité propre de chaque réponse."),
  },
  {
    adapt: base("Adaptation", "Adaptation", 0),
    avoid: base("Avoidance", "Évitement", -0.25),
    innovate: base("Innovation", "Innovation", -0.56),
    negotiate: base("Negotiation", "Négociation", -0.36),
    cooperate: base("Cooperation", "Coopération", -0.39),
    merge: base("Merger", "Fusion", -0.88),
  } satisfies Record<(typeof RESPONSES)[number], unknown>,
);

const antecedents = section(
  {
    label: say("Antecedents", "Antécédents"),
    description: say(
      "Oliver's ten antecedents, each measured on the association's own situation.",
      "Les dix antécédents d’Oliver, mesurés sur la situation propre de l’association.",
    ),
  },
  {
    legitimacy: antecedent("legitimacy", 0.13, 0.15),
    efficiency: antecedent("efficiency", 0.05, 0.1),
    multiplicity: antecedent("multiplicity", 0.03, 0.07),
    dependence: antecedent("dependence", 0.85, 0.2),
    consistency: antecedent("consistency", 0.76, 0.15),
    constraint: antecedent("constraint", 0.38, 0.3),
    coercion: antecedent("coercion", 0.1, 0.15),
    diffusion: antecedent("diffusion", 0.4, 0.6),
    uncertainty: antecedent("uncertainty", 0.25, 0.2),
    interconnectedness: antecedent("interconnectedness", 0.6, 0.25),
  } satisfies Record<(typeof ANTECEDENTS)[number], unknown>,
);

/** Most peers whose experience one that reconsiders may look at. */
export const MOST_PEERS = 64;

/** How associations choose and learn a response to pressure. */
export const parameters = section(
  {
    label: say("Responses", "Réponses"),
    description: say(
      "How associations choose and learn a response to pressure.",
      "Comment les associations choisissent et apprennent une réponse à la pression.",
    ),
  },
  {
    reconsider: rate({
      default: 0.06,
      label: say("Reconsidering", "Remise en question"),
      description: say(
        "Chance in a quarter that an association reconsiders its response; the rest is inertia.",
        "Chance par trimestre qu’une association remette sa réponse en question ; le reste est inertie.",
      ),
      source: BY_HAND,
    }),
    precision: quantity({
      default: 3,
      min: 0,
      max: 50,
      unit: "per unit of utility",
      tier: "advanced",
      label: say("Precision of choice", "Précision du choix"),
      description: say(
        "How surely the response of highest utility is chosen; at 0 all are equally likely.",
        "Sûreté avec laquelle la réponse la plus utile est choisie ; à 0 toutes sont équiprobables.",
      ),
      source: BY_HAND,
    }),
    oliver: utility(
      say("Weight of Oliver's table", "Poids du tableau d’Oliver"),
      0.25,
      say(
        "Utility that one antecedent at full strength adds or takes away; 0 leaves responses to experience.",
        "Utilité qu’un antécédent à pleine force ajoute ou retire ; 0 s’en remet à l’expérience.",
      ),
    ),
    learning: rate({
      default: 0.1,
      tier: "advanced",
      label: say("Speed of learning", "Vitesse d’apprentissage"),
      description: say(
        "Share of the distance between what a response is held to bring and what it brought, covered in a quarter.",
        "Part de l’écart entre ce qu’on attend d’une réponse et ce qu’elle a rapporté, comblée en un trimestre.",
      ),
      source: BY_HAND,
    }),
    foregone: share({
      default: 0.5,
      tier: "advanced",
      label: say("Weight of others' experience", "Poids de l’expérience d’autrui"),
      description: say(
        "Speed of learning from what peers' responses brought them, relative to own experience.",
        "Vitesse à laquelle on apprend de ce que leur réponse a rapporté aux pairs, rapportée à l’expérience propre.",
      ),
      source: BY_HAND,
    }),
    peers: count({
      default: 3,
      min: 0,
      max: MOST_PEERS,
      unit: "associations",
      tier: "advanced",
      label: say("Peers looked at", "Pairs observés"),
      description: say(
        "Peers of its sector whose experience an association looks at when it reconsiders.",
        "Pairs de son secteur dont une association observe l’expérience quand elle reconsidère sa réponse.",
      ),
    }),
    distressPull: utility(
      say("Pull of distress", "Attrait en détresse"),
      0.5,
      say(
        "Utility that full distress adds to cooperating and merging.",
        "Utilité que la pleine détresse ajoute à la coopération et à la fusion.",
      ),
    ),
    slackPull: utility(
      say("Pull of slack", "Attrait de l’aisance"),
      0.3,
      say(
        "Utility that full slack adds to innovating.",
        "Utilité que la pleine aisance ajoute à l’innovation.",
      ),
    ),
    awardWeight: quantity({
      default: 0.25,
      min: 0,
      max: 5,
      unit: "cost per place",
      tier: "advanced",
      label: say("Weight of calls in view", "Poids des appels en vue"),
      description: say(
        "What the calls to be expected add to the efficiency that a skilled bidder gains by conforming.",
        "Ce que les appels attendus ajoutent à l’efficience que gagne à se conformer qui sait candidater.",
      ),
    }),
    bases,
    antecedents,
  },
);

export type Parameters = ReturnType<typeof parameters.parse>;
