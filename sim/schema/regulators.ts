import * as z from "zod/mini";
import { defaultRegulators } from "./default-field.ts";
import {
  type About,
  choice,
  ID,
  mapping,
  optionalPositions,
  quantity,
  say,
  share,
  text,
  type Text,
} from "./parameter.ts";

const override = (en: string, fr: string) =>
  z
    ._default(
      z.record(
        z.string().check(z.regex(ID)),
        z.array(z.number().check(z.minimum(0), z.maximum(1))).check(z.maxLength(64)),
      ),
      {},
    )
    .register(z.globalRegistry, {
      title: en,
      description: `${en}: id to positions, instead of the common prescription.`,
      label: say(en, fr),
      unit: "position",
    });

/** A share that an authority sets. */
const power = (en: string, fr: string, value: number, says: Text, symbol?: string) =>
  share({
    default: value,
    tier: "advanced",
    label: say(en, fr),
    description: says,
    source: "starting value tried out by hand on a prototype, to be calibrated",
    ...(symbol === undefined ? {} : { symbol }),
  });

/** How it looks and what it does with what it sees. */
const supervision = {
  monitoring: quantity({
    default: 0.1,
    min: 0,
    max: 4,
    unit: "inspections per year",
    label: say("Monitoring", "Contrôles"),
    description: say(
      "Inspections that an association can expect in a year.",
      "Contrôles auxquels une association peut s’attendre en un an.",
    ),
    source: "starting value tried out by hand on a prototype, to be calibrated",
  }),
  depth: power(
    "Depth of inspections",
    "Profondeur des contrôles",
    0.3,
    say(
      "Share of the gap between display and practice that an inspection which finds it closes.",
      "Part de l’écart entre affichage et pratique que comble un contrôle qui le découvre.",
    ),
  ),
  enforcement: power(
    "Enforcement",
    "Contrainte",
    0.25,
    say(
      "How much of its prescription the authority can expect to impose without an agreement, at stringency and dependence 1.",
      "Part de sa prescription que l’autorité peut espérer imposer sans accord, à rigueur et dépendance 1.",
    ),
    "e",
  ),
  negotiability: power(
    "Negotiability",
    "Négociabilité",
    0.5,
    say(
      "How far settlements move the common rule.",
      "Combien les accords déplacent la règle commune.",
    ),
  ),
  admissibility: optionalPositions({
    unit: "share",
    label: say("Admissibility", "Champ du négociable"),
    description: say(
      "Share of each practice that may be bargained at all; an empty list means 1 for all.",
      "Part de chaque pratique qui peut être négociée ; une liste vide vaut 1 partout.",
    ),
    source:
      "tried out by hand on hpst-2009: of 100 tables 37 end in a deal where .1 may be bargained, 65 at .2 to .4, 95 at .5, nearly all at 1; to be calibrated",
  }),
  groupingPreference: power(
    "Preference for groupings",
    "Préférence pour les groupements",
    0.3,
    say(
      "How much the authority values associations that cooperate.",
      "Combien l’autorité valorise les associations qui coopèrent.",
    ),
  ),
  injunction: quantity({
    default: 0,
    min: 0,
    max: 1,
    unit: "per year",
    tier: "advanced",
    label: say("Injunctions to group", "Injonctions à se regrouper"),
    description: say(
      "Chance that an association outside any grouping is told within a year to join one.",
      "Chance qu’une association hors groupement reçoive dans l’année l’ordre d’en rejoindre un.",
    ),
  }),
} as const;

const perHundred = (
  label: Text,
  value: number,
  says: Text,
  known: Pick<About, "source" | "grade">,
) =>
  quantity({
    default: value,
    min: 0,
    max: 40,
    unit: "per 100 establishments a year",
    tier: "advanced",
    label,
    description: says,
    ...known,
  });

/** Who may propose, and how provision is created. */
const openness = {
  callRate: perHundred(
    say("Calls for projects", "Appels à projets"),
    0.55,
    say(
      "Calls for projects, counted on the establishments that the authority pays for.",
      "Appels à projets, rapportés aux établissements que l’autorité finance.",
    ),
    { source: "CNSA: 105 calls for 19,031 establishments in 2014", grade: "estimated" },
  ),
  extensions: perHundred(
    say("Extensions outside calls", "Extensions hors appel"),
    0.5,
    say("Extensions authorised without a call.", "Extensions autorisées sans appel à projets."),
    { source: "starting value tried out by hand on a prototype, to be calibrated" },
  ),
  openness: power(
    "Openness of calls",
    "Ouverture des appels",
    0.1,
    say(
      "Share of calls that are experimental: judged by need instead of specification.",
      "Part des appels expérimentaux, jugés d’après les besoins plutôt que d’après le cahier des charges.",
    ),
  ),
  initiative: power(
    "Initiative of associations",
    "Initiative des associations",
    0.3,
    say(
      "How far associations may propose projects of their own.",
      "Dans quelle mesure les associations peuvent proposer leurs propres projets.",
    ),
  ),
} as const;

const perYear = (en: string, fr: string, value: number, min: number, max: number, says: Text) =>
  quantity({
    default: value,
    min,
    max,
    unit: "per year",
    tier: "advanced",
    label: say(en, fr),
    description: says,
    source: "starting value tried out by hand on a prototype, to be calibrated",
  });

/** What it pays. */
const money = {
  growth: perYear(
    "Real growth of rates",
    "Croissance réelle des tarifs",
    -0.002,
    -0.5,
    0.5,
    say(
      "Yearly growth of what it pays per place, less that of costs.",
      "Croissance annuelle de ce qu’elle paie par place, moins celle des coûts.",
    ),
  ),
  convergence: perYear(
    "Rate convergence",
    "Convergence tarifaire",
    0,
    0,
    1,
    say(
      "Share of the excess over the rate ceiling that is taken off each year; 0 means no ceiling.",
      "Part du dépassement du tarif plafond retirée chaque année ; 0 : pas de plafond.",
    ),
  ),
  lift: perYear(
    "Lift of low rates",
    "Relèvement des tarifs bas",
    0,
    0,
    1,
    say(
      "Share of the distance to the ceiling by which rates below it are lifted each year.",
      "Part de l’écart au plafond dont les tarifs inférieurs sont relevés chaque année.",
    ),
  ),
  ceilingQuantile: power(
    "Quantile of the ceiling",
    "Quantile du plafond",
    0.88,
    say(
      "Share of associations whose rate is below the ceiling when it is set.",
      "Part des associations dont le tarif est sous le plafond quand il est fixé.",
    ),
  ),
  contractExemption: power(
    "Exemption by contract",
    "Exemption par contrat",
    1,
    say(
      "Share of the convergence that a contract holds off.",
      "Part de la convergence qu’un contrat écarte.",
    ),
  ),
  bailout: power(
    "Bail-out",
    "Reprise de déficit",
    0.2,
    say(
      "Chance that the deficit of an association about to fail is taken over.",
      "Chance que le déficit d’une association près de faillir soit repris.",
    ),
  ),
} as const;

const regulator = z.strictObject({
  label: text(80),
  level: choice(["region", "nation"], {
    default: "region",
    tier: "advanced",
    label: say("Level", "Échelon"),
    description: say(
      "One authority per region, or one for the nation.",
      "Une autorité par région, ou une pour la nation.",
    ),
  }),
  stringency: share({
    default: 0.35,
    symbol: "s",
    tier: "lever",
    label: say("Stringency", "Rigueur"),
    description: say(
      "How hard the authority insists on its prescription.",
      "Force avec laquelle l’autorité tient à sa prescription.",
    ),
    source: "starting value tried out by hand on a prototype, to be calibrated",
  }),
  prescription: optionalPositions({
    label: say("Prescription", "Prescription"),
    description: say(
      "What the authority wants each practice to be.",
      "Ce que l’autorité veut que chaque pratique soit.",
    ),
  }),
  salience: optionalPositions({
    unit: "weight",
    label: say("Salience", "Saillance"),
    description: say(
      "Weight of each practice for the authority; an empty list means 1 for all.",
      "Poids de chaque pratique pour l’autorité ; une liste vide vaut 1 partout.",
    ),
  }),
  doctrine: optionalPositions({
    label: say("National doctrine", "Doctrine nationale"),
    description: say(
      "What its prescriptions are drawn to each year; an empty list means what is declared for each table, its spread included.",
      "Ce vers quoi ses prescriptions sont ramenées chaque année ; une liste vide vaut ce qui est déclaré pour chaque autorité, dispersion comprise.",
    ),
  }),
  ...supervision,
  ...openness,
  ...money,
  spread: quantity({
    default: 0,
    min: 0,
    max: 0.5,
    unit: "standard deviation",
    tier: "advanced",
    label: say("Spread between tables", "Dispersion entre autorités"),
    description: say(
      "Standard deviation between regions and sectors of what is prescribed.",
      "Écart-type entre régions et secteurs de ce qui est prescrit.",
    ),
  }),
  sectors: override("Prescriptions by sector", "Prescriptions par secteur"),
  regions: override("Prescriptions by region", "Prescriptions par région"),
});

/** The public funders that prescribe. */
export const regulatorsSection = mapping(
  {
    label: say("Regulators", "Régulateurs"),
    description: say(
      "Public funders and what they prescribe.",
      "Financeurs publics et leurs prescriptions.",
    ),
    most: 20,
    default: defaultRegulators,
  },
  regulator,
);
