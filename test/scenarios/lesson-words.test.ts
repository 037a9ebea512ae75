import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFormat } from "../../viz/format.ts";
import { TERMS, termOf } from "../../viz/lessons/glossary.ts";
import { LESSONS } from "../../viz/lessons/index.ts";
import { figuresOf, type Lesson } from "../../viz/lessons/lesson.ts";
import { readLessonLink, writeLessonLink } from "../../viz/lessons/link.ts";
import { filled, piecesOf, slotsOf } from "../../viz/lessons/text.ts";
import { LANGUAGES } from "../../viz/messages/index.ts";
import { lessons as words } from "../../viz/messages/lessons.ts";
import type { LessonWords } from "../../viz/messages/lessons/words.ts";
import { ROOT } from "../support/sources.ts";
import { runsOf } from "./lesson-runs.ts";

// Every lesson says everything in both languages, and no number is typed into its words.

const textsOf = (said: LessonWords): string[] => [
  said.about,
  said.setup,
  said.predict,
  said.run,
  said.check,
  said.feedback,
  said.claim,
  said.keep,
  said.refuter ?? "",
  said.free,
  ...Object.values(said.predictChoices),
  ...Object.values(said.checkChoices),
  ...Object.values(said.panels).flatMap(({ title, text }) => [title, text]),
];

/** Names that the charts of a lesson need words for. */
const named = ({ panels }: Lesson): string[] =>
  panels.flatMap(({ drawing }) => {
    if (drawing.kind === "lines") return Object.keys(drawing.lines);
    if (drawing.kind === "bars") return [...drawing.figures];
    return drawing.worlds.map((index) => `world${index}`);
  });

/** Words that a student reads in a minute, with care; minutes for a run, a question, and a chart. */
const READING = 150;
const RUN = 0.5;
const QUESTION = 0.5;
const LOOKING = 0.5;

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe.each(LESSONS)("$id", (lesson) => {
  test.each(LANGUAGES)("every choice, panel and line has its words in %s, and no word is idle", (language) => {
    const said = words[language].texts[lesson.id]!;
    expect(sorted(Object.keys(said.predictChoices))).toEqual(sorted(lesson.predict.choices));
    expect(sorted(Object.keys(said.checkChoices))).toEqual(sorted(lesson.check.choices));
    expect(Object.keys(said.panels)).toEqual(lesson.panels.map(({ id }) => id));
    expect(sorted(Object.keys(said.labels))).toEqual(sorted(named(lesson)));
    expect(said.refuter !== undefined).toBe(lesson.kind === "seminar");
  });

  test.each(LANGUAGES)("every figure and term that it names in %s exists", (language) => {
    const said = words[language].texts[lesson.id]!;
    const texts = textsOf(said);
    const slots = texts.flatMap(slotsOf);
    expect(slots.filter((name) => !(name in lesson.figures))).toEqual([]);
    const heads = texts
      .flatMap(piecesOf)
      .flatMap((piece) => (piece.kind === "term" ? [piece.head] : []));
    expect(heads.length).toBeGreaterThan(0);
    expect(heads.filter((head) => termOf(head, language) === undefined)).toEqual([]);
  });

  test.each(LANGUAGES)("[34] eight minutes are enough in %s: to read, to look, to run and to answer", (language) => {
    const read = textsOf(words[language].texts[lesson.id]!).join(" ").split(/\s+/).length / READING;
    const minutes = read + RUN + QUESTION * 2 + LOOKING * lesson.panels.length;
    expect(minutes).toBeLessThanOrEqual(8);
    expect(minutes).toBeGreaterThan(3);
  });

  test("both languages show the same figures and explain the same terms", () => {
    const [fr, en] = LANGUAGES.map((language) => textsOf(words[language].texts[lesson.id]!));
    expect(en!.map((text) => sorted(slotsOf(text)))).toEqual(fr!.map((text) => sorted(slotsOf(text))));
    const heads = (texts: readonly string[]) =>
      sorted(texts.flatMap(piecesOf).flatMap((piece) => (piece.kind === "term" ? [piece.head] : [])));
    expect(heads(en!)).toEqual(heads(fr!));
  });

  test("feedback is filled from the run: another seed, other numbers", () => {
    const format = createFormat("en");
    const { feedback } = words.en.texts[lesson.id]!;
    const [one, other] = [lesson.seed, `${lesson.seed}/other`].map((seed) =>
      filled(feedback, lesson, figuresOf(lesson, runsOf(lesson, seed)), format),
    );
    expect(one).not.toContain("{");
    expect(one).not.toBe(other);
  });
});

test("French sets its signs off with spaces that do not break, and writes curled apostrophes", () => {
  const all = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(all) : [];
  };
  const meanings = TERMS.map((head) => termOf(head, "fr")!.meaning);
  const french = [...all(words.fr), ...meanings];
  expect(french.length).toBeGreaterThan(200);
  expect(french.filter((text) => /[^\u00a0][;?!%»]|[^\u00a0\d]:|«[^\u00a0]|'/.test(text))).toEqual([]);
});

test("the glossary gives names and English meanings from the document, French ones from the messages", () => {
  expect(TERMS.filter((head) => termOf(head, "en") === undefined)).toEqual([]);
  expect(termOf("isomorphism", "fr")!.name).toBe("isomorphisme institutionnel");
  expect(termOf("authority", "en")!.name).toBe("authority, regulator");
  expect(termOf("flux capacitor", "en")).toBeUndefined();
});

test("every link in the teacher's guides opens what it says, with the controls away that it names", () => {
  const folder = join(ROOT, "docs/teaching");
  const guides = readdirSync(folder).filter((name) => /\.(en|fr)\.md$/.test(name));
  expect(guides.length).toBe(2 * LESSONS.length);
  for (const guide of guides) {
    const links = readFileSync(join(folder, guide), "utf8").match(/#lesson=[\w&=,-]+/g) ?? [];
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links) {
      const read = readLessonLink(link);
      const given = new URLSearchParams(link.slice(1));
      expect(read?.lang).toBe(guide.includes(".fr.") ? "fr" : "en");
      expect(read?.at).toBe(given.get("at") ?? "predict");
      expect(read?.hide.join(",")).toBe(given.get("hide") ?? "");
      expect(readLessonLink(writeLessonLink(read!))).toEqual(read);
    }
  }
});

test("what is no link to a lesson is none, and an odd seed or step counts as not said", () => {
  expect(readLessonLink("")).toBeNull();
  expect(readLessonLink("#v=1&preset=hpst-2009")).toBeNull();
  expect(readLessonLink("#lesson=none")).toBeNull();
  expect(readLessonLink(`#lesson=coercive&seed=${"x".repeat(3000)}`)).toBeNull();
  const odd = readLessonLink("#lesson=coercive&at=explain-9&seed=%00&hide=everything&lang=de");
  expect(odd).toMatchObject({ at: "predict", seed: LESSONS[0]!.seed, hide: [], lang: null });
});
