import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { launch, seek, shareVisit, stateOf, visit } from "./site.ts";

const TARIFFS = "#v=1&preset=tariff-squeeze";
const shared = shareVisit({ hash: TARIFFS });

const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");

/** The address, once it says what the run came to. */
async function addressOf(page: Page, cites = 1): Promise<string> {
  await page.waitForFunction((count) => location.hash.split("cite=").length === count + 1, cites);
  return page.evaluate(() => location.hash);
}

async function choose(page: Page, item: string): Promise<void> {
  await page.locator(".menu > button").click();
  await page.locator(`[data-item="${item}"]`).click();
}

async function open(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "text/yaml", buffer: Buffer.from(text) });
}

/** What may not be the same between two who look at one link is left out: nothing. */
const seen = async (page: Page) => {
  const { source, seed, step, language, digest, measures, layers, practice } = await stateOf(page);
  return { source, seed, step, language, digest, measures, layers, practice };
};

test("[40] a copied link gives the same run, quarter, language and picture in another browser, checked to the last bit", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"], locale: "fr-FR" };
  const { page, complaints } = await visit(shared.browser, shared.site, {
    ...context,
    hash: "#v=1&preset=tariff-squeeze&seed=élan 7",
  });
  await seek(page, 9);
  await page.evaluate(() => window.ironcage?.change("mechanisms.coercive.rate", 0.06));
  await settled(page);
  await seek(page, 21);
  await page.evaluate(() => window.ironcage?.toggle("mergers"));
  await settled(page);
  await seek(page, 33);
  await choose(page, "link");
  await page.getByText("Lien copié").first().waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThanOrEqual(2000);
  const { hash } = new URL(link);
  expect(hash).toContain("set=mechanisms.coercive.rate:0.06@9");
  expect(hash).toContain("off=mergers@21");
  const before = await seen(page);
  const firefox = await launch("firefox");
  const other = await visit(firefox, shared.site, { hash, locale: "en-GB" });
  expect(await seen(other.page)).toEqual(before);
  await other.page.getByText("Identique à la simulation citée").first().waitFor();
  expect([...complaints, ...other.complaints]).toEqual([]);
  await Promise.all([firefox.close(), page.context().close()]);
});

test("a cited run that is not this one is told, with the quarters between which it parts; so is another model", async () => {
  const { page } = shared;
  await seek(page, 3);
  await page.evaluate(() => window.ironcage?.change("mechanisms.coercive.rate", 0.06));
  await settled(page);
  const hash = await addressOf(page);
  // the same citation over a run whose change comes later
  const forged = hash.replace("@3", "@30").replace(/model=[^&]*/, "model=0");
  await page.evaluate((next) => (location.hash = next), forged);
  const alert = page.locator('[data-banner="parts-A"]');
  await alert.waitFor();
  expect(await alert.textContent()).toContain("This run is not the cited one.");
  // marks lie at every sixth quarter of sixty: the same at the start, no more at the first after the change
  const { steps } = await stateOf(page);
  expect(steps % 10).toBe(0);
  expect(await alert.textContent()).toMatch(/The same up to Q\d.2\d{3}; no more by Q\d.2\d{3}\./);
  expect(await page.locator('[data-banner="model"]').textContent()).toContain("model 0");
});

describe("links that are damaged or mean harm", () => {
  const HOSTILE: readonly (readonly [string, string])[] = [
    ["v=2&preset=no-pressure", "another kind of link"],
    ["v=1&preset=../../etc/passwd", "no scenario of this name"],
    ["v=1&set=__proto__.polluted:1", "no path of a scenario"],
    ["v=1&set=mechanisms.constructor.prototype.rate:1", "no path of a scenario"],
    ["v=1&set=mechanisms.coercive.rate:%7B%22__proto__%22:1%7D", "not in the form"],
    ["v=1&set=mechanisms.coercive.rate:1e999", "not in the form"],
    ["v=1&seed=a&seed=b", "given twice"],
    ["v=1&file=x.yaml:AAAA", "not in the form"],
    [`v=1&seed=${"x".repeat(3000)}`, "longer than 2,000 characters"],
    ["v=1&set=mechanisms.coercive.rate:7", "got 7"],
    ["v=1&set=mechanisms.no.such:1", "mechanisms.no.such"],
    ["v=1&off=everything", "got everything"],
    ["v=1&off=mimetic@90000", "got 90000"],
    ["v=1&ab=B&b.set=mechanisms.mimetic.rate:-1", "got -1"],
  ];

  test("each is refused with words, and nothing changes", async () => {
    const { page, complaints } = await visit(shared.browser, shared.site, {
      hash: "#v=1&preset=no-pressure&seed=mine&t=5",
    });
    const before = await seen(page);
    const hash = await addressOf(page);
    for (const [link, words] of HOSTILE) {
      await page.evaluate((next) => (location.hash = next), link);
      const alert = page.getByRole("alert").filter({ hasText: words });
      await alert.waitFor({ timeout: 20_000 });
      expect(await alert.textContent()).toContain("The link was not opened");
      expect(await seen(page)).toEqual(before);
      expect(await page.evaluate(() => "polluted" in {})).toBe(false);
      await expect.poll(() => page.evaluate(() => location.hash)).toBe(hash);
      await alert.getByRole("button", { name: "Dismiss" }).click();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("on opening, the default run is shown instead, and the reason", async () => {
    const { page } = await visit(shared.browser, shared.site, {
      hash: "#v=1&preset=HPST-2009&seed=5",
    });
    expect(await stateOf(page)).toMatchObject({ source: "hpst-2009", seed: "2009" });
    expect(await page.getByRole("alert").textContent()).toContain("preset=HPST-2009");
    await page.context().close();
  });
});

test("an own scenario travels in the link where it fits; where it does not, that is said", async () => {
  const { page } = shared;
  await open(page, "mine.yaml", "# mine\nextends: no-pressure\nrun: { steps: 12, seed: own }\n");
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "mine.yaml");
  await settled(page);
  const hash = await addressOf(page);
  const before = await seen(page);
  const other = await visit(shared.browser, shared.site, { hash });
  expect(await seen(other.page)).toEqual(before);
  await other.page.context().close();
  const noise = Array.from({ length: 4000 }, (_, at) => ((at * 48_271) % 9973).toString(36)).join(
    "",
  );
  await open(page, "long.yaml", `# ${noise}\nextends: no-pressure\n`);
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "long.yaml");
  await choose(page, "link");
  await page.getByText("too large for a link").first().waitFor();
  expect(await page.evaluate(() => location.hash)).toBe("");
});

test("what was changed is saved as YAML that gives the same run again; manifest and citation carry seed and digest", async () => {
  const { page } = shared;
  await page.evaluate(() => window.ironcage?.setSeed("77"));
  await seek(page, 14);
  await page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.05));
  await settled(page);
  const { digest } = await stateOf(page);
  const saving = page.waitForEvent("download");
  await choose(page, "scenario");
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("tariff-squeeze-77.yaml");
  const text = await readFile(await saved.path(), "utf8");
  expect(text).toContain("# Money alone");
  const manifesting = page.waitForEvent("download");
  await choose(page, "manifest");
  const manifest = JSON.parse(await readFile(await (await manifesting).path(), "utf8")) as {
    readonly a: Readonly<Record<string, unknown>>;
  };
  expect(manifest.a).toMatchObject({ scenario: "tariff-squeeze", seed: "77", digest });
  await choose(page, "cite");
  const citation = (await page.locator(".citation").textContent()) ?? "";
  expect(citation).toMatch(/^@software\{ironcage-/);
  for (const fact of ["seed 77", `digest ${digest}`, "tariff-squeeze with changes", "Ironcage"])
    expect(citation).toContain(fact);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await open(page, "again.yaml", text);
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "again.yaml");
  await settled(page);
  expect(await stateOf(page)).toMatchObject({ digest, seed: "77" });
});

test("what a visitor made is offered on return", async () => {
  const { page } = await visit(shared.browser, shared.site, { hash: "#v=1&preset=no-pressure" });
  await open(page, "mine.yaml", "extends: hpst-2009\nrun: { steps: 20, seed: own }\n");
  await page.waitForFunction(() => window.ironcage?.state()["source"] === "mine.yaml");
  await settled(page);
  await seek(page, 4);
  await page.evaluate(() => window.ironcage?.change("mechanisms.normative.rate", 0.03));
  await settled(page);
  const before = await seen(page);
  const again = await page.context().newPage();
  const kept = (): Promise<string> =>
    again
      .goto(`${shared.site.address}?test=1`)
      .then(() => again.waitForFunction(() => window.ironcage !== undefined))
      .then(() => again.evaluate(() => window.ironcage?.ready))
      .then(() => again.locator('[data-banner="offer"]').textContent({ timeout: 2000 }))
      .then((text) => text ?? "", String);
  await expect.poll(kept, { timeout: 20_000 }).toContain("mine.yaml, seed own");
  await again.getByRole("button", { name: "Go on" }).click();
  await again.waitForFunction(() => window.ironcage?.state()["source"] === "mine.yaml");
  await settled(again);
  expect(await seen(again)).toEqual(before);
  await page.context().close();
});

test("a browser that keeps nothing is told of", async () => {
  const { page } = shared;
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room left", "QuotaExceededError");
    };
  });
  await page.evaluate(() => window.ironcage?.change("mechanisms.coercive.rate", 0.06));
  const alert = page.locator('[data-banner="autosave"]');
  await alert.waitFor();
  expect(await alert.textContent()).toContain("does not keep your work");
});
