import { REASONS, VERDICT_WORDS } from "../../experiments/hypotheses/reasons.ts";
import type { verdictsOf } from "../test/verdicts.ts";
import { type Branch, forest } from "./charts/forest.ts";
import { pairsChart } from "./charts/pairs.ts";
import { html, type Html, Numeral, table } from "./html.ts";
import { said, type Voice } from "./words.ts";

/** What `verdicts.json` holds. */
export type Verdicts = ReturnType<typeof verdictsOf>;
/** One hypothesis, or one version of it, with its verdict. */
export type Entry = Verdicts["hypotheses"][number];

/** All verdicts on one page: a table, and effects of one family beside each other. */
export function verdictsSection(
  { hypotheses, families, unfinished }: Verdicts,
  voice: Voice,
): Html {
  const heads = [
    said("hypothesis", "hypothèse"),
    said("label", "statut"),
    said("predicted", "prédit"),
    said("effect", "effet"),
    said("interval", "intervalle"),
    said("p (Holm)", "p (Holm)"),
    said("with the control", "avec le contrôle"),
    said("verdict", "verdict"),
  ].map(voice.say);
  const rows = hypotheses.map((entry) => [
    html`<a href="#${anchor(entry)}">${nameOf(entry)}</a><br /><span class="muted"
        >${voice.say(entry.claim)}</span
      >`,
    labelWord(entry, voice),
    voice.say(PREDICTED[entry.predicted]),
    new Numeral(voice.number(entry.effect.found?.estimate)),
    voice.interval(entry.effect.found?.interval.low, entry.effect.found?.interval.high),
    new Numeral(voice.p(entry.pHolm)),
    new Numeral(voice.number(entry.controlEffect?.found?.estimate)),
    verdictMark(entry, voice),
  ]);
  const open =
    unfinished.length === 0
      ? undefined
      : html`<p>
          <b>${voice.say(said("Not finished", "Inachevé"))}:</b> ${unfinished.join(", ")}
        </p>`;
  const tests = families.map(({ family, tests: count }) => `${family} (${count})`).join(", ");
  return html`<h2>${voice.say(said("Verdicts", "Verdicts"))}</h2>
    <p>
      ${voice.say(said(`Effects are paired differences on common random numbers; p is corrected by Holm within each family: ${tests}.`, `Les effets sont des différences appariées sur tirages communs ; p est corrigé selon Holm dans chaque famille : ${tests}.`))}
    </p>
    ${open}${table(heads, rows)}`;
}

/** One hypothesis: what was claimed, how it was tested, what came out and why the verdict is what it is. */
export function hypothesisSection(entry: Entry, voice: Voice): Html {
  const { effect, controlEffect, treatment } = entry;
  const reasons = entry.reasons.map((reason) => html`<li>${voice.say(REASONS[reason])}</li>`);
  const levels = treatment.levels.map(({ label, set, off, scenario }, at) => [
    voice.say(label),
    html`<code
      >${JSON.stringify({ ...set, ...(off.length > 0 ? { off } : {}), ...(scenario === undefined ? {} : { scenario }) })}</code
    >`,
    new Numeral(voice.number(effect.levels[at]?.mean)),
    new Numeral(voice.number(effect.levels[at]?.standardDeviation)),
    effect.levels[at]?.n ?? 0,
  ]);
  const heads = [
    said("level", "niveau"),
    said("what is set", "ce qui est posé"),
    said("mean", "moyenne"),
    said("between seeds (sd)", "entre graines (é.-t.)"),
    said("seeds", "graines"),
  ].map(voice.say);
  const branches: Branch[] = [
    branchOf(voice.say(said("effect", "effet")), effect, false),
    ...(controlEffect === null
      ? []
      : [branchOf(voice.say(said("with the control", "avec le contrôle")), controlEffect, true)]),
  ];
  return html`<h3 id="${anchor(entry)}">${nameOf(entry)} ${verdictMark(entry, voice)}</h3>
    <p class="lead">${voice.say(entry.claim)}</p>
    <p>${voice.say(entry.description)}</p>
    <ul>
      ${reasons}
    </ul>
    ${factsTable(entry, voice)}
    ${forest(voice.say(said("Effect and control", "Effet et contrôle")), outcomeWords(entry), branches, entry.smallestEffect, voice)}
    ${pairsChart(
      voice.say(said("Outcome of every seed", "Résultat de chaque graine")),
      treatment.levels.map(({ label }, at) => ({
        name: voice.say(label),
        values: effect.levels[at]?.values ?? [],
        mean: effect.levels[at]?.mean ?? null,
      })),
      voice,
    )}
    ${table(heads, levels)}`;
}

function factsTable(entry: Entry, voice: Voice): Html {
  const { effect, runs, registration } = entry;
  const found = effect.found;
  const couplings = entry.couplings.map(
    ({ path, acts }) => `${path}${acts.some(Boolean) ? "" : " (0)"}`,
  );
  const changed = registration.isChanged
    ? said("changed after the first run", "modifié après la première simulation")
    : said("as stated before the first run", "tel qu’énoncé avant la première simulation");
  const rows = [
    [voice.say(said("outcome", "résultat")), html`<code>${outcomeWords(entry)}</code>`],
    [
      voice.say(said("smallest effect that counts", "plus petit effet qui compte")),
      voice.number(entry.smallestEffect),
    ],
    [
      "d_z",
      `${voice.number(found?.standardised.dz)} ${voice.interval(found?.standardised.dzInterval?.low, found?.standardised.dzInterval?.high)}`,
    ],
    [
      voice.say(said("seed-level correlation", "corrélation entre niveaux, par graine")),
      voice.number(found?.pairing.correlation),
    ],
    [
      voice.say(said("equivalence (TOST), p", "équivalence (TOST), p")),
      voice.p(found?.equivalence.p),
    ],
    [voice.say(said("pairs, lost", "paires, perdues")), `${effect.pairs}, ${effect.lost}`],
    [
      voice.say(said("runs done, failed, undefined", "simulations faites, échouées, indéfinies")),
      `${runs.done}, ${runs.failed}, ${runs.undefined}`,
    ],
    [
      voice.say(said("replicates that would decide", "réplications qui trancheraient")),
      entry.replicatesNeeded === null ? "–" : voice.whole(entry.replicatesNeeded),
    ],
    [
      voice.say(said("couplings", "couplages")),
      couplings.length === 0 ? "–" : couplings.join(", "),
    ],
    [
      voice.say(said("control", "contrôle")),
      entry.control === null
        ? "–"
        : html`<code>${JSON.stringify(entry.control.knockOut ?? entry.control.placebo)}</code>`,
    ],
    [
      voice.say(said("registered", "enregistré")),
      html`${voice.say(changed)}<br /><code>${registration.hash}</code>`,
    ],
    [
      voice.say(said("sources", "sources")),
      entry.source.map((id) => entry.sources[id]?.text ?? id).join(" · "),
    ],
  ];
  return table(["", ""], rows);
}

/** Estimates of all tests in units of what counts in each, so that they fit one line. */
export function overview({ hypotheses }: Verdicts, voice: Voice): Html {
  const branches = hypotheses.flatMap((entry): Branch[] => {
    const scaled = (value: number | null | undefined): number | null =>
      typeof value === "number" ? value / entry.smallestEffect : null;
    const of = (effect: Entry["effect"], name: string, isControl: boolean): Branch => ({
      name,
      estimate: scaled(effect.found?.estimate),
      low: scaled(effect.found?.interval.low),
      high: scaled(effect.found?.interval.high),
      isControl,
    });
    const control = entry.controlEffect;
    return [
      of(entry.effect, nameOf(entry), false),
      ...(control === null ? [] : [of(control, "", true)]),
    ];
  });
  return forest(
    voice.say(
      said(
        "All effects, in units of the smallest that counts",
        "Tous les effets, en unités du plus petit qui compte",
      ),
    ),
    voice.say(said("effect / smallest effect that counts", "effet / plus petit effet qui compte")),
    branches,
    1,
    voice,
  );
}

const branchOf = (name: string, { found }: Entry["effect"], isControl: boolean): Branch => ({
  name,
  estimate: found?.estimate ?? null,
  low: found?.interval.low ?? null,
  high: found?.interval.high ?? null,
  isControl,
});

const PREDICTED = {
  increase: said("increase", "hausse"),
  decrease: said("decrease", "baisse"),
  none: said("none", "aucun"),
};

const nameOf = ({ name, version }: Entry): string =>
  version === null ? name : `${name} / ${version}`;

const anchor = ({ id }: Entry): string => id.replace(/[^A-Za-z0-9]+/g, "-");

const labelWord = ({ label }: Entry, voice: Voice): string =>
  label === "assumed"
    ? voice.say(said("assumed", "supposé"))
    : voice.say(said("emergent", "émergent"));

/** A word and a sign, never colour alone. */
function verdictMark({ verdict }: Entry, voice: Voice): Html {
  const sign = { supported: "✓", refuted: "✗", inconclusive: "?" }[verdict];
  return html`<span class="verdict ${verdict}">${sign} ${voice.say(VERDICT_WORDS[verdict])}</span>`;
}

function outcomeWords({ outcome }: Entry): string {
  const { measure, take, at, since, per, minus, times, statistic } = outcome;
  const taken = `${take}(${measure}${minus === undefined ? "" : ` − ${minus}`})`;
  const scaled = `${times === 1 ? "" : `${times} · `}${taken}${per === undefined ? "" : ` / ${take}(${per})`}`;
  const when = take === "value" ? `@ ${at}` : `${since} → ${at}`;
  return `${scaled} ${when}${statistic === "spread" ? ", spread between seeds" : ""}`;
}
