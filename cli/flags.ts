import { type Scenario, SWITCHES } from "../sim/index.ts";
import type { ErrorCode } from "../experiments/files/codes.ts";
import { didYouMean } from "../experiments/files/nearest.ts";
import {
  type Problem,
  problemAt,
  Refusal,
  type Says,
  shown,
} from "../experiments/files/problem.ts";
import { SPDX } from "../experiments/experiment.ts";
import { settingOfText, withSettings } from "../experiments/files/settings.ts";
import { attempt } from "../experiments/files/scenario.ts";
import { BadInput } from "./failure.ts";

/** A problem with a flag, at the first character of its value; its path is the flag's name where no other is given. */
export function flagProblem(flag: string, code: ErrorCode, says: Says): Problem {
  const path = [flag.replace(/^--/, "")];
  return problemAt({ source: { name: flag, text: "" }, offset: 0 }, code, { path, ...says });
}

/**
 * Influences and transitions named by `--off`, in the order of a step.
 * @param own mechanisms from outside, which can be switched off too
 */
export function switchesOff(
  names: readonly string[],
  own: readonly string[] = [],
): readonly string[] {
  const ids = [...SWITCHES.map(({ id }) => id), ...own];
  const unknown = names.filter((name) => !ids.includes(name));
  if (unknown.length > 0)
    throw badFlags(
      unknown.map((name) =>
        flagProblem("--off", "E054", {
          got: shown(name),
          allowed: ids.join(", "),
          hint: didYouMean(name, ids),
        }),
      ),
    );
  return ids.filter((id) => names.includes(id));
}

/** A scenario with every `--set PATH=VALUE` laid over it. */
export function withFlags(scenario: Scenario, flags: readonly string[]): Scenario {
  const problems: Problem[] = [];
  const settings = flags.flatMap((flag) => {
    const at = flag.indexOf("=");
    if (at <= 0) {
      problems.push(flagProblem("--set", "E006", { got: shown(flag), allowed: "PATH=VALUE" }));
      return [];
    }
    const path = flag.slice(0, at);
    const result = attempt(() => ({
      ok: true as const,
      setting: settingOfText("--set", path, flag.slice(at + 1)),
    }));
    if (result.ok) return [result.setting];
    problems.push(
      ...result.problems.listed.map((problem) => ({ ...problem, path: problem.path || path })),
    );
    return [];
  });
  if (problems.length > 0) throw badFlags(problems);
  try {
    return settings.length === 0 ? scenario : withSettings(scenario, settings);
  } catch (error) {
    throw error instanceof Refusal ? new BadInput(error.problems) : error;
  }
}

/** A seed given on the command line: any text of 1 to 200 characters. */
export function seedFlag(value: string | undefined): string | undefined {
  const length = [...(value ?? "")].length;
  if (value === undefined || (length >= 1 && length <= 200)) return value;
  throw badFlags([
    flagProblem("--seed", "E024", { got: shown(value), allowed: "text of 1 to 200 characters" }),
  ]);
}

/** @throws {BadInput} where the folder or file to write has an empty name */
export function requireOut(value: string | undefined): void {
  if (value !== "") return;
  throw badFlags([
    flagProblem("--out", "E024", {
      got: shown(value),
      allowed: "a path of at least one character",
    }),
  ]);
}

/** A licence by its SPDX id. */
export function licenceFlag(value: string | undefined): string | undefined {
  if (value === undefined || SPDX.test(value)) return value;
  throw badFlags([
    flagProblem("--licence", "E024", {
      got: shown(value),
      allowed: "the SPDX id of a licence, as CC-BY-4.0, CC0-1.0 or ODbL-1.0 (spdx.org/licenses)",
    }),
  ]);
}

/** A whole number given on the command line. */
export function wholeFlag(
  flag: string,
  value: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw badFlags([
    flagProblem(flag, "E023", {
      got: shown(value),
      allowed: `a whole number from ${least} to ${most}`,
    }),
  ]);
}

/** Problems of flags as exit 2. */
export const badFlags = (problems: readonly Problem[]): BadInput =>
  new BadInput(new Refusal(problems).problems);
