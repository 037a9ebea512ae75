import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { createFormat } from "../../viz/format.ts";
import { LESSONS } from "../../viz/lessons/index.ts";
import type { Lesson } from "../../viz/lessons/lesson.ts";
import { filled } from "../../viz/lessons/text.ts";
import { type Language, MESSAGES } from "../../viz/messages/index.ts";
import { playedOut } from "../scenarios/lesson-runs.ts";
import { NARROW, shareVisit, SMALL, visit } from "./site.ts";

// A class as it is: runs that come out otherwise, telephones.

const shared = shareVisit({ hash: SMALL });

const lesson = (id: string): Lesson => LESSONS.find((each) => each.id === id)!;

/** Seeds whose run does not bear its lesson out. */
const CONTRARY: readonly (readonly [id: string, seed: string, Language])[] = [
  ["mimetic", "2", "fr"],
  ["groupings", "7", "en"],
];

test.each(CONTRARY)(
  "[33] lesson %s: seed %s contradicts it; in %s the page says so instead of praising it and offers to count",
  async (id, seed, language) => {
    const { page } = shared;
    const t = MESSAGES[language].lessons;
    const contrary = lesson(id);
    const figures = playedOut(contrary, seed);
    expect(contrary.agrees(figures)).toBe(false);
    const said = t.texts[id]!;
    await page.evaluate(
      (to) => (location.hash = to),
      `#lesson=${id}&at=check&lang=${language}&seed=${seed}`,
    );
    const right = contrary.check.answer(figures);
    await page.locator(`.lesson-choice input[value="${right}"]`).check();
    const feedback = page.locator(".lesson-feedback");
    // whoever answers as the run is, is right; the run is contrary all the same
    await expect.poll(() => feedback.textContent()).toContain(t.right);
    const text = (await feedback.textContent()) ?? "";
    expect(text).toContain(t.contradicts(said.claim));
    expect(text).not.toContain(t.agrees);
    expect(text).toContain(filled(said.feedback, contrary, figures, createFormat(language)));
    expect(await page.getByRole("button", { name: t.count("30") }).isVisible()).toBe(true);
    await page.evaluate((to) => (location.hash = to), `#lesson=${id}&at=check&lang=${language}`);
    await expect.poll(() => feedback.count()).toBe(0);
    const usual = contrary.check.answer(playedOut(contrary, contrary.seed));
    await page.locator(`.lesson-choice input[value="${usual}"]`).check();
    await expect.poll(() => feedback.textContent()).toContain(t.agrees);
  },
);

/** The whole of it can be touched, nothing lies over it, and its letters can be read. */
async function isWithinReach(target: Locator): Promise<void> {
  const { width, height, size, isOnTop } = await target.evaluate((element) => {
    element.scrollIntoView({ block: "center" });
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      width: box.width,
      height: box.height,
      size: Number.parseFloat(getComputedStyle(element).fontSize),
      isOnTop: top !== null && (element.contains(top) || top.contains(element)),
    };
  });
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  expect(size).toBeGreaterThanOrEqual(12);
  expect(isOnTop).toBe(true);
}

test("[34] on a telephone a lesson is walked by touch alone, from the opening screen to its end", async () => {
  const { page, complaints } = await visit(shared.browser, shared.site, {
    viewport: NARROW,
    hasTouch: true,
    isMobile: true,
    hash: `${SMALL}&lang=fr`,
  });
  const coercive = lesson("coercive");
  const figures = playedOut(coercive, coercive.seed);
  const tap = async (target: Locator): Promise<void> => {
    await target.waitFor();
    await isWithinReach(target);
    await target.tap();
  };
  const choose = (value: string): Promise<void> =>
    tap(page.locator(`.lesson-choice:has(input[value="${value}"])`));
  const next = page.locator(".lesson-actions .primary:enabled");
  await tap(page.locator(".lesson-invitation button:visible"));
  await choose(coercive.predict.choices[0]!);
  await choose("guess");
  await tap(next);
  for (const _ of ["run", ...coercive.panels]) await tap(next);
  await choose(coercive.check.answer(figures));
  const { lessons: t } = MESSAGES.fr;
  await expect.poll(() => page.locator(".lesson-feedback").textContent()).toContain(t.right);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(NARROW.width);
  await tap(next);
  await page.locator(".lesson-levers .control").first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
