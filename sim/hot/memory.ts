import type { StoredColumn } from "../field/columns.ts";

/** What there is to see of the WebAssembly interface, which every engine has. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly field: { readonly memory: object } },
  ) => { readonly exports: Routines };
};

/** Assembled routines by name: each takes addresses in bytes, and counts. */
export type Routines = Readonly<Record<string, (...given: number[]) => void>>;

/** A module's bytes compiled, or nothing where the page may not compile. */
export function compile(bytes: Uint8Array<ArrayBuffer>): object | undefined {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return undefined;
  }
}

/**
 * One stretch of memory for all numbers that kernels work on: columns of vectors and room for a block's work. What does
 * not fit, or everything where there is no WebAssembly, gets an array of its own; then plain kernels do the work.
 */
export interface Memory {
  /** Room for so many reals, all 0. */
  reals(count: number): Float64Array;
  /** Room for so many whole numbers, all 0. */
  wholes(count: number): Int32Array;
  /** Room for so many whole numbers from 0 to 255, all 0. */
  bytes(count: number): Uint8Array;
  /** The module's routines on this memory; nothing where there are none, or where something did not fit. */
  readonly routines: Routines | undefined;
  /** Leaves it to whoever opens the next: nobody may read or write what it gave any more. */
  release(): void;
}

/** An array that notes where it begins: asking it for `byteOffset` costs more than some kernels. */
export function placed<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  return Object.assign(array, { address: array.byteOffset });
}

/** Where an array begins, in bytes. */
export const addressOf = (array: StoredColumn): number => array.address ?? array.byteOffset;

/** Bytes that processors fetch at once: a row of 8 that is looked up anywhere then comes with one fetch. */
const LINE = 64;

const PAGE = 65_536; // bytes, as WebAssembly has it

/** Opens a memory of so many bytes; they cost nothing until they are used. */
export function openMemory(module: object | undefined, bytes: number): Memory {
  const opened = module && (takeIdle(module, bytes) ?? allocate(module, bytes));
  let used = LINE; // address 0 stays free: nothing is there
  let isWhole = opened !== undefined;
  const room = (length: number): number => {
    const start = used;
    used += (length + LINE - 1) & ~(LINE - 1);
    if (opened === undefined || used > opened.buffer.byteLength) {
      isWhole = false;
      return -1;
    }
    return start;
  };
  return {
    reals(count) {
      const start = room(count * 8);
      return opened && start >= 0
        ? placed(new Float64Array(opened.buffer, start, count))
        : new Float64Array(count);
    },
    wholes(count) {
      const start = room(count * 4);
      return opened && start >= 0
        ? placed(new Int32Array(opened.buffer, start, count))
        : new Int32Array(count);
    },
    bytes(count) {
      const start = room(count);
      return opened && start >= 0
        ? placed(new Uint8Array(opened.buffer, start, count))
        : new Uint8Array(count);
    },
    get routines() {
      return isWhole ? opened?.routines : undefined;
    },
    release() {
      if (module && opened) leaveIdle(module, { ...opened, used });
      used = Infinity;
    },
  };
}

/** A stretch of memory with the routines on it, and how far it has been written to. */
interface Stretch {
  readonly buffer: ArrayBuffer;
  readonly routines: Routines;
  readonly used: number;
}

/** Stretches that nobody uses, by module: to open one takes longer than a small run's first steps. */
const idle = new WeakMap<object, Stretch[]>();
/** As many as a page or a worker has runs at a time, and no larger than that it is worth it. */
const MOST_IDLE = 4;
const MOST_IDLE_BYTES = 1 << 26;

function leaveIdle(module: object, stretch: Stretch): void {
  const left = idle.get(module) ?? [];
  idle.set(module, left);
  if (left.length < MOST_IDLE && stretch.buffer.byteLength <= MOST_IDLE_BYTES) left.push(stretch);
}

/** One that is large enough, with nothing written on it. */
function takeIdle(module: object, bytes: number): Stretch | undefined {
  const left = idle.get(module);
  const at = left?.findIndex(({ buffer }) => buffer.byteLength >= bytes) ?? -1;
  if (left === undefined || at < 0) return undefined;
  const [taken] = left.splice(at, 1);
  new Uint8Array(taken.buffer, 0, Math.min(taken.used, taken.buffer.byteLength)).fill(0);
  return taken;
}

function allocate(module: object, bytes: number): Stretch | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.floor(bytes / PAGE) + 1 });
    const { exports } = new WebAssembly.Instance(module, { field: { memory } });
    return { buffer: memory.buffer, routines: exports, used: 0 };
  } catch {
    return undefined; // no such machine, or no room for so much
  }
}
