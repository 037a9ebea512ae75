import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Holder, isAlive, isHeldByAnother, readLock, takeLock } from "../../cli/store/lock.ts";
import { failing, systemError, watched, withFiles, withMethod } from "../support/faulty-files.ts";

// Who holds a lock, and when one may be taken over.

const root = mkdtempSync(join(tmpdir(), "ironcage-lock-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let path: string;
const { env } = process;
beforeEach(() => {
  folder = mkdtempSync(join(root, "l-"));
  path = join(folder, "1-of-1.lock");
  process.env = { ...env };
  for (const name of Object.keys(env)) if (name.startsWith("SLURM_")) delete process.env[name];
});
afterEach(() => {
  process.env = env;
});

/** How a lock says that this process holds it. */
function own(): Holder {
  const release = takeLock(path, 3);
  const holder = JSON.parse(readFileSync(path, "utf8")) as Holder;
  release();
  return holder;
}

const write = (holder: object): void => writeFileSync(path, JSON.stringify(holder));

describe("a lock's holder", () => {
  it("says which process it is, on which machine, since when, of how many records", () => {
    const before = Date.now();
    const holder = own();
    expect(holder).toMatchObject({ pid: process.pid, host: hostname(), had: 3 });
    expect(holder.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(holder.start).toMatch(/^\d+$/);
    expect(holder.since).toBeGreaterThanOrEqual(before);
    expect(holder).not.toHaveProperty("job");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says of which job it is part", () => {
    process.env["SLURM_JOB_ID"] = "77";
    expect(own().job).toEqual({ id: "77", restarts: 0 });
    Object.assign(process.env, { SLURM_ARRAY_JOB_ID: "70", SLURM_ARRAY_TASK_ID: "4" });
    process.env["SLURM_RESTART_COUNT"] = "2";
    expect(own().job).toEqual({ id: "70_4", restarts: 2 });
  });

  it("is nobody where the file is not there or not legible", () => {
    expect(readLock(path)).toBeUndefined();
    writeFileSync(path, "{");
    expect(readLock(path)).toBeUndefined();
    expect(isHeldByAnother(path)).toBe(false);
  });

  it("is not another where it is this process, though dead ones bore its number elsewhere", () => {
    const holder = own();
    write(holder);
    expect(isHeldByAnother(path)).toBe(false);
    write({ ...holder, host: "elsewhere" });
    expect(isHeldByAnother(path)).toBe(true);
    write({ ...holder, pid: process.ppid, start: "" });
    expect(isHeldByAnother(path)).toBe(true);
    write({ ...holder, pid: 2 ** 22 + 1, start: "" });
    expect(isHeldByAnother(path)).toBe(false);
  });

  it("is known by its start where the system tells it, else by whether it can be signalled", async () => {
    const holder = own();
    expect(isAlive(holder)).toBe(true);
    expect(isAlive({ ...holder, start: `${holder.start}1` })).toBe(false);
    expect(isAlive({ ...holder, boot: "another" })).toBe(false);
    expect(isAlive({ ...holder, start: "" })).toBe(true);
    expect(isAlive({ ...holder, start: "", pid: 2 ** 22 + 1 })).toBe(false);
    const answering = (code: string) => (pid: number, signal?: string | number) => {
      expect([pid, signal]).toEqual([process.pid, 0]);
      throw systemError(code);
    };
    for (const [code, isThere] of [
      ["EPERM", true],
      ["ESRCH", false],
    ] as const)
      // prettier-ignore
      await withMethod(process, "kill", answering(code), () =>
        expect(isAlive({ ...holder, start: "" })).toBe(isThere),
      );
  });

  it("is gone where its process is dead and only waits to be asked for its end", () => {
    const holder = own();
    const after = `0 0 ${"0 ".repeat(16)}${holder.start} 0`; // fields 4 to 23, the 22nd is the start
    const status =
      (state: string) =>
      (real: (...args: unknown[]) => unknown, _: number, ...args: unknown[]) =>
        // prettier-ignore
        args[0] === `/proc/${process.pid}/stat`
        ? `${process.pid} (a ) name) ${state} ${after}`
        : real(...args);
    const asked = (state: string): boolean =>
      withFiles("readFileSync", status(state), () => isAlive(holder)).outcome;
    expect(asked("S")).toBe(true);
    expect(asked("Z")).toBe(false);
  });

  it("of a machine that tells no boot and no start is known by its number", () => {
    const unknown = withFiles("readFileSync", (real, _, ...args) => {
      if (String(args[0]).startsWith("/proc/")) throw systemError("ENOENT");
      return real(...args);
    }, own).outcome; // prettier-ignore
    expect(unknown).toMatchObject({ boot: "", start: "" });
  });
});

describe("a holder that was part of a job elsewhere", () => {
  const queue = (lines: readonly string[]): void => {
    const squeue = join(folder, "squeue");
    writeFileSync(squeue, `#!/bin/sh\ncat <<'END'\n${lines.join("\n")}\nEND\n`);
    chmodSync(squeue, 0o755);
    process.env["PATH"] = `${folder}:/usr/bin:/bin`;
  };
  const elsewhere = (id: string, restarts = 0): Holder => ({
    ...{ pid: 1, host: "elsewhere", boot: "b", start: "1", since: 0, had: 0 },
    job: { id, restarts },
  });

  it("is taken to run where it is no job, or the queue cannot be asked", () => {
    const { job: _, ...jobless } = elsewhere("0");
    expect(isAlive(jobless)).toBe(true);
    process.env["PATH"] = folder;
    expect(isAlive(elsewhere("900001"))).toBe(true);
  });

  it("has ended where the queue no longer runs it", () => {
    queue([]);
    expect(isAlive(elsewhere("900002"))).toBe(false);
  });

  it("has ended where it is the own job, started anew since", () => {
    process.env["PATH"] = folder;
    Object.assign(process.env, { SLURM_JOB_ID: "900003", SLURM_RESTART_COUNT: "2" });
    expect(isAlive(elsewhere("900003", 1))).toBe(false);
    expect(isAlive(elsewhere("900003", 2))).toBe(true);
    expect(isAlive(elsewhere("900004", 1))).toBe(true);
  });
});

describe("taking over", () => {
  const dead = (): Holder => ({ ...own(), pid: 2 ** 22 + 1 });

  it("gives a lock back that somebody faster has taken meanwhile", () => {
    const holder = dead();
    write(holder);
    const other = { ...holder, pid: process.ppid, start: "", since: holder.since + 5 };
    const overtaken = (
      real: (...args: unknown[]) => unknown,
      count: number,
      ...args: unknown[]
    ) => {
      if (count === 0) write(other);
      return real(...args);
    };
    withFiles("renameSync", overtaken, () =>
      expect(() => takeLock(path, 0)).toThrow(`${path}: held by process ${process.ppid} on `),
    );
    expect(readLock(path)).toEqual(other);
    expect(readdirSync(folder)).toEqual(["1-of-1.lock"]);
  });

  it("ends where the lock cannot be moved away, having tried three times", () => {
    write(dead());
    const { calls } = withFiles("renameSync", failing("EIO"), () =>
      expect(() => takeLock(path, 0)).toThrow(`${path}: others keep taking this lock`),
    );
    expect(calls).toHaveLength(3);
  });

  it("is not undone by who gave up a lock that another holds by now, or whose folder is gone", () => {
    const release = takeLock(path, 0);
    const another = { pid: 1 };
    write(another);
    release();
    expect(readLock(path)).toEqual(another);
    rmSync(path);
    const again = takeLock(path, 0);
    rmSync(folder, { recursive: true });
    again();
  });

  it("reads the holder that it moved, and puts nothing back where that is the dead one", () => {
    write(dead());
    const { calls } = withFiles("linkSync", watched, () => takeLock(path, 0)());
    expect(calls).toHaveLength(2); // refused once, since a lock was there; then taken
  });
});
