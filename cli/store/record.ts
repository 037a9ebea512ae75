import { createHash } from "node:crypto";

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
export function encodeRecord({ head, values }: RunRecord): Uint8Array {
  const bytes = Buffer.allocUnsafe(values.length * 8);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    bytes.writeDoubleLE(Number.isNaN(value) ? NaN : value, index * 8);
  }
  return encode(MAGIC.runs, head, bytes);
}

/** A run's states, or some of them, as bytes. */
export const encodeStates = (head: StatesHead, states: Uint8Array): Uint8Array =>
  encode(MAGIC.states, head, states);

function encode(magic: Buffer, head: object, content: Uint8Array): Uint8Array {
  const json = Buffer.from(JSON.stringify(head), "utf8");
  const body = Buffer.allocUnsafe(4 + json.length + content.length);
  body.writeUInt32LE(json.length, 0);
  json.copy(body, 4);
  body.set(content, 4 + json.length);
  const prefix = Buffer.alloc(8);
  magic.copy(prefix);
  prefix.writeUInt32LE(body.length, 4);
  return Buffer.concat([prefix, checksum(prefix.subarray(4), body), body]);
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
  for (let index = 0; index < values.length; index++)
    values[index] = content.readDoubleLE(index * 8);
  return { head: decodeHead(body) as RecordHead, values };
}
