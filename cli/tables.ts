import type { Run } from "../sim/index.ts";
import type { RunResult } from "./commands/run.ts";
import { counted } from "./counted.ts";

/** Measures that the short table shows, where a run has them. */
const TELLING = [
  "associations",
  "similarity.practice",
  "similarity.display",
  "dispersion.practice",
  "dispersion.display",
  "dispersion.project",
  "compliance.practice",
  "compliance.display",
  "decouplingGap",
  "contradiction",
  "archetypes.hill1",
];

/** A run in a few lines for people: some measures at a few steps, what each mechanism did, the digest. */
export function runTable(run: Run, series: RunResult["series"], result: RunResult): string {
  const { steps } = run.plan;
  const shown = [
    ...new Set([
      0,
      Math.round(steps / 4),
      Math.round(steps / 2),
      Math.round((3 * steps) / 4),
      steps,
    ]),
  ];
  const measures = TELLING.filter((name) => series[name] !== undefined);
  const rows = [
    ["measure", ...shown.map((step) => `step ${step}`)],
    ...measures.map((name) => [name, ...shown.map((step) => figure(series[name]?.[step]))]),
  ];
  const ledger = Object.entries(series)
    .filter(([name]) => name.startsWith("ledger.practice."))
    .map(([name, values]): [string, number] => [
      name.slice("ledger.practice.".length),
      values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    ])
    .filter(([, sum]) => sum !== 0);
  return [
    `${result.scenario}: ${counted(steps, "quarter")}, ${counted(result.counts.living, "association")} (${result.counts.associations} ever), seed ${result.seed}`,
    "",
    aligned(rows),
    "",
    ...(ledger.length === 0
      ? []
      : [
          "change of dispersion in practice, by mechanism",
          aligned(ledger.map(([name, sum]) => [`  ${name}`, figure(sum)])),
          "",
        ]),
    ...happened(result.counts),
    `digest ${result.digest}`,
    "",
  ].join("\n");
}

/** Totals that the short table tells, and what they are called there. */
const TOTALS: Readonly<Record<string, string>> = {
  calls: "calls",
  awards: "awards",
  "negotiation.deals": "agreements",
  "negotiation.conflicts": "conflicts",
  "groupings.formed": "groupings formed",
  mergers: "mergers",
  closures: "closures",
  foundings: "foundings",
};

/** What happened in all, where anything did. */
function happened(counts: Readonly<Record<string, number>>): string[] {
  const told = Object.entries(TOTALS).flatMap(([flow, name]) => {
    const total = counts[flow] ?? 0;
    return total > 0 ? [`${figure(total)} ${name}`] : [];
  });
  return told.length === 0 ? [] : [`in all: ${told.join(", ")}`, ""];
}

function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential(2) : value.toFixed(4);
}

/** Rows in columns: the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
