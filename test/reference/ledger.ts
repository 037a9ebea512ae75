import { LINES, type press } from "./pressures.ts";
import { at, average, distance, dot, map2, mean, minus, plus, sum } from "./vectors.ts";
import { living, type World } from "./world.ts";

// Section 3.15: the accounts of a step. Each book follows one number through it: what it is at the start, after
// stage 7, and after stage 8; and says who moved it in between.

/** Σ_k Cov(x_k, y_k) over rows, each with its weight; Σ_k Var(x_k) where y = x. */
function covariance(xs: number[][], ys: number[][], weights = xs.map(() => 1)) {
  const [x0, y0] = [average(xs, weights), average(ys, weights)];
  const products = map2(xs, ys, (x, y) => dot(minus(x, x0), minus(y, y0)));
  return dot(weights, products) / sum(weights);
}
export const dispersion = (rows: number[][], weights?: number[]) =>
  rows.length === 0 ? 0 : covariance(rows, rows, weights);

export type Measures = Record<string, number | null>;
const SPACES = ["practice", "display"] as const;
type Moves = ReturnType<typeof press>[number];

/** Whatever the books need to know of one moment. */
export function photograph(world: World) {
  return { rows: living(world).map((a) => ({ ...a })), byRule: { ...world.byRule } };
}
export type Photograph = ReturnType<typeof photograph>;

/** The lines of all books at step 0, or of a step that led from `start` over `middle`, before stage 8, to `end`. */
export type Step = Record<"start" | "beforeProjects" | "middle" | "end", Photograph> & Moved;
type Moved = { moves: readonly Moves[] };

export function keepBooks(all: Measures, step?: Step) {
  for (const [s, of] of SPACES.entries()) {
    const names = [...LINES[of], "bounds", "composition", "residual"];
    for (const book of ["ledger", "ledgerWeighted", "ledgerSurvivors", "ledgerCompliance"])
      for (const name of names) all[`${book}.${of}.${name}`] = 0;
    for (const line of [`Weighted.${of}.reweighting`, `Compliance.${of}.rules`])
      all[`ledger${line}`] = 0;
    if (step !== undefined) keepSpace(all, of, step, at(step.moves, s));
  }
  for (const name of ["byRule", "byProject", "byComposition"]) all[`contradiction.${name}`] = 0;
  if (step === undefined) return;
  const { beforeProjects, middle, end } = step;
  const contradiction = ({ rows }: Photograph) =>
    mean(rows.map((a) => distance(a.project, a.prescription)));
  all["contradiction.byRule"] = middle.byRule.project / middle.rows.length;
  all["contradiction.byProject"] = contradiction(middle) - contradiction(beforeProjects);
  all["contradiction.byComposition"] = contradiction(end) - contradiction(middle);
}

type Space = (typeof SPACES)[number];

function keepSpace(all: Measures, of: Space, step: Step, moves: Moves) {
  const { start, middle, end } = step;
  const { before, after, lines } = moves;
  const sums = map2(before, after, plus);
  const weights = start.rows.map((a) => a.places);

  const plain = ({ rows }: Photograph) => dispersion(rows.map((a) => a[of]));
  write(all, `ledger.${of}`, lines, (added) => covariance(sums, added));
  close(all, `ledger.${of}`, plain(end) - plain(middle), plain(end) - plain(start));

  const vectors = (rows: Photograph["rows"]) => rows.map((a) => a[of]);
  const weighted = (rows: Photograph["rows"], by = rows.map((a) => a.places)) =>
    dispersion(vectors(rows), by);
  write(all, `ledgerWeighted.${of}`, lines, (added) => covariance(sums, added, weights));
  all[`ledgerWeighted.${of}.reweighting`] = weighted(middle.rows) - weighted(middle.rows, weights);
  const [w0, w1, w2] = [weighted(start.rows), weighted(middle.rows), weighted(end.rows)];
  close(all, `ledgerWeighted.${of}`, w2 - w1, w2 - w0);

  const survivors = ({ rows }: Photograph) => rows.filter((a) => a.isSurvivor);
  if (survivors(start).length > 0) {
    const isIn = (_: unknown, i: number) => at(start.rows, i).isSurvivor;
    const among = (one: Photograph) => dispersion(vectors(survivors(one)));
    const own = sums.filter(isIn);
    write(all, `ledgerSurvivors.${of}`, lines, (added) => covariance(own, added.filter(isIn)));
    const whole = among(end) - among(start);
    close(all, `ledgerSurvivors.${of}`, among(end) - among(middle), whole);
  }

  const rules = middle.rows.map((a) => a.prescription);
  const sizes = rules.length * at(rules, 0).length;
  const gaps = map2(sums, rules, (x, R) => minus(minus(x, R), R));
  write(all, `ledgerCompliance.${of}`, lines, (added) => sum(map2(gaps, added, dot)) / sizes);
  all[`ledgerCompliance.${of}.rules`] = middle.byRule[of] / rules.length;
  const compliance = ({ rows }: Photograph) =>
    mean(rows.map((a) => distance(a[of], a.prescription) ** 2));
  const whole = compliance(end) - compliance(start);
  close(all, `ledgerCompliance.${of}`, compliance(end) - compliance(middle), whole);
}

type Part = (added: number[][]) => number;
function write(all: Measures, book: string, lines: Moves["lines"], part: Part) {
  for (const [id, added] of lines) all[`${book}.${id}`] = part(added);
}

/** What stage 8 changed, and what is left of the whole change. */
function close(all: Measures, book: string, composition: number, whole: number) {
  all[`${book}.composition`] = composition;
  const told = Object.entries(all).filter(([name]) => name.startsWith(`${book}.`));
  all[`${book}.residual`] = whole - sum(told.map(([, value]) => value ?? 0));
}
