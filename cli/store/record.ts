import { createHash } from "node:crypto";
import { endianness } from "node:os";

/*
 * One record of a shard, all numbers little-endian:
 *   4 bytes   "ICR1"; in the shards of states "ICS1"
 *   4 bytes   length n of the body
 *   16 bytes  first half of the SHA-256 of length and body
 *   n bytes   body: 4 bytes length of the head, the head as JSON, then the series as doubles, or states as panel.ts has them
 * Every shard opens with a record of run −1 that carries the folder's manifest, for `ironcage repair`.
 */

/** How every record of a kind of shard begins. */
export const MAGIC = {
  runs: Buffer.from("ICR1", "latin1"),
  states: Buffer.from("ICS1", "latin1"),
} as const;

/** Bytes before the body. */
export const PREFIX = 24;

/** Longest body in bytes; more is taken for damage. */
export const LONGEST_BODY = 1 << 30;

/** What a record says of its run beside the series. */
export type RecordHead =
  | {
      readonly id: string;
      readonly run: number;
      readonly ok: true;
      readonly digest: string;
      /** How many records of states belong to it; none where left out. */
      readonly parts?: number;
      /** The folder's manifest as its file holds it, in the record that opens a shard. */
      readonly manifest?: string;
    }
  | {
      readonly id: string;
      readonly run: number;
      readonly ok: false;
      readonly reason: string;
      readonly message: string;
    };

/** What a record of states says: whose they are, and which of that run's, from 0. */
export interface StatesHead {
  readonly id: string;
  readonly run: number;
  readonly part: number;
}

export interface RunRecord {
  readonly head: RecordHead;
  /** Row by row; empty where the run failed. */
  readonly values: Float64Array;
}

/** A run's record as bytes; every NaN becomes the same NaN. */
export const encodeRecord = (record: RunRecord): Uint8Array => recordIn(Buffer.alloc(0), record);

/**
 * The same in a buffer that is used again and again, where it is long enough, else in a longer one: garbage of this size
 * makes a process collect it more often than it does anything else.
 */
export function recordIn(buffer: Buffer, { head, values }: RunRecord): Buffer {
  const json = Buffer.from(JSON.stringify(head), "utf8");
  const record = sized(buffer, PREFIX + 4 + json.length + 8 * values.length);
  const series = putHead(record, json);
  series.set(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  if (endianness() === "BE") series.swap64();
  for (let index = 0; index < values.length; index++)
    if (Number.isNaN(values[index])) series.writeDoubleLE(NaN, 8 * index);
  return seal(record, MAGIC.runs);
}

/** A run's states, or some of them, as bytes. */
export function encodeStates(head: StatesHead, states: Uint8Array): Uint8Array {
  const json = Buffer.from(JSON.stringify(head), "utf8");
  const record = Buffer.allocUnsafe(PREFIX + 4 + json.length + states.length);
  putHead(record, json).set(states);
  return seal(record, MAGIC.states);
}

const sized = (buffer: Buffer, length: number): Buffer =>
  buffer.length < length ? Buffer.allocUnsafe(length) : buffer.subarray(0, length);

/** Puts the head where it belongs; answers with the place for what follows it. */
function putHead(record: Buffer, json: Buffer): Buffer {
  record.writeUInt32LE(json.length, PREFIX);
  json.copy(record, PREFIX + 4);
  return record.subarray(PREFIX + 4 + json.length);
}

/** The record, what stands before its body put in. */
function seal(record: Buffer, magic: Buffer): Buffer {
  const body = record.subarray(PREFIX);
  magic.copy(record);
  record.writeUInt32LE(body.length, 4);
  checksum(record.subarray(4, 8), body).copy(record, 8);
  return record;
}

/** First half of the SHA-256 of a body's length and the body. */
export function checksum(length: Uint8Array, body: Uint8Array): Buffer {
  return createHash("sha256").update(length).update(body).digest().subarray(0, 16);
}

/** What a body says of its run, its checksum having been found right. */
export const decodeHead = (body: Buffer): unknown =>
  JSON.parse(body.toString("utf8", 4, 4 + body.readUInt32LE(0)));

/** What follows a body's head. */
export const decodeContent = (body: Buffer): Buffer => body.subarray(4 + body.readUInt32LE(0));

/** A run's record out of a body whose checksum was found right. */
export function decodeRecord(body: Buffer): RunRecord {
  const content = decodeContent(body);
  const values = new Float64Array(content.length / 8);
  const bytes = Buffer.from(values.buffer);
  bytes.set(content);
  if (endianness() === "BE") bytes.swap64();
  return { head: decodeHead(body) as RecordHead, values };
}
