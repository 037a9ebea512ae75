import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { seek, shareVisit, stateOf, upload } from "./site.ts";

const shared = shareVisit();
let page: Page;
beforeEach(() => ({ page } = shared));

test("every parameter of the schema has one control, with unit, range and grade", async () => {
  const { parameters } = await stateOf(page);
  for (let depth = 0; depth < 6; depth++) {
    await page.$$eval(".sections details:not(.facts)", (all) => {
      for (const details of all) (details as HTMLDetailsElement).open = true;
    });
  }
  await expect.poll(() => page.locator(".sections [data-path]").count()).toBe(parameters);
  const paths = await page.$$eval(".sections [data-path]", (all) =>
    all.map((each) => each.getAttribute("data-path")),
  );
  expect(new Set(paths).size).toBe(parameters);
  expect(parameters).toBeGreaterThan(100);
  const facts = await page
    .locator('.sections [data-path="mechanisms.coercive.rate"] summary')
    .textContent();
  expect(facts).toContain("per quarter");
  expect(facts).toContain("0 to 1");
  expect(facts).toMatch(/measured|estimated|assumed/);
});

test("levers come first; search finds the rest in the language shown; reset takes changes back", async () => {
  expect(await page.locator(".levers .control").count()).toBeGreaterThanOrEqual(6);
  await page.locator(".settings .search").fill("zipf");
  await expect.poll(() => page.locator('[data-path="population.zipf"]').count()).toBe(1);
  await page.locator(".settings .search").fill("no such thing");
  await expect.poll(() => page.getByText("No setting of this name.").isVisible()).toBe(true);
  const { digest } = await stateOf(page);
  const lever = page.locator('.levers [data-path="mechanisms.coercive.rate"] input');
  await lever.focus();
  await page.keyboard.press("PageUp");
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] !== old, digest);
  await page.getByRole("button", { name: "Reset all" }).click();
  await page.waitForFunction((old) => window.ironcage?.state()["digest"] === old, digest);
});

test("a lever forks at the quarter shown; a structural setting starts the run again", async () => {
  await seek(page, 30);
  const before = await stateOf(page);
  await page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.08));
  const forked = await stateOf(page);
  expect(forked).toMatchObject({ step: 30, ghostFrom: 30, progress: "done" });
  expect(forked.digest).not.toBe(before.digest); // though a reform has set this rate before
  expect(forked.practice).toEqual(before.practice);
  await page.evaluate(() => window.ironcage?.change("population.associations", 50));
  const restarted = await stateOf(page);
  expect(restarted.ghostFrom).toBeNull();
  const slots = restarted.practice.length / 2; // all that ever were, those of the burn-in too
  expect(slots).toBeGreaterThanOrEqual(50);
  expect(slots).toBeLessThan(before.practice.length / 4);
});

test("F leads to the first lever wherever the settings are put away; both keys are in the list of keys", async () => {
  const focused = (): Promise<string | null> =>
    page.evaluate(
      () => document.activeElement?.closest("[data-path]")?.getAttribute("data-path") ?? null,
    );
  const first = await page.locator(".levers [data-path]").first().getAttribute("data-path");
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press("f");
    await expect.poll(focused).toBe(first);
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.locator("dialog table").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const keys = await page.locator(".keys-list kbd").allTextContents();
  expect(keys).toEqual(expect.arrayContaining(["F", "C"]));
});

test("a link takes parts of the page and settings off it, keeps doing so in its address, and a link without it brings them back", async () => {
  const hash = await page.evaluate(() => location.hash);
  const lever = '.levers [data-path="mechanisms.coercive.rate"]';
  const hidden = "story,curves,mechanisms.coercive.rate";
  await page.evaluate((to) => void (location.hash = to), `${hash}&hide=${hidden}`);
  for (const part of [".story", ".curves", lever])
    await expect.poll(() => page.locator(part).isVisible()).toBe(false);
  expect(await page.locator(".levers [data-path]:visible").count()).toBeGreaterThan(3);
  const { width = 0 } = (await page.locator(".field").boundingBox()) ?? {};
  expect(width).toBeGreaterThan(1000); // the map takes the room
  await seek(page, 3);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(`hide=${hidden}`);
  await page.evaluate((to) => void (location.hash = to), `${hash}&hide=everything`);
  await expect.poll(() => page.locator(".notices").textContent()).toContain("hide=everything");
  for (const part of [".story", ".curves", lever])
    await expect.poll(() => page.locator(part).isVisible()).toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate((to) => void (location.hash = to), `${hash}&hide=settings,header,transport`);
  for (const part of ["header", ".transport", '.tabs [data-part="settings"]'])
    await expect.poll(() => page.locator(part).first().isVisible()).toBe(false);
});

test("a scenario file opens; a bad one is refused with its place, and the last good one stays", async () => {
  await upload(page, "mine.yaml", "name: mine\nrun:\n  steps: 12\n  seed: mine\n");
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "mine.yaml");
  await page.waitForFunction(() => window.ironcage?.state()["steps"] === 12);
  await upload(page, "bad.yaml", "name: bad\nmechanisms:\n  coercive:\n    rate: 7\n");
  const notice = page.getByRole("alert");
  await notice.waitFor();
  const text = (await notice.textContent()) ?? "";
  expect(text).toContain("bad.yaml was not opened");
  expect(text).toContain("line 4, column 11");
  expect(text).toContain("mechanisms.coercive.rate");
  expect(text).toContain("got 7");
  expect((await stateOf(page)).source).toBe("mine.yaml");
  await page.getByLabel("Français").check();
  const french = () => page.getByRole("alert").textContent();
  await expect.poll(french).toContain("un nombre hors limites");
});

test("a manifest opens as the run that it is of, which is held against it; one that says otherwise is told apart", async () => {
  const scenarioContent = { name: "mine", population: { associations: 30 }, run: { burnIn: 0 } };
  const run = { model: "2", seed: "5", steps: 6, set: ["mechanisms.mimetic.rate=0.05"], off: [] };
  const manifest = (digest: string): string =>
    JSON.stringify({ ...run, digest, off: ["identity"], scenarioContent });
  await upload(page, "manifest.json", manifest("0".repeat(32)));
  const banner = page.locator('[data-banner="parts-A"]');
  await expect.poll(() => banner.textContent()).toContain("does not say where they part");
  const state = await stateOf(page);
  expect(state).toMatchObject({ source: "mine.json", seed: "5", steps: 6 });
  expect(state.layers[0]).toMatchObject({
    set: { "mechanisms.mimetic.rate": 0.05, "run.steps": 6 },
    off: ["identity"],
  });
  await upload(page, "manifest.json", manifest(state.digest ?? ""));
  await page.locator(".messages").getByText("Identical to the cited run").waitFor();
  expect(await banner.count()).toBe(0);
  await upload(page, "bad.json", manifest("").replace('"associations":30', '"associations":-3'));
  const alert = page.getByRole("alert");
  await expect.poll(() => alert.textContent()).toContain("bad.json was not opened");
  expect(await stateOf(page)).toMatchObject({ source: "mine.json", digest: state.digest });
});

test("another file opens at once while a large field is being set up", async () => {
  await upload(page, "large.yaml", "population: {associations: 2000000}\nrun: {burnIn: 1000}\n");
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "opening");
  await upload(page, "mine.yaml", "run: {steps: 5}\n");
  const opened = (): unknown => {
    const state = window.ironcage?.state();
    return state?.["source"] === "mine.yaml" && state["progress"] === "done";
  };
  await page.waitForFunction(opened, undefined, { timeout: 8000 });
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("a file's words are shown as words", async () => {
  await upload(
    page,
    "hostile.yaml",
    [
      "name: hostile",
      'description: { en: "<img src=x onerror=document.title=1>", fr: "" }',
      'reforms: [{ date: "2009-04-01", label: { en: "<b onclick=1>x</b>", fr: "" }, set: {} }]',
    ].join("\n"),
  );
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "hostile.yaml");
  await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
  await seek(page, 20);
  await expect.poll(() => page.textContent(".news")).toContain("<b onclick=1>x</b>");
  expect(await page.locator("img, b").count()).toBe(0);
});
