import type { EventKind, SimEvent } from "../../sim/index.ts";
import { setText } from "../typography.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import type { Named, Names, Text } from "./names.ts";
import type { Tally, Told, Wording } from "./wording.ts";

export type StoryLanguage = keyof Text;

/** Both languages' ways of telling. */
export const WORDINGS: Readonly<Record<StoryLanguage, Wording>> = { en: english, fr: french };

type Happening = Exclude<SimEvent, { readonly kind: "reform" }>;

/** What the field `other` of an event points at, by kind; nothing where it is always −1. */
export const OTHER: Readonly<
  Record<EventKind, "association" | "table" | "regulator" | "grouping" | "cell" | null>
> = {
  reform: null,
  call: "table",
  award: "table",
  proposal: null,
  extension: null,
  inspection: "regulator",
  response: null,
  deal: "table",
  conflict: "table",
  formed: "grouping",
  joined: "grouping",
  left: "grouping",
  deepened: "grouping",
  dissolved: "grouping",
  refused: null,
  merger: "association",
  bailout: "regulator",
  closure: "association",
  founding: null,
  entry: "cell",
  revised: "table",
};

/** One event as a sentence, as "Association 12 merges into association 45: Merger by absorption". */
export function tell(event: SimEvent, names: Names, language: StoryLanguage): string {
  const sentence = WORDINGS[language].sentences[event.kind](toldOf(event, names, language));
  return setText(sentence.slice(0, 1).toUpperCase() + sentence.slice(1), language);
}

/** Kinds whose causes are parts of one sum: told by weight, with their signs. */
const SUMS: ReadonlySet<EventKind> = new Set(["response", "award", "formed", "joined", "left"]);

/** Numbers among the causes that name somebody or something instead of weighing anything. */
export const POINTERS: ReadonlySet<string> = new Set(["partner", "seeker", "from"]);

/** What decided an event: its weightiest causes in words, each with its number; empty where none is known. */
export function tellCauses(event: SimEvent, language: StoryLanguage, most = 4): string {
  if (event.kind === "reform") return "";
  const { causes, decimal } = WORDINGS[language];
  const isSum = SUMS.has(event.kind);
  const weighed = Object.entries(event.causes).filter(
    ([word, weight]) => weight !== 0 && !POINTERS.has(word),
  );
  if (isSum) weighed.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  return weighed
    .slice(0, most)
    .map(([word, weight]) => `${causes[word] ?? word} ${figure(weight, isSum, decimal)}`)
    .join(", ");
}

/** The other association of an event, besides the one it happened to; −1 where there is none. */
export function partnerOf(event: SimEvent): number {
  if (event.kind === "reform") return -1;
  if (OTHER[event.kind] === "association") return event.other;
  return event.kind === "formed" ? (event.causes["partner"] ?? -1) : -1;
}

/** Whole numbers as they are, others with two decimals; with a sign where parts of a sum are told. */
function figure(value: number, isSigned: boolean, decimal: string): string {
  if (!isSigned && Number.isInteger(value)) return String(value);
  const digits = Math.abs(value).toFixed(2).replace(".", decimal);
  const sign = value < 0 && digits !== `0${decimal}00` ? "\u2212" : isSigned ? "+" : "";
  return sign + digits;
}

function toldOf(event: SimEvent, names: Names, language: StoryLanguage): Told {
  const blank = { who: "", other: "", where: "", grouping: "", form: "", what: "", reform: "" };
  if (event.kind === "reform") return { ...blank, reform: event.label[language] };
  const wording = WORDINGS[language];
  const { association, other, what = "" } = event;
  const partner = partnerOf(event);
  const form = names.legalForms.find(({ id }) => id === what);
  return {
    ...blank,
    who: association < 0 ? "" : wording.association(association),
    other: partner < 0 ? "" : wording.association(partner),
    what,
    form: form?.label[language] ?? what,
    ...otherOf(event.kind, other, names, language),
  };
}

function otherOf(
  kind: Happening["kind"],
  other: number,
  names: Names,
  language: StoryLanguage,
): Partial<Told> {
  const wording = WORDINGS[language];
  if (other < 0) return {};
  const say = (named: Named | undefined): string => named?.label[language] ?? "";
  switch (OTHER[kind]) {
    case "grouping":
      return { grouping: wording.grouping(other) };
    case "regulator":
      return { where: say(names.regulators[other]) };
    case "cell": {
      const { region, sector } = cellOf(other, names);
      return { where: wording.cell(say(region), say(sector)) };
    }
    case "table": {
      const table = names.tables[other];
      return table === undefined
        ? {}
        : { where: wording.table(say(table.regulator), say(table.region), say(table.sector)) };
    }
    case "association":
    case null:
      return {};
  }
}

/** Region and sector of a cell's number. */
export function cellOf(
  cell: number,
  { regions, sectors }: Pick<Names, "regions" | "sectors">,
): { readonly region: Named | undefined; readonly sector: Named | undefined } {
  return {
    region: regions[Math.floor(cell / sectors.length)],
    sector: sectors[cell % sectors.length],
  };
}

/** The tally that an event counts towards; none for what is too common to be told. */
function tallyOf(event: SimEvent): Tally | null {
  switch (event.kind) {
    case "award":
      return event.what === "unanswered" ? "unanswered" : "award";
    case "call":
    case "deal":
    case "conflict":
    case "formed":
    case "deepened":
    case "dissolved":
    case "refused":
    case "merger":
    case "closure":
    case "founding":
    case "bailout":
      return event.kind;
    default:
      return null;
  }
}

/** Whether an event is one of those that a quarter told in short is made of. */
export function isNotable(event: SimEvent): boolean {
  return event.kind === "reform" || tallyOf(event) !== null;
}

/** Kinds of which a single one is worth a sentence of its own. */
const SINGLE: readonly Tally[] = ["merger", "closure", "formed", "deepened", "dissolved", "award"];

/**
 * A quarter in short: its reforms, then how many there were of each thing; what there was one of, and what matters most,
 * as a sentence. Empty where nothing notable happened.
 */
export function tellQuarter(
  events: readonly SimEvent[],
  names: Names,
  language: StoryLanguage,
): readonly string[] {
  const lines = events
    .filter(({ kind }) => kind === "reform")
    .map((event) => tell(event, names, language));
  const tallies = new Map<Tally, SimEvent[]>();
  for (const event of events) {
    const tally = tallyOf(event);
    if (tally === null) continue;
    const those = tallies.get(tally) ?? [];
    // two that merge into a third are told of each, and are one merger
    const isSecond =
      event.kind === "merger" && those.some((earlier) => partnerOf(earlier) === event.other);
    if (!isSecond) tallies.set(tally, [...those, event]);
  }
  const counted: string[] = [];
  for (const tally of Object.keys(WORDINGS[language].counts) as Tally[]) {
    const those = tallies.get(tally) ?? [];
    const [first] = those;
    if (first === undefined) continue;
    if (those.length === 1 && SINGLE.includes(tally)) lines.push(tell(first, names, language));
    else counted.push(WORDINGS[language].counts[tally](those.length));
  }
  return counted.length === 0 ? lines : [...lines, counted.join(", ")];
}
