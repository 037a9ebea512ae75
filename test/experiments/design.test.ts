import { describe, expect, it } from "vitest";
import { type Design, pointAt, runCount, slotAt, spaced } from "../../experiments/design.ts";
import { loadExperiment } from "../../experiments/files/experiment.ts";
import { problemText } from "../../experiments/files/problem.ts";
import {
  keptMeasures,
  keptSteps,
  planOf,
  runId,
  type Study,
  studyHash,
} from "../../experiments/jobs.ts";
import { scenarioHash } from "../../sim/index.ts";
import { inMemory, refused } from "./reading.ts";

const BASE = "population: {associations: 20}\nrun: {steps: 4, seed: s}\n";

function studyOf(rest: string, base = BASE): Study {
  const result = loadExperiment(
    "e.yaml",
    inMemory({ "e.yaml": `kind: experiment\nscenario: base\n${rest}`, base }),
  );
  if (!result.ok) throw new Error(problemText(result.problems));
  return result.study;
}

const points = (design: Design): unknown[] =>
  Array.from({ length: runCount(design) / design.replicates }, (_, index) =>
    pointAt(design, index),
  );

describe("a design", () => {
  it("is every combination in file order, the last factor fastest", () => {
    const { design } = studyOf(
      "factors:\n  mechanisms.mimetic.rate: [0.02, 0.01]\n  mechanisms.normative.rate: {from: 0, to: 0.03, step: 0.01}\n",
    );
    expect(points(design)).toEqual(
      [0.02, 0.01].flatMap((m) => [0, 0.01, 0.02, 0.03].map((c) => [m, c])),
    );
  });

  it("takes lists level by level", () => {
    const { design } = studyOf(
      "design: list\nfactors:\n  mechanisms.mimetic.rate: [0.02, 0.01]\n  off: [[], [noise, mimetic]]\n",
    );
    expect(points(design)).toEqual([
      [0.02, []],
      [0.01, ["noise", "mimetic"]],
    ]);
  });

  it("without factors is one point", () => {
    const { design } = studyOf("replicates: 3");
    expect(points(design)).toEqual([[]]);
    expect(runCount(design)).toBe(3);
  });

  it("gives replicate r the seed SEED/r at every point, r from 1", () => {
    const { design, seed } = studyOf(
      "replicates: 2\nfactors: {mechanisms.mimetic.rate: [0.01, 0.02]}",
    );
    expect([0, 1, 2, 3].map((run) => slotAt(design, run, seed))).toEqual([
      { run: 0, point: 0, replicate: 1, seed: "s/1" },
      { run: 1, point: 0, replicate: 2, seed: "s/2" },
      { run: 2, point: 1, replicate: 1, seed: "s/1" },
      { run: 3, point: 1, replicate: 2, seed: "s/2" },
    ]);
  });

  it("spaces levels without the dust of binary fractions", () => {
    expect(spaced(0, 0.1, 4)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it("keeps every so many steps, and the last", () => {
    expect([...keptSteps({ steps: 10, every: 4 })]).toEqual([0, 4, 8, 10]);
    expect([...keptSteps({ steps: 0, every: 4 })]).toEqual([0]);
    expect([...keptSteps({ steps: 8, every: 4 })]).toEqual([0, 4, 8]);
  });

  it("keeps the measures asked for, in that order", () => {
    const study = { ...studyOf(""), measures: ["decouplingGap", "associations"] };
    expect(keptMeasures(study).map(({ name }) => name)).toEqual(["decouplingGap", "associations"]);
  });
});

describe("a run's id", () => {
  const rest = "replicates: 2\nfactors: {mechanisms.mimetic.rate: [0.01, 0.02]}";
  const idsOf = (study: Study): string[] =>
    Array.from({ length: runCount(study.design) }, (_, run) => {
      const slot = slotAt(study.design, run, study.seed);
      return runId(studyHash(study), study.design, pointAt(study.design, slot.point), slot);
    });

  it("differs for every run and stays for comments, labels and spelled-out defaults", () => {
    const ids = idsOf(studyOf(rest));
    expect(new Set(ids).size).toBe(4);
    expect(idsOf(studyOf(rest, `# why\n${BASE}description: {en: a, fr: b}\n`))).toEqual(ids);
  });

  it("changes with a parameter and with the seed", () => {
    const [first] = idsOf(studyOf(rest));
    expect(idsOf(studyOf(rest, `${BASE}mechanisms: {noise: {spread: 0.001}}`))).not.toContain(
      first,
    );
    expect(idsOf(studyOf(`${rest}\nseed: other`))).not.toContain(first);
  });

  it("is kept by runs that a longer list of levels already had", () => {
    const grown = idsOf(
      studyOf("replicates: 2\nfactors: {mechanisms.mimetic.rate: [0.01, 0.02, 0.03]}"),
    );
    expect(grown.slice(0, 4)).toEqual(idsOf(studyOf(rest)));
  });
});

it("a point's plan is the scenario with its levels from step 1 on", () => {
  const study = studyOf(
    "factors: {mechanisms.mimetic.rate: [0.01, 0.02], off: [[], [mergers, noise]]}",
  );
  const plans = [0, 1, 2, 3].map((index) =>
    planOf(study, pointAt(study.design, index), slotAt(study.design, index, study.seed)),
  );
  expect(new Set(plans.map(scenarioHash)).size).toBe(4);
  expect(plans[3]?.spans.at(-1)).toMatchObject({
    off: ["mergers", "noise"],
    scenario: { mechanisms: { mimetic: { rate: 0.02 } } },
  });
});

describe("contrasts of an experiment", () => {
  const contrast = "contrasts: { dependent: { exposure: dependence, outcome: leadDistance } }\n";

  it("are measures of every run, which outcomes read, and part of what a run is", () => {
    const study = studyOf(
      `${contrast}measures: [contrast.dependent]\noutcomes: { pulled: { measure: contrast.dependent } }\n`,
    );
    expect(study.contrasts).toEqual({
      dependent: {
        ...{ exposure: "dependence", outcome: "leadDistance" },
        ...{ of: "practice", take: "change", kind: "slope" },
      },
    });
    expect(keptMeasures(study).map(({ name }) => name)).toEqual(["contrast.dependent"]);
    expect(keptMeasures(studyOf(contrast)).map(({ name }) => name)).toContain(
      "contrast.dependent.n",
    );
    expect(studyHash(studyOf(contrast))).not.toBe(studyHash(studyOf("")));
    const named = contrast.replace("{ exposure", "{ label: { en: a, fr: b }, exposure");
    expect(studyHash(studyOf(named))).toBe(studyHash(studyOf(contrast)));
  });

  it.for([
    [
      "exposure: dependance",
      "exposure: dependance, outcome: leadDistance",
      "E025",
      3,
      30,
      /Did you mean "?dependence/,
    ],
    ["no outcome", "exposure: dependence", "E021", 3, 14, /outcome/],
    ["another key", "exposure: dependence, outcome: leadDistance, on: 1", "E020", 3, 65, /allowed/],
  ] as const)("are refused at their place for %s", ([, content, code, line, col, told]) => {
    const { first, text } = refused(
      `kind: experiment\nscenario: base.yaml\ncontrasts: { of: { ${content} } }\n`,
      "e.yaml",
      { "base.yaml": BASE },
    );
    expect({ code: first.code, line: first.line, col: first.col }).toEqual({ code, line, col });
    expect(text).toMatch(told);
  });

  it("are refused where an outcome reads one that is not stated", () => {
    const { first } = refused(
      "kind: experiment\nscenario: base.yaml\noutcomes: { pulled: { measure: contrast.dependent } }\n",
      "e.yaml",
      { "base.yaml": BASE },
    );
    expect(first).toMatchObject({ code: "E055", line: 3, path: "outcomes.pulled.measure" });
  });
});
