import {
  checkScenario,
  type Scenario,
  scenarioJsonSchema,
  type ScenarioProblem,
  scenarioSchema,
} from "../../sim/index.ts";
import type { SchemaNode } from "./allowed.ts";
import { type Finding, findings, placeOf, refusalOf } from "./issues.ts";
import { openFile, type Opened, type Read } from "./library.ts";
import {
  inReadingOrder,
  problemAt,
  type Problem,
  type Problems,
  Refusal,
  shown,
} from "./problem.ts";
import { originsOf } from "./provenance.ts";
import { position } from "./text.ts";
import { type Mapping, type Origin, plain, type Tree } from "./tree.ts";

/** A scenario with the origin of its values, or what is wrong with its files. */
export type ScenarioResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly origins: Readonly<Record<string, Origin>>;
    }
  | { readonly ok: false; readonly problems: Problems };

/** Reads, merges and checks a scenario and what it extends; never throws for what a file may hold. */
export function loadScenario(name: string, read: Read): ScenarioResult {
  return attempt(() => ({ ok: true, ...scenarioOf(openFile(name, read)) }));
}

/** The outcome of reading, with a refusal as a value. */
export function attempt<Result>(
  read: () => Result,
): Result | { readonly ok: false; readonly problems: Problems } {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: error.problems };
    throw error;
  }
}

let schema: SchemaNode | undefined;

/** The scenario's JSON Schema, made once. */
export const scenarioSchemaNode = (): SchemaNode => (schema ??= scenarioJsonSchema());

/** Takes the scenario's JSON Schema as it was made before, so that it need not be made again. */
export function knowSchema(made: SchemaNode): void {
  schema = made;
}

/**
 * The checked scenario that a tree holds.
 * @throws {Refusal}
 */
export function scenarioOf({ tree, problems }: Opened): {
  readonly scenario: Scenario;
  readonly origins: Readonly<Record<string, Origin>>;
} {
  refuseOtherKinds(tree, ["scenario"]);
  const misplaced = [...problems];
  const origins = originsOf(tree, misplaced);
  const parsed = scenarioSchema.safeParse(plain(tree));
  if (!parsed.success) {
    const { found, more } = findings(parsed.error.issues, scenarioSchemaNode(), tree);
    throw together(refusalOf(tree, found, more), misplaced);
  }
  if (misplaced.length > 0) throw new Refusal(misplaced);
  const unfit = checkScenario(parsed.data);
  if (unfit.length > 0)
    throw refusalOf(
      tree,
      unfit.map((problem) => fitFinding(problem, tree)),
    );
  return { scenario: parsed.data, origins };
}

function together(refusal: Refusal, others: readonly Problem[]): Refusal {
  return new Refusal(
    inReadingOrder([...refusal.problems.listed, ...others]),
    refusal.problems.more,
  );
}

/** What a check of the whole says, with the place of the value that it clashes with. */
export function fitFinding(problem: ScenarioProblem, tree: Tree): Finding {
  const related =
    problem.related === undefined ? undefined : placeOf(tree, { path: problem.related });
  const where = related === undefined ? undefined : position(related);
  const hints = [
    problem.message,
    problem.hint,
    where === undefined || related === undefined
      ? undefined
      : `See ${related.source.name}:${where.line}:${where.col}.`,
  ];
  return {
    path: problem.path,
    code: "E040",
    got: shown(problem.got),
    allowed: problem.allowed,
    hint: hints
      .filter((hint) => hint !== undefined && hint !== "")
      .map(sentence)
      .join(" "),
  };
}

const sentence = (text = ""): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
};

/** @throws {Refusal} where a file says that it is of another kind */
export function refuseOtherKinds(tree: Mapping, kinds: readonly string[]): void {
  const entry = tree.entries.get("kind");
  if (
    entry === undefined ||
    (entry.tree.kind === "leaf" && kinds.includes(String(entry.tree.value)))
  )
    return;
  throw new Refusal([
    problemAt(entry.tree.at, "E029", {
      path: ["kind"],
      got: shown(plain(entry.tree)),
      allowed: kinds.join(", "),
    }),
  ]);
}
