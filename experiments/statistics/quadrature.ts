/** Positive nodes of the eight-point Gauss–Legendre rule on [−1, 1], and their weights. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626];

/** Where a function is to be taken, and with what weight, to integrate it over a stretch. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The eight-point Gauss–Legendre rule on panels of equal width between two points: exact for polynomials of degree 15 in each
 * panel.
 * @param widest greatest width of a panel
 */
export function panels(from: number, to: number, widest: number): Rule {
  const count = Math.max(1, Math.ceil((to - from) / widest));
  const half = (to - from) / count / 2;
  const nodes = new Float64Array(count * 8);
  const weights = new Float64Array(count * 8);
  for (let panel = 0; panel < count; panel++) {
    const middle = from + half * (2 * panel + 1);
    for (let node = 0; node < 4; node++) {
      const at = panel * 8;
      nodes[at + 3 - node] = middle - half * NODES[node]!;
      nodes[at + 4 + node] = middle + half * NODES[node]!;
      weights[at + 3 - node] = weights[at + 4 + node] = half * WEIGHTS[node]!;
    }
  }
  return { nodes, weights };
}

/** The integral of f between two points by `panels`. */
export function integral(
  f: (x: number) => number,
  [from, to]: readonly [number, number],
  widest: number,
): number {
  const { nodes, weights } = panels(from, to, widest);
  return nodes.reduce((sum, x, at) => sum + weights[at]! * f(x), 0);
}
