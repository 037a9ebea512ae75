import { exp, ln } from "../../sim/random/exact.ts";
import { membersOf, RESPONSES, type Association, type World } from "./founding.ts";
import type { press } from "./pressures.ts";
import { at, average, distance, dot, firstBy, map2, mean, minus, plus, sum } from "./vectors.ts";

type Measures = Record<string, number | null>;
type Vector = "practice" | "display" | "project";

/** Σ_k Cov(x_k, y_k) over rows, each with its weight; Σ_k Var(x_k) where y = x. */
function covariance(xs: number[][], ys: number[][], weights = xs.map(() => 1)) {
  const [x0, y0] = [average(xs, weights), average(ys, weights)];
  const products = map2(xs, ys, (x, y) => dot(minus(x, x0), minus(y, y0)));
  return dot(weights, products) / sum(weights);
}
const dispersion = (rows: number[][], weights?: number[]) => covariance(rows, rows, weights);

/** 3.9: all measures of one step, worked out afresh; similarity refers to those of step 0. */
export function observe(world: World, moves: ReturnType<typeof press>, origin?: Measures) {
  const { scenario, associations } = world;
  const meanOf = (what: (a: Association) => number) => mean(associations.map(what));
  const all: Measures = {};
  for (const of of ["practice", "display", "project"] as const)
    observeDispersion(all, world, of, origin);

  for (const of of ["practice", "display"] as const) {
    const gap = (a: Association) => distance(a[of], a.prescription);
    all[`compliance.${of}`] = meanOf(gap);
    all[`compliance.${of}.square`] = meanOf((a) => gap(a) ** 2);
  }
  all["decouplingGap"] = meanOf((a) => distance(a.display, a.practice));
  all["contradiction"] = meanOf((a) => distance(a.project, a.prescription));
  all["associations"] = associations.length;
  all["establishments"] = sum(associations.map((a) => a.establishments));
  all["places"] = sum(associations.map((a) => a.places));
  all["singles"] = associations.filter((a) => a.establishments === 1).length;
  all["legitimacy"] = meanOf((a) => a.legitimacy);
  all["uncertainty"] = meanOf((a) => a.uncertainty);
  for (const id of RESPONSES) all[`response.${id}`] = meanOf((a) => Number(a.response === id));
  all["prescription.moved.reform"] = world.moved;

  const archetypes = Object.entries(scenario.field.archetypes);
  const nearest = associations.map((a) =>
    firstBy(archetypes, ([, { practice }]) => distance(a.practice, practice)),
  );
  const shares = archetypes.map((one) => mean(nearest.map((other) => Number(other === one))));
  for (const [index, [id, { practice }]] of archetypes.entries()) {
    all[`archetypes.share.${id}`] = at(shares, index);
    all[`archetypes.distance.${id}`] = meanOf((a) => distance(a.practice, practice));
  }
  all["archetypes.hill1"] = exp(-sum(shares.map((p) => (p > 0 ? p * ln(p) : 0))));
  all["archetypes.hill2"] = 1 / dot(shares, shares);

  // φ_m = Σ_k Cov(X_k + X′_k, Δ_m,k), and what is left of V′ − V
  for (const { of, before, after, lines } of moves) {
    let rest = dispersion(after) - dispersion(before);
    for (const [id, added] of lines) {
      const part = covariance(map2(before, after, plus), added);
      all[`ledger.${of}.${id}`] = part;
      rest -= part;
    }
    all[`ledger.${of}.composition`] = 0;
    all[`ledger.${of}.residual`] = rest;
  }
  return all;
}

function observeDispersion(all: Measures, world: World, of: Vector, origin?: Measures) {
  const name = `dispersion.${of}`;
  const { scenario, associations } = world;
  const rows = associations.map((a) => a[of]);
  const total = dispersion(rows);
  all[name] = total;
  for (const [k, id] of Object.keys(scenario.field.practices).entries())
    all[`${name}.of.${id}`] = dispersion(rows.map((row) => [at(row, k)]));
  const places = associations.map((a) => a.places);
  all[`${name}.weighted`] = dispersion(rows, places);
  for (const by of ["region", "sector"]) {
    // every row at its group's centre: what varies then is what lies between groups
    const centres = associations.map((ego) => average(membersOf(by, world, ego).map((a) => a[of])));
    all[`${name}.between.${by}`] = dispersion(centres);
    all[`${name}.within.${by}`] = total - dispersion(centres);
  }
  const v0 = origin?.[name] ?? total;
  const isDust = v0 <= at(rows, 0).length * 2 ** -52;
  all[`similarity.${of}`] = isDust ? null : 100 * (1 - total / v0);
}
