import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hypothesisJsonSchema } from "../../../experiments/hypotheses/schema.ts";
import { accepted, FIELD, PLAIN, refused } from "./files.ts";

/** The plain hypothesis with one line in place of another. */
const having = (line: RegExp | string, instead: string): string => {
  const text = PLAIN.replace(line, instead);
  if (text === PLAIN) throw new Error(`nothing replaced: ${String(line)}`);
  return text;
};

const more = (lines: string): string => PLAIN + lines;

/** [case, content, what the text of its errors must match] */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  [
    "another kind",
    having("kind: hypothesis", "kind: experiment"),
    /^h.yaml:1:7: error\[E029\] kind: got "experiment"; allowed hypothesis/,
  ],
  ["no name", having("name: copying\n", ""), /E021\] name: got nothing/],
  [
    "a name with a dot, which parts versions",
    having("name: copying", "name: a.b"),
    /^h.yaml:2:7: error\[E024\] name/,
  ],
  [
    "a claim in one language",
    having(", fr: La copie rend semblable.", ""),
    /^h.yaml:3:\d+: error\[E021\] claim.fr/,
  ],
  [
    "a source that is not listed",
    having("source: [A]", "source: [A, B]"),
    /^h.yaml:5:13: error\[E033\] source.1: got "B"; allowed an id in sources: A/,
  ],
  [
    "a mistyped key",
    having("smallestEffect", "smalestEffect"),
    /^h.yaml:16:1: error\[E020\].*Did you mean smallestEffect/m,
  ],
  [
    "one level",
    having(/ {4}- label: \{ en: much.*\n.*\n/, ""),
    /^h.yaml:\d+:\d+: error\[E026\] treatment.levels/,
  ],
  [
    "levels that are the same",
    having("rate: 0.05", "rate: 0"),
    /^h.yaml:12:7: error\[E040\] treatment.levels.1: got the same as level 1/,
  ],
  [
    "an unknown path",
    having("mechanisms.mimetic.rate: 0.05", "mechanisms.mimetc.rate: 0.05"),
    /^h.yaml:13:14: error\[E050\] treatment.levels.1.set.mechanisms.mimetc.rate: .*Did you mean mechanisms.mimetic.rate/,
  ],
  [
    "a path with a line separator",
    having("mechanisms.mimetic.rate: 0.05", '"mechanisms.\\u2028mimetic.rate": 0.05'),
    /error\[E050\] treatment.levels.1.set.mechanisms\.\\u\{2028\}mimetic.rate: got unknown/,
  ],
  [
    "a value out of range",
    having("rate: 0.05", "rate: 5"),
    /^h.yaml:13:39: error\[E023\] treatment.levels.1.set.mechanisms.mimetic.rate: got 5; allowed a number from 0 to 1/,
  ],
  [
    "values that do not fit together in one arm",
    having(
      "mechanisms.mimetic.rate: 0.05",
      "mechanisms.mimetic.rate: 0.6, mechanisms.identity.rate: 0.6",
    ),
    /^h.yaml:13:\d+: error\[E040\]/,
  ],
  [
    "a seed among the values",
    having("mechanisms.mimetic.rate: 0.05", "run.seed: x"),
    /^h.yaml:13:14: error\[E051\].*Use seed and steps/,
  ],
  [
    "an unknown switch",
    having("off: [mimetic]", "off: [mimetc]"),
    /^h.yaml:19:21: error\[E025\] control.knockOut.off.0: got "mimetc".*Did you mean mimetic/,
  ],
  [
    "bounds, which nothing switches off",
    having("off: [mimetic]", "off: [bounds]"),
    /error\[E025\] control.knockOut.off.0/,
  ],
  ["no control", having(/control:\n.*\n/, ""), /error\[E040\] control: got no control/],
  [
    "a control of no effect",
    having("predicted: decrease", "predicted: none"),
    /^h.yaml:19:3: error\[E040\] control: got a control of no effect/,
  ],
  [
    "two controls",
    having(
      "knockOut: { off: [mimetic] }",
      "{ knockOut: { off: [mimetic] }, placebo: { off: [noise] } }",
    ),
    /^h.yaml:19:3: error\[E040\] control: got both/,
  ],
  [
    "a control that does nothing",
    having("off: [mimetic]", ""),
    /error\[E040\] control.knockOut: got nothing/,
  ],
  [
    "an unknown measure",
    having("dispersion.practice", "dispersion.practise"),
    /^h.yaml:14:21: error\[E055\] outcome.measure: .*Did you mean dispersion.practice/,
  ],
  [
    "a step beyond the horizon",
    having("measure: dispersion.practice", "measure: dispersion.practice, at: 13"),
    /^h.yaml:14:\d+: error\[E040\] outcome.at: got step 13/,
  ],
  ["no replicates", having("replicates: 4\n", ""), /error\[E040\] replicates: got neither/],
  [
    "one replicate",
    having("replicates: 4", "replicates: 1"),
    /^h.yaml:17:13: error\[E023\] replicates/,
  ],
  [
    "more runs than allowed",
    having("replicates: 4", "replicates: 100000")
      .replace(
        "levels:",
        "weights: [1, -1, 0]\n  levels:\n    - label: { en: more, fr: plus }\n      set: { mechanisms.mimetic.rate: 0.01 }",
      )
      .replace("couplings", "versions: { a: {}, b: {} }\ncouplings"),
    /error\[E052\]/,
  ],
  [
    "both replicates and a stopping rule",
    more("stopping: { decision: true, looks: [4], most: 8 }"),
    /^h.yaml:21:11: error\[E040\] stopping: got both/,
  ],
  [
    "looks out of order",
    having("replicates: 4", "stopping: { decision: true, looks: [8, 4], most: 9 }"),
    /error\[E040\] stopping.looks.1: got look 4 after 8/,
  ],
  [
    "a look beyond the most",
    having("replicates: 4", "stopping: { decision: true, looks: [8], most: 6 }"),
    /error\[E040\] stopping.looks.0/,
  ],
  [
    "two goals",
    having("replicates: 4", "stopping: { decision: true, precision: 1, looks: [4], most: 6 }"),
    /got both decision and precision/,
  ],
  [
    "a spread with a stopping rule",
    having("replicates: 4", "stopping: { decision: true, looks: [4], most: 6 }").replace(
      "{ measure:",
      "{ statistic: spread, measure:",
    ),
    /got a stopping rule for a spread/,
  ],
  [
    "weights that do not sum to 0",
    having("levels:", "weights: [1, 1]\n  levels:"),
    /^h.yaml:9:12: error\[E040\] treatment.weights: got weights that sum to 2/,
  ],
  [
    "too few weights",
    having("levels:", "weights: [1, -1, 0]\n  levels:"),
    /got 3 weights; allowed 2, one per level/,
  ],
  [
    "a dose at one level only",
    having("label: { en: much", "dose: 3\n      label: { en: much"),
    /treatment.levels.0: got no dose/,
  ],
  [
    "doses that fall",
    PLAIN.replace("- label: { en: little", "- dose: 2\n      label: { en: little").replace(
      "- label: { en: much",
      "- dose: 1\n      label: { en: much",
    ),
    /error\[E040\] treatment.levels.1.dose: got dose 1 after 2/,
  ],
  [
    "a smallest effect of 0",
    having("smallestEffect: 0.01", "smallestEffect: 0"),
    /^h.yaml:16:17: error\[E023\]/,
  ],
  [
    "a coupling that leads nowhere",
    having("uncertaintyWeight", "uncertaintyWeigth"),
    /^h.yaml:20:13: error\[E050\] couplings.0: .*Did you mean mechanisms.mimetic.uncertaintyWeight/,
  ],
  [
    "no couplings, which an author has to think of",
    having(/couplings.*\n/, ""),
    /E021\] couplings/,
  ],
  [
    "a scenario that is not there",
    having("scenario: field.yaml", "scenario: other.yaml"),
    /^h.yaml:7:11: error\[E030\] scenario/,
  ],
  [
    "a scenario outside the folder",
    having("scenario: field.yaml", "scenario: ../field.yaml"),
    /^h.yaml:7:11: error\[E032\]/,
  ],
  [
    "a level's scenario that is not there",
    having("set: { mechanisms.mimetic.rate: 0.05 }", "scenario: other.yaml"),
    /error\[E030\] treatment.levels.1.scenario/,
  ],
];

describe("a hypothesis file", () => {
  it("with every required key is taken, with its defaults", () => {
    const { content, trials } = accepted(PLAIN);
    expect(content).toMatchObject({ alpha: 0.05, setting: { set: {}, off: [] }, versions: {} });
    expect(trials.map(({ id, version }) => [id, version])).toEqual([["copying", null]]);
  });

  it.each(REFUSED)("is refused for %s", (_, content, message) => {
    expect(refused(content).text).toMatch(message);
  });

  it("names all that is wrong with the values of its arms at once", () => {
    const text = having("rate: 0.05", "rate: 5").replace("couplings: [", "couplings: [nowhere, ");
    expect(refused(text).all.map(({ code }) => code)).toEqual(["E023", "E050"]);
  });

  it("needs a measure that the runs of all its scenarios have", () => {
    const form = "{ label: { en: One, fr: Un }, practice: [0, 0, 0, 0, 0, 0, 0, 0], share: 1 }";
    const names = ["administration", "enterprise", "mission", "one"];
    const other = `${FIELD}field: { archetypes: { ${names.map((name) => `${name}: ${form}`).join(", ")} } }\n`;
    const text = having("set: { mechanisms.mimetic.rate: 0.05 }", "scenario: other.yaml").replace(
      "measure: dispersion.practice",
      "measure: archetypes.share.one",
    );
    const result = refused(text, { "field.yaml": other, "other.yaml": FIELD });
    expect(result.text).toMatch(
      /^h.yaml:14:21: error\[E055\] outcome.measure: got "archetypes.share.one"/,
    );
  });

  it("is described by its JSON Schema, key by key", () => {
    const schema = hypothesisJsonSchema() as {
      readonly properties: Readonly<Record<string, { readonly description?: string }>>;
    };
    const undescribed = Object.entries(schema.properties)
      .filter(([, { description = "" }]) => description === "")
      .map(([key]) => key);
    expect(undescribed).toEqual(["sources"]);
  });
});

describe("shipped hypotheses", () => {
  const SCENARIOS = new URL("../../../scenarios/", import.meta.url);
  const filesIn = (folder: string): string[] =>
    readdirSync(new URL(folder, SCENARIOS)).filter((name) => name.endsWith(".yaml"));
  const hypotheses = filesIn("hypotheses/");

  it("have names that are no scenario's or experiment's", () => {
    const taken = [...filesIn("."), ...filesIn("experiments/")];
    expect(hypotheses.filter((name) => taken.includes(name))).toEqual([]);
  });
});
