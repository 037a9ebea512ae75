import { loadHypothesis } from "../../../experiments/files/hypothesis.ts";
import { type Problem, problemText } from "../../../experiments/files/problem.ts";
import { type Content, inMemory } from "../reading.ts";

/** A small field that a hypothesis runs on in a moment. */
export const FIELD = [
  "population: { associations: 30 }",
  "mechanisms: { mimetic: { rate: 0.02 } }",
  "run: { steps: 12, seed: s, burnIn: 4 }",
  "",
].join("\n");

/** A hypothesis with every required key, on two levels. */
export const PLAIN = [
  "kind: hypothesis",
  "name: copying",
  "claim: { en: Copying makes alike., fr: La copie rend semblable. }",
  "sources: { A: { text: A source } }",
  "source: [A]",
  "family: tests",
  "scenario: field.yaml",
  "treatment:",
  "  levels:",
  "    - label: { en: little, fr: peu }",
  "      set: { mechanisms.mimetic.rate: 0 }",
  "    - label: { en: much, fr: beaucoup }",
  "      set: { mechanisms.mimetic.rate: 0.05 }",
  "outcome: { measure: dispersion.practice }",
  "predicted: decrease",
  "smallestEffect: 0.01",
  "replicates: 4",
  "control:",
  "  knockOut: { off: [mimetic] }",
  "couplings: [mechanisms.mimetic.uncertaintyWeight]",
  "",
].join("\n");

const read = (content: Content, more: Readonly<Record<string, Content>> = {}) =>
  loadHypothesis("h.yaml", inMemory({ "h.yaml": content, "field.yaml": FIELD, ...more }));

/** A hypothesis that is to be accepted. */
export function accepted(content: Content, more: Readonly<Record<string, Content>> = {}) {
  const result = read(content, more);
  if (!result.ok) throw new Error(problemText(result.problems));
  return result;
}

/** The problems of a hypothesis that is to be refused, and their text. */
export function refused(content: Content, more: Readonly<Record<string, Content>> = {}) {
  const result = read(content, more);
  if (result.ok) throw new Error("it was accepted");
  const all: readonly Problem[] = result.problems.listed;
  return { all, text: problemText(result.problems) };
}
