import { z } from "zod";
import { defaultRegulators } from "./default-field.ts";
import { choice, ID, mapping, optionalPositions, quantity, say, share, text } from "./parameter.ts";

const override = (en: string, fr: string) =>
  z
    .record(z.string().regex(ID), z.array(z.number().min(0).max(1)).max(64))
    .default({})
    .meta({
      title: en,
      description: `${en}: id to positions, instead of the common prescription.`,
      label: say(en, fr),
      unit: "position",
    });

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
    label: say("Salience", "Saillance"),
    description: say(
      "Weight of each practice for the authority; an empty list means 1 for all.",
      "Poids de chaque pratique pour l’autorité ; une liste vide vaut 1 partout.",
    ),
  }),
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
