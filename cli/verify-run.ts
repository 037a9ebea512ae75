import { startRun } from "../sim/index.ts";
import { switchesOf } from "../experiments/extensions.ts";
import type { GivenExtensions } from "../workers/extensions.ts";
import { CRATE } from "./crate.ts";
import { copyOf, toldFiles } from "./extensions.ts";
import { EXIT, Failure } from "./failure.ts";
import { badFlags, flagProblem } from "./flags.ts";
import { type KeptRun, planOfSide, readKeptRun } from "./kept-run.ts";
import { toStdout } from "./output.ts";
import { openProgress } from "./progress.ts";
import { quoted } from "./shell.ts";
import { crateDifferences, crateFiles } from "./store/crate.ts";
import { counted } from "./counted.ts";

/**
 * Verifies the folder of one run: the checksums that its metadata states, and the run itself, repeated.
 * @param sample 0 leaves the repetition out
 * @throws {Failure} with exit 4 where something differs
 */
export function verifyRun(
  folder: string,
  sample: number,
  given: GivenExtensions | undefined,
  isJson: boolean,
): void {
  const kept = readKeptRun(folder);
  const files = [...(crateFiles(folder)?.keys() ?? [])];
  const differences = [...crateDifferences(folder)];
  if (files.length === 0 && differences.length === 0)
    differences.push(`${CRATE}: missing, which a run writes last`);
  if (sample > 0) {
    requireSame(kept, given);
    const digest = repeated(kept, given);
    if (digest !== kept.digest)
      differences.push(`repeated, the run gives digest ${digest}, not ${kept.digest}`);
  }
  if (differences.length > 0)
    throw new Failure(EXIT.mismatch, differences.map((what) => `${folder}: ${what}`).join("; "));
  if (isJson)
    return toStdout(
      `${JSON.stringify({ done: 1, tables: files, rerun: sample > 0 ? [0] : [], differences })}\n`,
    );
  const again = sample > 0 ? "; repeated to the last bit" : "";
  toStdout(`one run, ${counted(files.length, "file")} with the right checksums${again}\n`);
}

/** Digest of the same run, run again. */
function repeated(kept: KeptRun, given: GivenExtensions | undefined): string {
  const own = given && { hash: given.extensions.hash, switches: switchesOf(given) };
  const plan = planOfSide(kept, kept.seed, kept.steps, own);
  const progress = openProgress("verify");
  const run = startRun(plan, {
    events: false,
    ...(given === undefined ? {} : { extensions: given.extensions }),
  });
  while (run.step < plan.steps) {
    run.advance();
    progress.update(run.step, plan.steps);
  }
  progress.end();
  return run.digest();
}

/** Makes sure that the modules given now are those that the run was made with. */
function requireSame({ name, files }: KeptRun, given: GivenExtensions | undefined): void {
  if (JSON.stringify(files) === JSON.stringify(given?.files)) return;
  if (files === undefined || given !== undefined)
    throw new Failure(
      EXIT.mismatch,
      `${name} was made with ${toldFiles(files)}, not with ${toldFiles(given?.files)}; give the same files`,
    );
  const copies = files.map((file) => `--with ${quoted(copyOf(name, file.name))}`).join(" ");
  throw badFlags([
    flagProblem("--with", "E021", {
      got: "nothing",
      allowed: `${toldFiles(files)}, with which it was made, to repeat it (or --sample 0)`,
      hint: `Copies lie beside the results: ${copies}. They are code: run none that you would not run as a script.`,
    }),
  ]);
}
