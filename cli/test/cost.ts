import { runCount } from "../../experiments/design.ts";
import { stepsOf } from "../batch/work.ts";
import { secondsOf } from "../cost.ts";
import { toStdout } from "../output.ts";
import { duration } from "../progress.ts";
import type { Loaded } from "./files.ts";
import { counted } from "../counted.ts";

/** `--dry-run`: the tests that there are, their labels, runs and core-hours, roughly. */
export function tellTestCost(loaded: readonly Loaded[], workers: number, isJson: boolean): void {
  const tests = loaded.flatMap(({ trials }) =>
    trials.map(({ id, label, study, content }) => {
      const { replicates } = study.design;
      const runs = runCount(study.design);
      const seconds = secondsOf(stepsOf(study));
      return { id, family: content.family, label, runs, replicates, coreHours: seconds / 3600 };
    }),
  );
  const runs = tests.reduce((total, test) => total + test.runs, 0);
  const coreHours = tests.reduce((total, test) => total + test.coreHours, 0);
  if (isJson) return toStdout(`${JSON.stringify({ tests, runs, coreHours })}\n`);
  const width = Math.max(...tests.map(({ id }) => id.length));
  toStdout(
    [
      ...tests.map(
        (test) => `${test.id.padEnd(width)}  ${test.label.padEnd(8)}  ${counted(test.runs, "run")}`,
      ),
      `runs        ${runs}`,
      `core-hours  ${coreHours.toPrecision(2)} (about ${duration((3600 * coreHours) / workers)} with ${counted(workers, "worker")})`,
      "",
    ].join("\n"),
  );
}
