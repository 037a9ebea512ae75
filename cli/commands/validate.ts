import type { Mapping } from "../../experiments/files/tree.ts";
import { loadExperiment } from "../../experiments/files/experiment.ts";
import { loadHypothesis } from "../../experiments/files/hypothesis.ts";
import { openFile } from "../../experiments/files/library.ts";
import {
  type Problem,
  problemAt,
  type Problems,
  Refusal,
  shown,
} from "../../experiments/files/problem.ts";
import { attempt, loadScenario } from "../../experiments/files/scenario.ts";
import { plain } from "../../experiments/files/tree.ts";
import { readAny, readDisk, readExperiment, readHypothesis } from "../disk.ts";
import type { GivenExtensions } from "../../workers/extensions.ts";
import { givenExtensions } from "../extensions.ts";
import { BadInput } from "../failure.ts";
import { toStdout } from "../output.ts";
import { isUnknown, unknownName } from "../shipped.ts";

export interface ValidateFlags {
  readonly with: readonly string[];
  readonly json?: boolean;
}

const KINDS = ["scenario", "experiment", "hypothesis"] as const;

/** `ironcage validate FILE…`: checks scenarios, experiments and hypotheses, each by its own kind. */
export async function validateCommand(
  files: readonly string[],
  flags: ValidateFlags,
): Promise<void> {
  const given = await givenExtensions(flags.with);
  const kinds: { readonly file: string; readonly kind: string }[] = [];
  const problems: Problem[] = [];
  let more = 0;
  for (const file of files) {
    const outcome = validate(file, given);
    if (outcome.ok) kinds.push({ file, kind: outcome.kind });
    else {
      problems.push(...outcome.problems.listed);
      more += outcome.problems.more;
    }
  }
  if (problems.length > 0) throw new BadInput(new Refusal(problems, more).problems);
  if (flags.json === true) toStdout(`${JSON.stringify({ valid: kinds })}\n`);
  else toStdout(kinds.map(({ file, kind }) => `${file}: valid ${kind}\n`).join(""));
}

type Outcome =
  | { readonly ok: true; readonly kind: string }
  | { readonly ok: false; readonly problems: Problems };

function validate(file: string, given: GivenExtensions | undefined): Outcome {
  if (isUnknown(file, KINDS))
    return { ok: false, problems: { listed: [unknownName(file, KINDS)], more: 0 } };
  const opened = attempt(() => ({
    ok: true as const,
    kind: kindOf(openFile(file, readAny).tree),
  }));
  if (!opened.ok) return opened;
  const loaded = load(opened.kind, file, given);
  return loaded.ok ? opened : loaded;
}

function load(kind: string, file: string, own: GivenExtensions | undefined) {
  if (kind === "experiment") return loadExperiment(file, readExperiment, own);
  return kind === "hypothesis"
    ? loadHypothesis(file, readHypothesis, { own })
    : loadScenario(file, readDisk);
}

function kindOf(tree: Mapping): string {
  const entry = tree.entries.get("kind");
  if (entry === undefined) return "scenario";
  const kind = plain(entry.tree);
  if (typeof kind === "string" && KINDS.some((known) => known === kind)) return kind;
  throw new Refusal([
    problemAt(entry.tree.at, "E029", {
      path: ["kind"],
      got: shown(kind),
      allowed: KINDS.join(", "),
    }),
  ]);
}
