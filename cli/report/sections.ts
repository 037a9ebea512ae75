import { mean, quantile } from "../../experiments/statistics/index.ts";
import { runCount } from "../../experiments/design.ts";
import { MECHANISMS, type MeasureInfo } from "../../sim/index.ts";
import type { Manifest } from "../store/manifest.ts";
import { barsChart } from "./charts/bars.ts";
import { fanChart } from "./charts/fan.ts";
import { html, type Html, table } from "./html.ts";
import type { Sample } from "./sample.ts";
import { COUNTED, said, type Voice } from "./words.ts";

/** Measures that are drawn where they were kept, whatever else is asked. */
export const DRAWN: readonly string[] = [
  "dispersion.practice",
  "dispersion.display",
  "dispersion.project",
  "compliance.practice",
  "decouplingGap",
  "contradiction",
];

/** Lines of the ledger of practices, with what is left and what disappearance did. */
export const LEDGER: readonly string[] = [
  ...MECHANISMS.map(({ id }) => id),
  "composition",
  "residual",
].map((id) => `ledger.practice.${id}`);

/** What was varied, how often, on which seeds. */
export function designSection(manifest: Manifest, voice: Voice): Html {
  const { study } = manifest;
  const { design } = study;
  const factors = design.factors.map((factor) => [
    html`<code>${factor.path}</code>`,
    "levels" in factor
      ? factor.levels
          .slice(0, 12)
          .map((level) => JSON.stringify(level))
          .join(", ")
      : `${voice.number(factor.from)} … ${voice.number(factor.to)} (${factor.scale}${factor.integer ? voice.say(said(", whole", ", entiers")) : ""})`,
  ]);
  const heads = [voice.say(said("factor", "facteur")), voice.say(said("levels", "niveaux"))];
  return html`<h2>${voice.say(said("Design", "Plan d’expérience"))}</h2>
    <p>
      ${voice.say(
        said(
          `Design “${design.kind}”: ${voice.counted(runCount(design) / design.replicates, ...COUNTED.point)} × ${voice.counted(design.replicates, ...COUNTED.replicate)}, ${voice.counted(study.steps, ...COUNTED.quarter)}, seeds ${study.seed}/1, ${study.seed}/2 … the same at every point, so that points are compared on common random numbers.`,
          `Plan « ${design.kind} » : ${voice.counted(runCount(design) / design.replicates, ...COUNTED.point)} × ${voice.counted(design.replicates, ...COUNTED.replicate)}, ${voice.counted(study.steps, ...COUNTED.quarter)}, graines ${study.seed}/1, ${study.seed}/2 … les mêmes à chaque point : les points se comparent sur des tirages communs.`,
        ),
      )}
    </p>
    ${factors.length === 0 ? undefined : table(heads, factors)}`;
}

/** What the measures do over time, point beside point. */
export function fansSection(
  sample: Sample,
  measures: readonly MeasureInfo[],
  voice: Voice,
  rank: 2 | 4 = 2,
): Html | undefined {
  const drawn = [...sample.fans].filter(([name]) => !name.startsWith("ledger."));
  if (drawn.length === 0 || sample.steps.length < 2) return undefined;
  const cut = sample.isCut
    ? html`<p class="muted">
        ${voice.say(said("Some of the runs are drawn; the tables hold all.", "Une partie des simulations est dessinée ; les tables contiennent tout."))}
      </p>`
    : undefined;
  const charts = drawn.map(([name, fans]) => {
    const unit = measures.find((measure) => measure.name === name)?.unit ?? "";
    return fanChart(name, unit, sample.steps, fans, voice);
  });
  const over = voice.say(said("Over time", "Au fil du temps"));
  const heading = rank === 2 ? html`<h2>${over}</h2>` : html`<h4>${over}</h4>`;
  return html`${heading}${cut}${charts}`;
}

/** Which mechanism moved the dispersion of practices by how much, over all steps, point by point. */
export function ledgerSection(sample: Sample, every: number, voice: Voice): Html | undefined {
  const lines = LEDGER.filter((name) => sample.fans.has(name));
  const points = sample.fans.get(lines[0] ?? "") ?? [];
  if (points.length === 0 || every !== 1) return undefined;
  const charts = points.map(({ name }, point) => {
    const bars = lines.map((line) => {
      const sums = (sample.fans.get(line)?.[point]?.rows ?? []).map((row) =>
        row.reduce((sum, value) => sum + value, 0),
      );
      return {
        name: labelOf(line, voice),
        value: sums.length === 0 ? 0 : mean(sums),
        low: sums.length < 2 ? null : quantile(sums, 0.05),
        high: sums.length < 2 ? null : quantile(sums, 0.95),
      };
    });
    const axis = voice.say(
      said("change of dispersion of practice", "variation de la dispersion des pratiques"),
    );
    return barsChart(
      name === "" ? voice.say(said("All points", "Tous les points")) : name,
      axis,
      bars,
      voice,
    );
  });
  return html`<h2>
      ${voice.say(said("What moved the dispersion", "Ce qui a fait varier la dispersion"))}
    </h2>
    <p>
      ${voice.say(
        said(
          "The ledger adds up exactly; it says what happened. What would have happened without a mechanism, only a knock-out on the same draws can say.",
          "Le compte tombe juste ; il dit ce qui s’est passé. Ce qui se serait passé sans un mécanisme, seule sa suppression sur les mêmes tirages peut le dire.",
        ),
      )}
    </p>
    ${charts}`;
}

function labelOf(line: string, voice: Voice): string {
  const id = line.replace("ledger.practice.", "");
  if (id === "composition") return voice.say(said("Composition", "Composition"));
  if (id === "residual") return voice.say(said("Residual", "Résidu"));
  const label = MECHANISMS.find((mechanism) => mechanism.id === id)?.label;
  return label === undefined ? id : voice.say(label);
}

/** What the results rest on: versions, hashes, self-test. */
export function provenanceSection(manifest: Manifest, voice: Voice): Html {
  const rows = [
    ["Ironcage", manifest.ironcage],
    [voice.say(said("model version", "version du modèle")), manifest.model],
    [voice.say(said("commit", "commit")), manifest.commit ?? "–"],
    [voice.say(said("scenario", "scénario")), manifest.study.scenario.name],
    [
      voice.say(said("hash of the study", "empreinte de l’étude")),
      html`<code>${manifest.hash}</code>`,
    ],
    [voice.say(said("self-test", "auto-test")), html`<code>${manifest.selfTest}</code>`],
    ["Node", manifest.node],
  ];
  const sources = Object.entries(manifest.study.scenario.sources).map(([id, { text }]) => [
    id,
    text,
  ]);
  const heads = [voice.say(said("source", "source")), voice.say(said("reference", "référence"))];
  return html`<h2>${voice.say(said("Provenance", "Provenance"))}</h2>
    ${table(["", ""], rows)}${
      sources.length === 0
        ? undefined
        : html`<details>
            <summary>${voice.say(said("Sources of the scenario", "Sources du scénario"))}</summary>
            ${table(heads, sources)}
          </details>`
    }`;
}
