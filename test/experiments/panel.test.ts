import { expect, it } from "vitest";
import { openPanel, panelCell, panelColumns, panelSteps } from "../../experiments/panel.ts";
import { readDisk } from "../../cli/disk.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { planRun, RESPONSES, scenarioSchema, startRun } from "../../sim/index.ts";

const scenario = scenarioSchema.parse({
  population: { associations: 60 },
  run: { seed: "panel", steps: 24 },
});

/** The panel of every step of a run, as rows of cells by column, with the run's measures at that step. */
function follow() {
  const run = startRun(planRun(scenario));
  const panel = openPanel(run, [scenario]);
  const columns = panelColumns([scenario]);
  const steps: { rows: Record<string, unknown>[]; measures: Record<string, number> }[] = [];
  for (;;) {
    for (const { rows, entries } of panelSteps(panel.take(), columns))
      steps.push({
        rows: Array.from({ length: rows }, (_, row) =>
          Object.fromEntries(
            columns.map((column, at) => [
              column.name,
              panelCell(column, entries[at]?.[row] ?? NaN),
            ]),
          ),
        ),
        measures: Object.fromEntries(
          run.measures.map(({ name }, at) => [name, run.values[at] ?? NaN]),
        ),
      });
    if (run.step === run.plan.steps) return { run, steps, columns };
    run.advance();
  }
}

const { run, steps, columns } = follow();
const plain = startRun(planRun(scenario));
while (plain.step < plain.plan.steps) plain.advance();
const numbers = (rows: Record<string, unknown>[], name: string): number[] =>
  rows.map((row) => Number(row[name]));
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

it("a panel adds up to the measures of its step", () => {
  expect(steps).toHaveLength(25);
  for (const [step, { rows, measures }] of steps.entries()) {
    expect(rows).toHaveLength(measures["associations"] ?? NaN);
    expect(new Set(numbers(rows, "step"))).toEqual(new Set([step]));
    expect(sum(numbers(rows, "establishments"))).toBe(measures["establishments"]);
    expect(sum(numbers(rows, "places"))).toBeCloseTo(measures["places"] ?? NaN, 1);
    expect(sum(numbers(rows, "legitimacy")) / rows.length).toBeCloseTo(
      measures["legitimacy"] ?? NaN,
      6,
    );
    const shareOf = (name: string, is: (cell: unknown) => boolean): number =>
      rows.filter((row) => is(row[name])).length / rows.length;
    expect(shareOf("contract", (cell) => cell === true)).toBe(measures["contracts"]);
    expect(shareOf("grouping", (cell) => cell !== null)).toBe(measures["grouped"]);
    for (const response of RESPONSES)
      expect(shareOf("response", (cell) => cell === response)).toBeCloseTo(
        measures[`response.${response}`] ?? NaN,
        12,
      );
    for (const row of rows) expect(row["settlement"] === null).toBe(row["contract"] !== true);
  }
});

it("a panel's vectors have the dispersion and the compliance that the measures tell", () => {
  for (const { rows, measures } of steps) {
    const ids = Object.keys(scenario.field.practices);
    const variance = (vector: string, id: string): number => {
      const values = numbers(rows, `${vector}.${id}`);
      const mean = sum(values) / values.length;
      return sum(values.map((x) => (x - mean) * (x - mean))) / values.length;
    };
    for (const vector of ["practice", "display", "project"]) {
      const dispersion = sum(ids.map((id) => variance(vector, id)));
      expect(dispersion / (measures[`dispersion.${vector}`] ?? NaN)).toBeCloseTo(1, 4);
    }
    const apart = rows.map((row) =>
      Math.sqrt(
        sum(
          ids.map((id) => {
            const gap = Number(row[`practice.${id}`]) - Number(row[`prescription.${id}`]);
            return gap * gap;
          }),
        ) / ids.length,
      ),
    );
    expect(sum(apart) / rows.length).toBeCloseTo(measures["compliance.practice"] ?? NaN, 5);
  }
});

it("looking changes nothing", () => {
  expect(run.digest()).toBe(plain.digest());
});

it("every column says what it is, and ids stay who they are", () => {
  for (const { meaning, name } of columns) expect(meaning, name).not.toBe("");
  const [first] = steps;
  const last = steps.at(-1);
  const bornOf = new Map(first?.rows.map((row) => [row["id"], row["archetype"]]));
  const survivors = last?.rows.filter((row) => bornOf.has(row["id"])) ?? [];
  expect(survivors.length).toBeGreaterThan(0);
  for (const row of survivors) expect(row["archetype"]).toBe(bornOf.get(row["id"]));
});

it("scenarios of other practices and regions share a panel; what one lacks is empty there", () => {
  const loaded = loadScenario("universities", readDisk);
  if (!loaded.ok) throw new Error("universities does not load");
  const other = loaded.scenario;
  const [id] = Object.keys(scenario.field.practices).filter(
    (practice) => !(practice in other.field.practices),
  );
  const both = [scenario, other] as const;
  const own = panelColumns(both);
  const [step] = panelSteps(openPanel(startRun(planRun(other)), both).take(), own);
  const cellOf = (name: string): unknown => {
    const at = own.findIndex((column) => column.name === name);
    const column = own[at];
    return column && panelCell(column, step?.entries[at]?.[0] ?? NaN);
  };
  expect(id).toBeDefined();
  expect(cellOf(`practice.${id}`)).toBe(null);
  for (const practice of Object.keys(other.field.practices))
    expect(cellOf(`practice.${practice}`)).toBeTypeOf("number");
  expect(other.field.regions).toHaveProperty(String(cellOf("region")));
});
