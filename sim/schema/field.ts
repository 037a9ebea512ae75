import * as z from "zod/mini";
import { tiesSection } from "../field/ties.ts";
import {
  defaultArchetypes,
  defaultPractices,
  defaultRegions,
  defaultSectors,
} from "./default-field.ts";
import {
  ID,
  mapping,
  MAX_PRACTICES,
  optionalPositions,
  positions,
  quantity,
  say,
  section,
  share,
  text,
} from "./parameter.ts";

/** What a practice adds to a faculty when it goes from 0 to 1; faculties are linear in the actual practices. */
const faculty = (name: string, nom: string) =>
  quantity({
    default: 0,
    min: -2,
    max: 2,
    unit: "per unit of practice",
    tier: "advanced",
    label: say(name, nom),
    description: say(
      "What this practice adds to the faculty when it goes from 0 to 1.",
      "Ce que cette pratique ajoute à la faculté quand elle passe de 0 à 1.",
    ),
  });

const practice = z.strictObject({
  label: text(80),
  faculties: section(
    {
      label: say("Faculties", "Facultés"),
      description: say(
        "Contribution of the practice to what an association can do.",
        "Contribution de la pratique à ce que l’association sait faire.",
      ),
    },
    {
      receptivity: faculty(
        "Receptivity to professional norms",
        "Réceptivité aux normes professionnelles",
      ),
      board: faculty("Power of the members' board", "Pouvoir du conseil d'administration"),
      unitCost: faculty("Unit cost", "Coût à la place"),
      bidding: faculty("Skill at answering calls", "Habileté à répondre aux appels"),
      voice: faculty("Voice in bargaining", "Voix dans la négociation"),
      sensing: faculty("Sense of unmet needs", "Sens des besoins non couverts"),
    },
  ),
  stake: quantity({
    default: 1,
    min: 0,
    max: 10,
    unit: "weight",
    tier: "advanced",
    label: say("Stake", "Enjeu"),
    description: say(
      "What this practice weighs for associations at a negotiating table, relative to the others.",
      "Ce que pèse cette pratique pour les associations à la table de négociation, par rapport aux autres.",
    ),
  }),
  poolable: share({
    default: 0.5,
    tier: "advanced",
    label: say("Poolable", "Mutualisable"),
    description: say(
      "How early this practice is pooled in a grouping: one that pools a share s pools the practices of at least 1 − s.",
      "Combien tôt cette pratique est mutualisée : un groupement qui mutualise une part s mutualise les pratiques d’au moins 1 − s.",
    ),
  }),
});

const archetype = z.strictObject({
  label: text(80),
  share: share({
    default: 0,
    tier: "advanced",
    label: say("Share of the field", "Part du champ"),
    description: say(
      "Share of associations founded on this archetype; shares are taken relative to their sum.",
      "Part des associations fondées sur cet archétype, rapportée à la somme des parts.",
    ),
  }),
  practice: positions({
    label: say("Practices", "Pratiques"),
    description: say("Typical position on each practice.", "Position typique sur chaque pratique."),
  }),
  credentials: share({
    default: 0.5,
    tier: "advanced",
    label: say("Accredited staff", "Personnel diplômé"),
    description: say(
      "Typical share of staff hired from the accredited pool.",
      "Part typique du personnel recruté sur diplôme.",
    ),
  }),
  meetings: share({
    default: 0.5,
    tier: "advanced",
    label: say("Part in professional bodies", "Participation aux instances professionnelles"),
    description: say(
      "Typical part taken in professional and trade bodies.",
      "Participation typique aux instances professionnelles et employeurs.",
    ),
  }),
});

const sector = z.strictObject({
  label: text(80),
  weight: share({
    default: 1,
    tier: "advanced",
    label: say("Weight", "Poids"),
    description: say(
      "Relative number of associations in this sector.",
      "Nombre relatif d’associations dans ce secteur.",
    ),
  }),
  placesPerEstablishment: quantity({
    default: 32,
    min: 1,
    max: 1000,
    unit: "places",
    tier: "advanced",
    label: say("Places per establishment", "Places par établissement"),
    description: say("Mean size of an establishment.", "Taille moyenne d’un établissement."),
  }),
  forProfit: share({
    default: 0,
    tier: "advanced",
    label: say("For-profit share", "Part du privé lucratif"),
    description: say(
      "Share of the sector’s places that for-profits run at the start; competitors are met in proportion to places.",
      "Part des places du secteur tenues au départ par le privé lucratif ; on rencontre les concurrents à proportion de leurs places.",
    ),
  }),
  funders: z
    .record(z.string().check(z.regex(ID)), z.number().check(z.minimum(0), z.maximum(1)))
    .register(z.globalRegistry, {
      title: "Funding mix",
      description:
        "Shares of operating income by funder (regulators' ids, users, market); they sum to 1.",
      label: say("Funding mix", "Financement"),
      explanation: say(
        "Shares of operating income by funder (regulators' ids, users, market); they sum to 1.",
        "Parts des produits d’exploitation par financeur (régulateurs, usagers, marché) ; leur somme est 1.",
      ),
      unit: "share",
      tier: "advanced",
      source: "assumption",
      grade: "assumed",
    }),
  need: optionalPositions({
    label: say("Need", "Besoins"),
    description: say(
      "What users need at the start; an empty list means the professional norm.",
      "Ce dont les usagers ont besoin au départ ; une liste vide vaut la norme professionnelle.",
    ),
  }),
  entry: quantity({
    default: 0,
    min: 0,
    max: 1,
    unit: "per year",
    tier: "advanced",
    label: say("Entry of for-profits", "Entrée du lucratif"),
    description: say(
      "Yearly growth of for-profit places by users' choice, as a share of all places that users pay for.",
      "Croissance annuelle des places lucratives par le choix des usagers, en part des places qu’ils paient.",
    ),
  }),
  norm: positions({
    label: say("Professional norm", "Norme professionnelle"),
    description: say(
      "What the sector's professions hold to be good practice at the start.",
      "Ce que les professions du secteur tiennent pour bonne pratique au départ.",
    ),
  }),
});

const region = z.strictObject({
  label: text(80),
  weight: share({
    default: 1,
    tier: "advanced",
    label: say("Weight", "Poids"),
    description: say(
      "Relative number of associations in this region.",
      "Nombre relatif d’associations dans cette région.",
    ),
  }),
});

const base = (
  name: ReturnType<typeof say>,
  value: number,
  min: number,
  description: ReturnType<typeof say>,
) =>
  quantity({
    default: value,
    min,
    max: 2,
    unit: "level",
    tier: "advanced",
    label: name,
    description,
  });

/** The organisational field: its practices, archetypes, sectors and regions. */
export const fieldSection = section(
  {
    label: say("Field", "Champ"),
    description: say(
      "Practices, archetypes, sectors and regions of the organisational field.",
      "Pratiques, archétypes, secteurs et régions du champ organisationnel.",
    ),
  },
  {
    practices: mapping(
      {
        label: say("Practices", "Pratiques"),
        description: say(
          "The dimensions of practice space.",
          "Les dimensions de l’espace des pratiques.",
        ),
        most: MAX_PRACTICES,
        default: defaultPractices,
      },
      practice,
    ),
    archetypes: mapping(
      {
        label: say("Archetypes", "Archétypes"),
        description: say(
          "Templates that associations are founded on or drift to.",
          "Modèles dont les associations partent ou vers lesquels elles dérivent.",
        ),
        most: 20,
        default: defaultArchetypes,
      },
      archetype,
    ),
    map: z
      ._default(z.array(z.string().check(z.regex(ID))).check(z.length(3)), [
        "administration",
        "enterprise",
        "mission",
      ])
      .register(z.globalRegistry, {
        title: "Map",
        description: "The three archetypes that span the map of the field.",
        label: say("Map", "Carte"),
      }),
    sectors: mapping(
      {
        label: say("Sectors", "Secteurs"),
        description: say("Sectors of activity.", "Secteurs d’activité."),
        most: 50,
        default: defaultSectors,
      },
      sector,
    ),
    regions: mapping(
      {
        label: say("Regions", "Régions"),
        description: say(
          "Territories of the regional regulators.",
          "Territoires des régulateurs régionaux.",
        ),
        most: 200,
        default: defaultRegions,
      },
      region,
    ),
    ties: tiesSection,
    faculties: section(
      {
        label: say("Faculties", "Facultés"),
        description: say(
          "Level of each faculty when every practice is at 0.",
          "Niveau de chaque faculté quand toutes les pratiques sont à 0.",
        ),
      },
      {
        receptivity: base(
          say("Receptivity", "Réceptivité"),
          0.1,
          -1,
          say(
            "Receptivity to professional norms at zero practice.",
            "Réceptivité aux normes à pratique nulle.",
          ),
        ),
        board: base(
          say("Board", "Conseil d’administration"),
          0.3,
          -1,
          say(
            "Power of the members' board at zero practice.",
            "Pouvoir du conseil à pratique nulle.",
          ),
        ),
        boardFloor: share({
          default: 0.4,
          tier: "advanced",
          label: say("Board's floor", "Plancher du conseil"),
          description: say(
            "Power that the members' board keeps whatever the practices.",
            "Pouvoir que le conseil garde quelles que soient les pratiques.",
          ),
          source: "starting value tried out by hand on a prototype, to be calibrated",
        }),
        unitCost: base(
          say("Unit cost", "Coût à la place"),
          1,
          0.1,
          say(
            "Unit cost at zero practice, relative to the sector.",
            "Coût relatif à pratique nulle.",
          ),
        ),
        bidding: base(
          say("Bidding", "Candidature"),
          0.2,
          -1,
          say("Skill at answering calls at zero practice.", "Habileté à pratique nulle."),
        ),
        voice: base(
          say("Voice", "Voix"),
          0.2,
          -1,
          say("Bargaining power at zero practice.", "Pouvoir de négociation à pratique nulle."),
        ),
        sensing: base(
          say("Sensing", "Écoute"),
          0.3,
          -1,
          say("Sense of unmet needs at zero practice.", "Sens des besoins à pratique nulle."),
        ),
      },
    ),
  },
);
