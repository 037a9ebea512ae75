import type { StoredColumn } from "../field/columns.ts";
import type { Draws } from "../random/stream.ts";
import { CHOOSE_BEST, chooseBest, type Lots, type Market } from "./choose.ts";
import { assemble } from "./assembler.ts";
import { NORMALS, normals, WORDS, words } from "./draws.ts";
import { ENTER_ROWS, enterRows, MOVE_ROWS, moveRows } from "./entries.ts";
import { WORK_OUT, workOut } from "./faculties.ts";
import { FACE_RIVALS, faceRivals, FEEL, feel, FEEL_ROADS, feelRoads, TAKE, take } from "./felt.ts";
import { fastKernels, layTables } from "./fast.ts";
import { ADD_GAPS, addGaps } from "./gaps.ts";
import { JUDGE, judge } from "./judge.ts";
import type { Kernel } from "./kernel.ts";
import { compile, openMemory, type Memory } from "./memory.ts";
import { ADD_MOMENTS, addMoments, GATHER_CELLS, gatherCells } from "./moments.ts";
import { ADD_NEAREST, addNearest } from "./nearest.ts";
import { PULL, pull, PULL_TWO_WAYS, pullTwoWays, PULL_WEIGHTED, pullWeighted } from "./pull.ts";
import { ADD_ROWS, addRows, APART, apart, COPY_ROWS, copyRows } from "./rows.ts";
import { SQUARE_GAPS, squareGaps } from "./rows.ts";
import { SIFT, sift } from "./sift.ts";
import { ADD_UNMET, addUnmet } from "./unmet.ts";

/**
 * The work on rows of K that costs the most time, a block of rows at a call. Each kernel stands twice in its file: in
 * plain TypeScript, which says what it means and runs anywhere, and as WebAssembly, which takes two practices at a time
 * and gives the same bits. All arrays given to a kernel must come from the same memory.
 */
export interface Kernels {
  readonly pull: Plain<typeof pull>;
  readonly pullWeighted: Plain<typeof pullWeighted>;
  readonly pullTwoWays: Plain<typeof pullTwoWays>;
  readonly apart: Plain<typeof apart>;
  readonly squareGaps: Plain<typeof squareGaps>;
  readonly addRows: Plain<typeof addRows>;
  readonly copyRows: Plain<typeof copyRows>;
  readonly addMoments: Plain<typeof addMoments>;
  readonly gatherCells: Plain<typeof gatherCells>;
  readonly addGaps: Plain<typeof addGaps>;
  readonly addNearest: Plain<typeof addNearest>;
  readonly addUnmet: Plain<typeof addUnmet>;
  readonly judge: Plain<typeof judge>;
  readonly workOut: Plain<typeof workOut>;
  readonly moveRows: Plain<typeof moveRows>;
  readonly enterRows: Plain<typeof enterRows>;
  readonly feel: Plain<typeof feel>;
  readonly feelRoads: Plain<typeof feelRoads>;
  readonly faceRivals: Plain<typeof faceRivals>;
  /** Takes numbers out of a column, times a factor. */
  take(
    out: Float64Array,
    factor: number,
    column: StoredColumn,
    here: StoredColumn,
    count: number,
  ): void;
  /** Whom associations of a block choose of `sampled` others that each draws. */
  chooseBest(
    lots: Lots & { readonly chosen: Int32Array },
    draws: Draws,
    addresses: StoredColumn,
    here: StoredColumn,
    sampled: number,
    market: Market | undefined,
    count: number,
  ): void;
  /** The draws 0 … width − 1 of entities as 32-bit words, a row of `width` each. */
  words(out: Int32Array, draws: Draws, entities: StoredColumn, width: number, count: number): void;
  /** The draws initial (0 where it is not given) … initial + width − 1 as standard normals times `scale`. */
  normals(
    out: Float64Array,
    draws: Draws,
    entities: StoredColumn,
    scale: number,
    width: number,
    count: number,
    initial?: number,
  ): void;
  /** Of entities, those whose draw `n` is below a bound in [0,1]: how many, then their places. */
  sift(
    found: Int32Array,
    draws: Draws,
    entities: StoredColumn,
    n: number,
    bound: number,
    count: number,
  ): void;
}

/** A plain kernel for a given number of practices. */
type Plain<F> = F extends (practices: number, ...rest: infer Rest) => void
  ? (...rest: Rest) => void
  : never;

const KERNELS: readonly Kernel[] = [
  PULL,
  PULL_WEIGHTED,
  PULL_TWO_WAYS,
  APART,
  SQUARE_GAPS,
  ADD_ROWS,
  COPY_ROWS,
  ADD_MOMENTS,
  GATHER_CELLS,
  ADD_GAPS,
  ADD_NEAREST,
  ADD_UNMET,
  JUDGE,
  WORK_OUT,
  MOVE_ROWS,
  ENTER_ROWS,
  TAKE,
  FEEL,
  FEEL_ROADS,
  FACE_RIVALS,
  CHOOSE_BEST,
  WORDS,
  NORMALS,
  SIFT,
];

/** Modules compiled so far, by number of practices; nothing where compiling failed. */
const modules = new Map<number, object | undefined>();

/** A memory of so many bytes for kernels on rows of K. */
export function openRows(practices: number, bytes: number): Memory {
  if (!modules.has(practices)) {
    const routines = KERNELS.map(({ name, parameters, write }) => ({
      name,
      parameters,
      write: (...given: Parameters<typeof write> extends [number, ...infer Rest] ? Rest : never) =>
        write(practices, ...given),
    }));
    modules.set(practices, compile(assemble(routines)));
  }
  return openMemory(modules.get(practices), bytes);
}

/** Kernels in plain TypeScript. */
export function plainKernels(practices: number): Kernels {
  const K = practices;
  const scaled = new Float64Array(1);
  const rare = new Int32Array(1);
  return {
    pull: (...given) => pull(K, ...given),
    pullWeighted: (...given) => pullWeighted(K, ...given),
    pullTwoWays: (...given) => pullTwoWays(K, ...given),
    apart: (...given) => apart(K, ...given),
    squareGaps: (...given) => squareGaps(K, ...given),
    addRows: (...given) => addRows(K, ...given),
    copyRows: (...given) => copyRows(K, ...given),
    addMoments: (...given) => addMoments(K, ...given),
    gatherCells: (...given) => gatherCells(K, ...given),
    addGaps: (...given) => addGaps(K, ...given),
    addNearest: (...given) => addNearest(K, ...given),
    addUnmet: (...given) => addUnmet(K, ...given),
    judge: (...given) => judge(K, ...given),
    workOut: (...given) => workOut(K, ...given),
    moveRows: (...given) => moveRows(K, ...given),
    enterRows: (...given) => enterRows(K, ...given),
    feel: (...given) => feel(K, ...given),
    feelRoads: (...given) => feelRoads(K, ...given),
    faceRivals: (...given) => faceRivals(K, ...given),
    take(out, factor, column, here, count) {
      scaled[0] = factor;
      take(K, out, scaled, column, here, count);
    },
    chooseBest: (lots, draws, addresses, here, sampled, ...rest) =>
      chooseBest(K, lots.chosen, draws.key, addresses, here, sampled, lots, ...rest),
    words: (out, draws, entities, width, count) => words(out, draws.key, entities, width, count),
    normals(out, draws, entities, scale, width, count, initial = 0) {
      scaled[0] = scale;
      normals(out, draws.key, entities, scaled, initial, width, scaled, rare, count);
    },
    sift: (found, draws, entities, n, bound, count) =>
      sift(found, draws.key, entities, n, bound, count),
  };
}

/** The kernels that suit a memory. */
export function openKernels(memory: Memory, practices: number): Kernels {
  const tables = layTables(memory, practices);
  return memory.routines ? fastKernels(memory.routines, tables) : plainKernels(practices);
}
