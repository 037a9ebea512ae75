import { describe, expect, it } from "vitest";
import { pointAt, runCount, slotAt } from "../../../experiments/design.ts";
import { pointOf } from "../../../experiments/hypotheses/compile.ts";
import { contentHash, looksOf } from "../../../experiments/hypotheses/schema.ts";
import { planOf, studyHash } from "../../../experiments/jobs.ts";
import { accepted, FIELD, PLAIN } from "./files.ts";

/** The trials of a hypothesis. */
const trialsOf = (content: string, more: Record<string, string> = {}) =>
  accepted(content, more).trials;

const only = (content: string, more: Record<string, string> = {}) => {
  const [trial] = trialsOf(content, more);
  if (trial === undefined) throw new Error("no trial");
  return trial;
};

/** The plan of the first replicate at a level. */
function planAt(trial: ReturnType<typeof only>, level: number, isControl: boolean) {
  const { study } = trial;
  const run = pointOf(study.design.factors.length > 1, level, isControl) * study.design.replicates;
  const slot = slotAt(study.design, run, study.seed);
  return planOf(study, pointAt(study.design, slot.point), slot);
}

const rateOf = (plan: ReturnType<typeof planAt>): unknown =>
  plan.spans.at(-1)?.scenario.mechanisms.mimetic.rate;

describe("a hypothesis becomes one study", () => {
  it("whose points are levels × {plain, control}, on the same seeds everywhere", () => {
    const trial = only(PLAIN);
    expect(runCount(trial.study.design)).toBe(2 * 2 * 4);
    expect(trial.study.design.factors).toEqual([
      { path: "treatment", levels: [1, 2] },
      { path: "control", levels: [false, true] },
    ]);
    const plans = [0, 1].flatMap((level) => [
      planAt(trial, level, false),
      planAt(trial, level, true),
    ]);
    expect(plans.map(({ seed }) => seed)).toEqual(Array(4).fill("s/1"));
    expect(plans.map(rateOf)).toEqual([0, 0, 0.05, 0.05]);
    expect(plans.map(({ spans }) => spans.at(-1)?.off)).toEqual([[], ["mimetic"], [], ["mimetic"]]);
    // the burn-in is that of the scenario as written
    expect(plans.map(({ spans }) => spans[0].scenario.mechanisms.mimetic.rate)).toEqual(
      Array(4).fill(0.02),
    );
  });

  it("lays setting, version, level and control one over the other", () => {
    const trials = trialsOf(
      PLAIN.replace("set: { mechanisms.mimetic.rate: 0 }", "set: {}")
        .replace("off: [mimetic]", "set: { mechanisms.mimetic.rate: 0.04 }")
        .concat("setting: { set: { mechanisms.mimetic.rate: 0.01 }, off: [noise] }\n")
        .concat(
          "versions: { high: { set: { mechanisms.mimetic.rate: 0.03 }, off: [calls] }, low: {} }\n",
        ),
    );
    expect(trials.map(({ id }) => id)).toEqual(["copying.high", "copying.low"]);
    const seen = trials.map((trial) => [
      [
        rateOf(planAt(trial, 0, false)),
        rateOf(planAt(trial, 1, false)),
        rateOf(planAt(trial, 1, true)),
      ],
      planAt(trial, 0, false).spans.at(-1)?.off,
    ]);
    expect(seen).toEqual([
      [
        [0.03, 0.05, 0.04],
        ["noise", "calls"],
      ],
      [[0.01, 0.05, 0.04], ["noise"]],
    ]);
    expect(new Set(trials.map(({ study }) => studyHash(study))).size).toBe(2);
  });

  it("whose level may be another scenario, burn-in included", () => {
    const other = FIELD.replace("associations: 30", "associations: 20");
    const trial = only(
      PLAIN.replace("set: { mechanisms.mimetic.rate: 0.05 }", "scenario: other.yaml"),
      { "other.yaml": other },
    );
    const sizes = [0, 1].map(
      (level) => planAt(trial, level, false).spans[0].scenario.population.associations,
    );
    expect(sizes).toEqual([30, 20]);
    const changed = only(
      PLAIN.replace("set: { mechanisms.mimetic.rate: 0.05 }", "scenario: other.yaml"),
      { "other.yaml": other.replace("20", "25") },
    );
    expect(studyHash(changed.study)).not.toBe(studyHash(trial.study));
    const reworded = only(
      PLAIN.replace("set: { mechanisms.mimetic.rate: 0.05 }", "scenario: other.yaml"),
      { "other.yaml": `${other}description: { en: Words, fr: Mots }\n` },
    );
    expect(studyHash(reworded.study)).toBe(studyHash(trial.study));
  });

  it("whose runs depend on no word of the file, and whose hash depends on all", () => {
    const plain = accepted(PLAIN);
    const reworded = accepted(
      PLAIN.replace("Copying makes alike.", "Copying makes like.").replace("0.01", "0.02"),
    );
    const hash = ({ trials }: typeof plain): string[] =>
      trials.map(({ study }) => studyHash(study));
    expect(hash(reworded)).toEqual(hash(plain));
    expect(contentHash(reworded.content)).not.toBe(contentHash(plain.content));
    const reordered = PLAIN.split("\n")
      .filter((line) => line !== "replicates: 4")
      .concat("replicates: 4", "alpha: 0.05", "");
    expect(contentHash(accepted(reordered.join("\n")).content)).toBe(contentHash(plain.content));
  });

  it("whose most replicates are those of the last look", () => {
    const text = PLAIN.replace(
      "replicates: 4",
      "stopping: { decision: true, looks: [4, 6], most: 9 }",
    );
    const trial = only(text);
    expect(looksOf(trial.content)).toEqual([4, 6, 9]);
    expect(trial.study.design.replicates).toBe(9);
  });
});

describe("assumed or emergent", () => {
  const labelOf = (more: string): string => only(PLAIN + more).label;

  it("is worked out from what acts in the treated arms", () => {
    const weight = "mechanisms.mimetic.uncertaintyWeight";
    expect(labelOf("")).toBe("assumed"); // the default weight is not 0
    expect(labelOf(`setting: { set: { ${weight}: 0 } }\n`)).toBe("emergent");
    expect(labelOf("setting: { off: [mimetic] }\n")).toBe("emergent");
    expect(only(PLAIN.replace(/couplings.*/, "couplings: []")).label).toBe("emergent");
  });

  it("sees what a reform brings, and what it takes away before step 1", () => {
    const emergent = FIELD.replace("rate: 0.02", "rate: 0.02, uncertaintyWeight: 0");
    const reform = (date: string, value: number): string =>
      `reforms: [{ date: "${date}", label: { en: a, fr: a }, set: { mechanisms.mimetic.uncertaintyWeight: ${value} } }]\n`;
    const label = (field: string): string => only(PLAIN, { "field.yaml": field }).label;
    expect(label(emergent)).toBe("emergent");
    expect(label(emergent + reform("2010-01-01", 0.5))).toBe("assumed");
    expect(label(emergent + reform("2030-01-01", 0.5))).toBe("emergent"); // beyond the horizon
    expect(label(FIELD + reform("2008-07-01", 0))).toBe("emergent");
    expect(label(FIELD + reform("2010-01-01", 0))).toBe("assumed"); // it acts in the first quarters
  });

  it("takes a whole section for all that is in it", () => {
    const couplings = "couplings: [mechanisms.responses.antecedents]";
    const trial = only(PLAIN.replace(/couplings.*/, couplings));
    expect(trial.label).toBe("assumed");
    expect(trial.couplings[0]?.values).toHaveLength(2);
    expect(trial.couplings[0]?.acts).toEqual([true, true]);
  });
});
