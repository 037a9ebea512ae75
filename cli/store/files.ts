import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { reasonOf } from "../disk.ts";
import { StorageFailure } from "../failure.ts";
import { writeAll } from "../output.ts";

/** Tries of a rename that another program holds up, as virus scanners do. */
const RENAME_TRIES = 5;
const WAIT = new Int32Array(new SharedArrayBuffer(4));

/** Work on files whose every failure is exit 3, naming the path. */
export function storing<Outcome>(path: string, work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    throw new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never returns where a folder that exists takes no
 * others, as in /proc.
 */
export function makeFolder(path: string): void {
  storing(path, () => {
    try {
      mkdirSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (existsSync(path) && statSync(path).isDirectory()) return;
      const parent = dirname(resolve(path));
      if (code !== "ENOENT" || existsSync(parent)) throw error;
      makeFolder(parent);
      mkdirSync(path);
    }
  });
}

/** Makes what was written to a folder's list of files last. */
export function syncFolder(folder: string): void {
  storing(folder, () => {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Puts a whole file in place, or none: written beside it, made to last, renamed. */
export function replaceFile(path: string, content: string): void {
  const draft = draftOf(path, content);
  rename(draft, path);
  syncFolder(dirname(path));
}

/**
 * Makes a file that nobody made before, whole or not at all.
 * @returns false where there is one already
 */
export function createFile(path: string, content: string | Uint8Array): boolean {
  const draft = draftOf(path, content);
  try {
    linkSync(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS")
      throw new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
    renameSync(draft, path); // a file system without hard links
    syncFolder(dirname(path));
    return true;
  } finally {
    try {
      unlinkSync(draft);
    } catch {
      // renamed
    }
  }
  syncFolder(dirname(path));
  return true;
}

function draftOf(path: string, content: string | Uint8Array): string {
  const draft = `${path}.${process.pid}.tmp`;
  storing(draft, () => {
    const descriptor = openSync(draft, "w");
    try {
      writeAll(descriptor, content, draft);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
  return draft;
}

/** Renames, trying again a few times where the system says that the file is in use. */
export function rename(from: string, to: string): void {
  for (let tried = 1; ; tried++) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (tried >= RENAME_TRIES || (code !== "EPERM" && code !== "EBUSY" && code !== "EACCES"))
        throw new StorageFailure(`${to}: ${reasonOf(error as NodeJS.ErrnoException)}`);
      Atomics.wait(WAIT, 0, 0, 20 * tried);
    }
  }
}
