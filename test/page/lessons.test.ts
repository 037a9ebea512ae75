import type { Page } from "playwright";
import { expect, test } from "vitest";
import { createFormat } from "../../viz/format.ts";
import { LESSONS } from "../../viz/lessons/index.ts";
import type { Figures, Lesson } from "../../viz/lessons/lesson.ts";
import { filled, written } from "../../viz/lessons/text.ts";
import { type Language, MESSAGES } from "../../viz/messages/index.ts";
import { playedOut } from "../scenarios/lesson-runs.ts";
import { seedsOf } from "../scenarios/shipped.ts";
import type { Scenario } from "../../sim/index.ts";
import { isDeep, NARROW, OFFLINE, shareVisit, SMALL, stateOf, visit, WIDE } from "./site.ts";

// Students walk through each lesson: by keyboard alone, in both languages, on a telephone and on a wide screen.

const shared = shareVisit({ hash: SMALL });

/** Opens a lesson by its link, on the page that all share. */
async function opened(link: string): Promise<Page> {
  const { page } = shared;
  const [, step = "predict"] = /at=([^&]*)/.exec(link) ?? [];
  await page.evaluate((to) => (location.hash = to), link);
  await expect.poll(async () => (await lessonOf(page))?.step).toBe(step);
  return page;
}

interface LessonState {
  readonly id: string;
  readonly step: string;
  readonly seed: string;
  readonly figures: Figures | null;
}

const lessonOf = async (page: Page): Promise<LessonState> =>
  ((await stateOf(page)) as unknown as { readonly lesson: LessonState }).lesson;

/** Presses Tab until something that fits has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector))
      return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}

/** Chooses an answer by its value: arrows move through the choices of a question. */
async function answer(page: Page, value: string): Promise<void> {
  await tabTo(page, '.lesson-choice input[type="radio"]');
  await page.keyboard.press("Space");
  for (let press = 0; press < 6; press++) {
    const [isThere, isChosen] = await page.evaluate((wanted) => {
      const focused = document.activeElement as HTMLInputElement;
      return [focused.type === "radio", focused.value === wanted] as const;
    }, value);
    expect(isThere).toBe(true);
    if (isChosen) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no choice ${value}`);
}

const press = async (page: Page, selector: string): Promise<void> => {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
};

/** Keys may still be on their way. */
async function isAt(page: Page, step: string): Promise<void> {
  await expect.poll(async () => (await lessonOf(page)).step, { timeout: 10_000 }).toBe(step);
}

const primary = (page: Page): Promise<void> => press(page, ".lesson-actions .primary");

const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).allTextContents()).join("\n");

/** One lesson from its prediction to its end, by keyboard, held against what Node computes. */
async function walk(page: Page, lesson: Lesson, language: Language): Promise<void> {
  const t = MESSAGES[language];
  const format = createFormat(language);
  const said = t.lessons.texts[lesson.id]!;
  const expected = playedOut(lesson, lesson.seed);
  expect(await lessonOf(page)).toMatchObject({ id: lesson.id, step: "predict", seed: lesson.seed });

  await expect.poll(() => page.locator(".lesson-actions .primary").isDisabled()).toBe(true);
  await page.keyboard.press("ArrowRight"); // a key of the transport: it waits as well
  expect((await stateOf(page)).step).toBe(0);
  await answer(page, lesson.predict.choices[1]!);
  await answer(page, "fairly");
  await primary(page);

  await isAt(page, "run");
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(0); // it plays
  await page.locator(".lesson-actions .primary:enabled").waitFor();
  expect((await lessonOf(page)).figures).toEqual(expected);
  await press(page, ".lesson-actions .button:not(.primary)"); // to the end
  const ended = await stateOf(page);
  expect(ended.step).toBe(ended.steps);
  await primary(page);

  for (const [index, { id, drawing }] of lesson.panels.entries()) {
    await isAt(page, `explain-${index + 1}`);
    const panel = said.panels[id]!;
    expect(await textOf(page, ".lesson-figure h2")).toBe(panel.title);
    expect(await page.locator(".lesson-figure").count()).toBe(1);
    const bars = drawing.kind === "bars" ? drawing.figures : [];
    const shown = bars.map((name) => written(expected[name]!, lesson.figures[name]!.unit, format));
    expect(await page.locator(".lesson-bar-row strong").allTextContents()).toEqual(shown);
    await primary(page);
  }

  await isAt(page, "check");
  await answer(page, lesson.check.answer(expected));
  const feedback = await textOf(page, ".lesson-feedback p");
  expect(feedback).toContain(filled(said.feedback, lesson, expected, format));
  expect(feedback).toContain(t.lessons.right);
  expect(feedback).toContain(t.lessons.agrees);
  await primary(page);
  await isAt(page, "free");
}

/** Each language, width and way of opening once; every pair of them in the deep check. */
const WALKS = [
  ["en", "1440 wide", "served", WIDE],
  ["fr", "390 wide", "as one file", NARROW],
  ["fr", "1440 wide", "served", WIDE],
  ["en", "390 wide", "as one file", NARROW],
] as const;

test.each(isDeep ? WALKS : WALKS.slice(0, 2))(
  "[30] [31] [34] in %s, %s, %s: one click leads from the opening screen to lesson 1, and keys lead through all eight",
  async (language, _, from, viewport) => {
    const { page, complaints } = await visit(
      shared.browser,
      from === "served" ? shared.site : OFFLINE,
      {
        viewport,
        hash: `#v=1&lang=${language}`,
      },
    );
    await page.locator(".lesson-invitation button:visible").click();
    for (const [index, lesson] of LESSONS.entries()) {
      await walk(page, lesson, language);
      const scrolls = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(scrolls).toBeLessThanOrEqual(0);
      if (index < LESSONS.length - 1) await primary(page);
    }
    await press(page, ".lesson-leave");
    expect(await page.locator(".lesson-entry:visible").count()).toBe(LESSONS.length);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

test("what the lesson says is what the page shows: the chart's end is the map's own run", async () => {
  for (const lesson of LESSONS.slice(0, 2)) {
    const page = await opened(`#lesson=${lesson.id}&at=explain-1&lang=en`);
    await page.locator(".lesson-figure").waitFor();
    await expect.poll(async () => (await stateOf(page)).progress).toBe("done");
    await page.evaluate(() => window.ironcage?.seek(1000));
    const { measures } = await stateOf(page);
    const { figures } = await lessonOf(page);
    const name = lesson.id === "coercive" ? "fallB" : "fall";
    expect(figures![name]).toBe(measures["similarity.practice"]! / 100);
  }
});

test("[32] [33] another seed, other feedback; a run that contradicts the lesson is admitted", async () => {
  const mimetic = LESSONS[1]!;
  const said = MESSAGES.en.lessons.texts["mimetic"]!;
  const contrary = "2";
  expect(mimetic.agrees(playedOut(mimetic, contrary))).toBe(false);
  const page = await opened("#lesson=mimetic&at=check&lang=en");
  const feedbackOf = async (seed: string): Promise<string> => {
    await page.locator('.lesson-choice input[value="no"]').check();
    const text = await textOf(page, ".lesson-feedback p");
    const figures = playedOut(mimetic, seed);
    expect(text).toContain(filled(said.feedback, mimetic, figures, createFormat("en")));
    return text;
  };
  const first = await feedbackOf(mimetic.seed);
  expect(first).toContain(MESSAGES.en.lessons.agrees);
  await opened(`#lesson=mimetic&at=check&lang=en&seed=${contrary}`);
  await expect.poll(async () => (await lessonOf(page)).seed).toBe(contrary);
  const second = await feedbackOf(contrary);
  expect(second).not.toBe(first);
  expect(second).toContain(MESSAGES.en.lessons.contradicts(said.claim));
});

test("the count over thirty seeds is the one that Node comes to, and can be stopped", async () => {
  const normative = LESSONS[2]!;
  const t = MESSAGES.en.lessons;
  const page = await opened("#lesson=normative&at=check&lang=en");
  await page.locator('.lesson-choice input[value="gone"]').check();
  await page.getByRole("button", { name: t.count("30") }).click();
  await page.getByRole("button", { name: t.stop }).click();
  expect(await page.locator(".lesson-counted").count()).toBe(0);
  await page.getByRole("button", { name: t.count("30") }).click();
  const seeds = seedsOf({ run: { seed: normative.seed } } as Scenario, 30);
  const agreeing = seeds.filter((seed) => normative.agrees(playedOut(normative, seed))).length;
  await page.locator(".lesson-counted").waitFor();
  expect(await textOf(page, ".lesson-counted")).toBe(
    t.counted(String(agreeing), "30", t.texts["normative"]!.claim),
  );
});

test("a teacher's link opens a lesson at a step, in a language, without the controls it hides", async () => {
  const page = await opened("#lesson=groupings&at=explain-2&hide=seed,transport,nothing&lang=fr");
  await page.locator(".lesson-figure").waitFor();
  expect(await lessonOf(page)).toMatchObject({ id: "groupings", step: "explain-2" });
  const title = MESSAGES.fr.lessons.texts["groupings"]!.panels["alike"]!.title;
  expect(await textOf(page, ".lesson-figure h2")).toBe(title);
  expect(await page.locator(".lesson-seed").isVisible()).toBe(false);
  expect(await page.locator(".transport").isVisible()).toBe(false);
  expect(await page.locator(".lesson-link").isVisible()).toBe(true);
  await expect // the map is where the explanation is: at the end
    .poll(async () => (await stateOf(page)).step)
    .toBe((await stateOf(page)).steps);
});

test("a term opens its meaning by keyboard, and Esc gives the focus back", async () => {
  const page = await opened("#lesson=coercive&lang=fr");
  await tabTo(page, ".lesson-term");
  const word = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("Enter");
  expect(await textOf(page, "dialog")).toContain("organisational field");
  expect(await textOf(page, ".lesson-meaning")).toContain("mêmes autorités");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(word);
});

test("the language can change in the middle of a lesson, which goes on", async () => {
  const page = await opened("#lesson=decoupling&at=explain-2&lang=en");
  await page.locator(".lesson-figure").waitFor();
  await page.locator('.choices input[value="fr"]').check();
  const title = MESSAGES.fr.lessons.texts["decoupling"]!.panels["depth"]!.title;
  await expect.poll(() => textOf(page, ".lesson-figure h2")).toBe(title);
  expect(await page.locator(".page").getAttribute("data-lesson")).toBe("explain-2");
});

test("free play begins with the lesson's own controls, and what they change takes hold", async () => {
  const page = await opened("#lesson=negotiated&at=free&lang=en");
  const { levers } = LESSONS.find(({ id }) => id === "negotiated")!;
  const controls = page.locator(".lesson-levers .control");
  await controls.first().waitFor();
  const paths = await controls.evaluateAll((all) =>
    all.map((control) => control.getAttribute("data-path")),
  );
  expect(paths).toEqual(levers);
  await expect.poll(async () => (await stateOf(page)).progress).toBe("done");
  const { digest } = await stateOf(page);
  await controls.first().locator("input").first().focus();
  await page.keyboard.press("Home");
  await expect.poll(async () => (await stateOf(page)).progress).toBe("done");
  await expect.poll(async () => (await stateOf(page)).digest).not.toBe(digest);
});

test("the handout holds every chart, the figures of its seed, and what its terms mean", async () => {
  const coercive = LESSONS[0]!;
  const page = await opened("#lesson=coercive&at=free&seed=7&lang=en");
  await page.evaluate(() => (window.print = () => undefined));
  await page.locator(".lesson-print").click();
  await page.emulateMedia({ media: "print" });
  const said = MESSAGES.en.lessons.texts["coercive"]!;
  const figures = playedOut(coercive, "7");
  const text = await textOf(page, ".handout");
  expect(text).toContain(MESSAGES.en.lessons.handout("7"));
  expect(text).toContain(filled(said.feedback, coercive, figures, createFormat("en")));
  expect(text).toContain("isomorphism");
  expect(await page.locator(".handout .lesson-figure:visible").count()).toBe(
    coercive.panels.length,
  );
  expect(await page.locator("#app").isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
});
