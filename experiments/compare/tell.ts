import { COLUMNS, type RunPlan, SWITCHES } from "../../sim/index.ts";
import { setText } from "../typography.ts";
import { quarterName } from "../story/life.ts";
import { namesOf, type Names } from "../story/names.ts";
import type { StoryLanguage } from "../story/tell.ts";
import type { Comparison } from "./compare.ts";
import type { ColumnDifference } from "./differences.ts";
import type { ParameterDifference } from "./parameters.ts";
import type { Parting } from "./parting.ts";
import type { Share, SpreadStep } from "./spread.ts";
import { type CompareWording, english, french } from "./wording.ts";

const WORDINGS: Readonly<Record<StoryLanguage, CompareWording>> = { en: english, fr: french };

/** Entries of a list that are told one by one. */
const MOST_TOLD = 20;
/** Steps of the spread that are shown, besides the one in which two runs part. */
const ROWS = 10;

/** A comparison in lines of plain words. */
export function tellComparison(
  comparison: Comparison,
  plan: RunPlan,
  language: StoryLanguage,
): readonly string[] {
  const wording = WORDINGS[language];
  const { parameters, parting, spread } = comparison;
  const names = namesOf(plan.spans[0].scenario);
  return [
    ...(parameters.length === 0
      ? []
      : [
          wording.parameters,
          ...shortened(parameters.map((one) => parameterLine(one, wording))),
          "",
        ]),
    ...tellParting(comparison, plan, language),
    ...(parting === undefined ? [] : spreadLines(comparison, names, wording, language)),
    ...(spread.length === 0 ? ["", wording.otherShape] : []),
  ].map((line) => setText(line, language));
}

/** Where two runs part, and what is first different: a line for the place, then indented ones. */
export function tellParting(
  { parting, steps }: Comparison,
  plan: RunPlan,
  language: StoryLanguage,
): readonly string[] {
  const wording = WORDINGS[language];
  const { scenario } = plan.spans[0];
  if (parting === undefined) return [wording.same(steps)];
  const names = namesOf(scenario);
  const telling = { names, wording, language, start: scenario.run.start };
  return partingLines(parting, telling).map((line) => setText(line, language));
}

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_TOLD
    ? lines
    : [...lines.slice(0, MOST_TOLD), `  … ${lines.length - MOST_TOLD}`];

function parameterLine(
  { path, a, b, inBurnIn, later }: ParameterDifference,
  wording: CompareWording,
): string {
  const when = inBurnIn && later ? "" : ` (${later ? wording.fromStepOne : wording.inBurnIn})`;
  return `  ${path}: A ${a ?? wording.absent}, B ${b ?? wording.absent}${when}`;
}

interface Telling {
  readonly names: Names;
  readonly wording: CompareWording;
  readonly language: StoryLanguage;
  readonly start: string;
}

function partingLines(parting: Parting, telling: Telling): readonly string[] {
  const { wording, language, start, names } = telling;
  const { step, part, mechanisms, columns, onlyA, onlyB } = parting;
  const label = SWITCHES.find(({ id }) => id === part)?.label[language].toLowerCase();
  const practiceOf = (k: number): string => names.practices[k]?.label[language] ?? String(k);
  const alone = (side: "A" | "B", addresses: readonly number[]): readonly string[] =>
    addresses.length === 0
      ? []
      : [`  ${wording.onlyIn(side, listed(addresses), addresses.length)}`];
  return [
    wording.parting(step, quarterName(start, step, language), wording.parts[part] ?? label ?? part),
    ...mechanisms.map(({ id, associations, association, practice, a, b }) => {
      const where = `${wording.association(association)} (${practiceOf(practice)})`;
      const [mine, others] = pair(a, b, wording.decimal);
      return `  ${wording.mechanism(id, where, mine, others, associations - 1)}`;
    }),
    ...shortened(columns.map((column) => columnLine(column, telling))),
    ...alone("A", onlyA),
    ...alone("B", onlyB),
  ];
}

function columnLine(
  { count, first }: ColumnDifference,
  { names, wording, language }: Telling,
): string {
  const { column, per, entry, component, a, b } = first;
  const isVector = COLUMNS[column].width === "practices";
  const practice = isVector ? ` (${names.practices[component]?.label[language] ?? component})` : "";
  const owner =
    per === "slot" ? wording.association(entry) : entryName(per, entry, names, wording, language);
  const [mine, others] = pair(a, b, wording.decimal);
  const what = wording.columns[column] ?? column;
  return `  ${wording.column(what, owner + practice, mine, others, count - 1)}`;
}

function entryName(
  per: Exclude<ColumnDifference["first"]["per"], "slot">,
  entry: number,
  { sectors, tables }: Names,
  wording: CompareWording,
  language: StoryLanguage,
): string {
  if (per === "sector") return sectors[entry]?.label[language] ?? String(entry);
  const table = per === "table" ? tables[entry] : undefined;
  if (table === undefined) return wording.entry(wording.entries[per], entry);
  const parts = [table.regulator, table.region, table.sector];
  return parts.flatMap((part) => (part === undefined ? [] : [part.label[language]])).join(", ");
}

const listed = (addresses: readonly number[]): string =>
  addresses.length <= 5 ? addresses.join(", ") : `${addresses.slice(0, 5).join(", ")}, …`;

/** Two numbers with as many digits as it takes to see that they differ. */
function pair(a: number, b: number, decimal: string): readonly [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const [mine, others] = [a, b].map((value) => String(Number(value.toPrecision(digits))));
    if (mine !== others || digits === 16)
      return [(mine ?? "").replace(".", decimal), (others ?? "").replace(".", decimal)];
  }
  return [String(a), String(b)];
}

function spreadLines(
  { spread, parting, firstSteps }: Comparison,
  names: Names,
  wording: CompareWording,
  language: StoryLanguage,
): readonly string[] {
  const last = spread.at(-1);
  if (last === undefined) return [];
  const rows = shownSteps(spread, parting?.step ?? 0).map((one) => [
    String(one.step),
    ...shareCells(one, wording),
    String(one.onlyA),
    String(one.onlyB),
  ]);
  const group = (title: string, labels: Names["regions"], shares: readonly Share[]): string[] => [
    "",
    title,
    ...aligned([
      ["", ...wording.groupHeads],
      ...shares.map((share, index) => [
        labels[index]?.label[language] ?? "",
        ...shareCells(share, wording),
      ]),
    ]),
  ];
  return [
    "",
    wording.spread,
    ...aligned([[...wording.heads], ...rows]),
    wording.firstSteps(
      Math.max(0, last.twins - firstSteps.size),
      Math.max(last.twins, firstSteps.size),
    ),
    ...group(wording.byRegion, names.regions, last.byRegion),
    ...group(wording.bySector, names.sectors, last.bySector),
  ];
}

function shareCells(
  { twins, differing, visible, distance }: Share,
  { decimal, percent: sign }: CompareWording,
): string[] {
  const percent = (count: number): string =>
    `${(twins === 0 ? 0 : (100 * count) / twins).toFixed(1).replace(".", decimal)}${sign}`;
  const apart = distance === 0 ? "0" : distance.toPrecision(3).replace(".", decimal);
  return [percent(differing), percent(visible), apart];
}

/** The first step, the one of the parting, the last, and some between. */
function shownSteps(spread: readonly SpreadStep[], parting: number): readonly SpreadStep[] {
  const end = spread.length - 1;
  const shown = new Set([0, Math.max(0, parting)]);
  for (let row = 1; row <= ROWS; row++) shown.add(Math.round((row * end) / ROWS));
  return spread.filter(({ step }) => shown.has(step));
}

/** Lines of columns: the first to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    `  ${row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")}`.trimEnd(),
  );
}
