import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { createFormat } from "../../viz/format.ts";
import { LESSONS } from "../../viz/lessons/index.ts";
import { filled } from "../../viz/lessons/text.ts";
import { MESSAGES } from "../../viz/messages/index.ts";
import { playedOut } from "../scenarios/lesson-runs.ts";
import { brokenBy } from "./injection.ts";
import { loneliest, place, screenOf, settled } from "./map.ts";
import { isDeep, seek, shareVisit, stateOf } from "./site.ts";

// What may differ between browsers: how it is painted, what is stopped, what keys do.

const shared = shareVisit({ name: "firefox" });
let page: Page;
beforeEach(() => ({ page } = shared));

test("the map is painted, chosen from and looked at closely", async () => {
  await seek(page, 30);
  const state = await stateOf(page);
  const slot = loneliest(state);
  await page.mouse.click(...(await screenOf(page))(...place(state, slot)));
  const name = page.locator(".card:not([hidden]) strong");
  await expect.poll(() => name.textContent()).toBe(`Association ${slot}`);
  await page.getByRole("button", { name: "Closer" }).click();
  await expect.poll(() => page.locator(".map-room[data-zoomed]").count()).toBe(1);
  await settled(page, 30);
  expect(shared.complaints).toEqual([]);
});

test("every panel and the page before a class open without a complaint", async () => {
  await seek(page, 40);
  for (const panel of await page.locator(".panels input").all()) {
    await panel.check({ force: true });
    await page.locator(".panel:not([hidden])").waitFor();
  }
  await page.keyboard.press("p"); // a choice has the focus: letters are not its business
  await page.locator(".stage").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".story").waitFor();
  expect(shared.complaints).toEqual([]);
});

test.each(
  isDeep
    ? LESSONS.flatMap(({ id }) =>
        (["en", "fr"] as const).map((language) => [id, language] as const),
      )
    : ([["decoupling", "fr"]] as const),
)(
  "[34] the lesson %s is walked with the mouse, in %s, and comes to what Node computes",
  async (id, language) => {
    const lesson = LESSONS.find((each) => each.id === id)!;
    const { lessons: t } = MESSAGES[language];
    const figures = playedOut(lesson, lesson.seed);
    const next = page.locator(".lesson-actions .primary:enabled");
    const choose = (value: string): Promise<void> =>
      page.locator(`.lesson-choice:has(input[value="${value}"])`).click();
    await page.evaluate((to) => (location.hash = to), `#lesson=${id}&lang=${language}`);
    await page.locator(".lesson-choice").first().waitFor();
    expect(await next.count()).toBe(0); // nothing runs before a prediction
    await choose(lesson.predict.choices[0]!);
    await choose("very");
    await next.click();
    await next.click(); // enabled once it is computed
    for (const panel of lesson.panels) {
      const { title } = t.texts[id]!.panels[panel.id]!;
      await expect.poll(() => page.locator(".lesson-figure h2").textContent()).toBe(title);
      await next.click();
    }
    await choose(lesson.check.answer(figures));
    const format = createFormat(language);
    await expect
      .poll(() => page.locator(".lesson-feedback").textContent())
      .toContain(filled(t.texts[id]!.feedback, lesson, figures, format));
    await next.click();
    await page.locator(".lesson-levers .control").first().waitFor();
    expect(shared.complaints).toEqual([]);
  },
);

test("what the page may not run is stopped: handlers, scripts, text turned into markup", async () => {
  expect(await brokenBy(page)).toEqual({ broken: null, unstopped: [] });
});
