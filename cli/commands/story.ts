import { planRun, RESPONSES, type Run, type SimEvent, startRun } from "../../sim/index.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { didYouMean } from "../../experiments/files/nearest.ts";
import { shown } from "../../experiments/files/problem.ts";
import { findTable, lifeOf, quarterName, ruleLife } from "../../experiments/story/life.ts";
import { type Names, namesOf, tablePath } from "../../experiments/story/names.ts";
import { type StoryLanguage, tell, tellCauses, WORDINGS } from "../../experiments/story/tell.ts";
import { setText } from "../../experiments/typography.ts";
import { refuseLarge } from "../cost.ts";
import { readDisk } from "../disk.ts";
import { accepted } from "../failure.ts";
import { badFlags, flagProblem, seedFlag, switchesOff, wholeFlag, withFlags } from "../flags.ts";
import { toStdout } from "../output.ts";

export interface StoryFlags {
  readonly association?: string;
  readonly table?: string;
  readonly language: StoryLanguage;
  readonly seed?: string;
  readonly steps?: string;
  readonly set: readonly string[];
  readonly off: readonly string[];
  readonly allowLarge?: boolean;
}

/** Something dated to be told. */
interface Line {
  readonly step: number;
  readonly text: string;
  readonly causes: string;
}

/** Smallest mean movement of a rule that is told, in positions. */
const LEAST_MOVEMENT = 0.0005;

/** `ironcage story`: the life of one association, or of one rule, in plain words with its causes. */
export function storyCommand(name: string, flags: StoryFlags): void {
  const off = switchesOff(flags.off);
  const seed = seedFlag(flags.seed);
  const steps = wholeFlag("--steps", flags.steps, 0, 100_000);
  const slot = wholeFlag("--association", flags.association, 0, 1e9);
  const { scenario } = accepted(loadScenario(name, readDisk));
  const treated = flags.set.length === 0 ? undefined : withFlags(scenario, flags.set);
  const plan = planRun(scenario, { treated, off, seed, steps });
  const names = namesOf(treated ?? scenario);
  if ((slot === undefined) === (flags.table === undefined))
    throw badFlags([
      flagProblem(slot === undefined ? "--association" : "--table", "E021", {
        got: slot === undefined ? "neither an association nor a table" : "both",
        allowed: "one of --association and --table",
      }),
    ]);
  const table = flags.table === undefined ? -1 : tableOf(flags.table, names);
  refuseLarge(plan, flags.allowLarge === true);
  const run = startRun(plan, { digest: false });
  const movements = live(run, table, names, flags.language);
  if (slot !== undefined && slot >= run.field.size)
    throw badFlags([
      flagProblem("--association", "E023", {
        got: shown(slot),
        allowed: `a whole number from 0 to ${run.field.size - 1}`,
      }),
    ]);
  const { language } = flags;
  const { start } = scenario.run;
  const [title, lines] =
    slot === undefined
      ? [
          flags.table ?? "",
          [...lined(ruleLife(run.events, table, names), names, language), ...movements],
        ]
      : [portrait(run, slot, names, language), lined(lifeOf(run.events, slot), names, language)];
  const told = lines
    .map((line, order) => ({ ...line, order }))
    .sort((a, b) => a.step - b.step || a.order - b.order)
    .map(({ step, text, causes }) => {
      const why = causes === "" ? "" : ` (${causes})`;
      return `${quarterName(start, step, language)}  ${text}${why}`;
    });
  toStdout([title, "", ...(told.length === 0 ? [NOTHING[language]] : told), ""].join("\n"));
}

const NOTHING = { en: "Nothing is told of it.", fr: "Rien n’en est dit." } as const;

function tableOf(path: string, names: Names): number {
  const table = findTable(path, names);
  if (table >= 0) return table;
  const paths = names.tables.map(tablePath);
  throw badFlags([
    flagProblem("--table", "E050", {
      got: shown(path),
      allowed: "REGULATOR/REGION/SECTOR, or REGULATOR/SECTOR for one that acts for the nation",
      hint: didYouMean(path, paths) || `For example ${paths[0] ?? ""}.`,
    }),
  ]);
}

/** Lives through a run; tells how the rule of a table moved on its way. */
function live(run: Run, table: number, names: Names, language: StoryLanguage): readonly Line[] {
  const lines: Line[] = [];
  const width = run.field.practices;
  const rule = (): number[] =>
    table < 0
      ? []
      : Array.from({ length: width }, (_, k) => run.field.rules[table * width + k] ?? 0);
  let before = rule();
  while (run.step < run.plan.steps) {
    run.advance();
    const now = rule();
    const moved = now.map((value, k) => value - (before[k] ?? 0));
    before = now;
    if (moved.length === 0) continue;
    const mean = moved.reduce((sum, by) => sum + Math.abs(by), 0) / moved.length;
    if (mean < LEAST_MOVEMENT) continue;
    lines.push({ step: run.step, ...movement(moved, mean, names, language) });
  }
  return lines;
}

function movement(
  moved: readonly number[],
  mean: number,
  { practices }: Names,
  language: StoryLanguage,
): Omit<Line, "step"> {
  const { decimal } = WORDINGS[language];
  const digits = (value: number): string => Math.abs(value).toFixed(3).replace(".", decimal);
  const most = moved
    .map((by, k): [string, number] => [practices[k]?.label[language] ?? "", by])
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, 2)
    .filter(([, by]) => Math.abs(by) >= LEAST_MOVEMENT)
    .map(([practice, by]) => `${practice} ${by < 0 ? "−" : "+"}${digits(by)}`);
  const text =
    language === "fr" ? `La règle bouge de ${digits(mean)}` : `The rule moves by ${digits(mean)}`;
  return { text, causes: most.join(", ") };
}

function lined(
  events: readonly SimEvent[],
  names: Names,
  language: StoryLanguage,
): readonly Line[] {
  return events.map((event) => ({
    step: event.step,
    text: tell(event, names, language),
    causes: tellCauses(event, language),
  }));
}

/** A number of things, as both languages count what there is at least one of. */
const counted = (count: number, one: string): string =>
  `${count.toFixed(0)} ${one}${count >= 2 ? "s" : ""}`;

/** Who an association is, in a line: where it works and how it stands at the end. */
function portrait(run: Run, slot: number, names: Names, language: StoryLanguage): string {
  const { field } = run;
  const place = [
    names.sectors[field.sector[slot] ?? 0]?.label[language],
    names.regions[field.region[slot] ?? 0]?.label[language],
  ].join(", ");
  const establishments = field.establishments[slot] ?? 0;
  const places = field.places[slot] ?? 0;
  const response = WORDINGS[language].responses[RESPONSES[field.response[slot] ?? 0] ?? ""] ?? "";
  const who = WORDINGS[language].association(slot);
  const portrait =
    language === "fr"
      ? `${capital(who)} : ${place} ; pour finir ${counted(establishments, "établissement")}, ${counted(places, "place")}, réponse : ${response}`
      : `${capital(who)}: ${place}; in the end ${counted(establishments, "establishment")}, ${counted(places, "place")}, response: ${response}`;
  return setText(portrait, language);
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
