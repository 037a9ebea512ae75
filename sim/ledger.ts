import type { Column } from "./field/columns.ts";
import { addLines, dotAndSums, moveRows, type Move } from "./hot.ts";

/** Associations per block: accounts of one block stay in the fastest cache. */
const BLOCK = 128;

/** Lines that are entered while a block is moved; `bounds` is never among them. */
const FUSED = 4;

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
  /** All lines, then nothing, the rest and the sums s: BLOCK rows of K each. */
  readonly #memory: Float64Array;
  readonly #length: number;
  readonly #move: Move;
  /** Where each line begins; that of a line that is not active is where nothing is. */
  readonly #places: number[];

  /** @param lines number of lines, `bounds` included */
  constructor(lines: number, practices: number) {
    const length = BLOCK * practices;
    this.#practices = practices;
    this.#length = length;
    this.#memory = new Float64Array((lines + 3) * length);
    this.accounts = Array.from({ length: lines }, (_, line) =>
      this.#memory.subarray(line * length, (line + 1) * length),
    );
    this.#places = Array.from({ length: Math.max(lines - 1, FUSED) }, () => lines * length);
    // whole fours of lines, so that the first four are always there
    const rows = Math.max(lines, FUSED);
    this.#move = {
      memory: this.#memory,
      lines: [0, 0, 0, 0],
      rest: (lines + 1) * length,
      sum: (lines + 2) * length,
      centres: new Float64Array(practices),
      sums: new Float64Array(practices),
      moved: new Float64Array(rows * practices),
      dots: new Float64Array(rows),
    };
  }

  /**
   * Opens a step.
   * @param means mean of each practice over the living: a centre that keeps cancellation away
   * @param active indices of the lines that will be written for every block, without `bounds`
   */
  open(means: Column, active: readonly number[]): void {
    const { centres, dots, moved, sums, lines } = this.#move;
    for (let k = 0; k < this.#practices; k++) centres[k] = means[k];
    dots.fill(0);
    moved.fill(0);
    sums.fill(0);
    const nothing = this.accounts.length * this.#length;
    for (let line = 0; line < this.#places.length; line++) {
      const place = active.includes(line) ? line * this.#length : nothing;
      this.#places[line] = place;
      if (line < FUSED) lines[line] = place;
    }
  }

  /** Applies a block's proposals: next = clamp(current + Σ Δ), and enters them. */
  apply(current: Column, next: Float64Array, living: Column, from: number, to: number): void {
    this.#addRest((to - from) * this.#practices);
    const isClamped = moveRows(this.#move, current, next, living, from, to);
    for (let line = FUSED; line < this.#places.length; line++)
      this.#enter(line, this.#places[line], to - from);
    if (!isClamped) return;
    this.#bound(current, next, living, from, to);
    const bounds = this.accounts.length - 1;
    this.#enter(bounds, bounds * this.#length, to - from);
  }

  /**
   * Closes the step.
   * @param n number of the living
   * @param shares receives φ of each line
   */
  close(n: number, shares: Float64Array): void {
    const { dots, moved, sums } = this.#move;
    for (let line = 0; line < this.accounts.length; line++) {
      let share = dots[line] / n;
      for (let k = 0; k < this.#practices; k++)
        share -= (sums[k] / n) * (moved[line * this.#practices + k] / n);
      shares[line] = share;
    }
  }

  /** Adds up the lines beyond the first four, each in its place whether active or not: so no bit depends on it. */
  #addRest(size: number): void {
    const places = this.#places;
    const { rest } = this.#move;
    const nothing = this.accounts.length * this.#length;
    this.#memory.fill(0, rest, rest + size);
    for (let line = FUSED; line < places.length; line += 2)
      addLines(this.#memory, rest, places[line], places[line + 1] ?? nothing, size);
  }

  /** The account `bounds`: what the clamp took back, for a block where it took something. */
  #bound(current: Column, next: Column, living: Column, from: number, to: number): void {
    const practices = this.#practices;
    const memory = this.#memory;
    const { lines, rest } = this.#move;
    const bounds = (this.accounts.length - 1) * this.#length;
    for (let position = from; position < to; position++) {
      const row = living[position] * practices;
      for (let k = 0; k < practices; k++) {
        const at = (position - from) * practices + k;
        const early = memory[lines[0] + at] + memory[lines[1] + at];
        const total = early + (memory[lines[2] + at] + memory[lines[3] + at]) + memory[rest + at];
        memory[bounds + at] = next[row + k] - (current[row + k] + total);
      }
    }
  }

  /** Adds Σ s·Δ and Σ Δ of the line that begins at `place` over the block. */
  #enter(line: number, place: number, rows: number): void {
    const { sum, dots, moved } = this.#move;
    const k = this.#practices;
    dots[line] += dotAndSums(this.#memory, sum, place, rows, k, moved, line * k);
  }
}
