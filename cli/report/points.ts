import { levelCell, pointAt, pointCount } from "../../experiments/design.ts";
import type { Outcome } from "../../experiments/outcome.ts";
import { mean, quantile, standardDeviation } from "../../experiments/statistics/index.ts";
import type { Manifest } from "../store/manifest.ts";
import { html, type Html, Numeral, type Part, table } from "./html.ts";
import { COUNTED, said, type Voice } from "./words.ts";

/** Most points that are told; beyond some, the table is folded. */
const MOST = 200;
const UNFOLDED = 16;

/**
 * What each stated outcome came to at each point, over its seeds.
 * @param values of all runs, a row per outcome
 */
export function pointsSection(
  { study }: Manifest,
  values: readonly Float64Array[],
  voice: Voice,
): Html | undefined {
  const outcomes = Object.entries(study.outcomes ?? {});
  if (outcomes.length === 0) return undefined;
  const tables = outcomes.map(([name, outcome], index) =>
    outcomeTable(study, { name, outcome }, values[index] ?? new Float64Array(), voice),
  );
  return html`<h2>${voice.say(said("Outcomes at each point", "Résultats à chaque point"))}</h2>
    ${tables}`;
}

function outcomeTable(
  { design }: Manifest["study"],
  { name, outcome }: { readonly name: string; readonly outcome: Outcome },
  values: Float64Array,
  voice: Voice,
): Html {
  const points = pointCount(design);
  const told = Math.min(MOST, points);
  const rows = Array.from({ length: told }, (_, point): readonly Part[] => {
    const own = [...values.subarray(point * design.replicates, (point + 1) * design.replicates)];
    const known = own.filter(Number.isFinite);
    const levels = pointAt(design, point);
    return [
      point,
      ...design.factors.map(({ path }, factor) =>
        levelPart(levelCell(path, levels[factor] ?? null), voice),
      ),
      known.length,
      ...spreadOf(known).map((value) => new Numeral(voice.number(value, 4))),
    ];
  });
  const heads: Part[] = [
    voice.say(said("point", "point")),
    ...design.factors.map(
      ({ path }) => html`<span title="${path}">${path.split(".").slice(-2).join(".")}</span>`,
    ),
    voice.say(said("seeds", "graines")),
    voice.say(said("mean", "moyenne")),
    voice.say(said("sd", "é.-t.")),
    "5 %",
    voice.say(said("median", "médiane")),
    "95 %",
  ];
  const label = outcome.label === undefined ? "" : ` · ${voice.say(outcome.label)}`;
  const cut =
    points > told
      ? html`<p class="muted">
          ${voice.say(said(`The first ${told} of ${voice.whole(points)} points; runs.parquet and series.parquet hold all.`, `Les ${told} premiers de ${voice.whole(points)} points ; runs.parquet et series.parquet contiennent tout.`))}
        </p>`
      : undefined;
  const whole = html`${table(heads, rows)}${cut}`;
  const shown =
    told <= UNFOLDED
      ? whole
      : html`<details>
            <summary>${voice.counted(told, ...COUNTED.point)}</summary>
            ${whole}
          </details>
          <p class="print">
            ${voice.say(said(`${voice.whole(points)} points, in runs.parquet and series.parquet.`, `${voice.whole(points)} points, dans runs.parquet et series.parquet.`))}
          </p>`;
  return html`<h3><code>${name}</code>${label}</h3>
    ${shown}`;
}

function levelPart(cell: ReturnType<typeof levelCell>, voice: Voice): Part {
  if (typeof cell === "number") return new Numeral(voice.number(cell, 4));
  return cell === "" || cell === null ? "–" : String(cell);
}

/** Mean, standard deviation, and the quantiles between which nine tenths lie; nulls where there are too few. */
function spreadOf(values: readonly number[]): readonly (number | null)[] {
  if (values.length === 0) return [null, null, null, null, null];
  const spread = values.length < 2 ? null : standardDeviation(values);
  return [mean(values), spread, ...[0.05, 0.5, 0.95].map((share) => quantile(values, share))];
}
