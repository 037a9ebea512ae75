import type { Wording } from "./wording.ts";

const some =
  (one: string, many: string) =>
  (count: number): string =>
    `${count} ${count <= 1 ? one : many}`;

/** Les évènements en français. */
export const french: Wording = {
  sentences: {
    reform: ({ reform }) => `réforme : ${reform}`,
    call: ({ where, what }) => `un appel à projets${kind(what)} paraît : ${where}`,
    award: ({ who, where, what }) =>
      what === "unanswered"
        ? `un appel à projets reste infructueux : ${where}`
        : `${who || "un opérateur lucratif"} remporte un appel à projets${kind(what)} : ${where}`,
    proposal: ({ who, what }) =>
      `${who} propose un projet de son initiative, ${what === "refused" ? "refusé" : "autorisé"}`,
    extension: ({ who }) => `${who} obtient une extension hors appel`,
    inspection: ({ who, where }) =>
      `un contrôle révèle que ${who} fait autre chose que ce qu’elle affiche${by(where)}`,
    response: ({ who, what }) => `${who} choisit ${french.responses[what] ?? what}`,
    deal: ({ who, where }) => `${who} s’accorde sur un contrat : ${where}`,
    conflict: ({ who, where }) => `${who} ne trouve pas d’accord : ${where}`,
    formed: ({ who, other, grouping, form }) =>
      `${who} et ${other} forment le ${grouping} : ${form}`,
    joined: ({ who, grouping, form }) => `${who} rejoint le ${grouping} : ${form}`,
    left: ({ who, grouping, form }) => `${who} quitte le ${grouping} : ${form}`,
    deepened: ({ grouping, form }) => `le ${grouping} s’approfondit : ${form}`,
    dissolved: ({ grouping, form }) => `le ${grouping} est dissous : ${form}`,
    refused: ({ who }) => `${who} est enjointe de se regrouper et ne le fait pas`,
    merger: ({ who, other, form }) => `${who} se fond dans ${other} : ${form}`,
    bailout: ({ who }) => `le déficit de ${who} est repris`,
    closure: ({ who, other }) =>
      other === ""
        ? `${who} ferme ; ses places sont perdues`
        : `${who} ferme ; ${other} reprend ses places`,
    founding: ({ who }) => `${who} est créée`,
    entry: ({ where }) => `le lucratif ouvre des places : ${where}`,
    revised: ({ where }) => `une règle est révisée : ${where}`,
  },
  counts: {
    call: some("appel à projets", "appels à projets"),
    award: some("attribution", "attributions"),
    unanswered: some("appel infructueux", "appels infructueux"),
    deal: some("accord", "accords"),
    conflict: some("conflit", "conflits"),
    formed: some("groupement formé", "groupements formés"),
    deepened: some("groupement approfondi", "groupements approfondis"),
    dissolved: some("groupement dissous", "groupements dissous"),
    refused: some("refus de se regrouper", "refus de se regrouper"),
    merger: some("fusion", "fusions"),
    closure: some("fermeture", "fermetures"),
    founding: some("création", "créations"),
    bailout: some("déficit repris", "déficits repris"),
  },
  responses: {
    adapt: "l’adaptation",
    avoid: "l’évitement",
    innovate: "l’innovation",
    negotiate: "la négociation",
    cooperate: "la coopération",
    merge: "la fusion",
  },
  causes: {
    legitimacy: "légitimité",
    fit: "accord avec le cahier des charges",
    need: "besoin couvert",
    territory: "territoire",
    capacity: "capacité",
    price: "coût",
    innovation: "innovation",
    luck: "aléa du jury",
    threshold: "seuil",
    bids: "candidatures",
    conformity: "accord avec la règle",
    relevance: "besoin couvert",
    chance: "chance",
    places: "places",
    gap: "écart entre affichage et pratique",
    tolerance: "tolérance",
    depth: "profondeur",
    fine: "sanction",
    saving: "économie",
    voice: "voix",
    preference: "préférence des financeurs",
    calls: "appels attendus",
    autonomy: "autonomie cédée",
    taste: "goût",
    inFavour: "pour",
    members: "membres",
    least: "minimum de membres",
    distance: "distance des projets",
    reserve: "réserve",
    establishments: "établissements",
    ofBoth: "à elles deux",
    share: "part du lucratif",
    rate: "taux",
    imitation: "imitation",
    refusal: "refus",
    power: "pouvoir",
    leastAccepted: "minimum qu’elle accepte",
    mostAccepted: "maximum qu’on lui laisse",
    utility: "valeur de l’accord",
    fallback: "valeur sans accord",
    authorityUtility: "valeur pour l’autorité",
    authorityFallback: "valeur pour elle sans accord",
    weight: "poids",
    negotiation: "négociation",
    reform: "réforme",
    host: "gain de qui l’accueille",
    bounds: "les bornes",
    doctrine: "doctrine",
    efficiency: "efficience à gagner",
    multiplicity: "désaccord des financeurs",
    dependence: "dépendance publique",
    consistency: "accord avec son projet",
    constraint: "contrainte des règles",
    coercion: "force de l’autorité",
    diffusion: "ce que fait son secteur",
    uncertainty: "incertitude",
    interconnectedness: "liens",
    learned: "expérience",
    distress: "détresse",
    slack: "aisance",
    base: "penchant",
  },
  association: (number) => `l’association ${number}`,
  grouping: (number) => `groupement ${number}`,
  table: (regulator, region, sector) =>
    `${regulator} (${[region, sector].filter((part) => part !== "").join(", ")})`,
  cell: (region, sector) => `${region}, ${sector}`,
  colon: "\u00a0: ",
  decimal: ",",
};

const kind = (what: string): string => (what === "experimental" ? " expérimental" : "");
const by = (where: string): string => (where === "" ? "" : ` : ${where}`);
