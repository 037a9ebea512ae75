import { readFileSync, renameSync, unlinkSync } from "node:fs";
import { hostname } from "node:os";
import { type Job, ownJob } from "../cluster/job.ts";
import { mayRun } from "../cluster/slurm.ts";
import { StorageFailure } from "../failure.ts";
import { createFile } from "./files.ts";

/** Who holds a lock: enough to tell a live holder from a dead one whose number was given out again. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The machine's boot; "" where the system does not tell. */
  readonly boot: string;
  /** When the process started, in clock ticks since boot; "" where the system does not tell. */
  readonly start: string;
  /** Milliseconds since 1970 when the lock was taken, and the records there were then: for the time left. */
  readonly since: number;
  readonly had: number;
  /** The job of a cluster's queue that the process is part of. */
  readonly job?: Job;
}

/**
 * Takes a lock, or takes it over from a holder that is no more.
 * @returns what gives it back
 * @throws {StorageFailure} naming who holds it
 */
export function takeLock(path: string, had: number): () => void {
  const own = { ...identity(process.pid), since: Date.now(), had };
  const content = `${JSON.stringify(own)}\n`;
  for (let tried = 0; tried < 3; tried++) {
    if (createFile(path, content)) return () => release(path, content);
    const holder = readLock(path);
    if (holder !== undefined && isAlive(holder))
      throw new StorageFailure(
        `${path}: held by process ${holder.pid} on ${holder.host}; wait for it, end it, or work on another --shard`,
      );
    setAside(path, holder);
  }
  throw new StorageFailure(`${path}: others keep taking this lock`);
}

/** The holder that a lock names; undefined where there is none, or nothing legible. */
export function readLock(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether another process that still runs holds a lock. */
export function isHeldByAnother(path: string): boolean {
  const holder = readLock(path);
  if (holder === undefined || (holder.pid === process.pid && holder.host === hostname()))
    return false;
  return isAlive(holder);
}

/** Moves a dead holder's lock out of the way; where somebody was faster, theirs goes back. */
function setAside(path: string, holder: Holder | undefined): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    const moved = readLock(aside);
    const isTheSame = moved?.pid === holder?.pid && moved?.since === holder?.since;
    if (!isTheSame) createFile(path, readFileSync(aside));
    unlinkSync(aside);
  } catch {
    // somebody was faster: the next try sees their lock
  }
}

function release(path: string, content: string): void {
  try {
    if (readFileSync(path, "utf8") === content) unlinkSync(path);
  } catch {
    // gone with its folder
  }
}

function identity(pid: number): Pick<Holder, "pid" | "host" | "boot" | "start" | "job"> {
  const job = ownJob();
  const part = job === undefined ? {} : { job };
  return { pid, host: hostname(), boot: bootId(), start: startOf(pid) ?? "", ...part };
}

/**
 * Whether a lock's holder still runs. One on another machine is taken to, unless it was part of a job that its queue no
 * longer runs, or of the own job, which was then started anew.
 */
export function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return holder.job === undefined || isAtWork(holder.job);
  if (holder.boot !== bootId()) return false;
  if (holder.start !== "") return startOf(holder.pid) === holder.start;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isAtWork({ id, restarts }: Job): boolean {
  const own = ownJob();
  return own?.id === id && own.restarts > restarts ? false : mayRun(id);
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** Start of a process, from the 22nd field of its status line; undefined where there is none (or a zombie). */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" "); // from the 3rd field on
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
