import { createHash } from "node:crypto";

/*
 * One record of a shard, all numbers little-endian:
 *   4 bytes   "ICR1"
 *   4 bytes   length n of the body
 *   16 bytes  first half of the SHA-256 of length and body
 *   n bytes   body: 4 bytes length of the head, the head as JSON, then the series as doubles
 */

/** How every record begins. */
export const MAGIC = Buffer.from("ICR1", "latin1");

/** Bytes before the body. */
export const PREFIX = 24;

/** Longest body in bytes; more is taken for damage. */
export const LONGEST_BODY = 1 << 30;

/** What a record says of its run beside the series. */
export type RecordHead =
  | { readonly id: string; readonly run: number; readonly ok: true; readonly digest: string }
  | {
      readonly id: string;
      readonly run: number;
      readonly ok: false;
      readonly reason: string;
      readonly message: string;
    };

export interface RunRecord {
  readonly head: RecordHead;
  /** Row by row; empty where the run failed. */
  readonly values: Float64Array;
}

/** A record as bytes; every NaN becomes the same NaN. */
export function encodeRecord({ head, values }: RunRecord): Uint8Array {
  const json = Buffer.from(JSON.stringify(head), "utf8");
  const body = Buffer.alloc(4 + json.length + values.length * 8);
  body.writeUInt32LE(json.length, 0);
  json.copy(body, 4);
  for (const [index, value] of values.entries())
    body.writeDoubleLE(Number.isNaN(value) ? NaN : value, 4 + json.length + index * 8);
  const prefix = Buffer.alloc(8);
  MAGIC.copy(prefix);
  prefix.writeUInt32LE(body.length, 4);
  return Buffer.concat([prefix, checksum(prefix.subarray(4), body), body]);
}

/** First half of the SHA-256 of a body's length and the body. */
export function checksum(length: Uint8Array, body: Uint8Array): Buffer {
  return createHash("sha256").update(length).update(body).digest().subarray(0, 16);
}

/** What a body says of its run, its checksum having been found right. */
export function decodeHead(body: Buffer): RecordHead {
  return JSON.parse(body.toString("utf8", 4, 4 + body.readUInt32LE(0))) as RecordHead;
}

/** A body whose checksum was found right. */
export function decodeBody(body: Buffer): RunRecord {
  const length = body.readUInt32LE(0);
  const head = decodeHead(body);
  const values = new Float64Array((body.length - 4 - length) / 8);
  for (let index = 0; index < values.length; index++)
    values[index] = body.readDoubleLE(4 + length + index * 8);
  return { head, values };
}
