import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash, type HypothesisFile } from "../../experiments/hypotheses/schema.ts";
import type { ExtensionFile } from "../../experiments/extensions.ts";
import { reasonOf } from "../disk.ts";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { replaceFile } from "../store/files.ts";

/** What a file said when it was looked at. */
export interface Stated {
  /** SHA-256 of the content. */
  readonly hash: string;
  readonly content: HypothesisFile;
  /** `--replicates`, where it stood in for the file's own number. */
  readonly replicates: number | null;
  /** Files of measures and mechanisms from outside, where there were any. */
  readonly with?: readonly ExtensionFile[];
}

/** What a hypothesis said after its first run, and where it differs from what it said before. */
export interface Changed extends Stated {
  /** Paths of the values that are others than at first. */
  readonly changed: readonly string[];
  /** Runs that were done by then. */
  readonly runs: number;
}

/** A hypothesis as it stood before its first run, and whatever it said later. */
export interface Registered extends Stated {
  readonly later: readonly Changed[];
}

/** The hypotheses of a folder by name, in the order in which they were registered. */
export type Registration = Readonly<Record<string, Registered>>;

/** Name of the file. */
const REGISTRATION = "registration.json";

interface Held {
  readonly format: 1;
  readonly hypotheses: Registration;
}

/**
 * What is registered in a folder; nothing where it is missing or empty.
 * @throws {Failure} where the file is damaged (4), or the folder holds something else (3)
 */
export function readRegistration(folder: string): Registration {
  let text: string;
  try {
    text = readFileSync(join(folder, REGISTRATION), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      throw new StorageFailure(`${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`);
    refuseOthers(folder);
    return {};
  }
  try {
    const { format, hypotheses } = JSON.parse(text) as Held;
    if (format === 1 && Object.values(hypotheses).every(isWhole)) return hypotheses;
  } catch {
    // damaged, as said below
  }
  throw new Failure(
    EXIT.mismatch,
    `${join(folder, REGISTRATION)}: cut or altered since it was written; put the original back, or take a new folder`,
  );
}

/** What was said before the first run and later is what its hashes are of. */
const isWhole = ({ later, ...first }: Registered): boolean =>
  [first, ...later].every(({ hash, content }) => hash === contentHash(content));

/** Whether a folder is one of tests. */
export function isTestFolder(folder: string): boolean {
  return entriesOf(folder).includes(REGISTRATION);
}

function refuseOthers(folder: string): void {
  const others = entriesOf(folder).filter((name) => !/^\.|\.(tmp|lock|stale)$/.test(name));
  if (others.length > 0)
    throw new StorageFailure(`${folder}: holds something else; take a new folder`);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new StorageFailure(`${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

export function writeRegistration(folder: string, hypotheses: Registration): void {
  const held: Held = { format: 1, hypotheses };
  const path = join(folder, REGISTRATION);
  const text = `${JSON.stringify(held, null, 2)}\n`;
  replaceFile(path, text);
}

/**
 * A registration with one more statement of a hypothesis. What was said before the first run stays whatever is said later.
 * @param runs how many runs of it are done
 */
export function registered(registration: Registration, stated: Stated, runs: number): Registration {
  const { name } = stated.content;
  const first = Object.hasOwn(registration, name) ? registration[name] : undefined;
  if (first === undefined || (runs === 0 && first.later.length === 0))
    return { ...registration, [name]: { ...stated, later: [] } };
  const last = first.later.at(-1) ?? first;
  if (last.hash === stated.hash && othersOf(last) === othersOf(stated)) return registration;
  const change: Changed = { ...stated, changed: changesOf(first, stated), runs };
  return { ...registration, [name]: { ...first, later: [...first.later, change] } };
}

/** What a hypothesis says now. */
export const lastOf = ({ later, ...first }: Registered): Stated => later.at(-1) ?? first;

/** Whether a hypothesis says something else now than before its first run. */
export const hasChanged = (entry: Registered): boolean => lastOf(entry).hash !== entry.hash;

/** Paths of the values in which two statements differ. */
function changesOf(before: Stated, after: Stated): readonly string[] {
  const [old, now] = [flat(before.content), flat(after.content)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const changed = paths.filter((path) => old.get(path) !== now.get(path));
  if (before.replicates !== after.replicates) changed.push("--replicates");
  if (JSON.stringify(before.with) !== JSON.stringify(after.with)) changed.push("--with");
  return changed;
}

/** What is said beside the file, as text. */
const othersOf = ({ replicates, with: files = [] }: Stated): string =>
  JSON.stringify([replicates, files]);

function flat(value: unknown, path = "", found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== "object" || value === null) return found.set(path, JSON.stringify(value));
  for (const [key, part] of Object.entries(value))
    flat(part, path === "" ? key : `${path}.${key}`, found);
  return found;
}
