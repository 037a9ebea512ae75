import { z } from "zod";
import { keptMeasures, keptSteps, type Study } from "../jobs.ts";
import { type Outcome, outcomeFaults, outcomeSchema } from "../outcome.ts";
import { listed } from "./allowed.ts";
import { findings, placeOf, refusalOf } from "./issues.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { readText } from "./text.ts";
import { parseText, plain, type Tree } from "./tree.ts";

/** Outcomes by name. */
export type Outcomes = Readonly<Record<string, Outcome>>;

/**
 * Holds outcomes against what a study's runs keep.
 * @param tree the file's
 * @throws {Refusal} with each that no run could give, at the key that is wrong
 */
export function refuseOutcomes(tree: Tree, outcomes: Outcomes, study: Study): void {
  const problems = Object.entries(outcomes).flatMap(([name, outcome]) =>
    faultsOf(outcome, study, tree, ["outcomes", name]),
  );
  if (problems.length > 0) throw new Refusal(problems);
}

/** Why no run of a study could give an outcome, each reason at the place of its key under `path`. */
function faultsOf(
  outcome: Outcome,
  study: Study,
  tree: Tree,
  path: readonly string[],
): readonly Problem[] {
  const measures = keptMeasures(study).map(({ name }) => name);
  return outcomeFaults(outcome, keptSteps(study), measures).map(({ key, got, allowed }) => {
    const wanted = key === "measure" || key === "minus" || key === "per" ? outcome[key] : undefined;
    return problemAt(
      placeOf(tree, { path: [...path, key] }),
      wanted === undefined ? "E058" : "E055",
      {
        path: [...path, key],
        got,
        allowed: wanted === undefined ? allowed : listed(measures, 8),
        hint: wanted === undefined ? "" : didYouMean(wanted, measures),
      },
    );
  });
}

/** Most kept measures that stand in for outcomes where none are stated. */
const MOST_MEASURES = 12;

/**
 * The outcomes to look at: those that the texts name, else those that the study states, else its measures at the end where
 * they are few.
 * @param texts each the name of a stated outcome, a kept measure (at the end), or `{ measure: …, take: … }`
 * @param flag what the texts were given with
 * @throws {Refusal} pointing into a text, under the flag's name
 */
export function outcomesAsked(texts: readonly string[], study: Study, flag: string): Outcomes {
  if (texts.length > 0)
    return Object.fromEntries(texts.map((text) => [text.trim(), outcomeOfText(text, study, flag)]));
  const stated = study.outcomes ?? {};
  if (Object.keys(stated).length > 0) return stated;
  const measures = keptMeasures(study).map(({ name }) => name);
  if (measures.length <= MOST_MEASURES)
    return Object.fromEntries(
      measures.map((measure) => [measure, outcomeSchema.parse({ measure })]),
    );
  throw new Refusal([
    problemAt({ source: readText(flag, ""), offset: 0 }, "E021", {
      path: [flag.replace(/^--/, "")],
      got: `nothing, and an experiment that states no outcomes and keeps ${measures.length} measures`,
      allowed: `a measure such as ${listed(measures, 8)}, or { measure: …, take: fall }`,
    }),
  ]);
}

function outcomeOfText(text: string, study: Study, flag: string): Outcome {
  const name = text.trim();
  const source = readText(flag, text);
  const tree: Tree = name.startsWith("{")
    ? parseText(source)
    : { kind: "leaf", at: { source, offset: 0 }, value: name };
  const outcome = tree.kind === "leaf" ? outcomeNamed(name, study, tree, flag) : outcomeIn(tree);
  const faults = faultsOf(outcome, study, tree, []);
  if (faults.length > 0) throw new Refusal(faults);
  return outcome;
}

/** A stated outcome, or a kept measure at the end. */
function outcomeNamed(name: string, study: Study, tree: Tree, flag: string): Outcome {
  const stated = study.outcomes ?? {};
  if (Object.hasOwn(stated, name)) return stated[name] as Outcome;
  const measures = keptMeasures(study).map((measure) => measure.name);
  if (measures.includes(name)) return outcomeSchema.parse({ measure: name });
  const known = [...Object.keys(stated), ...measures];
  throw new Refusal([
    problemAt(tree.at, "E055", {
      path: [flag.replace(/^--/, "")],
      got: shown(name),
      allowed: listed(known, 8),
      hint: didYouMean(name, known),
    }),
  ]);
}

/** An outcome that is spelled out. */
function outcomeIn(tree: Tree): Outcome {
  const parsed = outcomeSchema.safeParse(plain(tree));
  if (parsed.success) return parsed.data;
  const schema = z.toJSONSchema(outcomeSchema, { io: "input" });
  const { found, more } = findings(parsed.error.issues, schema, tree);
  throw refusalOf(tree, found, more);
}
