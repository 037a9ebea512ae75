import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/sources.ts";

// A batch that dies at its k-th system call, or whose storage refuses one: strace does it, so that every point can be had
// again. CRASH_POINTS says how many of each kind; npm run check:deep asks for all there are.

const MAIN = join(ROOT, "dist", "cli", "main.js");
const POINTS = Number(process.env["CRASH_POINTS"] ?? 1);
const root = mkdtempSync(join(tmpdir(), "ironcage-crashes-"));
let killed = 0;
let refused = 0;
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  const figures = { killed, refused, lost: 0, duplicated: 0 }; // a lost or doubled run fails the test
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  writeFileSync(join(ROOT, ".cache", "crashes.json"), JSON.stringify(figures));
});
writeFileSync(
  join(root, "a.yaml"),
  "population: { associations: 10 }\nrun: { steps: 4, seed: c }\n",
);
writeFileSync(
  join(root, "e.yaml"),
  "kind: experiment\nname: crashes\nscenario: a.yaml\nfactors: { mechanisms.mimetic.rate: [0, 0.01] }\nreplicates: 3\nevery: 2\nrecord: associations\n",
);

const TABLES = ["runs.parquet", "runs.csv", "series.parquet", "series.csv", "states.parquet"];
const CALLS = ["write", "fsync", "rename", "link", "unlink", "mkdir", "openat"] as const;
type Call = (typeof CALLS)[number];

const batch = (out: string): string[] => [
  process.execPath,
  MAIN,
  "batch",
  "e.yaml",
  "--out",
  out,
  "--workers",
  "1",
  "--csv",
];

function run([program = "", ...args]: readonly string[]) {
  return spawnSync(program, args, { cwd: root, encoding: "utf8" });
}

/** Runs a batch whose own calls strace meddles with, or those on one file alone; its children are left alone. */
const meddled = (out: string, call: Call, what: string, file?: string) =>
  run([
    ...["strace", "-o", "/dev/null", `--trace=${call}`, `--inject=${call}:${what}`],
    ...(file === undefined ? [] : ["-P", join(root, out, file)]),
    ...batch(out),
  ]);

const tables = (out: string): string[] =>
  TABLES.map((name) => readFileSync(join(root, out, name)).toString("base64"));

let reference: string[];
/** Of each kind, which of the calls touch the folder of results, counting from 1. */
const touching = new Map<Call, number[]>();

beforeAll(() => {
  const log = join(root, "log");
  const traced = run(["strace", "-y", "-o", log, `--trace=${CALLS.join()}`, ...batch("whole")]);
  if (traced.status !== 0) throw new Error(`strace: ${traced.stderr}`);
  reference = tables("whole");
  const seen = new Map<Call, number>();
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const call = CALLS.find((name) => line.startsWith(`${name}(`));
    if (call === undefined) continue;
    const at = (seen.get(call) ?? 0) + 1;
    seen.set(call, at);
    if (line.includes("whole")) touching.set(call, [...(touching.get(call) ?? []), at]);
  }
});

/** Points of one kind of call, evenly spread. */
function pointsOf(call: Call): number[] {
  const all = touching.get(call) ?? [];
  const count = Math.min(POINTS, all.length);
  return Array.from(
    { length: count },
    (_, at) => all[Math.floor(((at + 0.5) * all.length) / count)] ?? 1,
  );
}

/** What a batch that goes on in the folder leaves: the bytes of one that nobody disturbed. */
function expectWhole(out: string): void {
  const { status, stderr } = run(batch(out));
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  expect(tables(out)).toEqual(reference);
}

describe("a batch killed at its k-th system call resumes to the same bytes (F02)", () => {
  it.each(CALLS)("%s", (call) => {
    const points = pointsOf(call);
    expect(points.length).toBeGreaterThan(0);
    for (const k of points) {
      const out = `killed-${call}-${k}`;
      const { signal, status } = meddled(out, call, `signal=SIGKILL:when=${k}`);
      // strace ends as its charge did; where fewer calls came than before, the batch was simply done
      expect([signal ?? status, k]).toEqual([expect.toBeOneOf(["SIGKILL", 137, 0]), k]);
      expectWhole(out);
      killed++;
      rmSync(join(root, out), { recursive: true, force: true });
    }
  });
});

describe("storage that fails is told with exit 3, and nothing that was whole is lost", () => {
  // F14, F16
  it.each([
    ["fsync", "EIO"],
    ["openat", "EROFS"],
    ["link", "EIO"],
  ] as const)("%s: %s", (call, error) => {
    for (const k of pointsOf(call)) {
      const out = `failed-${call}-${k}`;
      const { status, stderr } = meddled(out, call, `error=${error}:when=${k}`);
      expect({ call, k, status, stderr }).toMatchObject({
        status: 3,
        stderr: expect.stringMatching(new RegExp(error)) as string,
      });
      expect(stderr).not.toMatch(/\n +at /);
      expectWhole(out);
      refused++;
      rmSync(join(root, out), { recursive: true, force: true });
    }
  });

  it.each(["shards/1-of-1.log", "shards/1-of-1.states"])("no room left in %s (F10)", (file) => {
    for (let k = 1; k <= Math.min(POINTS, 6); k++) {
      const out = `full-${k}-${file.length}`;
      const { status, stderr } = meddled(out, "write", `error=ENOSPC:when=${k}`, file);
      expect({ k, status, stderr }).toMatchObject({
        status: 3,
        stderr: expect.stringMatching(/1-of-1\.\w+: ENOSPC/) as string,
      });
      expectWhole(out);
    }
  });

  it("a rename held up once is tried again; held up for good it ends with 3 (F18)", () => {
    expect(meddled("once", "rename", "error=EPERM:when=1")).toMatchObject({ status: 0 });
    expect(tables("once")).toEqual(reference);
    const always = meddled("always", "rename", "error=EPERM");
    expect({ status: always.status, stderr: always.stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/runs\.parquet/) as string,
    });
    expect(existsSync(join(root, "always", "runs.parquet"))).toBe(false);
    expectWhole("always");
  });

  it("a file system without hard links serves as well", () => {
    expect(meddled("linkless", "link", "error=EPERM")).toMatchObject({ status: 0 });
    expect(tables("linkless")).toEqual(reference);
  });
});
