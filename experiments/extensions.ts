import {
  type Extensions,
  type MeasureInfo,
  type OwnGauge,
  type OwnInfluence,
  sha256Hex,
} from "../sim/index.ts";
import { guardedGauge, guardedInfluence } from "./extension-guards.ts";
import { extensionFaults } from "./extension-shape.ts";
import { type Problem, problemAt, Refusal } from "./files/problem.ts";

/** A file of measures and mechanisms from outside, by what it is called and what it says. */
export interface ExtensionFile {
  /** Its name without folders. */
  readonly name: string;
  /** SHA-256 of its text: 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What a study says of the measures and mechanisms from outside that its runs have: never their code. */
export interface ExtensionRecord {
  /** As it enters every plan. */
  readonly hash: string;
  readonly files: readonly ExtensionFile[];
  /** All measures of its runs: they cannot be told without the code. */
  readonly measures: readonly MeasureInfo[];
}

/** Files of measures and mechanisms from outside, loaded and checked. */
export interface LoadedExtensions {
  readonly files: readonly ExtensionFile[];
  readonly extensions: Extensions;
}

/** What a module exports, with the file that it is. */
export interface ExtensionModule extends ExtensionFile {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A problem with a file of measures and mechanisms, which has no lines that could be pointed at. */
export const extensionProblem = (
  file: string,
  path: readonly (string | number)[],
  got: string,
  allowed: string,
): Problem =>
  problemAt({ source: { name: file, text: "" }, offset: 0 }, "E059", { path, got, allowed });

/**
 * Measures and mechanisms of some modules, in the order in which they are given; whatever of them throws, or gives what
 * is no number, says so with the file's name.
 * @throws {Refusal} with all that is not of the shape asked for
 */
export function extensionsOf(modules: readonly ExtensionModule[]): LoadedExtensions {
  const problems = modules.flatMap(({ name, exports }) =>
    extensionFaults(exports).map(({ path, got, allowed }) =>
      extensionProblem(name, path, got, allowed),
    ),
  );
  if (problems.length > 0) throw new Refusal(problems);
  const files = modules.map(({ name, sha256 }) => ({ name, sha256 }));
  const gauges = modules.flatMap(({ name, exports: { measures = [] } }) =>
    (measures as readonly OwnGauge[]).map((gauge) => guardedGauge(name, gauge)),
  );
  const influences = modules.flatMap(({ name, exports: { mechanisms = [] } }) =>
    (mechanisms as readonly OwnInfluence[]).map((influence) => guardedInfluence(name, influence)),
  );
  return { files, extensions: { hash: hashOf(files), gauges, influences } };
}

/** One hash for all files in their order; that of the file itself where it is one. */
function hashOf(files: readonly ExtensionFile[]): string {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return only.sha256;
  return sha256Hex(JSON.stringify(files.map(({ sha256 }) => sha256)));
}

/** Ids of the mechanisms from outside, which can be switched off like those of the model. */
export const switchesOf = (loaded: LoadedExtensions | undefined): readonly string[] =>
  (loaded?.extensions.influences ?? []).map(({ id }) => id);
