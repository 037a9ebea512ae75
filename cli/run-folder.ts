import { accessSync, closeSync, constants, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type FieldView, type Run, RESPONSES, type Scenario } from "../sim/index.ts";
import { selfTest } from "../experiments/self-test.ts";
import { type Names, namesOf } from "../experiments/story/names.ts";
import { negotiationRows, NEGOTIATION_COLUMNS, readable } from "../experiments/story/records.ts";
import { openPanel, panelColumns, type PanelScenarios } from "../experiments/panel.ts";
import { type Cell, csvLine } from "./csv.ts";
import { reasonOf } from "./disk.ts";
import { reproducibility } from "./exactness.ts";
import { StorageFailure } from "./failure.ts";
import { writeAll } from "./output.ts";
import { makeFolder } from "./store/files.ts";
import { openStatesParquet } from "./store/states-table.ts";
import { newTable } from "./store/table-files.ts";

/** Characters gathered before a write. */
const CHUNK = 1 << 20;

/**
 * A new or empty folder for a run's results.
 * @throws {StorageFailure} where it holds something or cannot be made
 */
export function claimFolder(folder: string): void {
  makeFolder(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK); // told before anything is simulated
    if (readdirSync(folder).length === 0) return;
  } catch (error) {
    throw new StorageFailure(`--out ${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  throw new StorageFailure(`--out ${folder}: the folder is not empty; name another`);
}

/** A file that is written piece by piece. */
export interface Writer {
  write(text: string): void;
  close(): void;
}

function openWriter(folder: string, name: string): Writer {
  const path = join(folder, name);
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx");
  } catch (error) {
    throw new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  let held = "";
  const flush = (): void => {
    writeAll(descriptor, held, path);
    held = "";
  };
  return {
    write(text) {
      held += text;
      if (held.length >= CHUNK) flush();
    },
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}

/**
 * Writes what a run leaves step by step: its series, its prescriptions, its events and what was negotiated; the states
 * of all associations where they are to be recorded.
 */
export function followRun(
  folder: string,
  run: Run,
  record?: "associations",
): { step(): void; close(): void } {
  const { scenario } = run.plan.spans[0];
  const names = namesOf(scenario);
  const files = ["series.csv", "prescriptions.csv", "negotiations.csv", "events.jsonl"] as const;
  const [series, prescriptions, negotiations, events] = files.map((name) =>
    openWriter(folder, name),
  ) as [Writer, Writer, Writer, Writer];
  const practices = Object.keys(scenario.field.practices);
  series.write(csvLine(["step", ...run.measures.map(({ name }) => name)]));
  prescriptions.write(csvLine(["step", "region", "sector", ...practices]));
  negotiations.write(csvLine(NEGOTIATION_COLUMNS));
  const states = record && followStates(folder, run);
  let told = 0;
  return {
    step() {
      states?.step();
      series.write(csvLine([run.step, ...run.values]));
      for (const row of prescribed(run, scenario)) prescriptions.write(csvLine([run.step, ...row]));
      for (; told < run.events.length; told++) {
        const event = run.events[told];
        if (event === undefined) continue;
        events.write(`${JSON.stringify(readable(event, names))}\n`);
        for (const row of negotiationRows(event, names)) negotiations.write(csvLine(row));
      }
    },
    close() {
      for (const file of [series, prescriptions, negotiations, events]) file.close();
      states?.close();
    },
  };
}

/** Writes the states of a run, which is run 0 of its table. */
function followStates(folder: string, run: Run): { step(): void; close(): void } {
  const scenarios: PanelScenarios = [run.plan.spans[0].scenario];
  const panel = openPanel(run, scenarios);
  const open = openStatesParquet(panelColumns(scenarios));
  const table = newTable(join(folder, "states.parquet"), open);
  return { step: () => table.add(0, panel.take()), close: table.close };
}

/** For each region and sector with associations, the mean of what their public funders together prescribe. */
function prescribed({ field }: Run, scenario: Scenario): Cell[][] {
  const regions = Object.keys(scenario.field.regions);
  const sectors = Object.keys(scenario.field.sectors);
  const width = field.practices;
  const sums = new Float64Array(regions.length * sectors.length * width);
  const members = new Int32Array(regions.length * sectors.length);
  for (let row = 0; row < field.living.length; row++) {
    const i = field.living[row] ?? 0;
    const group = (field.region[i] ?? 0) * sectors.length + (field.sector[i] ?? 0);
    members[group] = (members[group] ?? 0) + 1;
    for (let k = 0; k < width; k++)
      sums[group * width + k] =
        (sums[group * width + k] ?? 0) + (field.prescription[i * width + k] ?? 0);
  }
  return [...members.keys()]
    .filter((group) => (members[group] ?? 0) > 0)
    .map((group) => [
      regions[Math.floor(group / sectors.length)] ?? "",
      sectors[group % sectors.length] ?? "",
      ...Array.from(
        sums.subarray(group * width, (group + 1) * width),
        (sum) => sum / (members[group] ?? 1),
      ),
    ]);
}

/** Writes what a run leaves at its end. */
export function closeRun(folder: string, run: Run, summary: object): void {
  const names = namesOf(run.plan.spans[0].scenario);
  writeAssociations(folder, run, names);
  writeGroupings(folder, run.field, names);
  const file = openWriter(folder, "manifest.json");
  const manifest = { ...summary, selfTest: selfTest().digest, ...reproducibility() };
  file.write(`${JSON.stringify(manifest, null, 2)}\n`);
  file.close();
}

/** `died` of those that live. */
const ALIVE = -2147483648;

/** Every association ever alive: where it began, how it ended, and its vectors as they were last. */
function writeAssociations(folder: string, { field, plan }: Run, names: Names): void {
  const archetypes = Object.keys(plan.spans[0].scenario.field.archetypes);
  const file = openWriter(folder, "associations.csv");
  const columns =
    "id,born,died,region,sector,archetype,establishments,places,response,into,grouping".split(",");
  const vectors = ["practice", "display", "project"] as const;
  const numbered = vectors.flatMap((vector) => names.practices.map(({ id }) => `${vector}.${id}`));
  file.write(csvLine([...columns, ...numbered]));
  const width = field.practices;
  for (let i = 0; i < field.size; i++) {
    const cells: Cell[] = [
      i,
      field.born[i] ?? 0,
      field.died[i] === ALIVE ? null : (field.died[i] ?? null),
      names.regions[field.region[i] ?? 0]?.id ?? "",
      names.sectors[field.sector[i] ?? 0]?.id ?? "",
      archetypes[field.archetype[i] ?? 0] ?? "",
      field.establishments[i] ?? 0,
      field.places[i] ?? 0,
      RESPONSES[field.response[i] ?? 0] ?? "",
      numberOrNone(field.into[i]),
      numberOrNone(field.grouping[i]),
    ];
    for (const vector of vectors)
      for (let k = 0; k < width; k++) cells.push(field[vector][i * width + k] ?? null);
    file.write(csvLine(cells));
  }
  file.close();
}

/** Every grouping there ever was; one without members has dissolved. */
function writeGroupings(folder: string, field: FieldView, names: Names): void {
  const file = openWriter(folder, "groupings.csv");
  file.write(
    csvLine([
      ...["id", "form", "formed", "deepened", "free", "members"],
      ...names.practices.map(({ id }) => `agreed.${id}`),
    ]),
  );
  const width = field.practices;
  const members = new Int32Array(field.groupings);
  for (let at = 0; at < field.living.length; at++) {
    const grouping = field.grouping[field.living[at] ?? 0] ?? -1;
    if (grouping >= 0) members[grouping] = (members[grouping] ?? 0) + 1;
  }
  for (let grouping = 0; grouping < field.groupings; grouping++)
    file.write(
      csvLine([
        grouping,
        names.legalForms[field.form[grouping] ?? 0]?.id ?? "",
        field.formed[grouping] ?? 0,
        field.deepened[grouping] ?? 0,
        field.isFree[grouping] ?? 0,
        members[grouping] ?? 0,
        ...names.practices.map((_, k) => field.agreed[grouping * width + k] ?? null),
      ]),
    );
  file.close();
}

/** A slot or grouping, empty where there is none. */
function numberOrNone(index: number | undefined): Cell {
  return index === undefined || index < 0 ? null : index;
}
