import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FAMILIES } from "../../bench/registry/families.ts";
import { basisOf, readRegistered, REGISTERED } from "../../bench/registry/read.ts";
import { readExperiment } from "../../cli/disk.ts";
import { runCount } from "../../experiments/design.ts";
import { type ExperimentResult, loadExperiment } from "../../experiments/files/experiment.ts";
import { problemText } from "../../experiments/files/problem.ts";

const FOLDER = new URL("../../scenarios/experiments/", import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -".yaml".length));

type Accepted = Extract<ExperimentResult, { readonly ok: true }>;

/** Each loaded once. */
const LOADED = new Map<string, Accepted>();

function accepted(name: string): Accepted {
  const known = LOADED.get(name);
  if (known !== undefined) return known;
  const result = loadExperiment(name, readExperiment);
  if (!result.ok) throw new Error(problemText(result.problems));
  LOADED.set(name, result);
  return result;
}

describe("the shipped experiments", () => {
  it.each(NAMES)(
    "%s loads, bears its file's name, says in both languages what it is, and is small",
    (name) => {
      const found = readExperiment(name);
      const text = found !== undefined && "content" in found ? found.content : "";
      const content = parse(Buffer.from(text).toString()) as {
        readonly description: Readonly<Record<"en" | "fr", string>>;
      };
      const { study, name: own } = accepted(name);
      expect(own).toBe(name);
      expect(content.description.en.length).toBeGreaterThan(20);
      expect(content.description.fr.length).toBeGreaterThan(20);
      expect(runCount(study.design)).toBeLessThanOrEqual(500);
    },
  );

  it("show every kind of design", () => {
    const kinds = NAMES.map((name) => accepted(name).study.design.kind);
    expect([...new Set(kinds)].sort()).toEqual([
      "grid",
      "lhs",
      "list",
      "morris",
      "saltelli",
      "sobol",
    ]);
  });
});

describe("the shipped registry of hypotheses", () => {
  /** Each loaded once, which compiles every arm of every version. */
  const loaded = new Map(REGISTERED.map((name) => [name, readRegistered(name)] as const));
  const of = (name: string) => {
    const found = loaded.get(name);
    if (found === undefined) throw new Error(`no hypothesis ${name}`);
    return found;
  };
  const stating = (pattern: RegExp): string[] => REGISTERED.filter((name) => pattern.test(name));

  it.each(REGISTERED)(
    "%s bears its file's name, says in both languages what is claimed and why, and runs at most 400 runs a test",
    (name) => {
      const { content, trials } = of(name);
      expect(content.name).toBe(name);
      for (const language of ["en", "fr"] as const) {
        expect(content.claim[language].length).toBeGreaterThan(20);
        expect(content.description[language].length).toBeGreaterThan(60);
        expect(content.outcome.label?.[language]).toBeTruthy();
        for (const { label } of Object.values(content.versions))
          expect(label?.[language]).toBeTruthy();
        const { control } = content;
        expect(control === undefined || control.label?.[language]).toBeTruthy();
      }
      expect(FAMILIES.map(({ id }) => id)).toContain(content.family);
      for (const { study } of trials) expect(runCount(study.design)).toBeLessThanOrEqual(400);
    },
  );

  it("holds the twelve of DiMaggio and Powell, each once, A within runs and B between worlds", () => {
    expect(stating(/^a\d-/)).toHaveLength(6);
    expect(stating(/^b\d-/)).toHaveLength(6);
    for (const name of stating(/^a\d-/))
      expect(of(name).content.outcome.measure).toMatch(/^contrast\./);
    for (const name of stating(/^b\d-/))
      expect(of(name).content.outcome.measure).toMatch(/^(dispersion|decline)\./);
  });

  it("ships an emergent version wherever a coupling can be taken away", () => {
    const assumedAlone = REGISTERED.filter((name) =>
      of(name).trials.every(({ label }) => label === "assumed"),
    );
    expect(assumedAlone).toEqual([
      "calls-select-capacity", // capacity is what is taken away, as its control
      "drift-to-administration", // a prescription cannot be 0
      "drift-to-enterprise",
      "mandated-cooperation-pays", // a grouping that saves nothing has nothing to pay with
      "negotiation-moves-rules", // the treatment is the coupling
    ]);
  });

  it("has verdicts of today's model, files and scenarios in docs/registry.md (npm run hypotheses)", () => {
    const page = readFileSync(new URL("../../docs/registry.md", import.meta.url), "utf8");
    const stated = [...page.matchAll(/^\| `([\w-]+)` \| `([0-9a-f]{16})` \|$/gm)];
    expect(stated.map(([, name, basis]) => [name, basis])).toEqual(
      REGISTERED.map((name) => [name, basisOf(name, of(name))]),
    );
  });
});
