import type { ColumnName, StepPart } from "../../sim/index.ts";

/** How a comparison is told in one language. */
export interface CompareWording {
  readonly same: (steps: number) => string;
  readonly parameters: string;
  readonly fromStepOne: string;
  readonly inBurnIn: string;
  readonly absent: string;
  readonly parting: (step: number, quarter: string, part: string) => string;
  readonly mechanism: (id: string, where: string, a: string, b: string, others: number) => string;
  readonly column: (what: string, where: string, a: string, b: string, others: number) => string;
  readonly onlyIn: (side: "A" | "B", associations: string, count: number) => string;
  readonly association: (number: number) => string;
  readonly entry: (kind: string, number: number) => string;
  readonly parts: Readonly<Partial<Record<StepPart, string>>>;
  readonly columns: Readonly<Partial<Record<ColumnName, string>>>;
  readonly entries: Readonly<Record<"table" | "sector" | "cell" | "ceiling" | "grouping", string>>;
  readonly spread: string;
  readonly heads: readonly [string, string, string, string, string, string];
  readonly byRegion: string;
  readonly bySector: string;
  readonly groupHeads: readonly [string, string, string];
  readonly firstSteps: (never: number, of: number) => string;
  readonly otherShape: string;
  readonly decimal: string;
  /** What follows a number of hundredths. */
  readonly percent: string;
}

const more = (count: number, one: string, many: string): string =>
  count === 0 ? "" : count === 1 ? one : many.replace("N", String(count));

export const english: CompareWording = {
  same: (steps) =>
    `No difference: the same to the last bit over ${steps} ${steps === 1 ? "step" : "steps"}.`,
  parameters: "Parameters that differ",
  fromStepOne: "from step 1",
  inBurnIn: "in the burn-in only",
  absent: "none",
  parting: (step, quarter, part) =>
    `They part ${step > 0 ? `at step ${step} (${quarter})` : `in the burn-in, at step ${step} (${quarter})`}: ${part}.`,
  mechanism: (id, where, a, b, others) =>
    `${id} moves ${where} by ${a} in A, by ${b} in B${more(others, "; so for 1 more association", "; so for N more associations")}`,
  column: (what, where, a, b, others) =>
    `${what} of ${where}: ${a} in A, ${b} in B${more(others, "; so for 1 more", "; so for N more")}`,
  onlyIn: (side, associations, count) =>
    `only in ${side}: ${count} ${count === 1 ? "association" : "associations"} (${associations})`,
  association: (number) => `association ${number}`,
  entry: (kind, number) => `${kind} ${number}`,
  parts: {
    founding: "the founding of the field",
    rules: "reforms and the yearly revision of the rules",
    prescription: "what is prescribed to each association",
    standing: "the standing of associations",
    pressures: "the pressures on practice, display and project",
    settling: "who belongs to the field",
  },
  columns: {
    prescription: "prescription",
    insistence: "insistence of funders",
    callHeat: "recent calls",
    contractUntil: "end of the contract",
    died: "end",
    into: "merged into",
    rules: "rule",
    tariff: "rate",
    funders: "share of funders",
    attraction: "what was learned about responses",
  },
  entries: {
    table: "rule",
    sector: "sector",
    cell: "sector within a region",
    ceiling: "ceiling",
    grouping: "grouping",
  },
  spread: "How the difference spreads (practice, among those that live in both)",
  heads: ["step", "any bit", "beyond 0.01", "mean distance", "only in A", "only in B"],
  byRegion: "By region, at the end",
  bySector: "By sector, at the end",
  groupHeads: ["any bit", "beyond 0.01", "mean distance"],
  firstSteps: (never, of) => `${of - never} of ${of} twins have differed at some step.`,
  otherShape:
    "The fields have other practices, sectors or regions: only where they part can be told.",
  decimal: ".",
  percent: "%",
};

export const french: CompareWording = {
  same: (steps) => `Aucune différence : les mêmes au bit près sur ${steps} pas.`,
  parameters: "Paramètres qui diffèrent",
  fromStepOne: "dès le pas 1",
  inBurnIn: "pendant le rodage seulement",
  absent: "aucun",
  parting: (step, quarter, part) =>
    `Elles se séparent ${step > 0 ? `au pas ${step} (${quarter})` : `pendant le rodage, au pas ${step} (${quarter})`} : ${part}.`,
  mechanism: (id, where, a, b, others) =>
    `${id} déplace l’${where} de ${a} dans A, de ${b} dans B${more(others, " ; de même 1 autre association", " ; de même N autres associations")}`,
  column: (what, where, a, b, others) =>
    `${what}, ${where} : ${a} dans A, ${b} dans B${more(others, " ; de même 1 autre", " ; de même N autres")}`,
  onlyIn: (side, associations, count) =>
    `seulement dans ${side} : ${count} ${count <= 1 ? "association" : "associations"} (${associations})`,
  association: (number) => `association ${number}`,
  entry: (kind, number) => `${kind} ${number}`,
  parts: {
    founding: "la fondation du champ",
    rules: "les réformes et la révision annuelle des règles",
    prescription: "ce qui est prescrit à chaque association",
    standing: "la situation des associations",
    pressures: "les pressions sur pratique, affichage et projet",
    settling: "la composition du champ",
  },
  columns: {
    practice: "pratique",
    display: "affichage",
    project: "projet",
    prescription: "prescription",
    insistence: "insistance des financeurs",
    rules: "règle",
    norms: "norme professionnelle",
    need: "besoin",
    reserve: "réserve",
    tariff: "tarif",
    legitimacy: "légitimité",
    uncertainty: "incertitude",
    response: "réponse",
    establishments: "établissements",
    grouping: "groupement",
    callHeat: "appels récents",
    contractUntil: "fin du contrat",
    died: "fin",
    into: "fusionnée dans",
    efficiency: "efficience",
    attraction: "ce qui a été appris des réponses",
    funders: "part des financeurs",
  },
  entries: {
    table: "règle",
    sector: "secteur",
    cell: "secteur d’une région",
    ceiling: "plafond",
    grouping: "groupement",
  },
  spread: "Comment la différence se propage (pratique, parmi celles qui vivent dans les deux)",
  heads: ["pas", "au bit près", "plus de 0,01", "distance moyenne", "dans A seul", "dans B seul"],
  byRegion: "Par région, à la fin",
  bySector: "Par secteur, à la fin",
  groupHeads: ["au bit près", "plus de 0,01", "distance moyenne"],
  firstSteps: (never, of) => `${of - never} jumelles sur ${of} ont différé à un pas au moins.`,
  otherShape:
    "Les champs n’ont pas les mêmes pratiques, secteurs ou régions : seul l’endroit où ils se séparent se dit.",
  decimal: ",",
  percent: "\u00a0%",
};
