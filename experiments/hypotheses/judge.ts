import { holm } from "../statistics/index.ts";
import type { Trial } from "./compile.ts";
import { type Effect, effectOf, type EffectQuestion, levelWeights } from "./effect.ts";
import { type HypothesisFile, looksOf } from "./schema.ts";
import { claimP, type Verdict, verdictOf } from "./verdict.ts";

/** What the runs of a trial came to: one list per level, one entry per replicate, NaN where there is none. */
export interface Outcomes {
  readonly plain: readonly Float64Array[];
  readonly control: readonly Float64Array[] | null;
}

/** A trial with the effects read off its runs. */
export interface Measured {
  readonly trial: Trial;
  /** Replicates that were looked at. */
  readonly replicates: number;
  readonly plain: Effect;
  readonly control: Effect | null;
}

/** A trial with its verdict. */
export interface Judged extends Measured {
  readonly verdict: Verdict;
  /** p of the claim itself, as it is and as Holm adjusts it over the family. */
  readonly p: number;
  readonly adjusted: number;
  /** Tests in the family. */
  readonly family: number;
}

/** Weights of a treatment's levels. */
export function weightsOf({ treatment }: HypothesisFile): readonly number[] {
  const doses = treatment.levels.map(({ dose }, index) => dose ?? index + 1);
  return levelWeights(doses, treatment.weights);
}

/** The effects of a trial over its first replicates. */
export function measure(trial: Trial, outcomes: Outcomes, replicates: number): Measured {
  const { content } = trial;
  const question: Omit<EffectQuestion, "seed"> = {
    weights: weightsOf(content),
    margin: content.smallestEffect,
    alpha: content.alpha,
    isSpread: content.outcome.statistic === "spread",
    looks: looksOf(content),
    spending: content.stopping?.spending ?? "obrien-fleming",
  };
  const first = (levels: readonly Float64Array[]) =>
    levels.map((level) => level.subarray(0, replicates));
  const ask = (levels: readonly Float64Array[], name: string): Effect =>
    effectOf(first(levels), { ...question, seed: `${trial.id}/${name}` });
  return {
    trial,
    replicates,
    plain: ask(outcomes.plain, "plain"),
    control: outcomes.control === null ? null : ask(outcomes.control, "control"),
  };
}

/**
 * Verdicts of trials, Holm's correction taken over each family.
 * @param pending families of tests that have no runs yet: they count, as if they showed nothing
 */
export function judge(
  trials: readonly Measured[],
  pending: readonly string[] = [],
): readonly Judged[] {
  const judged = new Map<Measured, Judged>();
  for (const family of new Set(trials.map(({ trial }) => trial.content.family))) {
    const members = trials.filter(({ trial }) => trial.content.family === family);
    const waiting = pending.filter((name) => name === family).map(() => 1);
    const adjusted = holm([...members.map(pOf), ...waiting]);
    const size = members.length + waiting.length;
    members.forEach((member, at) => {
      const own = adjusted[at] ?? 1;
      const found = verdict(member, own, size);
      judged.set(member, {
        ...member,
        p: pOf(member),
        adjusted: own,
        family: size,
        verdict: found,
      });
    });
  }
  return trials.flatMap((measured) => judged.get(measured) ?? []);
}

const pOf = ({ trial, plain }: Measured): number => claimP(plain, trial.content.predicted);

function verdict({ trial, plain, control }: Measured, adjusted: number, family: number): Verdict {
  const { predicted, smallestEffect, alpha } = trial.content;
  return verdictOf({ predicted, smallestEffect, alpha, plain, control, adjusted, family });
}

/**
 * Whether a trial may stop at the look that it has reached. A decision has to hold wherever in its family Holm's correction would put it, so that
 * the verdict does not depend on how the others come out.
 */
export function isEnough(measured: Measured, family: number): boolean {
  const { trial, replicates, plain, control } = measured;
  const looks = looksOf(trial.content);
  if (replicates >= (looks.at(-1) ?? 0)) return true;
  const { stopping } = trial.content;
  if (stopping === undefined) return false;
  if (stopping.decision === true) {
    const adjusted = Math.min(1, family * pOf(measured));
    return verdict(measured, adjusted, family).verdict !== "inconclusive";
  }
  return [plain, ...(control === null ? [] : [control])].every(({ found }) => {
    if (found === null) return false;
    const { low, high } = found.confidence;
    return (high - low) / 2 <= (stopping.precision ?? 0);
  });
}
