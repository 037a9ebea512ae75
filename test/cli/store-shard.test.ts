import { createHash } from "node:crypto";
import {
  appendFileSync,
  fstatSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { StorageFailure } from "../../cli/failure.ts";
import {
  decodeContent,
  decodeHead,
  decodeRecord,
  encodeRecord,
  encodeStates,
  LONGEST_BODY,
  MAGIC,
  PREFIX,
  recordIn,
  type RunRecord,
} from "../../cli/store/record.ts";
import {
  type Damage,
  type Extent,
  openShard,
  quarantine,
  readBody,
  scanShard,
  statesOf,
} from "../../cli/store/shard.ts";
import { makeFolders } from "../../cli/store/store.ts";
import { failing, watched, withFiles, withMethod } from "../support/faulty-files.ts";

// What a shard's bytes are, where each record of it lies, and when they are made to last.

const root = mkdtempSync(join(tmpdir(), "ironcage-shard-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "s-"));
  makeFolders(folder);
  path = join(folder, "shards", "1-of-1.log");
});

const record = (run: number, length = 3): RunRecord => ({
  head: { id: `r${run}`, run, ok: true, digest: "d" },
  values: Float64Array.from({ length }, (_, index) => run + index / 8),
});
const bytes = (run: number, length?: number): Uint8Array => encodeRecord(record(run, length));

/** A second not-a-number: its bits are others than those of NaN in JavaScript. */
const otherNaN = new Float64Array(BigUint64Array.of(0xfff8_0000_0000_0001n).buffer)[0]!;

describe("a record", () => {
  it("has just these bytes", () => {
    const head = { id: "a", run: 1, ok: true, digest: "d" } as const;
    const values = Float64Array.of(1, -0, otherNaN);
    const made = Buffer.from(encodeRecord({ head, values }));
    const json = JSON.stringify(head);
    expect(made.subarray(0, 4).toString()).toBe("ICR1");
    expect(made.readUInt32LE(4)).toBe(4 + json.length + 24);
    expect(made.length).toBe(24 + 4 + json.length + 24);
    expect(made.readUInt32LE(24)).toBe(json.length);
    expect(made.subarray(28, 28 + json.length).toString()).toBe(json);
    expect(made.subarray(28 + json.length).toString("hex")).toBe(
      "000000000000f03f0000000000000080000000000000f87f", // 1, −0, the one NaN
    );
    const sum = createHash("sha256").update(made.subarray(4, 8)).update(made.subarray(24));
    expect(made.subarray(8, 24)).toEqual(sum.digest().subarray(0, 16));
  });

  it("comes back as it was, the last bit included", () => {
    const { head, values } = record(5, 7);
    values[2] = -0;
    values[3] = Number.MIN_VALUE;
    const body = Buffer.from(encodeRecord({ head, values })).subarray(PREFIX);
    const read = decodeRecord(body);
    expect(read.head).toEqual(head);
    expect(read.values.length).toBe(7);
    expect([...read.values].map((value) => Object.is(value, -0) || value)).toEqual(
      [...values].map((value) => Object.is(value, -0) || value),
    );
    expect(decodeHead(body)).toEqual(head);
    expect(decodeContent(body)).toHaveLength(56);
  });

  it("uses a buffer again where it is long enough, whatever stands in it", () => {
    const held = Buffer.alloc(4096, 0xff);
    const made = recordIn(held, record(2));
    expect(made.buffer).toBe(held.buffer);
    expect(made).toEqual(Buffer.from(bytes(2)));
    const exact = Buffer.alloc(made.length, 0xff);
    expect(recordIn(exact, record(2)).buffer).toBe(exact.buffer);
    const short = Buffer.alloc(made.length - 1, 0xff);
    expect(recordIn(short, record(2)).buffer).not.toBe(short.buffer);
    expect(recordIn(short, record(2))).toEqual(made);
  });

  it("of states is told from one of a run", () => {
    const head = { id: "a", run: 1, part: 2 };
    const made = Buffer.from(encodeStates(head, Uint8Array.of(9, 8, 7)));
    expect(made.subarray(0, 4).toString()).toBe("ICS1");
    expect(decodeHead(made.subarray(PREFIX))).toEqual(head);
    expect([...decodeContent(made.subarray(PREFIX))]).toEqual([9, 8, 7]);
    writeFileSync(path, made);
    expect(scan()).toMatchObject({ runs: [] });
    expect(scanShard(path, () => undefined, "states")).toEqual([]);
  });
});

function scan(): {
  readonly runs: number[];
  readonly extents: Extent[];
  readonly damage: readonly Damage[];
} {
  // prettier-ignore
  const runs: number[] = [];
  const extents: Extent[] = [];
  const damage = scanShard(path, ({ run }, extent) => {
    runs.push(run);
    extents.push(extent);
  });
  return { runs, extents, damage };
}

/** Puts pieces one behind the other; answers with where each ends. */
function lay(...pieces: readonly Uint8Array[]): number[] {
  writeFileSync(path, "");
  let end = 0;
  return pieces.map((piece) => {
    appendFileSync(path, piece);
    return (end += piece.length);
  });
}

describe("a scan", () => {
  it("tells where every record and every stretch of damage lies", () => {
    const junk = Buffer.alloc(13, 7);
    const ends = lay(bytes(0), junk, bytes(1, 0), bytes(2), junk.subarray(5)) as [number, number, number, number, number]; // prettier-ignore
    const { runs, extents, damage } = scan();
    expect(runs).toEqual([0, 1, 2]);
    expect(extents).toEqual([
      { offset: 0, length: ends[0] - PREFIX },
      { offset: ends[1], length: ends[2] - ends[1] - PREFIX },
      { offset: ends[2], length: ends[3] - ends[2] - PREFIX },
    ]);
    expect(damage).toEqual([
      { offset: ends[0], length: 13, isLast: false },
      { offset: ends[3], length: 8, isLast: true },
    ]);
    const descriptor = openSync(path, "r");
    const body = readBody(descriptor, extents[1]!);
    closeSync(descriptor);
    expect(body).toEqual(Buffer.from(bytes(1, 0)).subarray(PREFIX));
  });

  it("finds records on both sides of damage longer than it reads at once, wherever they begin", () => {
    const window = 1 << 20;
    for (const length of [window - 1, window, window + 1, window - bytes(0).length - 2]) {
      const [first = 0, second = 0] = lay(bytes(0), Buffer.alloc(length, 7), bytes(1));
      expect(scan()).toMatchObject({
        runs: [0, 1],
        damage: [{ offset: first, length, isLast: false }],
        extents: [{ offset: 0 }, { offset: second }],
      });
    }
  });

  it("reads records longer than that, and short ones behind one another across its bounds", () => {
    const long = 150_000; // 1.2 MB
    lay(bytes(0), bytes(1, long), bytes(2), bytes(3, long));
    expect(scan()).toMatchObject({ runs: [0, 1, 2, 3], damage: [] });
    const many = Array.from({ length: 70 }, (_, run) => bytes(run, 5000)); // 40 kB each
    lay(...many);
    const { outcome, calls } = withFiles("readSync", watched, scan);
    expect(outcome.runs).toEqual(many.map((_, run) => run));
    expect(calls.length).toBeLessThan(10);
  });

  it("is not led astray by what only looks like a record", () => {
    const false1 = Buffer.concat([MAGIC.runs, Buffer.alloc(40)]);
    const false2 = Buffer.concat([MAGIC.runs, Buffer.alloc(40)]);
    false2.writeUInt32LE(LONGEST_BODY + 1, 4);
    const false3 = Buffer.from(bytes(9));
    false3.writeUInt32LE(false3.length, 4); // longer than it is
    lay(bytes(0), false1, false2, MAGIC.runs, false3, bytes(1), MAGIC.runs.subarray(0, 2));
    expect(scan()).toMatchObject({ runs: [0, 1] });
    expect(scan().damage).toHaveLength(2);
  });

  it("of nothing finds nothing; what cannot be read is told, and closed", () => {
    lay();
    expect(scan()).toEqual({ runs: [], extents: [], damage: [] });
    rmSync(path);
    expect(scan).toThrow(StorageFailure);
    lay(bytes(0));
    const { calls } = withFiles("closeSync", watched, () =>
      withFiles("readSync", failing("EIO"), () => expect(scan).toThrow(/1-of-1\.log: /)),
    );
    expect(calls).toHaveLength(1);
  });

  it("goes on reading where the system gives less than was asked for", () => {
    lay(bytes(0), bytes(1));
    const sparing = (real: (...args: unknown[]) => unknown, _: number, ...args: unknown[]) =>
      real(args[0], args[1], args[2], Math.min(7, Number(args[3])), args[4]);
    expect(withFiles("readSync", sparing, scan).outcome.runs).toEqual([0, 1]);
  });

  it("sets damage aside byte by byte, no more than that", () => {
    const ends = lay(bytes(0), Buffer.from("damage"), bytes(1));
    const [damage] = scan().damage;
    quarantine(folder, path, damage!);
    const aside = join(folder, "quarantine", `1-of-1.log.${ends[0]}-${ends[1]}`);
    expect(readFileSync(aside, "utf8")).toBe("damage");
  });
});

describe("a shard's writer", () => {
  const syncs = (work: () => void): number => withFiles("fsyncSync", watched, work).calls.length;

  it("begins a new shard with what it is given, one that is there with nothing", () => {
    openShard(path, record(-1)).close();
    expect(scan().runs).toEqual([-1]);
    openShard(path, record(-2)).close();
    expect(scan().runs).toEqual([-1]);
    rmSync(path);
    openShard(path).close();
    expect(statSync(path).size).toBe(0);
  });

  it("makes records last a hundred at a time, or every second, while others come", async () => {
    let clock = 0;
    const story = async (): Promise<void> => {
      const shard = openShard(path);
      /** Groups that began to be made last while so many records were appended. */
      const groups = async (count: number): Promise<number> => {
        const { calls } = withFiles("fsync", watched, () => {
          for (let run = 0; run < count; run++) shard.append(record(run));
        });
        await shard.settled();
        return calls.length;
      };
      expect(await groups(99)).toBe(0);
      expect(await groups(1)).toBe(1);
      expect(await groups(99)).toBe(0);
      clock = 999;
      expect(syncs(() => shard.commit())).toBe(1);
      expect(syncs(() => shard.commit())).toBe(0); // nothing new
      clock = 1998;
      expect(await groups(1)).toBe(0);
      clock = 1999;
      expect(await groups(1)).toBe(1);
      expect(await groups(1)).toBe(0);
      expect(syncs(() => shard.close())).toBe(1);
      expect(scan().runs).toHaveLength(202);
    };
    await withMethod(performance, "now", () => clock, story);
  });

  it("goes through one group at a time, and leaves to the next what came meanwhile", async () => {
    const shard = openShard(path);
    const { calls } = withFiles("fsync", watched, () => {
      for (let run = 0; run < 250; run++) shard.append(record(run));
    });
    expect(calls).toHaveLength(1);
    await shard.settled();
    expect(syncs(() => shard.close())).toBe(1);
    expect(scan().runs).toHaveLength(250);
  });

  it("makes states last before records while others come, too", async () => {
    const shard = openShard(path);
    shard.appendStates({ id: "r0", run: 0, part: 0 }, Uint8Array.of(1));
    shard.append(record(0));
    await shard.commitSoon();
    expect(syncs(() => shard.commit())).toBe(0); // both are there
    shard.close();
  });

  it("makes states last before the records that count on them", () => {
    const shard = openShard(path);
    shard.appendStates({ id: "r0", run: 0, part: 0 }, Uint8Array.of(1));
    shard.append(record(0));
    const order: string[] = [];
    const noted = (real: (...args: unknown[]) => unknown, _: number, ...args: unknown[]) => {
      order.push(fstatSync(Number(args[0])).ino === statSync(path).ino ? "runs" : "states");
      return real(...args);
    };
    withFiles("fsyncSync", noted, () => shard.commit());
    expect(order).toEqual(["states", "runs"]);
    const { calls } = withFiles("closeSync", watched, () => shard.close());
    expect(calls).toHaveLength(2);
    expect(statesOf(path)).toBe(path.replace("1-of-1.log", "1-of-1.states"));
    const parts: number[] = [];
    expect(scanShard(statesOf(path), ({ part }) => parts.push(part), "states")).toEqual([]);
    expect(parts).toEqual([0]);
  });

  it("notices that another file lies in its place, now and whenever it is asked again", async () => {
    const other = `${path}: the file was replaced while in use`;
    const replaced = (): ReturnType<typeof openShard> => {
      const shard = openShard(path);
      shard.append(record(0));
      rmSync(path);
      writeFileSync(path, "");
      return shard;
    };
    const atOnce = replaced();
    expect(() => atOnce.commit()).toThrow(other);
    expect(() => atOnce.commit()).toThrow(other); // still not made to last
    const soon = replaced();
    await expect(soon.commitSoon()).rejects.toThrow(other);
    expect(() => soon.append(record(1))).toThrow(other);
    expect(() => soon.commit()).toThrow(other);
    await expect(soon.commitSoon()).rejects.toThrow(other);
    expect(() => soon.close()).toThrow(other);
  });

  it("says what storage refuses", () => {
    withFiles("openSync", failing("EACCES"), () =>
      expect(() => openShard(path)).toThrow(StorageFailure),
    );
    withFiles("writeSync", failing("ENOSPC"), () =>
      expect(() => openShard(path, record(-1))).toThrow(StorageFailure),
    );
    const shard = openShard(path, record(-1));
    withFiles("fsyncSync", failing("EIO"), () => expect(() => shard.commit()).toThrow(/log: /));
  });
});
