import { describe, expect, it } from "vitest";
import { BLOCK, eachBlock, openBlock } from "../../sim/hot/blocks.ts";
import { openKernels, openRows, plainKernels } from "../../sim/hot/kernels.ts";
import { Book, type Places } from "../../sim/ledger.ts";
import { openStream } from "../../sim/random/stream.ts";

const N = 300;
const SURVIVORS = 201;
const DENSE = 3;
const draws = openStream("1", "book").at(1);
const uniform = (stream: number, at: number): number => draws.uniform(stream, at);

/** Variance summed over practices, with weights. */
function dispersion(rows: Float64Array, K: number, weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let total = 0;
  for (let k = 0; k < K; k++) {
    const column = weights.map((_, i) => rows[i * K + k] ?? NaN);
    const mean = column.reduce((sum, x, i) => sum + (x * (weights[i] ?? 0)) / all, 0);
    total += column.reduce((sum, x, i) => sum + ((x - mean) ** 2 * (weights[i] ?? 0)) / all, 0);
  }
  return total;
}

const compliance = (rows: Float64Array, rules: Float64Array): number =>
  rows.reduce((sum, x, at) => sum + (x - (rules[at] ?? NaN)) ** 2, 0) / rows.length;

/** Three dense lines and a sparse one on a field of random rows; each moves as much as it is told. */
function keepBook(K: number, sizes: readonly number[], active: readonly number[], isFast: boolean) {
  const memory = openRows(K, 1 << 22);
  const fast = openKernels(memory, K);
  const kernels = isFast ? fast : plainKernels(K);
  const block = openBlock(memory);
  const weights = memory.reals(BLOCK);
  const sparse: Places = { at: memory.wholes(BLOCK), count: 0 };
  const book = new Book(kernels, memory, K, [undefined, undefined, sparse, undefined]);
  const [now, next, rules] = [0, 1, 2].map(() => memory.reals(N * K));
  if (!now || !next || !rules) throw new Error("no room");
  for (let at = 0; at < N * K; at++) {
    now[at] = uniform(1, at) ** 3;
    rules[at] = uniform(2, at);
  }
  const places = Array.from({ length: N }, (_, i) => Math.ceil(1 / uniform(3, i)));
  const survives = places.map((_, i) => (i < SURVIVORS ? 1 : 0));
  const mean = (weights: readonly number[]) => {
    const weight = weights.reduce((sum, own) => sum + own, 0);
    const sums = Float64Array.from({ length: K }, (_, k) =>
      weights.reduce((sum, own, i) => sum + (own * (now[i * K + k] ?? NaN)) / weight, 0),
    );
    return { mean: sums, weight };
  };
  const alike = places.map(() => 1);
  const opening = { plain: mean(alike), weighted: mean(places), survivors: mean(survives) };
  book.open(opening.plain.mean, active);
  const pass = (from: number, to: number): void => {
    block.count = to - from;
    sparse.count = 0;
    for (let row = 0; row < to - from; row++) {
      block.egos[row] = from + row;
      weights[row] = places[from + row] ?? NaN;
      book.lines.forEach(({ rows, places: listed }, line) => {
        const size = sizes[line] ?? 0;
        const isListed = listed !== undefined && size > 0 && uniform(4, from + row) < 0.1;
        if (listed !== undefined && !isListed) return;
        const at = (listed ? listed.count : row) * K;
        for (let k = 0; k < K; k++)
          rows[at + k] = size * (uniform(10 + line, (from + row) * K + k) - 0.5);
        if (listed) listed.at[listed.count++] = row;
      });
    }
    book.apply(now, next, rules, weights, block);
  };
  eachBlock(SURVIVORS, pass);
  book.mark();
  eachBlock(N - SURVIVORS, (from, to) => pass(SURVIVORS + from, SURVIVORS + to));
  book.close(opening);
  return { K, now, next, rules, places, survives, alike, shares: book.shares };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const ALL = [0, 1, 2, 3];
const SIZES = [0.2, 0.01, 0.9, 0.05];

describe.each([1, 3, 8])("a book, K = %d", (K) => {
  const kept = keepBook(K, SIZES, ALL, true);
  const bound = (before: number, after: number): number =>
    1e-12 * Math.max(before, after) + K * 2 ** -52;
  const residual = (shares: Float64Array, value: (rows: Float64Array) => number) => {
    const [before, after] = [value(kept.now), value(kept.next)];
    return Math.abs(after - before - sum(shares)) / bound(before, after);
  };

  it("adds up: alike, by places, for survivors, for compliance", () => {
    const { shares, alike, places, survives, rules } = kept;
    expect(residual(shares.plain, (rows) => dispersion(rows, K, alike))).toBeLessThan(1);
    expect(residual(shares.weighted, (rows) => dispersion(rows, K, places))).toBeLessThan(1);
    expect(residual(shares.survivors, (rows) => dispersion(rows, K, survives))).toBeLessThan(1);
    expect(residual(shares.compliance, (rows) => compliance(rows, rules))).toBeLessThan(1);
  });

  it("has an entry on every line, bounds among them", () => {
    for (const shares of Object.values(kept.shares) as Float64Array[])
      expect(Array.from(shares).every((share) => share !== 0)).toBe(true);
  });

  it("is kept to the same bits in plain TypeScript", () => {
    const plain = keepBook(K, SIZES, ALL, false);
    expect(plain.shares).toEqual(kept.shares);
    expect(plain.next).toEqual(kept.next);
  });

  it("gives the same bits whether a line is off or moves nobody, and then books exactly nothing", () => {
    const off = keepBook(K, [0.2, 0, 0, 0.05], [0, DENSE], true);
    const idle = keepBook(K, [0.2, 0, 0, 0.05], ALL, true);
    expect(idle.shares).toEqual(off.shares);
    expect(idle.next).toEqual(off.next);
    for (const shares of Object.values(idle.shares) as Float64Array[])
      expect([shares[1], shares[2]]).toEqual([0, 0]);
  });
});
