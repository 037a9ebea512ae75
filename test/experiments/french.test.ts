import { expect, it } from "vitest";
import { checkScenario, scenarioJsonSchema, scenarioSchema } from "../../sim/index.ts";
import { attempt, loadScenario } from "../../experiments/files/scenario.ts";
import { MESSAGES } from "../../viz/messages/index.ts";
import { inWords } from "../../viz/messages/phrases.ts";
import { SHIPPED, shipped } from "../scenarios/shipped.ts";

const positions = `[${Array.from({ length: 8 }, () => "0.5").join(", ")}]`;

/** Every text under a key, however deep. */
function textsAt(key: string, value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([each, inner]) =>
    each === key && typeof inner === "string" ? [inner] : textsAt(key, inner),
  );
}

it("what the model's parameters say of their sources is said in French too; what is said in French is said", () => {
  const ofModel = textsAt("source", scenarioJsonSchema());
  expect(new Set(ofModel).size).toBeGreaterThan(10);
  const ofScenarios = SHIPPED.flatMap((name) => textsAt("text", shipped(name).sources));
  const french = Object.keys(MESSAGES.fr.sources);
  expect(french).toEqual(expect.arrayContaining([...ofModel]));
  expect([...ofModel, ...ofScenarios]).toEqual(expect.arrayContaining([...french]));
});

/** Scenario files, each wrong as a whole in one way, by what is wrong. */
const WRONG: Readonly<Record<string, string>> = {
  "an empty mapping": "regulators: {}\n",
  "a list of the wrong length": "regulators: {ars: {prescription: [0.5]}}\n",
  "an unknown id": "field: {map: [nobody, mission, enterprise]}\n",
  "named twice": "field: {map: [mission, mission, enterprise]}\n",
  "a reserved id": `regulators: {users: {prescription: ${positions}}}\n`,
  "weights of 0":
    "population: {responses: {adapt: 0, avoid: 0, innovate: 0, negotiate: 0, cooperate: 0, merge: 0}}\n",
  "no parameter": "reforms: [{date: 2010-01-01, label: {en: x, fr: x}, set: {run.steps: 4}}]\n",
  "a reform of the wrong kind":
    "reforms: [{date: 2010-01-01, label: {en: x, fr: x}, set: {mechanisms.mimetic.rate: [0.1]}}]\n",
  "a founding parameter":
    "reforms: [{date: 2010-01-01, label: {en: x, fr: x}, set: {mechanisms.need.spread: 0.1}}]\n",
  "a ramped whole number":
    "reforms: [{date: 2010-01-01, ramp: 4, label: {en: x, fr: x}, set: {mechanisms.mimetic.peers: 4}}]\n",
  "out of range":
    "reforms: [{date: 2010-01-01, label: {en: x, fr: x}, set: {mechanisms.mimetic.rate: 7}}]\n",
  "rates too high": "mechanisms: {identity: {rate: 1}, mimetic: {rate: 1}}\n",
  "an imposed form that does not exist": "mechanisms: {cooperation: {injunctionForm: nothing}}\n",
};

/** Small words that only English has. */
const ENGLISH =
  /\b(the|of|a|an|at|one|must|which|that|is|are|in|any|other|and|or|with|numbers?|values?|each|least|most|alone|see)\b/i;

it.each(Object.entries(WRONG))("%s is told in French too", (_, text) => {
  const result = attempt(() => loadScenario("bad.yaml", (name) => ({ name, content: text })));
  if (result.ok) throw new Error("it was accepted");
  for (const { got, allowed, hint } of result.problems.listed) {
    const said = [got, allowed, hint].map((part) => inWords(part, "fr"));
    // names and paths of the file's own stay as they are
    const rest = said.join(" ").replace(/\b[\w]+(\.[\w]+)+\.?|"[^"]*"|\S+:\d+:\d+/g, "");
    expect(rest).not.toMatch(ENGLISH);
  }
});

it("the default scenario is in order", () => {
  expect(checkScenario(scenarioSchema.parse({}))).toEqual([]);
});

it("every shipped scenario and every unit of the schema has a name in French", () => {
  expect(SHIPPED.filter((name) => !(name in MESSAGES.fr.presets))).toEqual([]);
  const units = [...JSON.stringify(scenarioJsonSchema()).matchAll(/"unit":"([^"]*)"/g)];
  for (const { units: known } of Object.values(MESSAGES))
    expect(units.map(([, unit = ""]) => unit).filter((unit) => !(unit in known))).toEqual([]);
});
