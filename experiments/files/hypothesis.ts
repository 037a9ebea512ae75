import { type Scenarios, type Trial, trialsOf } from "../hypotheses/compile.ts";
import {
  type HypothesisFile,
  hypothesisJsonSchema,
  hypothesisSchemaWith,
} from "../hypotheses/schema.ts";
import type { SchemaNode } from "./allowed.ts";
import { type LoadedExtensions, switchesOf } from "../extensions.ts";
import type { Origins } from "../grades.ts";
import { extended } from "../jobs.ts";
import { checkArms, checkOutcome, measuresOfAll } from "./hypothesis-arms.ts";
import { checkDeclared } from "./hypothesis-declared.ts";
import { findings, refusalOf } from "./issues.ts";
import { openFile, openFound, openNamed, type Read } from "./library.ts";
import { type Problem, type Problems, Refusal } from "./problem.ts";
import { attempt, refuseOtherKinds, scenarioOf } from "./scenario.ts";
import { type Entry, locate, type Mapping, plain } from "./tree.ts";

/** A checked hypothesis, ready to test, or what is wrong with its files. */
export type HypothesisResult =
  | {
      readonly ok: true;
      readonly content: HypothesisFile;
      readonly scenarios: Scenarios;
      readonly trials: readonly Trial[];
    }
  | { readonly ok: false; readonly problems: Problems };

/** What a hypothesis is read with. */
export interface HypothesisOptions {
  /** Replicates instead of the file's own number, or of the most that its stopping rule allows. */
  readonly replicates?: number | undefined;
  /** Measures and mechanisms from outside that its runs are to have. */
  readonly own?: LoadedExtensions | undefined;
  /** SPDX id of the licence of the results. */
  readonly licence?: string | undefined;
}

/**
 * Reads and checks a hypothesis, its scenarios, and every arm of every version.
 */
export function loadHypothesis(
  name: string,
  read: Read,
  { replicates, own, licence }: HypothesisOptions = {},
): HypothesisResult {
  return attempt(() => {
    const opened = openFile(name, read);
    const { tree } = opened;
    const content = contentOf(tree, opened.problems, switchesOf(own));
    const scenarios = scenariosOf(tree, opened.name, read);
    checkArms(content, scenarios, tree);
    const asked = replicates === undefined ? content : withReplicates(content, replicates);
    const origins =
      Object.keys(scenarios.origins).length === 0 ? {} : { origins: scenarios.origins };
    const trials = trialsOf(asked, scenarios).map((trial) => ({
      ...trial,
      study: extended(
        { ...trial.study, ...origins, ...(licence === undefined ? {} : { licence }) },
        own,
      ),
    }));
    const [first] = trials;
    if (first !== undefined)
      checkOutcome(content, first.study, measuresOfAll(first.study, scenarios, own), tree);
    return { ok: true as const, content, scenarios, trials };
  });
}

/** The file's content, each value for itself and what it declares together. */
function contentOf(
  tree: Mapping,
  earlier: readonly Problem[],
  switches: readonly string[],
): HypothesisFile {
  refuseOtherKinds(tree, ["hypothesis"]);
  const parsed = hypothesisSchemaWith(switches).safeParse(plain(tree));
  if (!parsed.success) {
    const schema: SchemaNode = hypothesisJsonSchema(switches);
    const { found, more } = findings(parsed.error.issues, schema, tree);
    throw refusalOf(tree, found, more);
  }
  if (earlier.length > 0) throw new Refusal(earlier);
  checkDeclared(parsed.data, tree);
  return parsed.data;
}

function scenariosOf(
  tree: Mapping,
  file: string,
  read: Read,
): Scenarios & { readonly origins: Origins } {
  const named = (entry: Entry, path: readonly string[]) =>
    scenarioOf(openFound(openNamed(entry, path, file, read), read));
  const { scenario, origins } = named(tree.entries.get("scenario") as Entry, ["scenario"]);
  const levels = locate(tree, ["treatment", "levels"]).tree;
  return {
    origins,
    own: scenario,
    byLevel: (levels.kind === "list" ? levels.items : []).map((level, index) => {
      const entry = level.kind === "mapping" ? level.entries.get("scenario") : undefined;
      return entry === undefined
        ? undefined
        : named(entry, ["treatment", "levels", String(index), "scenario"]).scenario;
    }),
  };
}

/** The same hypothesis with another number of replicates; the looks of a stopping rule that lie before it stay. */
function withReplicates(content: HypothesisFile, replicates: number): HypothesisFile {
  const { stopping } = content;
  return stopping === undefined
    ? { ...content, replicates }
    : { ...content, stopping: { ...stopping, most: replicates } };
}
