import type { Column } from "./field/columns.ts";
import { addOneMore, addTwo, addTwoMore, columnSums, dotAndSums } from "./hot.ts";

/** Associations per block: accounts of one block stay in the fastest cache. */
const BLOCK = 128;

/** Visits 0 … count in blocks: short calls of small functions, which engines optimise best. */
export function eachBlock(count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += BLOCK) visit(from, Math.min(from + BLOCK, count));
}

/**
 * The exact ledger of one vector (practice or display) over one step.
 *
 * All displacements Δ_m of a step apply at once, so the change of dispersion V = Σ_k Var(A_k) splits exactly and
 * without order: φ_m = Σ_k Cov(A_k + A′_k, Δ_m,k), Σ_m φ_m = V′ − V; each φ_m is also the Shapley share. Variances and
 * covariances divide by n. What the clamp to [0,1] takes back is the account `bounds`.
 */
export class Book {
  /** Proposed displacements of one block by line: BLOCK rows of K; the last line is `bounds`. */
  readonly accounts: readonly Float64Array[];
  readonly #practices: number;
  readonly #total: Float64Array;
  readonly #sum: Float64Array;
  readonly #centres: Float64Array;
  readonly #dots: Float64Array;
  readonly #moved: Float64Array;
  readonly #sums: Float64Array;

  /** @param lines number of lines, `bounds` included */
  constructor(lines: number, practices: number) {
    this.#practices = practices;
    this.accounts = Array.from({ length: lines }, () => new Float64Array(BLOCK * practices));
    this.#total = new Float64Array(BLOCK * practices);
    this.#sum = new Float64Array(BLOCK * practices);
    this.#centres = new Float64Array(practices);
    this.#dots = new Float64Array(lines);
    this.#moved = new Float64Array(lines * practices);
    this.#sums = new Float64Array(practices);
  }

  /**
   * Opens a step.
   * @param means mean of each practice over the living: a centre that keeps cancellation away
   */
  open(means: Column): void {
    for (let k = 0; k < this.#practices; k++) this.#centres[k] = means[k];
    this.#dots.fill(0);
    this.#moved.fill(0);
    this.#sums.fill(0);
  }

  /**
   * Applies a block's proposals: next = clamp(current + Σ Δ), and enters them.
   * @param active indices of the lines written for this block, ascending, without `bounds`
   */
  apply(
    active: readonly number[],
    current: Column,
    next: Float64Array,
    living: Column,
    from: number,
    to: number,
  ): void {
    const size = (to - from) * this.#practices;
    this.#addUp(active, size);
    const isClamped = this.#move(current, next, living, from, to);
    for (const line of active) this.#enter(line, to - from);
    if (isClamped) {
      this.#bound(current, next, living, from, to);
      this.#enter(this.accounts.length - 1, to - from);
    }
  }

  /**
   * Closes the step.
   * @param n number of the living
   * @param shares receives φ of each line
   */
  close(n: number, shares: Float64Array): void {
    for (let line = 0; line < this.#dots.length; line++) {
      let share = this.#dots[line] / n;
      for (let k = 0; k < this.#practices; k++)
        share -= (this.#sums[k] / n) * (this.#moved[line * this.#practices + k] / n);
      shares[line] = share;
    }
  }

  /** Adds up the active lines, two at a time. */
  #addUp(active: readonly number[], size: number): void {
    const total = this.#total;
    const accounts = active.map((line) => this.accounts[line]);
    if (accounts.length < 2) total.fill(0, 0, size);
    else addTwo(total, accounts[0], accounts[1], size);
    let next = accounts.length < 2 ? 0 : 2;
    for (; next + 1 < accounts.length; next += 2)
      addTwoMore(total, accounts[next], accounts[next + 1], size);
    if (next < accounts.length) addOneMore(total, accounts[next], size);
  }

  /** Writes next and the centred sums A + A′ − 2c; true where the clamp took something back. */
  #move(current: Column, next: Float64Array, living: Column, from: number, to: number): boolean {
    const practices = this.#practices;
    const total = this.#total;
    const sum = this.#sum;
    const centres = this.#centres;
    let isClamped = false;
    for (let position = from; position < to; position++) {
      const row = living[position] * practices;
      const at = (position - from) * practices;
      for (let k = 0; k < practices; k++) {
        const before = current[row + k];
        const proposed = before + total[at + k];
        const after = proposed < 0 ? 0 : proposed > 1 ? 1 : proposed;
        if (after !== proposed) isClamped = true;
        next[row + k] = after;
        sum[at + k] = before - centres[k] + (after - centres[k]);
      }
    }
    columnSums(sum, to - from, practices, this.#sums);
    return isClamped;
  }

  /** The account `bounds`: what the clamp took back, for a block where it took something. */
  #bound(current: Column, next: Column, living: Column, from: number, to: number): void {
    const practices = this.#practices;
    const bounds = this.accounts[this.accounts.length - 1];
    for (let position = from; position < to; position++) {
      const row = living[position] * practices;
      const at = (position - from) * practices;
      for (let k = 0; k < practices; k++)
        bounds[at + k] = next[row + k] - (current[row + k] + this.#total[at + k]);
    }
  }

  /** Adds Σ s·Δ and Σ Δ of a line over the block. */
  #enter(line: number, rows: number): void {
    const k = this.#practices;
    this.#dots[line] += dotAndSums(this.#sum, this.accounts[line], rows, k, this.#moved, line * k);
  }
}
