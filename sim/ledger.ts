import type { Column } from "./field/columns.ts";
import { BLOCK } from "./hot/blocks.ts";
import {
  addLines,
  enterTwo,
  moveRows,
  SUMMED,
  type Bounds,
  type Entries,
  type Move,
} from "./hot/books.ts";

/**
 * The exact ledger of one vector (practice or display) over one step.
 *
 * All displacements Δ_m of a step apply at once, so the change of dispersion V = Σ_k Var(A_k) splits exactly and
 * without order: φ_m = Σ_k Cov(A_k + A′_k, Δ_m,k), Σ_m φ_m = V′ − V; each φ_m is also the Shapley share. Variances and
 * covariances divide by n. What the clamp to [0,1] takes back is the account `bounds`.
 */
export class Book {
  /** Proposed displacements of one block by line, without `bounds`: BLOCK rows of K. */
  readonly accounts: readonly Float64Array[];
  readonly #practices: number;
  /** All lines, then nothing, the rest and the sums s: BLOCK rows of K each; then notes. */
  readonly #memory: Float64Array;
  readonly #length: number;
  readonly #move: Move;
  readonly #entries: Entries;
  readonly #bounds: Bounds;
  /** Where each line begins, in pairs; that of a line that is not active is where nothing is. */
  readonly #places: Int32Array;

  /** @param lines number of lines, the last of which is `bounds` */
  constructor(lines: number, practices: number) {
    const length = BLOCK * practices;
    const written = lines - 1;
    const paired = written + (written & 1);
    this.#practices = practices;
    this.#length = length;
    this.#memory = new Float64Array((written + 3) * length + 3 * BLOCK);
    this.accounts = Array.from({ length: written }, (_, line) =>
      this.#memory.subarray(line * length, (line + 1) * length),
    );
    this.#bounds = new Float64Array(practices + 1);
    this.#places = new Int32Array(Math.max(paired, SUMMED));
    this.#move = {
      memory: this.#memory,
      lines: new Int32Array(SUMMED),
      sum: (written + 2) * length,
      notes: (written + 3) * length,
      centres: new Float64Array(practices),
      bounds: this.#bounds,
    };
    this.#entries = {
      moved: new Float64Array(paired * practices),
      dots: new Float64Array(paired),
    };
  }

  /**
   * Opens a step.
   * @param means mean of each practice over the living, which the books are centred on: so nothing cancels
   * @param active indices of the lines that will be written for every block
   */
  open(means: Column, active: readonly number[]): void {
    const { centres, lines } = this.#move;
    for (let k = 0; k < this.#practices; k++) centres[k] = means[k];
    this.#entries.dots.fill(0);
    this.#entries.moved.fill(0);
    this.#bounds.fill(0);
    this.#places.fill(this.#nothing);
    for (const line of active) this.#places[line] = line * this.#length;
    lines.set(this.#places.subarray(0, SUMMED));
    if (this.accounts.length > SUMMED) lines[SUMMED - 1] = this.#nothing + this.#length;
  }

  /** Applies a block's proposals: next = clamp(current + Σ Δ), and enters them. */
  apply(current: Column, next: Float64Array, living: Column, from: number, to: number): void {
    const k = this.#practices;
    if (this.accounts.length > SUMMED) this.#addRest((to - from) * k);
    moveRows(this.#move, current, next, living, from, to);
    for (let line = 0; line < this.accounts.length; line += 2)
      enterTwo(this.#entries, this.#move, line, this.#places, to - from, k);
  }

  /**
   * Closes the step.
   * @param n number of the living
   * @param shares receives φ of each line
   */
  close(n: number, shares: Float64Array): void {
    const { dots, moved } = this.#entries;
    const bounds = this.accounts.length;
    for (let line = 0; line < bounds; line++) shares[line] = dots[line] / n;
    shares[bounds] = this.#bounds[this.#practices] / n;
    for (let k = 0; k < this.#practices; k++) {
      // the mean of s: as s is centred on the mean of A, twice, it is what all lines together moved
      let drift = this.#bounds[k] / n;
      for (let at = k; at < moved.length; at += this.#practices) drift += moved[at] / n;
      for (let line = 0; line < bounds; line++)
        shares[line] -= drift * (moved[line * this.#practices + k] / n);
      shares[bounds] -= drift * (this.#bounds[k] / n);
    }
  }

  /** Where a line of zeros begins. */
  get #nothing(): number {
    return this.accounts.length * this.#length;
  }

  /** Adds up the lines from the sixth on, each in its place whether active or not: so no bit depends on it. */
  #addRest(size: number): void {
    const rest = this.#nothing + this.#length;
    this.#memory.fill(0, rest, rest + size);
    for (let line = SUMMED - 1; line < this.accounts.length; line += 2) {
      const other = line + 1 < this.accounts.length ? this.#places[line + 1] : this.#nothing;
      addLines(this.#memory, rest, this.#places[line], other, size);
    }
  }
}
