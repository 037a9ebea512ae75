import { panelRowBytes } from "../../experiments/panel.ts";
import { keptSteps, panelScenarios } from "../../experiments/jobs.ts";
import { type clusterPlan, coreSeconds, planWords } from "../cluster/batch.ts";
import { refuseLarge, refuseLargeStates } from "../cost.ts";
import { plansOf } from "./work.ts";
import { toStdout } from "../output.ts";
import { duration } from "../progress.ts";
import type { Manifest } from "../store/manifest.ts";
import { counted } from "../counted.ts";

/** Bytes of a run's record beside its series: head, id, digest. */
const HEAD_BYTES = 200;

/** Bytes of the states of all associations that a batch records, its shards alone; their number as it is at the start. */
function statesBytes({ study, runs }: Manifest): number {
  if (study.record === undefined) return 0;
  const rows = runs * keptSteps(study).length * study.scenario.population.associations;
  return rows * panelRowBytes(panelScenarios(study));
}

/** Refuses runs that would take long each, and to record states that would fill a disk, unless asked for. */
export function refuseLargeBatch(manifest: Manifest, isAllowed: boolean): void {
  if (isAllowed) return;
  for (const plan of plansOf(manifest.study)) refuseLarge(plan, false);
  refuseLargeStates(statesBytes(manifest));
}

/** `--dry-run`: runs, core-hours and disk of a batch, roughly; on a cluster the scripts too. */
export function tellCost(
  manifest: Manifest,
  workers: number,
  isJson: boolean,
  plan: ReturnType<typeof clusterPlan> | undefined,
): void {
  const { study, runs, measures } = manifest;
  const seconds = coreSeconds(manifest);
  const series = runs * (HEAD_BYTES + 8 * keptSteps(study).length * measures.length);
  const bytes = series + statesBytes(manifest);
  const cost = { runs, coreHours: seconds / 3600, bytes: 2 * bytes };
  if (isJson) return toStdout(`${JSON.stringify({ ...cost, ...plan })}\n`);
  const here =
    plan === undefined
      ? ` (about ${duration(seconds / workers)} with ${counted(workers, "worker")})`
      : "";
  toStdout(
    [
      `runs        ${runs}`,
      `core-hours  ${cost.coreHours.toPrecision(2)}${here}`,
      `disk        ${(cost.bytes / 1e6).toPrecision(2)} MB`,
      plan === undefined ? "" : planWords(plan),
    ].join("\n"),
  );
}
