import { ALIVE, COLUMNS, COLUMN_NAMES, makeRoomForSlot, widthOf } from "./field/columns.ts";
import type { FieldState } from "./field/columns.ts";
import type { Neighbourhoods } from "./field/groups.ts";

/** The vectors whose ledgers have a line of composition. */
export const KEPT = ["practice", "display", "project", "prescription"] as const;
export type Kept = (typeof KEPT)[number];

/** How one association stood before the changes of membership of a step. */
export interface Before {
  readonly slot: number;
  readonly places: number;
  /** One row of K for each vector of KEPT. */
  readonly rows: Readonly<Record<Kept, Float64Array>>;
}

/**
 * Who enters, leaves or is merged, and whose places change: the only way to change the membership of a field. It keeps
 * what the ledgers need to tell composition and reweighting from displacement.
 */
export interface Roster {
  readonly isChanged: boolean;
  /** Slots that left since `open`, in order; their rows stand as they were. */
  readonly gone: readonly number[];
  /** Slots that came since `open`. */
  readonly come: readonly number[];
  /** Those that stand, changed by a merger or grown by others' places since `beginDemography`, as they were then. */
  readonly changed: ReadonlyMap<number, Before>;
  /** Places at the start of the step of those whose places changed before `beginDemography`, by slot. */
  readonly resized: ReadonlyMap<number, number>;
  /** Begins a step. */
  open(): void;
  /** From here on changes belong to composition. */
  beginDemography(): void;
  readonly isInDemography: boolean;
  isAlive(slot: number): boolean;
  /** Whether it came since `open`. */
  isNew(slot: number): boolean;
  /** Changes an association's places; every change of places goes through here. */
  resize(slot: number, places: number): void;
  /** To be called before stage 8 rewrites the rows or places of one that stands. */
  remember(slot: number): void;
  /** Takes an association out; its slot freezes. */
  remove(slot: number, step: number, into: number): void;
  /** Makes a new living slot, its columns 0, its address one above all others. Columns may be new arrays afterwards. */
  add(step: number): number;
  /** Brings `living` and everything grouped by it up to date; costs nothing where nobody came or left since. */
  settle(): void;
}

/** Opens the roster of a field. */
export function openRoster(field: FieldState, around: Neighbourhoods): Roster {
  const gone: number[] = [];
  const come: number[] = [];
  const changed = new Map<number, Before>();
  let isInDemography = false;
  const resized = new Map<number, number>();
  let sizeAtOpen = field.size;
  let lastAddress = -1;
  /** How far `living` is up to date: slots in use, and those gone in this step. */
  const settled = { size: field.size, gone: 0 };
  const row = (name: Kept, slot: number): Float64Array =>
    field[name].slice(slot * field.practices, (slot + 1) * field.practices);
  return {
    get isChanged() {
      return gone.length + come.length + changed.size > 0;
    },
    gone,
    come,
    changed,
    resized,
    open() {
      gone.length = 0;
      settled.gone = 0;
      come.length = 0;
      changed.clear();
      isInDemography = false;
      resized.clear();
      sizeAtOpen = field.size;
    },
    beginDemography() {
      isInDemography = true;
    },
    get isInDemography() {
      return isInDemography;
    },
    isNew: (slot) => slot >= sizeAtOpen,
    isAlive: (slot) => field.died[slot] === ALIVE,
    resize(slot, places) {
      if (isInDemography) this.remember(slot);
      else if (!resized.has(slot)) resized.set(slot, field.places[slot]);
      field.places[slot] = places;
    },
    remember(slot) {
      if (slot >= sizeAtOpen || changed.has(slot)) return;
      changed.set(slot, {
        slot,
        places: field.places[slot],
        rows: {
          practice: row("practice", slot),
          display: row("display", slot),
          project: row("project", slot),
          prescription: row("prescription", slot),
        },
      });
    },
    remove(slot, step, into) {
      field.died[slot] = step;
      field.into[slot] = into;
      gone.push(slot);
    },
    add(step) {
      makeRoomForSlot(field);
      const slot = field.size++;
      for (const name of COLUMN_NAMES) {
        if (COLUMNS[name].per !== "slot") continue;
        const width = widthOf(name, field.counts);
        field[name].fill(0, slot * width, (slot + 1) * width);
      }
      if (lastAddress < 0)
        for (let other = 0; other < slot; other++)
          lastAddress = Math.max(lastAddress, field.address[other]);
      field.address[slot] = ++lastAddress;
      field.born[slot] = step;
      field.died[slot] = ALIVE;
      field.into[slot] = -1;
      field.grouping[slot] = -1;
      field.contractUntil[slot] = ALIVE;
      come.push(slot);
      return slot;
    },
    settle() {
      const { died, size } = field;
      if (gone.length === settled.gone && size === settled.size) return;
      const left = gone.slice(settled.gone).filter((slot) => slot < settled.size);
      const came: number[] = [];
      for (let slot = settled.size; slot < size; slot++) if (died[slot] === ALIVE) came.push(slot);
      field.living = withoutAndWith(field.living, left, came);
      settled.gone = gone.length;
      settled.size = size;
      around.refresh(left, came);
    },
  };
}

/**
 * Ascending slots without some and with others at their end: whoever is left out is found by halving, and those between
 * two of them move together.
 * @param left some of them
 * @param came ascending, above all of them
 */
function withoutAndWith(
  slots: Int32Array,
  left: readonly number[],
  came: readonly number[],
): Int32Array<ArrayBuffer> {
  const next = new Int32Array(slots.length - left.length + came.length);
  let from = 0;
  let filled = 0;
  for (const slot of [...left].sort((a, b) => a - b)) {
    const place = placeOf(slots, slot);
    next.set(slots.subarray(from, place), filled);
    filled += place - from;
    from = place + 1;
  }
  next.set(slots.subarray(from), filled);
  next.set(came, next.length - came.length);
  return next;
}

/** Where a slot stands among ascending ones that hold it. */
function placeOf(slots: Int32Array, slot: number): number {
  let low = 0;
  let high = slots.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slots[middle] < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
