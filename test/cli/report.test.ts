import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../cli/failure.ts";
import { html } from "../../cli/report/html.ts";
import { COUNTED, voiceOf } from "../../cli/report/words.ts";
import { readManifest } from "../../cli/store/manifest.ts";
import { gradesOf, tally } from "../../experiments/grades.ts";
import { ironcage, refusal } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-report-"));
afterAll(() => rmSync(root, { recursive: true }));

const batch = join(root, "batch");
const tests = join(root, "tests");

beforeAll(() => {
  const hostile = "</style><script>alert(1)</script>";
  writeFileSync(
    join(root, "s.yaml"),
    `name: small\ndescription: { en: "${hostile}", fr: "${hostile}" }\npopulation: { associations: 30 }\nrun: { steps: 6, seed: s }\nsources: { S: { text: A count } }\nmechanisms: { mimetic: { rate: { value: 0.01, source: S, grade: measured } } }\n`,
  );
  writeFileSync(
    join(root, "e.yaml"),
    [
      "kind: experiment",
      "name: screening",
      "scenario: s.yaml",
      "design: { kind: morris, trajectories: 4, levels: 4 }",
      "factors:",
      "  mechanisms.mimetic.rate: { from: 0, to: 0.05 }",
      "  mechanisms.noise.spread: { from: 0, to: 0.02 }",
      "outcomes:",
      "  convergence: { measure: dispersion.practice, take: fall }",
      "",
    ].join("\n"),
  );
  writeFileSync(
    join(root, "h.yaml"),
    [
      "kind: hypothesis",
      "name: copying",
      `claim: { en: "Copying <b>matters</b>", fr: "Copier compte" }`,
      "sources: { own: { text: A test } }",
      "source: [own]",
      "family: tests",
      "scenario: s.yaml",
      "treatment:",
      "  levels:",
      "    - { label: { en: never, fr: jamais }, set: { mechanisms.mimetic.rate: 0 } }",
      "    - { label: { en: often, fr: souvent }, set: { mechanisms.mimetic.rate: 0.1 } }",
      "outcome: { measure: dispersion.practice, take: fall }",
      "predicted: increase",
      "smallestEffect: 0.01",
      "replicates: 4",
      "control: { knockOut: { off: [mimetic] } }",
      "couplings: [mechanisms.mimetic.rate]",
      "",
    ].join("\n"),
  );
  for (const args of [
    ["batch", join(root, "e.yaml"), "--out", batch],
    ["test", join(root, "h.yaml"), "--out", tests],
  ]) {
    const { status, stderr } = ironcage(args);
    if (status !== 0) throw new Error(stderr);
  }
});

const told = new Map<string, string>();

/** The report of a folder, written once, without the room between its marks. */
function reportOf(...args: [folder: string, ...flags: string[]]): string {
  const key = args.join(" ");
  const page = told.get(key) ?? written(...args);
  told.set(key, page);
  return page;
}

function written(folder: string, ...flags: string[]): string {
  const { status, stdout, stderr } = ironcage(["report", folder, ...flags]);
  expect([status, stderr]).toEqual([EXIT.done, ""]);
  expect(stdout).toBe(`${join(folder, "report.html")}\n`);
  return readFileSync(join(folder, "report.html"), "utf8")
    .replace(/>\s+/g, ">")
    .replace(/\s+</g, "<");
}

/** What an HTML page may not hold if it is to fetch nothing and run nothing. */
const ACTIVE = /<script|<link|<iframe|<img|\son\w+=|src=|url\(|href="(?!#)/i;

describe("ironcage report", () => {
  it("tells of a batch: design, sensitivity, what happened over time, the ledger, where it comes from", () => {
    const page = reportOf(batch);
    for (const heading of [
      "Design",
      "Sensitivity",
      "Outcomes at each point",
      "What the results rest on",
      "Over time",
      "What moved the dispersion",
      "Provenance",
    ])
      expect(page).toContain(`<h2>${heading}</h2>`);
    expect(page).toContain("μ*");
    expect(page).toContain("mechanisms.mimetic.rate");
    expect(page).toContain("Residual");
    for (const chart of ["how much each factor matters, and how evenly", "has μ* settled?"])
      expect(page).toContain(`aria-label="convergence: ${chart}"`);
    expect(page.match(/<svg[^>]*role="img"\s+aria-label="[^"]+"/g)?.length).toBeGreaterThan(6);
    expect(page).not.toMatch(ACTIVE);
    expect(page).toContain("&lt;script&gt;");
  });

  it("says how much rests on what nobody measured, by the grades that the scenario's file gives", () => {
    const page = reportOf(batch);
    const { study } = readManifest(batch);
    const graded = gradesOf(study.scenario, study.origins ?? {});
    const counts = tally(graded);
    expect(counts.measured).toBe(1);
    expect(page).toContain(`Of ${graded.length} parameters in force 1 are measured`);
    expect(page).toContain(
      `${counts.assumed} (${voiceOf("en").percent(counts.assumed / graded.length)}) assumed`,
    );
    expect(page).toContain("The design varies 2 parameters, 1 of them assumed;");
    expect(page).toMatch(/mechanisms\.mimetic\.rate<\/code><\/td><td>measured/);
    expect(page).toMatch(/Assumed parameters make [\d.]+% of the sum of μ\*/);
    const tested = reportOf(tests);
    expect(tested).toMatch(
      /copying<\/td><td><code>mechanisms\.mimetic\.rate<\/code><\/td><td>measured/,
    );
  });

  it("tells what each point came to, over its seeds", () => {
    const page = reportOf(batch);
    const rows = page.match(/<tr><td class="number">\d+<\/td>/g);
    expect(rows?.length).toBeGreaterThanOrEqual(9);
    expect(page).toMatch(/mimetic\.rate<\/span><\/th>/);
  });

  it("tells of tests: verdict, effect with interval and control, every seed, the reasons, in both languages", () => {
    const verdicts = JSON.parse(readFileSync(join(tests, "verdicts.json"), "utf8")) as {
      hypotheses: { verdict: string; effect: { found: { estimate: number } } }[];
    };
    const [entry] = verdicts.hypotheses;
    const page = reportOf(tests);
    expect(page).toContain(`class="verdict ${entry?.verdict}"`);
    expect(page).toContain(voiceOf("en").number(entry?.effect.found.estimate));
    expect(page).toContain("Copying &lt;b&gt;matters&lt;/b&gt;");
    expect(page).toContain("Effect and control");
    expect(page.match(/class="seed"/g)).toHaveLength(4);
    expect(page).not.toMatch(ACTIVE);
    const french = reportOf(tests, "--language", "fr");
    expect(french).toContain('lang="fr"');
    expect(french).toContain("Copier compte");
    expect(french).toContain("Résultat de chaque graine");
  });

  it("is the same to the byte for the same folder", () => {
    expect(written(batch)).toBe(reportOf(batch));
  });

  it("counts as each language does: none is several in English, and one in French", () => {
    const told = ([0, 1, 2] as const).map((count) =>
      (["en", "fr"] as const).map((language) => voiceOf(language).counted(count, ...COUNTED.run)),
    );
    expect(told).toEqual([
      ["0 runs", "0 simulation"],
      ["1 run", "1 simulation"],
      ["2 runs", "2 simulations"],
    ]);
  });

  it("refuses a folder that is none, and verdicts that lead elsewhere", async () => {
    expect((await refusal(["report", join(root, "none")])).status).toBe(EXIT.storage);
    const path = join(tests, "verdicts.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace('"folder": "copying', '"folder": "../copying'));
    expect((await refusal(["report", tests])).status).toBe(EXIT.mismatch);
    writeFileSync(path, "{}");
    expect((await refusal(["report", tests])).status).toBe(EXIT.mismatch);
    writeFileSync(path, text);
  });
});

describe("a template", () => {
  it("escapes whatever is no markup itself", () => {
    expect(html`<b>${`<"'&>`}</b>${[html`<i>${1}</i>`, undefined]}`.text).toBe(
      "<b>&lt;&quot;&#39;&amp;&gt;</b><i>1</i>",
    );
  });

  it("writes numbers as people of the language do", () => {
    expect(voiceOf("fr").number(-0.0314159)).toBe("−0,0314");
    expect(voiceOf("en").number(-0.0314159)).toBe("−0.0314");
    expect(voiceOf("en").number(null)).toBe("–");
  });
});
