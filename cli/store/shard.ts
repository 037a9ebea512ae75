import {
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import { StorageFailure } from "../failure.ts";
import { writeAll } from "../output.ts";
import { createFile, storing } from "./files.ts";
import {
  checksum,
  decodeHead,
  encodeStates,
  LONGEST_BODY,
  MAGIC,
  PREFIX,
  recordIn,
  type RecordHead,
  type RunRecord,
  type StatesHead,
} from "./record.ts";

/** Where a whole record lies in a shard. */
export interface Extent {
  readonly offset: number;
  /** Length of its body in bytes. */
  readonly length: number;
}

/** Bytes of a shard that belong to no whole record. */
export interface Damage {
  readonly offset: number;
  readonly length: number;
  /** Whether the file ended with them. */
  readonly isLast: boolean;
}

/** Bytes read at once while looking for the next record, and from one record to the next where they are short. */
const WINDOW = 1 << 20;

/** What is in a shard: the records of runs, or the states that belong to them. */
type Content = keyof typeof MAGIC;
interface Heads {
  readonly runs: RecordHead;
  readonly states: StatesHead;
}

/**
 * Reads a shard from end to end. A record counts only where its checksum is right; after anything else the next
 * record is looked for byte by byte, so that damage costs no more than what it touched.
 */
export function scanShard<Of extends Content = "runs">(
  path: string,
  see: (head: Heads[Of], extent: Extent) => void,
  content?: Of,
): readonly Damage[] {
  const damage: Damage[] = [];
  const magic = MAGIC[content ?? "runs"];
  return storing(path, () => {
    const descriptor = openSync(path, "r");
    try {
      const read = windowed(descriptor);
      const { size } = fstatSync(descriptor);
      let at = 0;
      while (at < size) {
        const body = bodyAt(read, magic, at, size);
        if (body !== undefined) {
          see(decodeHead(body) as Heads[Of], { offset: at, length: body.length });
          at += PREFIX + body.length;
          continue;
        }
        const next = nextRecord(read, magic, at + 1, size);
        damage.push({ offset: at, length: next - at, isLast: next === size });
        at = next;
      }
      return damage;
    } finally {
      closeSync(descriptor);
    }
  });
}

type Read = (offset: number, length: number) => Buffer;

/** Reads stretches of a file that follow each other, many of them out of one window. */
function windowed(descriptor: number): Read {
  let window: Buffer = Buffer.alloc(0);
  let begin = 0;
  return (offset, length) => {
    if (length > WINDOW) return readAt(descriptor, offset, length);
    if (offset < begin || offset + length > begin + window.length) {
      window = readAt(descriptor, offset, WINDOW);
      begin = offset;
    }
    return window.subarray(offset - begin, offset - begin + length);
  };
}

/** The body of the record that begins here, if a whole one does. */
function bodyAt(read: Read, magic: Buffer, at: number, size: number): Buffer | undefined {
  const prefix = read(at, PREFIX);
  if (prefix.length < PREFIX || !prefix.subarray(0, 4).equals(magic)) return undefined;
  const length = prefix.readUInt32LE(4);
  if (length > LONGEST_BODY || at + PREFIX + length > size) return undefined;
  const body = read(at + PREFIX, length);
  const isWhole =
    body.length === length && checksum(prefix.subarray(4, 8), body).equals(prefix.subarray(8));
  return isWhole ? body : undefined;
}

/** Offset of the next whole record, or the end. */
function nextRecord(read: Read, magic: Buffer, from: number, size: number): number {
  for (let at = from; at < size; at += WINDOW) {
    const window = read(at, Math.min(WINDOW + magic.length - 1, size - at));
    for (
      let found = window.indexOf(magic);
      found >= 0 && found < WINDOW;
      found = window.indexOf(magic, found + 1)
    )
      if (bodyAt(read, magic, at + found, size) !== undefined) return at + found;
  }
  return size;
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(descriptor, bytes, filled, length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** The body of a record of a shard that was scanned before. */
export function readBody(descriptor: number, { offset, length }: Extent): Buffer {
  return readAt(descriptor, offset + PREFIX, length);
}

/** Copies damaged bytes aside, once; the shard stays as it is. */
export function quarantine(folder: string, path: string, damage: Damage): void {
  createFile(asideOf(folder, path, damage), damagedBytes(path, damage));
}

/** Whether just these damaged bytes were copied aside before. */
export function isQuarantined(folder: string, path: string, damage: Damage): boolean {
  const aside = asideOf(folder, path, damage);
  return (
    existsSync(aside) &&
    storing(aside, () => readFileSync(aside)).equals(damagedBytes(path, damage))
  );
}

function asideOf(folder: string, path: string, { offset, length }: Damage): string {
  return join(folder, "quarantine", `${basename(path)}.${offset}-${offset + length}`);
}

function damagedBytes(path: string, { offset, length }: Damage): Buffer {
  const descriptor = storing(path, () => openSync(path, "r"));
  try {
    return readAt(descriptor, offset, Math.min(length, LONGEST_BODY));
  } finally {
    closeSync(descriptor);
  }
}

/** Records between two group commits, at most. */
const GROUP = 100;
/** Milliseconds between two group commits, at most. */
const GROUP_MS = 1000;

/**
 * The one writer of a shard, and of the states that belong to its runs. Every group of records is made to last while the
 * next ones come; a failure to do so is thrown by whatever is called next.
 */
export interface ShardWriter {
  append(record: RunRecord): void;
  /** States of a run whose record is still to come. */
  appendStates(head: StatesHead, states: Uint8Array): void;
  /** Makes all that was appended last, states before the records that count on them. @throws {StorageFailure} */
  commit(): void;
  /** The same, while other work goes on. */
  commitSoon(): Promise<void>;
  /** When nothing is being made to last any more. @throws {StorageFailure} where something could not */
  settled(): Promise<void>;
  /** Makes all last, and is done with the files; to be called when all is settled. */
  close(): void;
}

/**
 * Opens a shard to append to it.
 * @param first opens a new shard: what to begin it with
 */
export function openShard(path: string, first?: RunRecord): ShardWriter {
  const runs = openLog(path);
  let held: Buffer = Buffer.alloc(0);
  const put = (record: RunRecord): void => {
    const bytes = recordIn(held, record);
    if (bytes.length > held.length) held = bytes;
    runs.append(bytes);
  };
  if (runs.isNew && first !== undefined) put(first);
  let states: ReturnType<typeof openLog> | undefined;
  let uncommitted = 0;
  let last = performance.now();
  let underWay: Promise<void> | undefined;
  let failure: unknown;
  const begin = (): void => {
    if (failure !== undefined) throw failure as StorageFailure;
    last = performance.now();
    uncommitted = 0;
  };
  const commit = (): void => {
    begin();
    states?.commit();
    runs.commit();
  };
  const inTurn = async (): Promise<void> => {
    try {
      if (states !== undefined) await states.commitSoon();
      await runs.commitSoon();
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      underWay = undefined;
    }
  };
  const commitSoon = async (): Promise<void> => {
    if (underWay === undefined) begin();
    await (underWay ??= inTurn());
  };
  return {
    append(record) {
      if (failure !== undefined) throw failure as StorageFailure;
      put(record);
      uncommitted++;
      if (uncommitted >= GROUP || performance.now() - last >= GROUP_MS)
        commitSoon().catch(() => undefined); // thrown by what is called next
    },
    appendStates(head, content) {
      states ??= openLog(statesOf(path));
      states.append(encodeStates(head, content));
    },
    commit,
    commitSoon,
    async settled() {
      await underWay;
    },
    close() {
      commit();
      states?.close();
      runs.close();
    },
  };
}

/** The file of states beside a shard. */
export const statesOf = (path: string): string => path.replace(/\.log$/, ".states");

/** A file that only grows. */
function openLog(path: string) {
  // a link would be written through and not read again, a pipe would be waited for
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new StorageFailure(`${path}: not a regular file; take it away`);
  const descriptor = storing(path, () => openSync(path, "a"));
  /** Pieces appended so far, and how many of the first of them are known to last. */
  let appended = 0;
  let lasting = 0;
  const synced = (count: number, error: Error | null): void =>
    storing(path, () => {
      if (error !== null) throw error;
      if (statSync(path).ino !== fstatSync(descriptor).ino)
        throw new StorageFailure(`${path}: the file was replaced while in use`);
      lasting = Math.max(lasting, count);
    });
  return {
    isNew: storing(path, () => fstatSync(descriptor).size === 0),
    append(bytes: Uint8Array): void {
      writeAll(descriptor, bytes, path);
      appended++;
    },
    commit(): void {
      if (lasting === appended) return;
      storing(path, () => fsyncSync(descriptor));
      synced(appended, null);
    },
    async commitSoon(): Promise<void> {
      const count = appended;
      if (lasting === count) return;
      const error = await new Promise<Error | null>((resolve) => fsync(descriptor, resolve));
      synced(count, error);
    },
    close(): void {
      closeSync(descriptor);
    },
  };
}
