import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadExperiment } from "../../experiments/files/experiment.ts";
import { shown } from "../../experiments/files/problem.ts";
import type { Study } from "../../experiments/jobs.ts";
import type { GivenExtensions } from "../../workers/extensions.ts";
import { readExperiment } from "../disk.ts";
import { requireExtensions } from "../extensions.ts";
import { accepted } from "../failure.ts";
import { badFlags, flagProblem } from "../flags.ts";
import { isUnknown, unknownName } from "../shipped.ts";
import { readRunnable } from "../store/manifest.ts";

/** What a batch is of. */
export interface Source {
  readonly name: string;
  readonly study: Study;
  /** The folder that already holds it, where that was named instead of an experiment. */
  readonly folder?: string;
}

/**
 * Reads an experiment, or takes the study from a folder of results, which its experiment may have left.
 * @param given measures and mechanisms from outside
 */
export function sourceOf(
  file: string,
  out: string | undefined,
  given: GivenExtensions | undefined,
): Source {
  if (!existsSync(join(file, "manifest.json"))) return experimentOf(file, given);
  if (out !== undefined && resolve(out) !== resolve(file))
    throw badFlags([
      flagProblem("--out", "E040", {
        got: shown(out),
        allowed: `nothing else than ${file}, whose batch goes on`,
      }),
    ]);
  const { experiment: name, study } = readRunnable(file);
  requireExtensions(file, study.extension, given);
  return { name, study, folder: file };
}

function experimentOf(file: string, given: GivenExtensions | undefined): Source {
  // a shipped scenario is read, and refused for what it is
  if (isUnknown(file, ["experiment", "scenario"]))
    throw badFlags([unknownName(file, ["experiment"])]);
  return accepted(loadExperiment(file, readExperiment, given));
}
