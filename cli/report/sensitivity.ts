import type { Estimate } from "../../experiments/sensitivity/estimate.ts";
import type { SensitivityReport } from "../sensitivity/analysis.ts";
import { forest } from "./charts/forest.ts";
import { html, type Html, Numeral, type Part, table } from "./html.ts";
import { said, type Voice } from "./words.ts";

/** How much each outcome depends on each factor, with the seeds' own part said beside it. */
export function sensitivitySection({ outcomes }: SensitivityReport, voice: Voice): Html {
  return html`<h2>${voice.say(said("Sensitivity", "Sensibilité"))}</h2>
    ${outcomes.map((outcome) => outcomePart(outcome, voice))}`;
}

type Outcome = SensitivityReport["outcomes"][number];

function outcomePart({ name, indices, runs, variance }: Outcome, voice: Voice): Html {
  const counted = voice.say(
    said(
      `${voice.whole(runs.total)} runs, ${voice.whole(runs.missing)} without a value, ${voice.whole(runs.leftOut)} set aside with them.`,
      `${voice.whole(runs.total)} simulations, ${voice.whole(runs.missing)} sans valeur, ${voice.whole(runs.leftOut)} écartées avec elles.`,
    ),
  );
  const share =
    variance?.share === null || variance?.share === undefined
      ? ""
      : voice.say(
          said(
            ` Parameters make ${voice.percent(variance.share)} of the variance between runs, seeds the rest.`,
            ` Les paramètres font ${voice.percent(variance.share)} de la variance entre simulations, les graines le reste.`,
          ),
        );
  const head = html`<h3>${name}</h3>
    <p>${counted}${share}</p>`;
  if (indices === null) return head;
  const columns = COLUMNS[indices.method];
  const factors = indices.factors.map((factor) => ({
    path: factor.path,
    of: new Map<string, Estimate>(
      Object.entries(factor).filter((part): part is [string, Estimate] => part[0] !== "path"),
    ),
  }));
  const cell = (estimate: Estimate | undefined): Part =>
    new Numeral(
      `${voice.number(estimate?.value)} ${voice.interval(estimate?.low, estimate?.high)}`,
    );
  const rows = factors.map((factor) => [
    html`<code>${factor.path}</code>`,
    ...columns.map(({ key }) => cell(factor.of.get(key))),
  ]);
  const [main] = columns;
  const chart = forest(
    `${name}: ${main?.name ?? ""}`,
    main?.name ?? "",
    factors.map((factor) => ({
      name: factor.path.split(".").slice(-2).join("."),
      estimate: factor.of.get(main?.key ?? "")?.value ?? null,
      low: factor.of.get(main?.key ?? "")?.low ?? null,
      high: factor.of.get(main?.key ?? "")?.high ?? null,
    })),
    null,
    voice,
  );
  return html`${head}${chart}${table(["", ...columns.map((column) => column.name)], rows)}`;
}

const COLUMNS = {
  morris: [
    { key: "muStar", name: "μ*" },
    { key: "mu", name: "μ" },
    { key: "sigma", name: "σ" },
  ],
  sobol: [
    { key: "total", name: "S_T" },
    { key: "first", name: "S_1" },
  ],
  sample: [
    { key: "first", name: "S_1" },
    { key: "srrc", name: "SRRC" },
    { key: "src", name: "SRC" },
    { key: "pawn", name: "PAWN" },
  ],
} as const;
