import { exp, ln } from "../../sim/random/exact.ts";
import { RESPONSES, type Association } from "./founding.ts";
import type { Displacements, World } from "./reference.ts";
import { at, distance, mean, meanVector, minus, plus, sum, weightedMean, type Vector } from "./vectors.ts"; // prettier-ignore

// Section 3.9 of docs/odd.md: what is measured. Everything is worked out afresh from the state of one step.

const VECTORS = ["practice", "display", "project"] as const;

/** The dispersion of each vector in the state after burn-in, that similarity refers to. */
export type Origin = Readonly<Record<(typeof VECTORS)[number], number>>;

export function originOf({ associations }: World): Origin {
  const of = (vector: (typeof VECTORS)[number]) => dispersion(associations.map((a) => a[vector]));
  return { practice: of("practice"), display: of("display"), project: of("project") };
}

/** All measures of one step by name. */
export function observe(
  world: World,
  origin: Origin,
  moves: Displacements,
): Map<string, number | null> {
  const measures = new Map<string, number | null>();
  for (const vector of VECTORS) observeDispersion(measures, world, vector, origin[vector]);
  observeComposition(measures, world);
  observeDistances(measures, world);
  measures.set("prescription.moved.reform", world.moved);
  for (const vector of ["practice", "display"] as const)
    observeLedger(measures, vector, moves[vector]);
  return measures;
}

type Measures = Map<string, number | null>;

function observeComposition(measures: Measures, { associations }: World): void {
  const share = (is: (a: Association) => boolean) =>
    associations.filter(is).length / associations.length;
  measures.set("associations", associations.length);
  measures.set("establishments", sum(associations.map((a) => a.establishments)));
  measures.set("places", sum(associations.map((a) => a.places)));
  measures.set("singles", associations.filter((a) => a.establishments === 1).length);
  measures.set("legitimacy", mean(associations.map((a) => a.legitimacy)));
  measures.set("uncertainty", mean(associations.map((a) => a.uncertainty)));
  for (const id of RESPONSES)
    measures.set(
      `response.${id}`,
      share(({ response }) => response === id),
    );
}

/** Σ_k of the variance over rows, each with its weight (1 unless given). */
function dispersion(rows: readonly Vector[], weights: Vector = rows.map(() => 1)): number {
  return sum(variances(rows, weights));
}

function variances(rows: readonly Vector[], weights: Vector): Vector {
  const centre = weightedMean(rows, weights) ?? [];
  const squares = rows.map((row) => minus(row, centre).map((d) => d * d));
  return weightedMean(squares, weights) ?? [];
}

function observeDispersion(
  measures: Measures,
  { scenario: { field }, associations }: World,
  vector: (typeof VECTORS)[number],
  atOrigin: number,
): void {
  const name = `dispersion.${vector}`;
  const rows = associations.map((a) => a[vector]);
  const total = dispersion(rows);
  measures.set(name, total);
  const terms = variances(rows, rows.map(() => 1)); // prettier-ignore
  for (const [k, practice] of Object.keys(field.practices).entries())
    measures.set(`${name}.of.${practice}`, at(terms, k));
  measures.set(`${name}.weighted`, dispersion(rows, associations.map((a) => a.places))); // prettier-ignore
  for (const by of ["region", "sector"] as const) {
    // every row at its group's centre: what varies then is what lies between groups
    const centres = associations.map((ego) =>
      meanVector(associations.filter((a) => a[by] === ego[by]).map((a) => a[vector])),
    );
    measures.set(`${name}.between.${by}`, dispersion(centres));
    measures.set(`${name}.within.${by}`, total - dispersion(centres));
  }
  const dust = Object.keys(field.practices).length * 2 ** -52;
  const similarity = atOrigin <= dust ? null : 100 * (1 - total / atOrigin);
  measures.set(`similarity.${vector}`, similarity);
}

function observeDistances(measures: Measures, { scenario: { field }, associations }: World): void {
  const meanOf = (measure: (a: Association) => number) => mean(associations.map(measure));
  const square = (x: number) => x * x;
  for (const vector of ["practice", "display"] as const) {
    const gap = (a: Association) => distance(a[vector], a.prescription);
    measures.set(`compliance.${vector}`, meanOf(gap));
    measures.set(`compliance.${vector}.square`, meanOf((a) => square(gap(a)))); // prettier-ignore
  }
  measures.set("decouplingGap", meanOf((a) => distance(a.display, a.practice))); // prettier-ignore
  measures.set("contradiction", meanOf((a) => distance(a.project, a.prescription))); // prettier-ignore

  const gaps = Object.values(field.archetypes).map(({ practice }) =>
    associations.map((a) => distance(a.practice, practice)),
  );
  const nearest = associations.map((_, i) => {
    const own = gaps.map((of) => at(of, i));
    return own.indexOf(Math.min(...own));
  });
  const shares = gaps.map(
    (_, index) => nearest.filter((one) => one === index).length / associations.length,
  );
  for (const [index, id] of Object.keys(field.archetypes).entries()) {
    measures.set(`archetypes.share.${id}`, at(shares, index));
    measures.set(`archetypes.distance.${id}`, mean(at(gaps, index)));
  }
  const present = shares.filter((p) => p > 0);
  measures.set("archetypes.hill1", exp(-sum(present.map((p) => p * ln(p)))));
  measures.set("archetypes.hill2", 1 / sum(present.map((p) => p * p)));
}

/** φ_m = Σ_k Cov(X_k + X′_k, Δ_m,k), and what is left of V′ − V. */
function observeLedger(
  measures: Measures,
  vector: "practice" | "display",
  { before, after, lines }: Displacements["practice"],
): void {
  const both = before.map((row, i) => plus(row, at(after, i)));
  let explained = 0;
  for (const [line, rows] of lines) {
    const part = covariance(both, rows);
    explained += part;
    measures.set(`ledger.${vector}.${line}`, part);
  }
  measures.set(`ledger.${vector}.composition`, 0);
  const change = dispersion(after) - dispersion(before);
  measures.set(`ledger.${vector}.residual`, change - explained);
}

/** Σ_k Cov(x_k, y_k) over rows. */
function covariance(xs: readonly Vector[], ys: readonly Vector[]): number {
  const [x0, y0] = [meanVector(xs), meanVector(ys)];
  return mean(
    xs.map((x, i) => {
      const [dx, dy] = [minus(x, x0), minus(at(ys, i), y0)];
      return sum(dx.map((d, k) => d * at(dy, k)));
    }),
  );
}
