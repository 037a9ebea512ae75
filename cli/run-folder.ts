import { closeSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Run, RESPONSES, type Scenario } from "../sim/index.ts";
import { type Cell, csvLine } from "./csv.ts";
import { reasonOf } from "./disk.ts";
import { StorageFailure } from "./failure.ts";
import { writeAll } from "./output.ts";
import { makeFolder } from "./store/files.ts";

/** Characters gathered before a write. */
const CHUNK = 1 << 20;

/**
 * A new or empty folder for a run's results.
 * @throws {StorageFailure} where it holds something or cannot be made
 */
export function claimFolder(folder: string): void {
  makeFolder(folder);
  try {
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

/** Writes what a run leaves step by step: its series and its prescriptions. */
export function followRun(folder: string, run: Run): { step(): void; close(): void } {
  const { scenario } = run.plan.spans[0];
  const series = openWriter(folder, "series.csv");
  const prescriptions = openWriter(folder, "prescriptions.csv");
  const practices = Object.keys(scenario.field.practices);
  series.write(csvLine(["step", ...run.measures.map(({ name }) => name)]));
  prescriptions.write(csvLine(["step", "region", "sector", ...practices]));
  return {
    step() {
      series.write(csvLine([run.step, ...run.values]));
      for (const row of prescribed(run, scenario)) prescriptions.write(csvLine([run.step, ...row]));
    },
    close() {
      series.close();
      prescriptions.close();
    },
  };
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
export function closeRun(folder: string, run: Run, manifest: object): void {
  const events = openWriter(folder, "events.jsonl");
  for (const event of run.events) events.write(`${JSON.stringify(event)}\n`);
  events.close();
  writeAssociations(folder, run);
  const negotiations = openWriter(folder, "negotiations.csv");
  negotiations.write(
    csvLine([
      "step",
      "association",
      "counterpart",
      "practice",
      "offer",
      "counterOffer",
      "outcome",
      "moved",
    ]),
  );
  negotiations.close();
  const file = openWriter(folder, "manifest.json");
  file.write(`${JSON.stringify(manifest, null, 2)}\n`);
  file.close();
}

function writeAssociations(folder: string, run: Run): void {
  const { field } = run;
  const { scenario } = run.plan.spans[0];
  const practices = Object.keys(scenario.field.practices);
  const names = (entries: object): readonly string[] => Object.keys(entries);
  const [regions, sectors, archetypes] = [
    names(scenario.field.regions),
    names(scenario.field.sectors),
    names(scenario.field.archetypes),
  ];
  const file = openWriter(folder, "associations.csv");
  file.write(
    csvLine([
      ...[
        "id",
        "born",
        "died",
        "region",
        "sector",
        "archetype",
        "establishments",
        "places",
        "response",
      ],
      ...["practice", "display", "project"].flatMap((plane) =>
        practices.map((k) => `${plane}.${k}`),
      ),
    ]),
  );
  const width = field.practices;
  for (let i = 0; i < field.size; i++) {
    const cells: Cell[] = [
      i,
      0,
      null,
      regions[field.region[i] ?? 0] ?? "",
      sectors[field.sector[i] ?? 0] ?? "",
      archetypes[field.archetype[i] ?? 0] ?? "",
      field.establishments[i] ?? 0,
      field.places[i] ?? 0,
      RESPONSES[field.response[i] ?? 0] ?? "",
    ];
    for (const plane of [field.practice, field.display, field.project])
      for (let k = 0; k < width; k++) cells.push(plane[i * width + k] ?? null);
    file.write(csvLine(cells));
  }
  file.close();
}
