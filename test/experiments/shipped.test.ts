import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
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
