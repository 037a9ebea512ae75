import { CITATION } from "../bundled.ts";
import { lastStep } from "../session/history.ts";
import type { Context } from "../view.ts";

/** Where a picture or a table comes from. */
export interface Credits {
  readonly scenario: string;
  readonly seed: string;
  readonly step: number;
  readonly quarter: string;
  readonly model: string;
  /** Hash of what was simulated. */
  readonly hash: string;
  /** Runs of the ensemble that is shown with it; 0 for none. */
  readonly runs: number;
  /** What is printed below a picture. */
  readonly lines: readonly string[];
}

/** What is printed on everything that leaves the page: scenario, seed, quarter, model, and how to cite it. */
export function creditsOf({ session, player, ensembles, format, t }: Context): Credits {
  const { source, seed, history, description, changes, off } = session.state;
  const { step } = player;
  const { opened } = history ?? {};
  const name = t.presets[source] ?? source;
  const quarter = opened ? format.quarter(opened.start, step) : "";
  const model = description?.model ?? "";
  const hash = opened?.scenarioHash.slice(0, 12) ?? "";
  const runs = Math.max(
    0,
    ...(ensembles.state?.branches ?? []).map(({ members }) => members.length),
  );
  const changed = Object.keys(changes).length + off.size;
  const words = t.charts;
  const place = [
    name,
    `${words.seed} ${seed}`,
    step === 0 ? t.initial : quarter,
    `${words.step} ${format.count(step)}/${format.count(opened?.steps ?? (history ? lastStep(history) : 0))}`,
    ...(changed > 0 ? [words.changed(changed)] : []),
    ...(runs > 0 ? [words.runs(format.count(runs))] : []),
  ];
  return {
    scenario: source,
    seed,
    step,
    quarter,
    model,
    hash,
    runs,
    lines: [place.join(" · "), `${words.model(model, hash)} · ${citation()}`],
  };
}

/** How to cite the software, in one line. */
function citation(): string {
  const { authors, released, title, version } = CITATION;
  return `${authors.join(", ")} (${released.slice(0, 4)}). ${title}, version ${version}.`;
}

/** A file's name: what it shows, the scenario, the seed and the step. */
export function fileName(what: string, { scenario, seed, step }: Credits, ending: string): string {
  const parts = ["ironcage", plainName(scenario), plainName(what), `seed-${plainName(seed)}`];
  return `${parts.join("_")}_step-${step}.${ending}`;
}

/** Letters, digits and dashes of a text, without accents. */
function plainName(text: string): string {
  const plain = text
    .replace(/\.ya?ml$/, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return plain.slice(0, 60) || "x";
}
