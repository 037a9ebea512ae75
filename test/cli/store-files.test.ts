import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
  createFile,
  makeFolder,
  rename,
  replaceFile,
  storing,
  syncFolder,
} from "../../cli/store/files.ts";
import { failing, systemError, watched, withFiles } from "../support/faulty-files.ts";

// Files put in place whole or not at all, where storage refuses each step of it.

const root = mkdtempSync(join(tmpdir(), "ironcage-files-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "f-"));
  path = join(folder, "file");
});

/** What a piece of work throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const isRefused = (work: () => unknown, words: RegExp): void => {
  const error = thrownBy(work);
  expect(error).toBeInstanceOf(StorageFailure);
  expect((error as Error).message).toMatch(words);
};

describe("work on a file", () => {
  it("that fails names the path and the reason, once", () => {
    const refuse = (): never => {
      throw systemError("EIO");
    };
    isRefused(() => storing("/x", refuse), /^\/x: /);
    const told = new StorageFailure("told already");
    const again = (): never => {
      throw told;
    };
    expect(thrownBy(() => storing("/x", again))).toBe(told);
    expect(storing("/x", () => 7)).toBe(7);
  });
});

describe("a folder", () => {
  it("is made with those above it, and left as it is where it is there", () => {
    const deep = join(folder, "a", "b", "c");
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
    writeFileSync(join(deep, "kept"), "");
    makeFolder(deep);
    expect(readdirSync(deep)).toEqual(["kept"]);
  });

  it("is not made where a file stands in its way, or its own folder takes none", () => {
    writeFileSync(path, "mine");
    isRefused(() => makeFolder(path), new RegExp(`^${path}: `));
    isRefused(() => makeFolder(join(path, "below")), /below: /);
    expect(readFileSync(path, "utf8")).toBe("mine");
    withFiles("mkdirSync", failing("EACCES"), () =>
      isRefused(() => makeFolder(join(folder, "no")), /no: /),
    );
    // as in /proc: the folder above is there and says there is no such thing
    const { calls } = withFiles("mkdirSync", failing("ENOENT"), () =>
      isRefused(() => makeFolder(join(folder, "no")), /no: /),
    );
    expect(calls).toHaveLength(1);
  });

  it("is made to last, its descriptor given back whatever comes", () => {
    const { calls } = withFiles("fsyncSync", watched, () => syncFolder(folder));
    expect(calls).toHaveLength(1);
    const { calls: closed } = withFiles("closeSync", watched, () =>
      withFiles("fsyncSync", failing("EIO"), () =>
        isRefused(() => syncFolder(folder), new RegExp(`^${folder}: `)),
      ),
    );
    expect(closed).toHaveLength(1);
  });
});

describe("a file made anew", () => {
  it("is there whole, made to last, and never made twice", () => {
    const { outcome, calls } = withFiles("fsyncSync", watched, () => createFile(path, "one"));
    expect(outcome).toBe(true);
    expect(calls).toHaveLength(2); // itself, and its folder's list
    expect(createFile(path, "two")).toBe(false);
    expect(readFileSync(path, "utf8")).toBe("one");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it.each(["EPERM", "ENOTSUP", "ENOSYS"])("is renamed into place where links say %s", (code) => {
    const { calls } = withFiles("fsyncSync", watched, () =>
      withFiles("linkSync", failing(code), () => expect(createFile(path, "one")).toBe(true)),
    );
    expect(calls).toHaveLength(2);
    expect(readFileSync(path, "utf8")).toBe("one");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("is not there where storage refuses it, and leaves no draft", () => {
    withFiles("linkSync", failing("EIO"), () =>
      isRefused(() => createFile(path, "one"), new RegExp(`^${path}: `)),
    );
    expect(readdirSync(folder)).toEqual([]);
    const { calls } = withFiles("closeSync", watched, () =>
      withFiles("fsyncSync", failing("ENOSPC"), () =>
        isRefused(() => createFile(path, "one"), new RegExp(`^${path}\\.${process.pid}\\.tmp: `)),
      ),
    );
    expect(calls).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  });
});

describe("a file put in another's place", () => {
  it("is the new one whole, made to last before it is named", () => {
    writeFileSync(path, "old");
    const order: string[] = [];
    withFiles(
      "renameSync",
      (real, _, ...args) => {
        order.push("rename");
        return real(...args);
      },
      () =>
        withFiles(
          "fsyncSync",
          (real, _, ...args) => {
            order.push("sync");
            return real(...args);
          },
          () => replaceFile(path, "new"),
        ),
    );
    expect(order).toEqual(["sync", "rename", "sync"]);
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("leaves the old one where it cannot be", () => {
    writeFileSync(path, "old");
    withFiles("fsyncSync", failing("EIO"), () =>
      isRefused(() => replaceFile(path, "new"), /tmp: /),
    );
    expect(readFileSync(path, "utf8")).toBe("old");
  });
});

describe("a rename", () => {
  const [from, to] = ["from", "to"].map((name) => () => join(folder, name)) as [
    () => string,
    () => string,
  ];

  it.each(["EPERM", "EBUSY", "EACCES"])(
    "that %s holds up is tried again, later each time, and not for ever",
    (code) => {
      writeFileSync(from(), "moved");
      const began = performance.now();
      const { calls } = withFiles("renameSync", failing(code, 2), () => rename(from(), to()));
      expect(calls).toHaveLength(3);
      expect(performance.now() - began).toBeGreaterThan(55); // 20 ms, then 40
      expect(readFileSync(to(), "utf8")).toBe("moved");
      mkdirSync(from());
      const { calls: all } = withFiles("renameSync", failing(code), () =>
        isRefused(() => rename(from(), to()), new RegExp(`^${to()}: `)),
      );
      expect(all).toHaveLength(5);
    },
  );

  it("that cannot be is not tried again", () => {
    const { calls } = withFiles("renameSync", watched, () =>
      isRefused(() => rename(from(), to()), /no such file/),
    );
    expect(calls).toHaveLength(1);
  });
});
