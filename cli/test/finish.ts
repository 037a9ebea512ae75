import type { Trial } from "../../experiments/hypotheses/compile.ts";
import {
  type judge as judgeAll,
  type Judged,
  type Measured,
  measure,
} from "../../experiments/hypotheses/judge.ts";
import { looksOf } from "../../experiments/hypotheses/schema.ts";
import { takeStock } from "../store/store.ts";
import { runsWanted } from "./stop.ts";
import { readOutcomes } from "./outcomes.ts";
import { begunTrials, trialIds } from "./registered-trials.ts";
import { hasChanged, lastOf, type Registered, type Registration } from "./registration.ts";
import { type Housed, type Ran, readTrial } from "./run-trial.ts";
import type { Finished } from "./verdicts.ts";

/** A trial with its folder and what was read off its runs. */
export interface Held {
  readonly housed: Omit<Housed, "isBegun">;
  readonly ran: Ran;
}

/** Trials that earlier calls registered: those whose runs are all there, and the ids of the others. */
export function heldElsewhere(
  out: string,
  registration: Registration,
  now: readonly Held[],
): { readonly held: readonly Held[]; readonly unfinished: readonly string[] } {
  const known = new Set(now.map(({ housed }) => housed.trial.id));
  const held: Held[] = [];
  const unfinished: string[] = [];
  for (const registered of Object.values(registration)) {
    const begun = begunTrials(out, registered);
    for (const id of trialIds(lastOf(registered).content)) {
      if (known.has(id)) continue;
      const one = begun.find(({ trial }) => trial.id === id);
      const ran = one === undefined ? undefined : readWhole({ ...one, isBegun: true });
      if (one === undefined || ran === undefined) unfinished.push(id);
      else held.push({ housed: one, ran });
    }
  }
  return { held, unfinished };
}

/** What a trial came to at the look at which it stopped; undefined where runs are missing. */
function readWhole(housed: Housed): Ran | undefined {
  const { folder, manifest } = housed;
  const wanted = runsWanted(folder, manifest);
  if (takeStock(folder, manifest, false).done < wanted) return undefined;
  return readTrial(housed, (wanted / manifest.runs) * manifest.study.design.replicates);
}

/**
 * Verdicts on all trials that are held, in the order of the registration. Tests that are registered and not finished count in their family.
 */
export function finish(
  registration: Registration,
  held: readonly Held[],
  unfinished: readonly string[],
  judge: typeof judgeAll,
): readonly Finished[] {
  const order = Object.values(registration).flatMap((entry) => trialIds(lastOf(entry).content));
  const sorted = [...held].sort(
    (a, b) => order.indexOf(a.housed.trial.id) - order.indexOf(b.housed.trial.id),
  );
  const pending = Object.values(registration).flatMap((entry) => {
    const { content } = lastOf(entry);
    return trialIds(content).flatMap((id) => (unfinished.includes(id) ? [content.family] : []));
  });
  const measured = sorted.map(({ ran }) => ran.measured);
  const judged = judge(measured, pending);
  return sorted.map((one, at): Finished => {
    const registered = registration[one.housed.trial.name] as Registered;
    const others = measured.filter((_, index) => index !== at);
    const first = asRegistered(one, registered);
    const then = first === undefined ? undefined : judge([first, ...others], pending)[0];
    return {
      ...(judged[at] as Judged),
      arms: one.ran.read.arms,
      isSame: one.ran.read.isSame,
      registered,
      asRegistered: then ?? null,
    };
  });
}

/** The same runs measured by what was registered before the first of them; undefined where nothing else is said now. */
function asRegistered({ housed, ran }: Held, registered: Registered): Measured | undefined {
  const { trial, folder, manifest } = housed;
  const { content } = registered;
  if (!hasChanged(registered) || !trialIds(content).includes(trial.id)) return undefined;
  const { replicates } = ran.measured;
  const first: Trial = { ...trial, content };
  if (replicates > (looksOf(content).at(-1) ?? 0) && content.stopping !== undefined)
    return undefined;
  const holdings = takeStock(folder, manifest, false);
  return measure(first, readOutcomes(first, manifest, holdings, replicates).outcomes, replicates);
}
