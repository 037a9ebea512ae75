import type { Column, StoredColumn } from "./field/columns.ts";
import { BLOCK, type Block } from "./hot/blocks.ts";
import { kept } from "./hot/entries.ts";
import type { Kernels } from "./hot/kernels.ts";
import { placed, type Memory } from "./hot/memory.ts";

/** φ of every line in a step, `bounds` last: unit squared positions. */
export interface Shares {
  /** Of dispersion, every association counting alike. */
  readonly plain: Float64Array;
  /** Of dispersion weighted by places at the start of the step. */
  readonly weighted: Float64Array;
  /** Of dispersion among the survivors: those of step 0 that still live. */
  readonly survivors: Float64Array;
  /** Of the mean squared distance to the prescription (mean over practices too). */
  readonly compliance: Float64Array;
}

/** A group whose dispersion is split: its mean practice at the start of the step, and the sum of its weights. */
export interface Weighed {
  readonly mean: Column;
  readonly weight: number;
}

/** What a step starts from. */
export interface Opening {
  readonly plain: Weighed;
  readonly weighted: Weighed;
  readonly survivors: Weighed;
}

/** One line: displacements that a mechanism proposes for a block. */
export interface Line {
  /** Rows of K: one for each association of the block, or, on a sparse line, for each place listed. */
  readonly rows: Float64Array;
  /** On a sparse line the places in the block that it speaks of, each at most once. */
  readonly places: Places | undefined;
}

/** Places of a block; the others are not moved. */
export interface Places {
  readonly at: Int32Array;
  count: number;
}

/**
 * The exact ledger of one vector (practice or display) over one step.
 *
 * All displacements Δ_m of a step apply at once, so the change of dispersion V = Σ_k Var(A_k) splits exactly and
 * without order: φ_m = Σ_k Cov(A_k + A′_k, Δ_m,k), Σ_m φ_m = V′ − V; each φ_m is also the Shapley share. The same with
 * weights, for survivors only, and for compliance C = mean |A − R|²/K: φ_m = mean (A + A′ − 2R)·Δ_m / K. What the clamp
 * to [0,1] takes back is the line `bounds`. A line that is not active, or does not move anybody, changes no bit.
 */
export class Book {
  /** All lines but `bounds`. */
  readonly lines: readonly Line[];
  readonly shares: Shares;
  readonly #kernels: Kernels;
  readonly #practices: number;
  readonly #rows: Float64Array;
  /** After the lines, the sum of all sparse ones. */
  readonly #sparse: Float64Array;
  /** The lines that `moveRows` adds up. */
  readonly #summed: Int32Array;
  readonly #centres: Float64Array;
  readonly #ways: Float64Array;
  readonly #taken: Float64Array;
  /** What was entered on each line, `bounds` last, and what had been when survivors were marked off. */
  readonly #sums: readonly Float64Array[];
  readonly #marked: readonly Float64Array[];
  #active: readonly number[] = [];

  /** @param places where each line but `bounds` lists its places, if it is sparse */
  constructor(
    kernels: Kernels,
    memory: Memory,
    practices: number,
    places: readonly (Places | undefined)[],
  ) {
    const size = BLOCK * practices;
    const count = places.length + 1;
    this.#kernels = kernels;
    this.#practices = practices;
    this.#rows = memory.reals(count * size);
    this.#sparse = placed(this.#rows.subarray(places.length * size));
    this.lines = places.map((listed, line) => ({
      rows: placed(this.#rows.subarray(line * size, (line + 1) * size)),
      places: listed,
    }));
    this.#summed = memory.wholes(count);
    this.#centres = memory.reals(practices);
    this.#ways = memory.reals(2 * size);
    this.#taken = memory.reals(size + 1);
    const open = (): Float64Array => memory.reals(kept(practices));
    this.#sums = Array.from({ length: count }, open);
    this.#marked = Array.from({ length: count }, open);
    this.shares = {
      plain: new Float64Array(count),
      weighted: new Float64Array(count),
      survivors: new Float64Array(count),
      compliance: new Float64Array(count),
    };
  }

  /**
   * Opens a step.
   * @param centres what the books are centred on, so that nothing cancels: the mean of each practice
   * @param active indices of the lines that will be written for every block
   */
  open(centres: Column, active: readonly number[]): void {
    for (let k = 0; k < this.#practices; k++) this.#centres[k] = centres[k];
    for (const sums of this.#sums) sums.fill(0);
    this.#active = active;
  }

  /**
   * Applies a block's proposals: next = clamp(current + Σ Δ), and enters them.
   * @param weights places of each of the block at the start of the step
   */
  apply(
    current: StoredColumn,
    next: Float64Array,
    prescription: StoredColumn,
    weights: StoredColumn,
    block: Block,
  ): void {
    const { egos, inOrder, count } = block;
    const kernels = this.#kernels;
    kernels.moveRows(
      next,
      current,
      prescription,
      egos,
      this.#rows,
      this.#summed,
      this.#addSparse(block),
      this.#centres,
      this.#ways,
      this.#taken,
      count,
    );
    for (const line of this.#active) {
      const { rows, places: listed } = this.lines[line];
      this.#enter(line, rows, listed?.at ?? inOrder, weights, listed?.count ?? count);
    }
    const isBounded = this.#taken[BLOCK * this.#practices] > 0;
    if (isBounded) this.#enter(this.lines.length, this.#taken, inOrder, weights, count);
  }

  /** To be called between the last block of survivors and the first of others. */
  mark(): void {
    for (let line = 0; line < this.#sums.length; line++) this.#marked[line].set(this.#sums[line]);
  }

  /** Closes the step and works the shares out. */
  close({ plain, weighted, survivors }: Opening): void {
    const K = this.#practices;
    const { shares } = this;
    this.#share(this.#sums, 0, 2 * K, plain, shares.plain);
    this.#share(this.#sums, K, 2 * K + 1, weighted, shares.weighted);
    this.#share(this.#marked, 0, 2 * K, survivors, shares.survivors);
    for (let line = 0; line < this.#sums.length; line++)
      shares.compliance[line] = this.#sums[line][2 * K + 2] / (plain.weight * K);
  }

  /** Shares of one dispersion: mean s·Δ less mean s times mean Δ, where s = A + A′ − 2c. */
  #share(
    sums: readonly Float64Array[],
    moved: number,
    dot: number,
    { mean, weight }: Weighed,
    shares: Float64Array,
  ): void {
    shares.fill(0);
    if (!(weight > 0)) return;
    for (let line = 0; line < sums.length; line++) shares[line] = sums[line][dot] / weight;
    for (let k = 0; k < this.#practices; k++) {
      // the mean of s: where A began, twice, and what all lines together moved
      let drift = 2 * (mean[k] - this.#centres[k]);
      for (const sum of sums) drift += sum[moved + k] / weight;
      for (let line = 0; line < sums.length; line++)
        shares[line] -= drift * (sums[line][moved + k] / weight);
    }
  }

  #enter(
    line: number,
    rows: Float64Array,
    at: Int32Array,
    weights: StoredColumn,
    count: number,
  ): void {
    if (count > 0) this.#kernels.enterRows(this.#sums[line], rows, at, this.#ways, weights, count);
  }

  /** Lists the lines to add up; sparse ones as their sum, where there is any. Returns how many they are. */
  #addSparse({ inOrder, ones, count }: Block): number {
    let summed = 0;
    let hasSparse = false;
    for (const line of this.#active) {
      const { rows, places } = this.lines[line];
      if (places === undefined) this.#summed[summed++] = line;
      else if (places.count > 0) {
        if (!hasSparse) this.#sparse.fill(0, 0, count * this.#practices);
        hasSparse = true;
        this.#kernels.addRows(this.#sparse, places.at, ones, rows, inOrder, places.count);
      }
    }
    if (hasSparse) this.#summed[summed++] = this.lines.length;
    return summed;
  }
}
