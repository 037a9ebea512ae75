import type { Language } from "../messages/index.ts";
import { LESSONS } from "./index.ts";
import type { Lesson } from "./lesson.ts";

/** What a teacher may take off the page with `hide=`. */
export const HIDEABLE = ["seed", "count", "print", "link", "free", "transport", "header"] as const;
export type Hideable = (typeof HIDEABLE)[number];

/** A step of a lesson: `explain-2` is the second panel. */
export type Step = "predict" | "run" | "check" | "free" | `explain-${number}`;

/** What a link to a lesson carries, `#lesson=…&at=…&seed=…&hide=…&lang=…`. */
export interface LessonLink {
  readonly lesson: Lesson;
  readonly at: Step;
  readonly seed: string;
  readonly hide: readonly Hideable[];
  readonly lang: Language | null;
}

/** The steps of a lesson in order. */
export const stepsOf = ({ panels }: Lesson): readonly Step[] => [
  "predict",
  "run",
  ...panels.map((_, index): Step => `explain-${index + 1}`),
  "check",
  "free",
];

const SEED = /^[^\p{Cc}]{1,200}$/u;

/**
 * Reads the part of an address after #.
 * @returns null where it is not of a lesson that there is; what else does not fit counts as not said
 */
export function readLessonLink(hash: string): LessonLink | null {
  const text = hash.replace(/^#/, "");
  if (text.length > 2000) return null;
  const given = new URLSearchParams(text);
  const lesson = LESSONS.find(({ id }) => id === given.get("lesson"));
  if (lesson === undefined) return null;
  const seed = given.get("seed") ?? "";
  const lang = given.get("lang");
  return {
    lesson,
    at: stepsOf(lesson).find((step) => step === given.get("at")) ?? "predict",
    seed: SEED.test(seed) ? seed : lesson.seed,
    hide: HIDEABLE.filter((part) => (given.get("hide") ?? "").split(",").includes(part)),
    lang: lang === "fr" || lang === "en" ? lang : null,
  };
}

/** The same, written; a seed that is the class's is left out. */
export function writeLessonLink({ lesson, at, seed, hide, lang }: LessonLink): string {
  const given = new URLSearchParams({ lesson: lesson.id, at });
  if (seed !== lesson.seed) given.set("seed", seed);
  if (hide.length > 0) given.set("hide", hide.join(","));
  if (lang !== null) given.set("lang", lang);
  return `#${given.toString()}`;
}
