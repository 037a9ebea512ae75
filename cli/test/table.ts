import type { Effect } from "../../experiments/hypotheses/effect.ts";
import { REASONS, VERDICT_WORDS } from "../../experiments/hypotheses/reasons.ts";
import { hasChanged } from "./registration.ts";
import type { Finished } from "./verdicts.ts";
import { counted } from "../counted.ts";

/** The verdicts as a table for people, one hypothesis after the other, each with its claim and why. */
export function verdictTable(finished: readonly Finished[]): string {
  const head = ["verdict", "hypothesis", "label", "effect", "interval", "with control", "seeds"];
  const rows = finished.map(rowOf);
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const blocks = finished.map((one, at) =>
    [line(rows[at] ?? []), ...wordsOf(one).map((words) => `  ${words}`)].join("\n"),
  );
  return `${[line(head), ...blocks].join("\n")}\n`;
}

function rowOf({ trial, verdict, plain, control }: Finished): readonly string[] {
  return [
    VERDICT_WORDS[verdict.verdict].en,
    trial.id,
    trial.label,
    effectText(plain),
    intervalText(plain),
    control === null ? "–" : `${effectText(control)} ${intervalText(control)}`.trim(),
    String(plain.pairs),
  ];
}

const effectText = ({ found, isExactlyZero }: Effect): string =>
  isExactlyZero ? "0 exactly" : found === null ? "?" : rounded(found.estimate);

const intervalText = ({ found, isExactlyZero }: Effect): string =>
  found === null || isExactlyZero
    ? ""
    : `[${rounded(found.interval.low)}, ${rounded(found.interval.high)}]`;

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

function wordsOf({ trial, verdict, plain, control, registered }: Finished): readonly string[] {
  const needed =
    verdict.needed === null
      ? []
      : [`${counted(verdict.needed, "seed")} would decide it with a chance of .8.`];
  const lost = [plain, ...(control === null ? [] : [control])].reduce(
    (most, effect) => Math.max(most, effect.lost),
    0,
  );
  const { predicted, smallestEffect } = trial.content;
  return [
    trial.content.claim.en,
    `Predicted: ${predicted === "none" ? "no effect" : predicted} (what counts: ${smallestEffect}). ${[...verdict.reasons.map((reason) => REASONS[reason].en), ...needed].join(" ")}`,
    ...(lost > 0 ? [`${counted(lost, "seed has", "seeds have")} no outcome at every level.`] : []),
    ...(hasChanged(registered) ? ["The file was changed after the first run."] : []),
  ];
}
