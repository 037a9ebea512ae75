import { sha256Hex } from "../../sim/index.ts";
import type { Batch, Changes, OpenRequest, Opened, Refused } from "../../workers/protocol.ts";

/** A shipped scenario, what is laid over it to keep it short, and the digests of its runs by seed. */
export interface GoldenField {
  readonly scenario: string;
  readonly set: Changes;
  /** Of all states up to each of `Golden.at`, and up to the last step. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

/** test/golden/digests.json */
export interface Golden {
  readonly model: string;
  /** Steps at which digests are kept besides the last one. */
  readonly at: readonly number[];
  readonly fields: readonly GoldenField[];
}

/** One entry of test/golden/history.json: since when the digests are what they are, and why. */
export interface Change {
  readonly model: string;
  /** Of all digests, as `sumOf` gives it. */
  readonly sum: string;
  readonly reason: string;
}

/** As much of the page's service as a golden run needs, here or in a worker. */
export interface Service {
  open(request: OpenRequest): Promise<Opened | Refused> | Opened | Refused;
  more(run: number): Promise<Batch>;
}

/** The fields of which digests are kept: together they go through every mechanism and every transition. */
export const FIELDS: readonly Omit<GoldenField, "digests">[] = [
  { scenario: "hpst-2009", set: {} },
  { scenario: "compulsory-grouping", set: { "population.associations": 120 } },
  { scenario: "market-opening", set: { "population.associations": 120 } },
  { scenario: "assigned-exposures", set: { "population.associations": 120, "run.steps": 48 } },
  { scenario: "universities", set: { "population.associations": 100 } },
];
export const SEEDS = 100;
export const AT = [0, 1, 10];

/** Runs one golden run to its end; answers with the digests at each of `at` and at the last step. */
export async function digestsOf(
  service: Service,
  request: Pick<OpenRequest, "scenario" | "set" | "seed">,
  at: readonly number[],
  watch?: (opened: Opened, batch: Batch) => void,
): Promise<string[]> {
  const opened = await service.open({ ...request, off: [] });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const found = new Map<number, string>();
  for (;;) {
    const batch = await service.more(opened.run);
    watch?.(opened, batch);
    for (const { step, digest } of batch.frames) found.set(step, digest);
    if (batch.state === "running") continue;
    return [...at.map((step) => found.get(step) ?? "none"), batch.digest ?? batch.state];
  }
}

/** SHA-256 over every digest and what it is the digest of. */
export const sumOf = ({ at, fields }: Golden): string => sha256Hex(JSON.stringify([at, fields]));

/**
 * Why a set of digests may not stand, or nothing: digests change with a new model version and a reason only, and no
 * version comes twice.
 */
export function objection(golden: Golden, model: string, history: readonly Change[]): string {
  const latest = history.at(-1);
  if (latest === undefined) return "history.json is empty";
  const versions = history.map((change) => change.model);
  if (new Set(versions).size < versions.length) return "history.json has a model version twice";
  if (history.some(({ reason }) => reason.trim().length < 20))
    return "history.json has a version without a reason of at least 20 characters";
  if (golden.model !== model) return `the digests are of model ${golden.model}, this is ${model}`;
  if (latest.model !== model)
    return `history.json ends with model ${latest.model}, this is ${model}`;
  if (latest.sum !== sumOf(golden))
    return `digests changed, and the model version is still ${model}: raise it, with a reason`;
  return "";
}
