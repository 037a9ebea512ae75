import { join } from "node:path";
import { type HypothesisFile, looksOf } from "../../experiments/hypotheses/schema.ts";
import { toStdout } from "../output.ts";
import { duration } from "../progress.ts";
import { findManifest } from "../store/manifest.ts";
import { takeStock } from "../store/store.ts";
import { lastOf, readRegistration, type Stated } from "./registration.ts";
import { trialIds } from "./registered-trials.ts";
import { runsWanted } from "./stop.ts";

interface TestState {
  readonly id: string;
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
  readonly damaged: number;
}

type Speed = (folder: string) => { readonly writers: number; readonly perSecond: number };

/** `ironcage status DIR` of a folder of tests: each of them, and all together. */
export function testStatus(out: string, speedOf: Speed, isJson: boolean): void {
  const speeds: ReturnType<Speed>[] = [];
  const tests = Object.values(readRegistration(out)).flatMap((registered) => {
    const stated = lastOf(registered);
    return trialIds(stated.content).map((id): TestState => {
      const folder = join(out, id);
      const manifest = findManifest(folder);
      if (manifest === undefined)
        return { id, runs: runsStated(stated), done: 0, failed: 0, damaged: 0 };
      speeds.push(speedOf(folder));
      const { done, failed, damaged } = takeStock(folder, manifest, false);
      return { id, runs: runsWanted(folder, manifest), done, failed, damaged };
    });
  });
  const sum = (of: (test: TestState) => number): number =>
    tests.reduce((total, test) => total + of(test), 0);
  const left = sum(({ runs, done }) => Math.max(0, runs - done));
  const perSecond = speeds.reduce((total, speed) => total + speed.perSecond, 0);
  const report = {
    runs: sum(({ runs }) => runs),
    done: sum(({ done }) => done),
    failed: sum(({ failed }) => failed),
    left,
    damaged: sum(({ damaged }) => damaged),
    writers: speeds.reduce((total, speed) => total + speed.writers, 0),
    secondsLeft: left === 0 ? 0 : perSecond > 0 ? left / perSecond : null,
    tests,
  };
  if (isJson) return toStdout(`${JSON.stringify(report)}\n`);
  const time =
    report.secondsLeft !== null
      ? duration(report.secondsLeft)
      : report.writers === 0
        ? "nobody works on it"
        : "not known yet";
  const width = Math.max(10, ...tests.map(({ id }) => id.length));
  const line = (name: string, words: string): string => `${name.padEnd(width)} ${words}\n`;
  toStdout(
    [
      ...tests.map(({ id, runs, done, failed }) =>
        line(id, `${done} of ${runs}${failed > 0 ? `, ${failed} failed` : ""}`),
      ),
      line("done", `${report.done} of ${report.runs}`),
      line("failed", String(report.failed)),
      line("left", String(report.left)),
      line("time left", time),
    ].join(""),
  );
}

/** Runs of one trial that has not begun, as many as a stopping rule may need. */
function runsStated({ content, replicates }: Stated): number {
  const arms = content.treatment.levels.length * (hasControl(content) ? 2 : 1);
  return arms * (replicates ?? looksOf(content).at(-1) ?? 0);
}

const hasControl = ({ control }: HypothesisFile): boolean =>
  (control?.knockOut ?? control?.placebo) !== undefined;
