import type { Estimate } from "../../experiments/sensitivity/estimate.ts";
import type { MorrisIndices } from "../../experiments/sensitivity/morris.ts";
import type { SampleIndices } from "../../experiments/sensitivity/sample.ts";
import type { SobolIndices } from "../../experiments/sensitivity/sobol.ts";
import type { VarianceParts } from "../../experiments/sensitivity/variance.ts";
import type { OutcomeSensitivity, SensitivityReport } from "./analysis.ts";
import { counted } from "../counted.ts";

/** The report in lines for people: for each outcome what it rests on, its indices, and whether they have settled. */
export function sensitivityTable(report: SensitivityReport): string {
  const percent = Math.round(100 * report.confidence);
  const head = `${report.experiment}: ${report.design.kind} design, ${counted(report.design.replicates, "replicate")}; ${percent} % intervals in brackets\n`;
  return [head, ...report.outcomes.map(outcomeLines)].join("\n");
}

function outcomeLines({
  name,
  runs,
  blocks,
  failed,
  variance,
  indices,
}: OutcomeSensitivity): string {
  const lacking =
    runs.missing === 0
      ? ""
      : `; ${runs.missing} gave no value (${failed} failed), ${runs.leftOut} left out with them`;
  const lines = [
    name,
    `  ${counted(runs.total, "run")}${lacking}; ${blocks.complete} of ${blocks.total} ${blockWords(indices, blocks.size)} complete`,
    ...(variance === null ? [] : varianceLines(variance)),
    ...(indices === null
      ? ["  no indices: they need two complete blocks of an lhs, sobol, morris or saltelli design"]
      : table(rowsOf(indices))),
  ];
  return `${lines.join("\n")}\n`;
}

function blockWords(indices: OutcomeSensitivity["indices"], size: number): string {
  if (indices?.method === "morris") return "trajectories";
  return size === 1 ? "points" : "rows";
}

function varianceLines(parts: VarianceParts): readonly string[] {
  const { mean, between, parameters, within, share, noise } = parts;
  if (parameters === null || within === null)
    return [
      `  mean ${figure(mean)}, variance ${figure(between)}; one replicate, so seeds and parameters cannot be told apart`,
    ];
  return [
    `  mean ${figure(mean)}; variance by parameters ${figure(parameters)}, by seeds ${figure(within)} (parameters' share ${figure(share)})`,
    ...(noise !== null && noise > NOISY
      ? [
          `  ${Math.round(100 * noise)} % of the variance below is seeds': more replicates would help`,
        ]
      : []),
  ];
}

/** Share of seeds in the variance of the means from which on it is worth a word. */
const NOISY = 0.1;

type Rows = readonly (readonly string[])[];

function rowsOf(indices: MorrisIndices | SobolIndices | SampleIndices): Rows {
  if (indices.method === "morris") return morrisRows(indices);
  return indices.method === "sobol" ? sobolRows(indices) : sampleRows(indices);
}

function morrisRows({ factors, trace }: MorrisIndices): Rows {
  const ranked = [...factors].sort(byValue((factor) => factor.muStar));
  return [
    ["factor", "μ*", "", "μ", "", "σ", "", ...traced("μ*", trace)],
    ...ranked.map((factor) => [
      factor.path,
      ...cells(factor.muStar, factor.mu, factor.sigma),
      ...trace.slice(0, -1).map(({ factors: own }) => valueAt(own, factor.path, "muStar")),
    ]),
  ];
}

function sobolRows({ factors, pairs, additive, trace }: SobolIndices): Rows {
  const ranked = [...factors].sort(byValue((factor) => factor.total));
  return [
    ["factor", "first", "", "total", "", ...traced("total", trace)],
    ...ranked.map((factor) => [
      factor.path,
      ...cells(factor.first, factor.total),
      ...trace.slice(0, -1).map(({ factors: own }) => valueAt(own, factor.path, "total")),
    ]),
    ["(sum)", ...cells(additive)],
    ...[...pairs]
      .sort(byValue((pair) => pair.second))
      .map(({ paths, second }) => [paths.join(" × "), ...cells(second)]),
  ];
}

function sampleRows({ factors, explained, trace }: SampleIndices): Rows {
  const ranked = [...factors].sort(byValue((factor) => factor.pawn));
  return [
    [
      "factor",
      "SRC",
      "",
      "SRRC",
      "",
      "first",
      "",
      "PAWN",
      "",
      "by chance",
      ...traced("PAWN", trace),
    ],
    ...ranked.map((factor) => [
      factor.path,
      ...cells(factor.src, factor.srrc, factor.first, factor.pawn),
      `< ${figure(factor.idle.high)}`,
      ...trace.slice(0, -1).map(({ factors: own }) => valueAt(own, factor.path, "pawn")),
    ]),
    ["(R²)", ...cells(explained.src, explained.srrc)],
  ];
}

const byValue =
  <Of>(of: (row: Of) => Estimate) =>
  (a: Of, b: Of): number =>
    (of(b).value ?? -1) - (of(a).value ?? -1);

const traced = (label: string, trace: readonly { readonly blocks: number }[]): readonly string[] =>
  trace.slice(0, -1).map(({ blocks }) => `${label} at ${blocks}`);

function valueAt<Key extends string>(
  factors: readonly ({ readonly path: string } & Readonly<Record<Key, Estimate>>)[],
  path: string,
  key: Key,
): string {
  return figure(factors.find((factor) => factor.path === path)?.[key].value ?? null);
}

/** A value and its interval, in two cells. */
const cells = (...estimates: readonly Estimate[]): readonly string[] =>
  estimates.flatMap(({ value, low, high }) => [
    figure(value),
    value === null ? "" : `[${figure(low)}, ${figure(high)}]`,
  ]);

/** Three significant digits. */
function figure(value: number | null): string {
  if (value === null) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
}

function table(rows: Rows): readonly string[] {
  const width = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: width }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
