import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Design } from "../../../experiments/design.ts";
import { pointAt, pointCount } from "../../../experiments/design.ts";
import { loadExperiment } from "../../../experiments/files/experiment.ts";
import { outcomesAsked } from "../../../experiments/files/outcomes.ts";
import { problemText } from "../../../experiments/files/problem.ts";
import { attempt } from "../../../experiments/files/scenario.ts";
import { planOf, type Study } from "../../../experiments/jobs.ts";
import { inMemory } from "../reading.ts";

// How a file states a design, and what is refused, where.

const BASE = "population: {associations: 20}\nrun: {steps: 4, seed: s}\n";
const read = (rest: string, csv?: string) =>
  loadExperiment(
    "e.yaml",
    inMemory({
      "e.yaml": `kind: experiment\nscenario: base\n${rest}`,
      base: BASE,
      ...(csv === undefined ? {} : { "p.csv": csv }),
    }),
  );

function accepted(rest: string, csv?: string): Study {
  const result = read(rest, csv);
  if (!result.ok) throw new Error(problemText(result.problems));
  return result.study;
}

function refusal(rest: string, csv?: string): string {
  const result = read(rest, csv);
  if (result.ok) throw new Error("it was accepted");
  return problemText(result.problems);
}

const RATE = "\nfactors: {mechanisms.mimetic.rate: {from: 0.01, to: 0.1}}";
const points = (design: Design) =>
  Array.from({ length: pointCount(design) }, (_, index) => pointAt(design, index));

describe("a sampled design in a file", () => {
  it.each([
    ["{kind: lhs, size: 7}", 7, { size: 7, seed: "s" }],
    ["{kind: lhs, size: 7, seed: t}", 7, { size: 7, seed: "t" }],
    ["{kind: sobol, size: 8}", 8, { size: 8, shift: null }],
    ["{kind: sobol, size: 8, shift: true}", 8, { size: 8, shift: "s" }],
    [
      "{kind: morris, trajectories: 4}",
      8,
      { trajectories: 4, levels: 4, candidates: 4, seed: "s" },
    ],
    ["{kind: saltelli, base: 8}", 24, { base: 8, secondOrder: false, seed: "s" }],
    ["{kind: saltelli, base: 8, secondOrder: true}", 32, { base: 8, secondOrder: true, seed: "s" }],
  ])("%s has %d points", (design, count, rest) => {
    const study = accepted(`design: ${design}${RATE}`);
    expect(study.design).toMatchObject(rest);
    expect(pointCount(study.design)).toBe(count);
  });

  it("takes whole numbers where the parameter is one, categories, and switches", () => {
    const { design } = accepted(
      [
        "design: {kind: sobol, size: 64}",
        "factors:",
        "  population.associations: {from: 10, to: 13}",
        "  mechanisms.mimetic.rate: {from: 0.001, to: 0.1, scale: log}",
        "  mechanisms.competitive.rate: [0, 0.02]",
        "  off.noise: [true, false]",
      ].join("\n"),
    );
    const columns = [0, 2, 3].map(
      (factor) => new Set(points(design).map((point) => point[factor])),
    );
    expect(columns).toEqual([
      new Set([10, 11, 12, 13]),
      new Set([0, 0.02]),
      new Set([true, false]),
    ]);
  });

  it("switches off what its points say", () => {
    const study = accepted(
      "design: {kind: sobol, size: 4}\nfactors: {off.noise: [true, false], off.mergers: [false, true]}",
    );
    const off = points(study.design).map(
      (point) =>
        planOf(study, point, { run: 0, point: 0, replicate: 1, seed: "s/1" }).spans.at(-1)?.off,
    );
    expect(off).toEqual([["noise"], ["mergers"], [], ["noise", "mergers"]]);
  });

  it("takes scenarios as levels, each with its own field, and lays the other factors over them", () => {
    const rest =
      "design: {kind: sobol, size: 4}\nfactors: {scenario: [base, other], mechanisms.mimetic.rate: [0.01, 0.02]}";
    const result = loadExperiment(
      "e.yaml",
      inMemory({
        "e.yaml": `kind: experiment\nscenario: base\n${rest}`,
        base: BASE,
        other: "population: {associations: 33}\nrun: {steps: 9}\n",
      }),
    );
    if (!result.ok) throw new Error(problemText(result.problems));
    const { study } = result;
    const found = points(study.design).map((point) => {
      const plan = planOf(study, point, { run: 0, point: 0, replicate: 1, seed: "s/1" });
      const { population, mechanisms } = plan.spans.at(-1)?.scenario ?? study.scenario;
      return [point[0], population.associations, mechanisms.mimetic.rate, plan.steps];
    });
    expect(found).toEqual([
      ["base", 20, 0.01, 4],
      ["other", 33, 0.02, 4],
      ["other", 33, 0.01, 4],
      ["base", 20, 0.02, 4],
    ]);
  });

  it.each([
    ["{scenario: [base, nowhere]}", /^e.yaml:4:28: error\[E030\] factors.scenario.1/],
    ["{scenario: [base, 3]}", /^e.yaml:4:28: error\[E022\] factors.scenario.1/],
    ["{scenario: {from: 0, to: 1}}", /^e.yaml:4:21: error\[E051\] factors.scenario: got a range/],
  ])("%s is refused", (factors, message) => {
    expect(refusal(`design: {kind: lhs, size: 3}\nfactors: ${factors}`)).toMatch(message);
  });

  it("keeps its sampling when the seed of the runs changes, if it has a seed of its own", () => {
    const of = (seed: string): Design =>
      accepted(`seed: ${seed}\ndesign: {kind: lhs, size: 5, seed: mine}${RATE}`).design;
    expect(of("a")).toEqual(of("b"));
  });

  it.each([
    [
      "design: foo",
      /^e.yaml:3:9: error\[E025\] design: got "foo"; allowed grid, list, or a mapping/,
    ],
    ["design: {kind: lhs}", /^e.yaml:3:1: error\[E021\] design.size: got nothing/],
    [
      "design: {kind: lhs, size: 0}",
      /^e.yaml:3:27: error\[E023\] design.size: got 0; allowed a whole number from 1/,
    ],
    ["design: {kind: lsh, size: 1}", /^e.yaml:3:16: error\[E025\] design.kind.*Did you mean lhs\?/],
    [
      "design: {size: 3}",
      /^e.yaml:3:1: error\[E021\] design.kind: got nothing; allowed grid, list, lhs/,
    ],
    [
      "design: {kind: lhs, size: 3, sizes: 1}",
      /^e.yaml:3:30: error\[E020\] design.sizes.*Did you mean size\?/,
    ],
    [
      "design: {kind: morris, trajectories: 4, levels: 3}",
      /E023\] design.levels: got 3; .*a multiple of 2/,
    ],
    [
      "design: {kind: morris, trajectories: 9, candidates: 8}",
      /^e.yaml:3:53: error\[E051\] design.candidates/,
    ],
    [
      "design: {kind: saltelli, base: 800000}",
      /^e.yaml:3:1: error\[E052\] design: got 2400000 runs/,
    ],
  ])("%s is refused", (design, message) => {
    expect(refusal(design + RATE)).toMatch(message);
  });

  it.each([
    ["", /^e.yaml:1:1: error\[E051\] factors: got no factor/],
    [
      "{population.associations: {from: 10, to: 20.5}}",
      /:51: error\[E051\].*got to 20.5; allowed a whole number/,
    ],
    [
      "{mechanisms.mimetic.rate: {from: 0, to: 0.1, scale: log}}",
      /:43: error\[E051\].*got from 0 on a log scale/,
    ],
    [
      "{mechanisms.mimetic.rate: {from: 0, to: 3}}",
      /:50: error\[E023\].*got 3; allowed a number from 0 to 1/,
    ],
    [
      "{mechanisms.mimetic.rate: {from: 0, to: 0.1, step: 0.01}}",
      /:61: error\[E051\].*got step in a sampled/,
    ],
    [
      "{mechanisms.mimetic.rate: {from: 0.1}}",
      /E021\] factors.mechanisms.mimetic.rate.to: got nothing/,
    ],
    ["{mechanisms.mimetic.rate: {from: 0.1, to: 0.1}}", /E051.*allowed from < to/],
    [
      "{mechanisms.mimetic.rat: {from: 0, to: 1}}",
      /:11: error\[E050\].*Did you mean mechanisms.mimetic.rate\?/,
    ],
    ["{off.mimetc: [true, false]}", /:11: error\[E054\].*Did you mean mimetic\?/],
    ["{off.mimetic: [true, 3]}", /E051.*got 3; allowed true \(mimetic is off\)/],
    ["{off.mimetic: [true, false], off: [[noise], []]}", /E053/],
    // each within its bounds, and too much together at some points
    [
      "{mechanisms.mimetic.rate: {from: 0, to: 0.6}, mechanisms.coercive.rate: {from: 0, to: 0.6}}",
      /E040/,
    ],
  ])("factors %s are refused", (factors, message) => {
    const stated = factors === "" ? "" : `\nfactors: ${factors}`;
    expect(refusal(`design: {kind: lhs, size: 300}${stated}`)).toMatch(message);
  });

  it("of more factors than the sequence has dimensions is refused", () => {
    const factors = Array.from({ length: 65 }, (_, k) => `  regulators.r${k}.stringency: [0, 1]\n`);
    expect(refusal(`design: {kind: saltelli, base: 2}\nfactors:\n${factors.join("")}`)).toMatch(
      /E051\] design.kind: got 65 factors; allowed at most 64/,
    );
  });

  it("a grid cuts a range on a log scale too", () => {
    const { design } = accepted(
      "factors: {mechanisms.mimetic.rate: {from: 0.001, to: 0.1, count: 3, scale: log}}",
    );
    expect(points(design)).toEqual([[0.001], [0.01], [0.1]]);
  });
});

describe("a list of points in a CSV file", () => {
  const P = "design: list\npoints: p.csv";
  const VECTOR = Array(8).fill("0.1").join(", ");

  it("holds a path per column and a point per row, as the tables of a batch write them", () => {
    const { design } = accepted(
      P,
      '\ufeff"mechanisms.mimetic.rate",off,regulators.authority.stringency\r\n0.01,,1\r\n"2e-2",mimetic+noise,"0.5"\r\n\r\n',
    );
    expect(points(design)).toEqual([
      [0.01, [], 1],
      [0.02, ["mimetic", "noise"], 0.5],
    ]);
  });

  it.each([
    ["mechanisms.mimetic.rate\n0.1\n7\n", /^p.csv:3:1: error\[E023\].*got 7/],
    ["mechanisms.mimetic.rate\n0.01\n0.9\n", /^p.csv:3:1: error\[E040\]/],
    ["a,b\n1\n", /^p.csv:2:1: error\[E057\].*a row of 1 cells; allowed 2/],
    ["", /^p.csv:1:1: error\[E057\].*empty/],
    ["mechanisms.mimetic.rate\n", /^p.csv:2:1: error\[E057\].*no row below/],
    ["x;y\n1;2\n", /^p.csv:1:1: error\[E057\].*Use commas/],
    ['mechanisms.mimetic.rate\n"0.1\n', /^p.csv:2:1: error\[E057\].*never closed/],
    ['mechanisms.mimetic.rate\n"0.1"x\n', /^p.csv:2:6: error\[E057\].*behind a closing quote/],
    ["mechanisms.mimetic.rat\n0.1\n", /^p.csv:1:1: error\[E050\].*Did you mean/],
    ["off,off\n,\n", /^p.csv:1:5: error\[E053\].*p.csv:1:1/],
    [",\n1,2\n", /^p.csv:1:1: error\[E057\].*without a path\S*;.*\np.csv:1:2/],
    ["mechanisms.mimetic.rate,off.mimetic\n0.1,\n", /^p.csv:2:5: error\[E057\].*empty cell/],
    ["mechanisms.mimetic.rate,off.mimetic\n0.1,yes\n", /^p.csv:2:5: error\[E051\].*got "yes"/],
    ["off\nmimetc\n", /^p.csv:2:1: error\[E054\].*Did you mean mimetic/],
    ["mechanisms.mimetic.rate\n=1+1\n", /^p.csv:2:1: error\[E022\].*got "=1\+1"/],
    ["mechanisms.mimetic.rate\n1e999\n", /^p.csv:2:1: error\[E023\].*got Infinity/],
    ["mechanisms.mimetic.rate\n[0.1\n", /^p.csv:2:1: error\[E057\].*a list as/],
    ["mechanisms.mimetic.rate\n\u0000\n", /^p.csv:2:1: error\[E005\]/],
    ["__proto__\n1\n", /E050/],
    ["run.seed\na\n", /E051.*Use replicates/],
    [
      "population.associations\n9007199254740993\n",
      /^p.csv:2:1: error\[E016\].*got 9007199254740993;/,
    ],
  ])("%j is refused at its place", (csv, message) => {
    expect(refusal(P, csv)).toMatch(message);
  });

  it.each([
    ["points: p.csv", /E051.*design grid/],
    [`design: list\npoints: p.csv${RATE}`, /E051.*beside factors/],
    ["design: list\npoints: ../p.csv", /^e.yaml:4:9: error\[E032\]/],
    ["design: list\npoints: p.txt", /^e.yaml:4:9: error\[E024\]/],
    ["design: list\npoints: q.csv", /^e.yaml:4:9: error\[E030\]/],
  ])("%j is refused", (rest, message) => {
    expect(refusal(rest, "off\n\n")).toMatch(message);
  });

  it.each([
    ["population.associations", "20", "20.5", /E023.*got 20.5/],
    ["mechanisms.mimetic.choice", "best", "Best", /E025.*got "Best"/],
    ["run.start", "2010-01-01", "2010-02-31", /E028.*got "2010-02-31"/],
    [
      "regulators.authority.prescription",
      `"[${VECTOR}]"`,
      `"[${VECTOR.replace(".1", "1.1")}]"`,
      /got 1.1;/,
    ],
    ["regulators.authority.prescription", `"[${VECTOR}]"`, '"[0.1, x]"', /E022.*got "x"/],
  ])("a bad %s is found in the midst of a long table", (path, good, bad, message) => {
    const rows = Array.from({ length: 700 }, (_, row) => (row === 350 ? bad : good));
    expect(refusal(P, `${path}\n${rows.join("\n")}\n`)).toMatch(message);
    expect(refusal(P, `${path}\n${rows.join("\n")}\n`)).toMatch(/^p.csv:352:1: /);
  });

  it.each([
    [",".repeat(1_900_000), /^p.csv:1:250001: error\[E057\].*more than 250000 cells/],
    [`off\n${'"",1\n'.repeat(300_000)}`, /^p.csv:125001:4: error\[E057\].*cells/],
    [
      `regulators.authority.prescription\n${Array.from({ length: 60_000 }, (_, row) => `"[a, ${row}]"`).join("\n")}`,
      /^p.csv:10002:1: error\[E057\].*more than 10000 different lists/,
    ],
  ])("a table of too much is refused where it becomes so", (csv, message) => {
    const before = process.cpuUsage();
    expect(refusal(P, csv)).toMatch(message);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });

  it("with a hundred thousand bad cells is refused within two seconds of work, 20 told", () => {
    const before = process.cpuUsage();
    const text = refusal(P, `mechanisms.mimetic.rate,off\n${"0.1,x\n".repeat(100_000)}`);
    expect(text.split("\n").length).toBe(21);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });
});

it("survives 60 mutants of a table of points without an exception or a nameless error", () => {
  const table =
    'mechanisms.mimetic.rate,off,mechanisms.mimetic.choice\n0.01,,best\n"2e-2",mimetic+noise,"random"\n0.03,[],nearest\n';
  const bits = [
    ...',"\n;[]{}=+-\\t\u0000\ufeff\u2028',
    '""',
    "1e999",
    "__proto__",
    "9007199254740993",
  ];
  const edit = fc.record({
    at: fc.integer({ min: table.indexOf("\n"), max: table.length }),
    cut: fc.nat(6),
    bit: fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4, unit: "binary" })),
  });
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 2 }), (edits) => {
      let mutant = table;
      for (const { at, cut, bit } of edits)
        mutant = mutant.slice(0, at) + bit + mutant.slice(at + cut);
      const result = read("design: list\npoints: p.csv", mutant);
      counts[result.ok ? "accepted" : "refused"]++;
      const lines = result.ok ? [] : problemText(result.problems).split("\n");
      for (const line of lines)
        expect(line).toMatch(/^((e.yaml|p.csv):\d+:\d+: error\[E0\d\d\] |… \d+ more$)/);
    }),
    { numRuns: 60, seed: 4 },
  );
  expect(counts.accepted).toBeGreaterThan(3);
  expect(counts.refused).toBeGreaterThan(20);
});

describe("outcomes in a file", () => {
  const outcome = (text: string): string =>
    `every: 2\nfactors: {mechanisms.mimetic.rate: [0.1]}\noutcomes:\n  a: ${text}`;

  it("are part of the study", () => {
    const { outcomes } = accepted(outcome("{measure: dispersion.practice, take: fall}"));
    expect(outcomes).toEqual({
      a: { measure: "dispersion.practice", take: "fall", at: "end", since: 0, times: 1 },
    });
  });

  it.each([
    [
      "{measure: dispersion.practce}",
      /^e.yaml:6:16: error\[E055\].*Did you mean dispersion.practice\?/,
    ],
    [
      "{measure: dispersion.practice, at: 9}",
      /^e.yaml:6:41: error\[E058\] outcomes.a.at: got step 9/,
    ],
    ["{measure: dispersion.practice, at: 3}", /E058.*a step that is kept/],
    ["{measure: calls, take: sum}", /E058\] outcomes.a.take.*every: 1/],
    ["{measure: calls, take: fell}", /E025.*Did you mean fall\?/],
    ["{take: fall}", /E021\] outcomes.a.measure/],
  ])("%s is refused", (text, message) => {
    expect(refusal(outcome(text))).toMatch(message);
  });
});

describe("outcomes asked for by text", () => {
  const study = accepted("every: 2\nmeasures: [dispersion.practice, mergers]");

  it("are the study's own, measures at the end, or spelled out", () => {
    const asked = outcomesAsked(
      ["mergers", "{ measure: mergers, take: mean }"],
      study,
      "--outcome",
    );
    expect(Object.values(asked).map(({ take }) => take)).toEqual(["value", "mean"]);
    expect(Object.keys(outcomesAsked([], study, "--outcome"))).toEqual(study.measures);
  });

  it.each([
    ["{ measure: mergers, at: 9 }", /^--outcome:1:25: error\[E058\] at: got step 9/],
    ["{ measure: mergers, tke: sum }", /^--outcome:1:21: error\[E020\].*Did you mean take\?/],
    ["{ measure: mergers, take: sum }", /^--outcome:1:27: error\[E058\] take: .*every: 1/],
    ["{ measure", /^--outcome:1:\d+: error\[E0/],
    ["", /^--outcome:1:1: error\[E055\]/],
  ])("%j is refused", (text, message) => {
    const result = attempt(() => ({
      ok: true as const,
      outcomes: outcomesAsked([text], study, "--outcome"),
    }));
    expect(result.ok ? "" : problemText(result.problems)).toMatch(message);
  });
});
