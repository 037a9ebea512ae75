import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
} from "node:fs";
import { join, resolve, sep } from "node:path";
import { isPath, type Found, type Read, type Unreadable } from "../experiments/files/library.ts";
import { LARGEST_FILE } from "../experiments/files/text.ts";
import { fromHere, HOME } from "./home.ts";
import { SHIPPED, unknownName } from "./shipped.ts";

/** Reads files from disk, and shipped ones from the package. */
export const readDisk: Read = (name, within) =>
  isPath(name) ? readPath(name, within) : readShipped(name, SHIPPED.scenario);

/** The same for experiments, which are shipped in a folder of their own. */
export const readExperiment: Read = (name, within) =>
  isPath(name)
    ? readPath(name, within)
    : (readShipped(name, SHIPPED.experiment, false) ?? readShipped(name, SHIPPED.scenario));

/** The same for hypotheses. */
export const readHypothesis: Read = (name, within) =>
  isPath(name)
    ? readPath(name, within)
    : (readShipped(name, SHIPPED.hypothesis, false) ?? readShipped(name, SHIPPED.scenario));

/** The same for whatever is shipped: an experiment, else a hypothesis, else a scenario. */
export const readAny: Read = (name, within) =>
  isPath(name)
    ? readPath(name, within)
    : (readShipped(name, SHIPPED.experiment, false) ?? readHypothesis(name, within));

function readShipped(name: string, folder: string, isLast = true): Found | Unreadable | undefined {
  const path = join(HOME, folder, `${name}.yaml`);
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name) && existsSync(path))
    return readPath(fromHere(path));
  if (!isLast) return undefined;
  const { got, allowed } = unknownName(name, ["scenario"]);
  return { name, reason: got, allowed };
}

/** A regular file of at most 2 MB, never waiting for a pipe or reading a device. */
export function readPath(name: string, within?: string): Found | Unreadable {
  let descriptor: number | undefined;
  try {
    if (within !== undefined && leaves(name, within))
      return { name, reason: "it leads outside the folder", code: "E032" };
    descriptor = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { name, reason: "not a regular file", allowed: "a regular file" };
    if (status.size > LARGEST_FILE)
      return {
        name,
        reason: `${status.size} bytes`,
        allowed: `at most ${LARGEST_FILE} bytes (2 MB)`,
        code: "E002",
      };
    return { name, content: readUpTo(descriptor, LARGEST_FILE + 1) };
  } catch (error) {
    return { name, reason: reasonOf(error as NodeJS.ErrnoException), allowed: "a readable file" };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readUpTo(descriptor: number, most: number): Uint8Array {
  const bytes = Buffer.alloc(most);
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, bytes, length, most - length, null);
    if (read === 0) return bytes.subarray(0, length);
    length += read;
  }
}

/** Whether a file, its links followed, lies outside a folder. */
function leaves(name: string, within: string): boolean {
  const folder = realpathSync(resolve(within === "" ? "." : within));
  return !realpathSync(resolve(name)).startsWith(folder + sep);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EEXIST: "there is something of this name already",
  EISDIR: "a folder, not a regular file",
  ELOOP: "links that lead in a circle",
  ENAMETOOLONG: "a name that is too long",
  ENXIO: "not a regular file",
  ENOTDIR: "a path through something that is no folder",
};

/** What the operating system objects to, in few words. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return REASONS[error.code ?? ""] ?? error.code ?? error.message;
}
