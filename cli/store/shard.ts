import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
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
  decodeBody,
  decodeHead,
  encodeRecord,
  LONGEST_BODY,
  MAGIC,
  PREFIX,
  type RecordHead,
  type RunRecord,
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
}

/** Bytes read at once while looking for the next record. */
const WINDOW = 1 << 20;

/**
 * Reads a shard from end to end. A record counts only where its checksum is right; after anything else the next
 * record is looked for byte by byte, so that damage costs no more than what it touched.
 */
export function scanShard(
  path: string,
  see: (head: RecordHead, extent: Extent) => void,
): readonly Damage[] {
  const damage: Damage[] = [];
  return storing(path, () => {
    const descriptor = openSync(path, "r");
    try {
      const { size } = fstatSync(descriptor);
      let at = 0;
      while (at < size) {
        const body = bodyAt(descriptor, at, size);
        if (body !== undefined) {
          see(decodeHead(body), { offset: at, length: body.length });
          at += PREFIX + body.length;
          continue;
        }
        const next = nextRecord(descriptor, at + 1, size);
        damage.push({ offset: at, length: next - at });
        at = next;
      }
      return damage;
    } finally {
      closeSync(descriptor);
    }
  });
}

/** The body of the record that begins here, if a whole one does. */
function bodyAt(descriptor: number, at: number, size: number): Buffer | undefined {
  const prefix = readAt(descriptor, at, PREFIX);
  if (prefix.length < PREFIX || !prefix.subarray(0, 4).equals(MAGIC)) return undefined;
  const length = prefix.readUInt32LE(4);
  if (length > LONGEST_BODY || at + PREFIX + length > size) return undefined;
  const body = readAt(descriptor, at + PREFIX, length);
  const isWhole =
    body.length === length && checksum(prefix.subarray(4, 8), body).equals(prefix.subarray(8));
  return isWhole ? body : undefined;
}

/** Offset of the next whole record, or the end. */
function nextRecord(descriptor: number, from: number, size: number): number {
  for (let at = from; at < size; at += WINDOW) {
    const window = readAt(descriptor, at, WINDOW + MAGIC.length - 1);
    for (
      let found = window.indexOf(MAGIC);
      found >= 0 && found < WINDOW;
      found = window.indexOf(MAGIC, found + 1)
    )
      if (bodyAt(descriptor, at + found, size) !== undefined) return at + found;
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

/** One record of a shard that was scanned before. */
export function readRecord(descriptor: number, { offset, length }: Extent): RunRecord {
  return decodeBody(readAt(descriptor, offset + PREFIX, length));
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

/** The one writer of a shard. */
export interface ShardWriter {
  append(record: RunRecord): void;
  /** Makes all that was appended last. @throws {StorageFailure} */
  commit(): void;
  close(): void;
}

export function openShard(path: string): ShardWriter {
  const descriptor = storing(path, () => openSync(path, "a"));
  let uncommitted = 0;
  let last = performance.now();
  const commit = (): void => {
    last = performance.now();
    if (uncommitted === 0) return;
    storing(path, () => {
      fsyncSync(descriptor);
      if (statSync(path).ino !== fstatSync(descriptor).ino)
        throw new StorageFailure(`${path}: the file was replaced while in use`);
    });
    uncommitted = 0;
  };
  return {
    append(record) {
      writeAll(descriptor, encodeRecord(record), path);
      uncommitted++;
      if (uncommitted >= GROUP || performance.now() - last >= GROUP_MS) commit();
    },
    commit,
    close() {
      commit();
      closeSync(descriptor);
    },
  };
}
