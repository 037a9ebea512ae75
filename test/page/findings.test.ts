import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import {
  EXTINCT,
  isDeep,
  OPENING,
  seek,
  shareVisit,
  SMALL,
  stateOf,
  upload,
  visit,
} from "./site.ts";

// Axe looks at every view in both languages, both themes and three widths: here in pairs, in the deep check in every combination.

interface Surrounding {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly language: "fr" | "en";
}

/** Every pair of a width, a theme and a language is met; the whole product is for the deep check. */
const PAIRS: readonly Surrounding[] = [
  { width: 1440, colorScheme: "light", language: "fr" },
  { width: 1440, colorScheme: "dark", language: "en" },
  { width: 1024, colorScheme: "dark", language: "fr" },
  { width: 1024, colorScheme: "light", language: "en" },
  { width: 390, colorScheme: "dark", language: "en" },
  { width: 390, colorScheme: "light", language: "fr" },
];

const EVERY: readonly Surrounding[] = [1440, 1024, 390].flatMap((width) =>
  (["light", "dark"] as const).flatMap((colorScheme) =>
    (["fr", "en"] as const).map((language) => ({ width, colorScheme, language })),
  ),
);

const shared = shareVisit({ hash: SMALL });
let page: Page;
beforeEach(() => ({ page } = shared));

/** On a telephone one part shows at a time. */
async function turnTo(tab: "map" | "curves" | "story" | "settings"): Promise<void> {
  const at = ["map", "curves", "story", "settings"].indexOf(tab);
  const button = page.locator(".tabs button").nth(at);
  if (await button.isVisible()) await button.click();
  const drawer = page.locator(".drawer-button");
  if (tab === "settings" && (await drawer.isVisible())) await drawer.click();
}

async function panel(name: string): Promise<void> {
  await turnTo("story");
  await page.locator(`.panels input[value="${name}"]`).check({ force: true });
}

const done = (): Promise<unknown> =>
  page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");

const goTo = (hash: string): Promise<void> =>
  page.evaluate((to) => void (location.hash = to), hash);

/** Answers what is asked first, with the first choice each. */
async function answerAll(): Promise<void> {
  for (const question of await page.locator(".lesson-choice:visible").all())
    await question.locator("input").first().press("Space"); // what is fixed below may lie over it at 390
}

interface Looked {
  readonly name: string;
  readonly within: string;
  readonly open: () => Promise<void>;
  /** Ways on from there, each looked at as well. */
  readonly further?: readonly (() => Promise<void>)[];
}

const VIEWS: readonly Looked[] = [
  { name: "the whole page as it opens", within: "body", open: () => Promise.resolve() },
  {
    name: "the curves with a fan",
    within: ".curves",
    async open() {
      await turnTo("curves");
      await page.evaluate(() => window.ironcage?.gather(2));
      await page.waitForFunction(() => window.ironcage?.ensemble()?.["kind"] === "done");
    },
  },
  ...["accounts", "events", "calls", "negotiations", "groupings"].map((name) => ({
    name: `the panel of ${name}`,
    within: ".story",
    open: () => panel(name),
  })),
  {
    name: "one association's life",
    within: ".story",
    async open() {
      await panel("association");
      const search = page.locator('.story [role="combobox"]').first();
      await expect
        .poll(async () => {
          await search.fill("7");
          await search.press("Enter");
          return page.locator(".life-story").isVisible();
        })
        .toBe(true);
    },
  },
  {
    name: "settings unfolded",
    within: ".settings",
    async open() {
      await turnTo("settings");
      for (const each of await page.locator(".sections > details > summary").all())
        await each.click();
    },
  },
  {
    name: "a chart's table",
    within: "dialog",
    async open() {
      await turnTo("curves");
      await page.locator(".ribbon .figure-head > .button").first().click();
      await page.locator("dialog[open]").waitFor();
    },
  },
  {
    name: "the list of keys",
    within: "dialog",
    async open() {
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
    },
  },
  {
    name: "the menu",
    within: "header",
    async open() {
      await page.locator(".menu > button").click();
      await page.locator('[data-item="link"]').waitFor();
    },
  },
  {
    name: "two worlds",
    within: "body",
    async open() {
      await page.evaluate(() => document.querySelector<HTMLElement>(".button.compare")?.click());
      await page.waitForFunction(() => typeof window.ironcage?.state()["parting"] !== "undefined");
      await panel("worlds");
    },
  },
  {
    name: "the page before a class",
    within: "body",
    async open() {
      await page.keyboard.press("p");
      await page.locator(".stage").waitFor();
    },
  },
  {
    name: "refused links and files, another model's run, work that is not kept",
    within: ".notices",
    async open() {
      const cite = `${"0".repeat(32)}-${"0".repeat(60)}`;
      await goTo(`${SMALL}&model=0&cite=${cite}`);
      await page.locator('[data-banner="parts-A"]').waitFor();
      await goTo("v=2");
      await page.locator('[data-banner="link"]').waitFor();
      await upload(page, "bad.yaml", "name: bad\nmechanisms:\n  coercive:\n    rate: 7\n");
      await page.getByText("bad.yaml").first().waitFor();
      expect(await page.locator(".notices .notice").count()).toBeGreaterThanOrEqual(4);
    },
  },
  {
    name: "a worker that died",
    within: ".notices",
    async open() {
      await page.evaluate(() => window.ironcage?.die());
      await page.locator(".messages .notice").waitFor();
    },
  },
  {
    name: "a field in which one is left",
    within: ".field:not(.second)",
    async open() {
      await turnTo("map");
      if ((await stateOf(page)).letter !== null)
        await page.evaluate(() => document.querySelector<HTMLElement>(".button.compare")?.click());
      await upload(page, "few.yaml", EXTINCT);
      await page.waitForFunction(() => window.ironcage?.state()["source"] === "few.yaml");
      await done();
      await page.evaluate(() => window.ironcage?.seek(1000));
      await page.locator(".map-empty").first().waitFor();
    },
  },
  {
    name: "a lesson from its prediction to its end",
    within: ".settings",
    async open() {
      await goTo("lesson=normative&at=predict");
      await page.locator(".lesson-choice input").first().waitFor({ state: "attached" });
      if (!(await page.locator(".lesson-part").isVisible())) await turnTo("settings");
    },
    further: [next("run"), next("explain-1"), next("explain-2"), next("check"), answerAll],
  },
];

/** Goes on to the next step of a lesson. */
function next(step: string): () => Promise<void> {
  return async () => {
    await answerAll();
    await page.locator(".lesson-actions .primary:enabled").click();
    await page.locator(`.page[data-lesson="${step}"]`).waitFor();
    if (step === "run") await page.locator(".lesson-actions .primary:enabled").waitFor();
  };
}

/** Puts the page into a width, a theme and a language. */
async function surround({ width, colorScheme, language }: Surrounding): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  await page.emulateMedia({ colorScheme });
  await page.evaluate(
    (to) => document.querySelector<HTMLElement>(`.choices input[value="${to}"]`)?.click(),
    language,
  );
  await page.locator(`html[lang="${language}"]`).waitFor({ state: "attached" });
  await seek(page, 20);
}

/** What a view leaves behind that stands in the next one's way. */
async function close(): Promise<void> {
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    (document.activeElement as HTMLElement | null)?.blur();
  });
}

/** Each view in each of them; on each change each view once, in turn. */
const ROUNDS = isDeep
  ? EVERY.map((surrounding) => ({ ...surrounding, views: VIEWS }))
  : PAIRS.map((surrounding, round) => ({
      ...surrounding,
      views: VIEWS.filter((_, at) => at % PAIRS.length === round),
    }));

test.each(ROUNDS)(
  "[38] axe finds nothing serious in any view at $width, $colorScheme, in $language",
  async ({ views, ...surrounding }) => {
    await surround(surrounding);
    for (const { name, within, open, further = [] } of views) {
      for (const go of [open, ...further]) {
        await go();
        expect(await seriousFindings(page, within), name).toEqual([]);
      }
      await close();
    }
  },
);

test("[38] work offered again has no serious finding", async () => {
  const { page: before } = await visit(shared.browser, shared.site, { hash: SMALL });
  await before.evaluate(() => window.ironcage?.change("mechanisms.normative.rate", 0.03));
  const own = await before.context().newPage();
  const isOffered = async (): Promise<boolean> => {
    await own.goto("about:blank");
    await own.goto(`${shared.site.address}?test=1${OPENING}`);
    await own.waitForFunction(() => window.ironcage !== undefined);
    await own.evaluate(() => window.ironcage?.ready);
    const offer = own.locator('[data-banner="offer"]').waitFor({ timeout: 1000 });
    return offer.then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isOffered).toBe(true);
  for (const { width, colorScheme } of PAIRS.filter((_, at) => at % 2 === 0)) {
    await own.setViewportSize({ width, height: 844 });
    await own.emulateMedia({ colorScheme });
    expect(await seriousFindings(own, ".notices")).toEqual([]);
  }
  expect((await stateOf(own)).source).toBe("hpst-2009");
  await own.context().close();
});
