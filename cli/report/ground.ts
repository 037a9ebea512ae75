import { isKnockOut } from "../../experiments/design.ts";
import { type Graded, gradeAt, gradesOf, type Origins, tally } from "../../experiments/grades.ts";
import { type Grade, GRADES, type Scenario } from "../../sim/index.ts";
import type { Manifest } from "../store/manifest.ts";
import { partsChart } from "./charts/parts.ts";
import { html, type Html, table } from "./html.ts";
import { said, type Voice } from "./words.ts";

const GRADE_WORDS: Readonly<Record<Grade, ReturnType<typeof said>>> = {
  measured: said("measured", "mesuré"),
  estimated: said("estimated", "estimé"),
  assumed: said("assumed", "supposé"),
};

const PARTS: Readonly<Record<string, ReturnType<typeof said>>> = {
  field: said("Field", "Champ"),
  population: said("Associations", "Associations"),
  regulators: said("Regulators", "Régulateurs"),
  reforms: said("Reforms", "Réformes"),
  legalForms: said("Legal forms", "Formes juridiques"),
  mechanisms: said("Mechanisms", "Mécanismes"),
};

/** Grades of the factors that lay values over the scenario: switches and names of arms have none. */
export function gradesOfFactors({ study }: Pick<Manifest, "study">): readonly Graded[] {
  const { design, arms = {}, origins = {} } = study;
  return design.factors.flatMap(({ path }) =>
    isKnockOut(path) || Object.hasOwn(arms, path) ? [] : [{ path, grade: gradeAt(path, origins) }],
  );
}

/** How much of a batch rests on parameters that nobody measured. */
export function groundSection(manifest: Manifest, voice: Voice): Html {
  const { scenario, origins = {} } = manifest.study;
  const graded = gradesOf(scenario, origins);
  const factors = gradesOfFactors(manifest);
  const assumed = factors.filter(({ grade }) => grade === "assumed");
  const rest =
    tally(graded).assumed -
    graded.filter(
      ({ path, grade }) =>
        grade === "assumed" && factors.some((factor) => covers(factor.path, path)),
    ).length;
  const varied =
    factors.length === 0
      ? html`<p>
          ${voice.say(said("The design varies no parameter.", "Le plan ne fait varier aucun paramètre."))}
        </p>`
      : html`<p>
            ${voice.say(
              said(
                `The design varies ${factors.length} parameters, ${assumed.length} of them assumed; ${voice.whole(rest)} other assumed ones stay as they are, so that the results hold for those values.`,
                `Le plan fait varier ${factors.length} paramètres, dont ${assumed.length} supposés ; ${voice.whole(rest)} autres, supposés aussi, restent tels quels : les résultats valent pour ces valeurs-là.`,
              ),
            )}
          </p>
          ${gradeTable(factors, voice)}`;
  return html`${headed(voice)}${lead(graded, voice)}${chartOf(sectionsOf(graded, voice), voice)}${varied}`;
}

/** The same for tests: by scenario, and for what their treatments set. */
export function testGroundSection(manifests: readonly Manifest[], voice: Voice): Html | undefined {
  const first = new Map<string, { readonly scenario: Scenario; readonly origins: Origins }>();
  for (const { study } of manifests)
    if (!first.has(study.scenario.name))
      first.set(study.scenario.name, { scenario: study.scenario, origins: study.origins ?? {} });
  const wholes = [...first].map(([name, { scenario, origins }]) => ({
    name,
    graded: gradesOf(scenario, origins),
  }));
  if (wholes.length === 0) return undefined;
  const rows = manifests.flatMap(({ experiment, study }) => {
    const paths = Object.values(study.arms ?? {}).flatMap((levels) =>
      Object.values(levels).flatMap(({ set = {} }) => Object.keys(set)),
    );
    return [...new Set(paths)].map((path) => [
      experiment,
      html`<code>${path}</code>`,
      voice.say(GRADE_WORDS[gradeAt(path, study.origins ?? {})]),
    ]);
  });
  const heads = [
    said("test", "test"),
    said("what its arms set", "ce que posent ses bras"),
    said("in the scenario", "dans le scénario"),
  ].map(voice.say);
  const told =
    rows.length === 0
      ? undefined
      : html`<details>
          <summary>
            ${voice.say(said("What the arms set, and how well it is known", "Ce que posent les bras, et ce qu’on en sait"))}
          </summary>
          ${table(heads, rows)}
        </details>`;
  return html`${headed(voice)}${lead(
    wholes.flatMap(({ graded }) => graded),
    voice,
  )}${chartOf(wholes, voice)}${told}`;
}

const headed = (voice: Voice): Html =>
  html`<h2>${voice.say(said("What the results rest on", "Sur quoi reposent les résultats"))}</h2>`;

function lead(graded: readonly Graded[], voice: Voice): Html {
  const { measured, estimated, assumed } = tally(graded);
  const share = voice.percent(assumed / Math.max(1, graded.length));
  return html`<p>
    ${voice.say(
      said(
        `Of ${voice.whole(graded.length)} parameters in force ${voice.whole(measured)} are measured, ${voice.whole(estimated)} worked out from data, and ${voice.whole(assumed)} (${share}) assumed: chosen because they are plausible, and measured by nobody.`,
        `Sur ${voice.whole(graded.length)} paramètres en vigueur, ${voice.whole(measured)} sont mesurés, ${voice.whole(estimated)} tirés de données et ${voice.whole(assumed)} (${share}) supposés : choisis parce qu’ils sont plausibles, sans que personne les ait mesurés.`,
      ),
    )}
  </p>`;
}

function sectionsOf(graded: readonly Graded[], voice: Voice) {
  return Object.entries(PARTS).flatMap(([section, words]) => {
    const own = graded.filter(({ path }) => path.startsWith(`${section}.`));
    return own.length === 0 ? [] : [{ name: voice.say(words), graded: own }];
  });
}

function chartOf(
  wholes: readonly { readonly name: string; readonly graded: readonly Graded[] }[],
  voice: Voice,
): Html {
  const title = voice.say(
    said("Parameters by what is known of them", "Paramètres, selon ce qu’on en sait"),
  );
  const names = GRADES.map((grade) => voice.say(GRADE_WORDS[grade]));
  const rows = wholes.map(({ name, graded }) => {
    const counts = tally(graded);
    return { name, parts: GRADES.map((grade) => counts[grade]) };
  });
  return partsChart(title, names, rows, voice);
}

function gradeTable(factors: readonly Graded[], voice: Voice): Html {
  const heads = [said("varied", "fait varier"), said("known", "connu")].map(voice.say);
  return table(
    heads,
    factors.map(({ path, grade }) => [html`<code>${path}</code>`, voice.say(GRADE_WORDS[grade])]),
  );
}

/** Whether a factor's path is that of a parameter, or of what holds it. */
const covers = (factor: string, path: string): boolean =>
  path === factor || path.startsWith(`${factor}.`);
