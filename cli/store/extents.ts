import type { Extent } from "./shard.ts";

/** Where records of runs lie: some 30 bytes each, so that a million of them take little memory. */
export interface Extents {
  /** Notes a record of a run; the first of each part counts. */
  add(run: number, part: number, shard: number, extent: Extent): void;
  /** The shard of a run's part and its place there; undefined where none was noted. */
  find(run: number, part: number): (Extent & { readonly shard: number }) | undefined;
  /** Parts of a run from 0 on without a gap, at most so many. */
  count(run: number, most: number): number;
}

/** An empty index for so many runs: for each run a chain of its parts. */
export function openExtents(runs: number): Extents {
  const latest = new Int32Array(runs).fill(-1);
  let room = 1024;
  let used = 0;
  // columns of one entry per record: which part, whose record was noted before, where
  let parts = new Int32Array(room);
  let before = new Int32Array(room);
  let shards = new Int32Array(room);
  let offsets = new Float64Array(room);
  let lengths = new Float64Array(room);

  const entryOf = (run: number, part: number): number => {
    for (let entry = latest[run] ?? -1; entry >= 0; entry = before[entry] ?? -1)
      if (parts[entry] === part) return entry;
    return -1;
  };
  const grow = (): void => {
    room *= 2;
    [parts, before, shards] = [longer(parts, room), longer(before, room), longer(shards, room)];
    [offsets, lengths] = [longer(offsets, room), longer(lengths, room)];
  };
  return {
    add(run, part, shard, { offset, length }) {
      if (entryOf(run, part) >= 0) return;
      if (used === room) grow();
      parts[used] = part;
      before[used] = latest[run] ?? -1;
      shards[used] = shard;
      offsets[used] = offset;
      lengths[used] = length;
      latest[run] = used++;
    },
    find(run, part) {
      const entry = entryOf(run, part);
      if (entry < 0) return undefined;
      return {
        shard: shards[entry] ?? 0,
        offset: offsets[entry] ?? 0,
        length: lengths[entry] ?? 0,
      };
    },
    count(run, most) {
      let found = 0;
      while (found < most && entryOf(run, found) >= 0) found++;
      return found;
    },
  };
}

function longer<Column extends Int32Array | Float64Array>(column: Column, room: number): Column {
  const made = new (column.constructor as new (length: number) => Column)(room);
  made.set(column);
  return made;
}
