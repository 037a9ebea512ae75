import type { Estimate } from "../../experiments/sensitivity/estimate.ts";
import type { SensitivityReport } from "../sensitivity/analysis.ts";
import type { Graded } from "../../experiments/grades.ts";
import { forest } from "./charts/forest.ts";
import { scatterChart } from "./charts/scatter.ts";
import { traceChart } from "./charts/trace.ts";
import { html, type Html, Numeral, type Part, table } from "./html.ts";
import { COUNTED, said, type Voice } from "./words.ts";

/** How much each outcome depends on each factor, with the seeds' own part said beside it. */
export function sensitivitySection(
  { outcomes }: SensitivityReport,
  factors: readonly Graded[],
  voice: Voice,
): Html {
  return html`<h2>${voice.say(said("Sensitivity", "Sensibilité"))}</h2>
    ${outcomes.map((outcome) => outcomePart(outcome, factors, voice))}`;
}

type Outcome = SensitivityReport["outcomes"][number];

function outcomePart(
  { name, indices, runs, variance }: Outcome,
  grades: readonly Graded[],
  voice: Voice,
): Html {
  const counted = voice.say(
    said(
      `${voice.counted(runs.total, ...COUNTED.run)}, ${voice.whole(runs.missing)} without a value, ${voice.counted(runs.leftOut, ...COUNTED.aside)} with them.`,
      `${voice.counted(runs.total, ...COUNTED.run)}, ${voice.whole(runs.missing)} sans valeur, ${voice.counted(runs.leftOut, ...COUNTED.aside)} avec elles.`,
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
  const main = columns[0];
  const rank = ({ of }: Estimated): number => of.get(main.key)?.value ?? -Infinity;
  const factors = [...withEstimates(indices.factors)].sort((a, b) => rank(b) - rank(a));
  const cell = (estimate: Estimate | undefined): Part =>
    new Numeral(
      `${voice.number(estimate?.value)} ${voice.interval(estimate?.low, estimate?.high)}`,
    );
  const rows = factors.map((factor) => [
    html`<code>${factor.path}</code>`,
    ...columns.map(({ key }) => cell(factor.of.get(key))),
  ]);
  const chart = forest(
    `${name}: ${main.name}`,
    main.name,
    factors.map((factor) => ({
      name: shortName(factor.path),
      estimate: factor.of.get(main.key)?.value ?? null,
      low: factor.of.get(main.key)?.low ?? null,
      high: factor.of.get(main.key)?.high ?? null,
    })),
    null,
    voice,
  );
  const assumed = assumedWords(indices.method, factors, grades, voice);
  const drawn = [
    chart,
    indices.method === "morris" ? morrisChart(name, factors, voice) : undefined,
    settling(name, indices, main, voice),
  ];
  return html`${head}${assumed}${drawn}${table(["", ...columns.map((column) => column.name)], rows)}`;
}

/** A factor's estimates by the key that they have in the report. */
interface Estimated {
  readonly path: string;
  readonly of: ReadonlyMap<string, Estimate>;
}

const withEstimates = (factors: readonly { readonly path: string }[]): readonly Estimated[] =>
  factors.map((factor) => {
    const { path, ...estimates } = factor as typeof factor & Readonly<Record<string, Estimate>>;
    return { path, of: new Map<string, Estimate>(Object.entries(estimates)) };
  });

const shortName = (path: string): string => path.split(".").slice(-2).join(".");

/** How much a factor matters against how unevenly it does: interaction and curvature lie high. */
function morrisChart(name: string, factors: readonly Estimated[], voice: Voice): Html {
  const dots = factors.flatMap(({ path, of }) => {
    const [x, y] = [of.get("muStar")?.value, of.get("sigma")?.value];
    return typeof x === "number" && typeof y === "number" ? [{ name: shortName(path), x, y }] : [];
  });
  const words = {
    title: voice.say(
      said(
        `${name}: how much each factor matters, and how evenly`,
        `${name} : ce que pèse chaque facteur, et avec quelle régularité`,
      ),
    ),
    across: voice.say(said("μ*: mean size of the effect", "μ* : taille moyenne de l’effet")),
    up: voice.say(
      said("σ: spread of the effect over places", "σ : dispersion de l’effet selon l’endroit"),
    ),
  };
  return scatterChart(words, dots, "σ = μ*", voice);
}

/** Whether the main index has settled as blocks were added. */
function settling(
  name: string,
  { method, trace }: NonNullable<Outcome["indices"]>,
  main: { readonly key: string; readonly name: string },
  voice: Voice,
): Html | undefined {
  if (trace.length < 2) return undefined;
  const sizes = trace.map(({ blocks }) => blocks);
  const stages = trace.map(({ factors }) => withEstimates(factors));
  const traces = (stages.at(-1) ?? []).map(({ path }) => ({
    name: shortName(path),
    values: stages.map(
      (factors) =>
        factors.find((factor) => factor.path === path)?.of.get(main.key) ?? {
          ...{ value: null, low: null, high: null },
        },
    ),
  }));
  const title = voice.say(
    said(`${name}: has ${main.name} settled?`, `${name} : ${main.name} s’est-il stabilisé ?`),
  );
  const unit = {
    morris: said("trajectories", "trajectoires"),
    sobol: said("rows", "lignes"),
    sample: said("points", "points"),
  }[method];
  return traceChart({ title, unit: voice.say(unit) }, sizes, traces, voice);
}

/** What part of what the factors do is due to those of which nothing is known. */
function assumedWords(
  method: keyof typeof COLUMNS,
  factors: readonly Estimated[],
  grades: readonly Graded[],
  voice: Voice,
): Html | undefined {
  const isAssumed = ({ path }: Estimated): boolean =>
    grades.some((graded) => graded.path === path && graded.grade === "assumed");
  const sum = (key: string, isCounted: (factor: Estimated) => boolean): number =>
    factors
      .filter(isCounted)
      .reduce((total, { of }) => total + Math.max(0, of.get(key)?.value ?? 0), 0);
  if (!factors.some(isAssumed)) return undefined;
  const share = (value: number): string => voice.percent(Math.min(1, value));
  if (method === "morris") {
    const part = share(sum("muStar", isAssumed) / sum("muStar", () => true));
    return html`<p>
      ${voice.say(said(`Assumed parameters make ${part} of the sum of μ*. Screening splits no variance; a Sobol design does.`, `Les paramètres supposés font ${part} de la somme des μ*. Un criblage ne partage pas la variance ; un plan de Sobol, si.`))}
    </p>`;
  }
  const least = share(sum("first", isAssumed));
  if (method === "sample")
    return html`<p>
      ${voice.say(said(`Assumed parameters, each by itself, carry ${least} of the variance over the points; what they do together comes on top.`, `Les paramètres supposés portent, chacun pour soi, ${least} de la variance entre points ; ce qu’ils font ensemble s’y ajoute.`))}
    </p>`;
  const most = share(sum("total", isAssumed));
  return html`<p>
    ${voice.say(said(`Assumed parameters carry between ${least} (each by itself) and ${most} (with all that they take part in) of the variance over the points.`, `Les paramètres supposés portent entre ${least} (chacun pour soi) et ${most} (avec tout ce à quoi ils prennent part) de la variance entre points.`))}
  </p>`;
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
