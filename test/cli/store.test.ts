import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { StorageFailure } from "../../cli/failure.ts";
import { takeLock } from "../../cli/store/lock.ts";
import { encodeRecord, type RunRecord } from "../../cli/store/record.ts";
import { isQuarantined, openShard, quarantine, scanShard } from "../../cli/store/shard.ts";
import { makeFolders } from "../../cli/store/store.ts";

/** Bytes that are spoilt one at a time; npm run check:deep asks for more. */
const PLACES = Number(process.env["SPOILT_BYTES"] ?? 300);

const root = mkdtempSync(join(tmpdir(), "ironcage-store-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "s-"));
  makeFolders(folder);
  path = join(folder, "shards", "1-of-1.log");
});

const record = (run: number): RunRecord => ({
  head: { id: String(run).repeat(8), run, ok: true, digest: "d" },
  values: Float64Array.of(run, NaN, -0, 1 / 3),
});

function write(count: number): number[] {
  const shard = openShard(path);
  const ends: number[] = [];
  let end = 0;
  for (let run = 0; run < count; run++) {
    shard.append(record(run));
    ends.push((end += encodeRecord(record(run)).length));
  }
  shard.close();
  return ends;
}

function scan(): { readonly runs: number[]; readonly damage: ReturnType<typeof scanShard> } {
  const runs: number[] = [];
  const damage = scanShard(path, ({ run }) => runs.push(run));
  return { runs, damage };
}

describe("a shard", () => {
  it("gives back every record that was appended", () => {
    write(5);
    expect(scan()).toEqual({ runs: [0, 1, 2, 3, 4], damage: [] });
  });

  it("cut at any byte of its last two records loses only those that were cut (F19)", () => {
    const ends = write(4);
    const whole = readFileSync(path);
    for (let length = ends[1] ?? 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const { runs, damage } = scan();
      expect(runs).toEqual([0, 1, 2, 3].filter((run) => (ends[run] ?? 0) <= length));
      expect(damage).toHaveLength(ends.includes(length) ? 0 : 1);
    }
  });

  it(`with any byte flipped or cut loses only the record that holds it (${PLACES} places)`, () => {
    const ends = write(6);
    const whole = readFileSync(path);
    for (let place = 0; place < PLACES; place++) {
      const at = Math.floor((place * whole.length) / PLACES);
      const isCut = place % 10 === 9;
      const spoilt = isCut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!isCut) spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (place % 8));
      writeFileSync(path, spoilt);
      const hit = ends.findIndex((end) => at < end);
      const { runs, damage } = scan();
      expect(runs).toEqual([0, 1, 2, 3, 4, 5].filter((run) => (isCut ? run < hit : run !== hit)));
      const isBetween = isCut && (at === 0 || ends.includes(at));
      expect(damage.length > 0).toBe(!isBetween);
    }
  });

  it("with a tail of zeros, or records after a torn one, keeps all whole records (F21)", () => {
    const ends = write(2);
    truncateSync(path, (ends[1] ?? 0) - 3);
    appendFileSync(path, Buffer.alloc(5000));
    const shard = openShard(path);
    shard.append(record(7));
    shard.close();
    const { runs, damage } = scan();
    expect(runs).toEqual([0, 7]);
    expect(damage).toHaveLength(1);
  });

  it("has its damaged bytes copied aside once, and stays as it is", () => {
    const [, second = 0] = write(2);
    truncateSync(path, second - 3);
    const before = readFileSync(path);
    for (let i = 0; i < 2; i++)
      for (const damage of scan().damage) {
        expect(isQuarantined(folder, path, damage)).toBe(i === 1);
        quarantine(folder, path, damage);
      }
    expect(readdirSync(join(folder, "quarantine"))).toHaveLength(1);
    expect(readFileSync(path)).toEqual(before);
    before[before.length - 1] = (before.at(-1) ?? 0) ^ 1; // damaged once more, at the same place
    writeFileSync(path, before);
    for (const damage of scan().damage) expect(isQuarantined(folder, path, damage)).toBe(false);
  });

  it("notices when its file is taken away (F17)", () => {
    const shard = openShard(path);
    rmSync(folder, { recursive: true });
    shard.append(record(0));
    expect(() => shard.commit()).toThrow(StorageFailure);
  });

  it("that cannot be made to last while others go on says so in whatever comes next, and never again that all is well", async () => {
    const shard = openShard(path);
    rmSync(folder, { recursive: true });
    shard.append(record(0));
    await expect(shard.commitSoon()).rejects.toThrow(StorageFailure);
    expect(() => shard.append(record(1))).toThrow(StorageFailure);
    expect(() => shard.close()).toThrow(StorageFailure);
  });
});

describe("a lock", () => {
  const lock = (): string => join(folder, "shards", "1-of-1.lock");

  it("has one holder, named to others, and can be taken again when given back", () => {
    const release = takeLock(lock(), 0);
    expect(() => takeLock(lock(), 0)).toThrow(new RegExp(`held by process ${process.pid} on `));
    release();
    takeLock(lock(), 0)();
    expect(readdirSync(join(folder, "shards"))).toEqual([]);
  });

  it.each([
    ["a process that is no more", { pid: 2 ** 22 + 1 }],
    ["a process number given out again", { start: "1" }],
    ["an earlier boot", { boot: "another" }],
  ])("of %s is taken over (F27)", (_, change) => {
    const release = takeLock(lock(), 0);
    const held = JSON.parse(readFileSync(lock(), "utf8")) as object;
    release();
    writeFileSync(lock(), JSON.stringify({ ...held, ...change }));
    takeLock(lock(), 0)();
    expect(readdirSync(join(folder, "shards"))).toEqual([]);
  });

  it("of another machine, or that is empty, is respected or taken over", () => {
    const release = takeLock(lock(), 0);
    const held = JSON.parse(readFileSync(lock(), "utf8")) as object;
    release();
    writeFileSync(lock(), JSON.stringify({ ...held, host: "elsewhere" }));
    expect(() => takeLock(lock(), 0)).toThrow(/on elsewhere/);
    writeFileSync(lock(), "");
    takeLock(lock(), 0)();
  });
});
