import { type Scenarios, type Trial, trialsOf } from "../hypotheses/compile.ts";
import {
  type HypothesisFile,
  hypothesisJsonSchema,
  hypothesisSchema,
} from "../hypotheses/schema.ts";
import type { SchemaNode } from "./allowed.ts";
import { checkArms, checkOutcome } from "./hypothesis-arms.ts";
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

/**
 * Reads and checks a hypothesis, its scenarios, and every arm of every version.
 * @param replicates instead of the file's own number, or of the most that its stopping rule allows
 */
export function loadHypothesis(name: string, read: Read, replicates?: number): HypothesisResult {
  return attempt(() => {
    const opened = openFile(name, read);
    const { tree } = opened;
    const content = contentOf(tree, opened.problems);
    const scenarios = scenariosOf(tree, opened.name, read);
    checkArms(content, scenarios, tree);
    const asked = replicates === undefined ? content : withReplicates(content, replicates);
    const trials = trialsOf(asked, scenarios);
    const [first] = trials;
    if (first !== undefined) checkOutcome(content, first.study, scenarios, tree);
    return { ok: true as const, content, scenarios, trials };
  });
}

let schema: SchemaNode | undefined;

/** The file's content, each value for itself and what it declares together. */
function contentOf(tree: Mapping, earlier: readonly Problem[]): HypothesisFile {
  refuseOtherKinds(tree, ["hypothesis"]);
  const parsed = hypothesisSchema.safeParse(plain(tree));
  if (!parsed.success) {
    schema ??= hypothesisJsonSchema();
    const { found, more } = findings(parsed.error.issues, schema, tree);
    throw refusalOf(tree, found, more);
  }
  if (earlier.length > 0) throw new Refusal(earlier);
  checkDeclared(parsed.data, tree);
  return parsed.data;
}

function scenariosOf(tree: Mapping, file: string, read: Read): Scenarios {
  const named = (entry: Entry, path: readonly string[]) =>
    scenarioOf(openFound(openNamed(entry, path, file, read), read)).scenario;
  const levels = locate(tree, ["treatment", "levels"]).tree;
  return {
    own: named(tree.entries.get("scenario") as Entry, ["scenario"]),
    byLevel: (levels.kind === "list" ? levels.items : []).map((level, index) => {
      const entry = level.kind === "mapping" ? level.entries.get("scenario") : undefined;
      return entry === undefined
        ? undefined
        : named(entry, ["treatment", "levels", String(index), "scenario"]);
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
