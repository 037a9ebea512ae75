import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION, planRun, type RunPlan, type Scenario } from "../sim/index.ts";
import type { ExtensionFile } from "../experiments/extensions.ts";
import type { Read } from "../experiments/files/library.ts";
import { loadScenario } from "../experiments/files/scenario.ts";
import { reasonOf } from "./disk.ts";
import { accepted, EXIT, Failure, StorageFailure } from "./failure.ts";
import { switchesOff, withFlags } from "./flags.ts";

/** A scenario, as a file or the folder of a run has it, and what is laid over it. */
export interface Side {
  readonly name: string;
  readonly scenario: Scenario;
  readonly set: readonly string[];
  readonly off: readonly string[];
  readonly seed?: string;
  readonly steps?: number;
}

/** What the folder of a run says that it ran, and what came of it. */
export interface KeptRun extends Required<Side> {
  readonly digest: string;
  /** Files of measures and mechanisms from outside; none where left out. */
  readonly files?: readonly ExtensionFile[];
}

/**
 * Reads the folder of a run.
 * @throws {Failure} where it is none (2), or another model's (4)
 */
export function readKeptRun(folder: string): KeptRun {
  const path = join(folder, "manifest.json");
  let manifest: Record<string, unknown>;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    throw new StorageFailure(
      `${path}: ${fault.code === undefined ? fault.message : reasonOf(fault)}`,
    );
  }
  const { model, seed, steps, set, off, scenarioContent, digest, with: files } = manifest;
  const isRun =
    typeof seed === "string" &&
    typeof steps === "number" &&
    typeof digest === "string" &&
    areTexts(set) &&
    areTexts(off) &&
    typeof scenarioContent === "object";
  if (!isRun)
    throw new Failure(
      EXIT.badInput,
      `${path}: not the folder of a run (ironcage run --out); of a batch, compare the scenarios`,
    );
  if (model !== MODEL_VERSION)
    throw new Failure(
      EXIT.mismatch,
      `${path}: model ${String(model)}, this is model ${MODEL_VERSION}, which runs it otherwise`,
    );
  const content = Buffer.from(JSON.stringify(scenarioContent));
  const name = `${path}#scenarioContent.json`;
  const read: Read = () => ({ name, content });
  const { scenario } = accepted(loadScenario(name, read));
  return {
    ...{ name: folder, scenario, set, off, seed, steps, digest },
    ...(Array.isArray(files) ? { files: files as readonly ExtensionFile[] } : {}),
  };
}

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === "string");

/** What a run of one side is to do. @param own hash and switches of what it has from outside */
export function planOfSide(
  { scenario, set, off }: Side,
  seed: string,
  steps: number | undefined,
  own?: { readonly hash: string; readonly switches: readonly string[] },
): RunPlan {
  const treated = set.length === 0 ? undefined : withFlags(scenario, set);
  const switched = switchesOff(off, own?.switches);
  return planRun(scenario, { treated, off: switched, seed, steps, extension: own?.hash });
}
