import { join } from "node:path";
import type { Judged } from "../../experiments/hypotheses/judge.ts";
import { weightsOf } from "../../experiments/hypotheses/judge.ts";
import { looksOf } from "../../experiments/hypotheses/schema.ts";
import { MOST_LOST } from "../../experiments/hypotheses/verdict.ts";
import { MODEL_VERSION } from "../../sim/index.ts";
import { csvLine } from "../csv.ts";
import { replaceFile } from "../store/files.ts";
import { VERSION } from "../version.ts";
import type { ArmRuns } from "./outcomes.ts";
import { hasChanged, lastOf, type Registered } from "./registration.ts";

/** A trial with its verdict, how its runs went, and what was registered of it. */
export interface Finished extends Judged {
  readonly arms: readonly ArmRuns[];
  readonly isSame: boolean;
  readonly registered: Registered;
  /** The verdict of the same runs under what was registered before the first run; null where that is what holds. */
  readonly asRegistered: Pick<Judged, "verdict" | "adjusted"> | null;
}

/** Format number of `verdicts.json`; docs/hypotheses.md names its keys. */
const FORMAT = 1;

/** Writes `verdicts.json` and `verdicts.csv`: the same results give the same bytes. */
export function writeVerdicts(
  folder: string,
  finished: readonly Finished[],
  unfinished: readonly string[],
): void {
  const content = verdictsOf(finished, unfinished);
  replaceFile(join(folder, "verdicts.json"), `${JSON.stringify(content, null, 2)}\n`);
  replaceFile(join(folder, "verdicts.csv"), verdictLines(finished));
}

/** What `verdicts.json` holds. */
export function verdictsOf(finished: readonly Finished[], unfinished: readonly string[]) {
  const families = [...new Set(finished.map(({ trial }) => trial.content.family))];
  return {
    format: FORMAT,
    ironcage: VERSION,
    model: MODEL_VERSION,
    mostLost: MOST_LOST,
    families: families.map((family) => {
      const members = finished.filter(({ trial }) => trial.content.family === family);
      return {
        family,
        correction: "holm",
        tests: members[0]?.family ?? members.length,
        members: members.map(({ trial }) => trial.id),
      };
    }),
    unfinished,
    hypotheses: finished.map(entryOf),
  };
}

function entryOf(one: Finished) {
  const { trial, verdict, plain, control, registered, asRegistered } = one;
  const { content, study } = trial;
  const last = lastOf(registered);
  return {
    id: trial.id,
    name: trial.name,
    version: trial.version,
    versionLabel: content.versions[trial.version ?? ""]?.label ?? null,
    folder: trial.id,
    verdict: verdict.verdict,
    reasons: verdict.reasons,
    replicatesNeeded: verdict.needed,
    claim: content.claim,
    description: content.description,
    label: trial.label,
    couplings: trial.couplings,
    family: content.family,
    source: content.source,
    sources: content.sources,
    scenario: content.scenario,
    seed: study.seed,
    steps: study.steps,
    setting: content.setting,
    variant: content.versions[trial.version ?? ""] ?? null,
    treatment: {
      ...content.treatment,
      weights: weightsOf(content),
      isFitted: content.treatment.weights === undefined,
    },
    control: content.control ?? null,
    outcome: content.outcome,
    contrasts: content.contrasts,
    predicted: content.predicted,
    smallestEffect: content.smallestEffect,
    alpha: content.alpha,
    p: one.p,
    pHolm: one.adjusted,
    replicates: {
      used: one.replicates,
      most: study.design.replicates,
      looks: looksOf(content),
      stopping: content.stopping ?? null,
    },
    runs: {
      done: sum(one.arms, ({ done }) => done),
      failed: sum(one.arms, ({ failed }) => failed),
      undefined: sum(one.arms, (arm) => arm.undefined),
      arms: one.arms,
    },
    isSame: one.isSame,
    effect: plain,
    controlEffect: control,
    registration: {
      hash: registered.hash,
      current: last.hash,
      isChanged: hasChanged(registered),
      changes: registered.later.map(({ hash, changed, runs }) => ({ hash, changed, runs })),
      asRegistered:
        asRegistered === null
          ? null
          : {
              verdict: asRegistered.verdict.verdict,
              reasons: asRegistered.verdict.reasons,
              pHolm: asRegistered.adjusted,
            },
    },
  };
}

const sum = (arms: readonly ArmRuns[], of: (arm: ArmRuns) => number): number =>
  arms.reduce((total, arm) => total + of(arm), 0);

const COLUMNS = [
  ...["id", "name", "version", "family", "claim", "label", "predicted", "verdict", "reasons"],
  ...["estimate", "low", "high", "dz", "p", "pHolm", "pEquivalence", "smallestEffect"],
  ...["controlEstimate", "controlLow", "controlHigh", "controlPEquivalence"],
  ...["pairs", "lost", "replicates", "replicatesNeeded", "failed", "undefined", "correlation"],
  ...["isChanged", "asRegistered"],
];

function verdictLines(finished: readonly Finished[]): string {
  const rows = finished.map((one) => {
    const { trial, verdict, plain, control } = one;
    const { content } = trial;
    const [found, left] = [plain.found, control?.found ?? null];
    return csvLine([
      ...[trial.id, trial.name, trial.version, content.family, content.claim.en, trial.label],
      ...[content.predicted, verdict.verdict, verdict.reasons.join("+")],
      ...[found?.estimate ?? null, found?.interval.low ?? null, found?.interval.high ?? null],
      ...[found?.standardised.dz ?? null, one.p, one.adjusted, found?.equivalence.p ?? null],
      content.smallestEffect,
      ...[left?.estimate ?? null, left?.interval.low ?? null, left?.interval.high ?? null],
      left?.equivalence.p ?? null,
      ...[plain.pairs, plain.lost, one.replicates, verdict.needed],
      ...[sum(one.arms, ({ failed }) => failed), sum(one.arms, (arm) => arm.undefined)],
      found?.pairing.correlation ?? null,
      hasChanged(one.registered),
      one.asRegistered?.verdict.verdict ?? null,
    ]);
  });
  return csvLine(COLUMNS) + rows.join("");
}
