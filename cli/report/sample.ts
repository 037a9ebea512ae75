import { levelCell, pointAt } from "../../experiments/design.ts";
import { keptSteps } from "../../experiments/jobs.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Holdings } from "../store/store.ts";
import type { Fan } from "./charts/fan.ts";

/** Most points that are drawn beside each other, and most runs of each. */
const MOST_POINTS = 6;
const MOST_RUNS = 200;

/** What runs of all points together are called: nothing. */
const ALL = "";

/** Runs of the first points of a folder's design: the measures that are to be drawn, and the ledger's sums. */
export interface Sample {
  readonly steps: Int32Array;
  /** By measure: a fan for each point. */
  readonly fans: ReadonlyMap<string, readonly Fan[]>;
  /** Whether the design has more points, or a point more runs, than are drawn. */
  readonly isCut: boolean;
}

/** Reads the runs that are drawn, one record in memory at a time. @param nameOf what a point is called */
export function readSample(
  manifest: Manifest,
  holdings: Holdings,
  wanted: readonly string[],
  nameOf: (point: number) => string,
): Sample {
  const { study, runs } = manifest;
  const { replicates } = study.design;
  const names = manifest.measures.map(({ name }) => name);
  const drawn = wanted.filter((name) => names.includes(name));
  const isSampled = !["grid", "list"].includes(study.design.kind);
  // points of a sampled design are no cases of their own: their runs are drawn together
  const arms = isSampled ? 1 : Math.min(MOST_POINTS, Math.ceil(runs / replicates));
  const all = isSampled ? runs : replicates;
  const each = Math.min(MOST_RUNS, all);
  const steps = keptSteps(study);
  const fans = new Map(
    drawn.map((name) => [
      name,
      Array.from({ length: arms }, (_, arm) => ({
        name: isSampled ? ALL : nameOf(arm),
        rows: [] as Float64Array[],
      })),
    ]),
  );
  for (let arm = 0; arm < arms; arm++)
    for (let drawnRun = 0; drawnRun < each; drawnRun++) {
      const record = holdings.record(arm * replicates + Math.floor((drawnRun * all) / each));
      if (record === undefined || !record.head.ok) continue;
      for (const [measure, own] of fans) {
        const column = names.indexOf(measure);
        const row = steps.map((_, at) => at) as Int32Array;
        own[arm]?.rows.push(
          Float64Array.from(row, (at) => record.values[at * names.length + column] ?? NaN),
        );
      }
    }
  return { steps, fans, isCut: arms * all < runs || each < all };
}

/** A point in words: each factor with its level. */
export function pointName({ study }: Manifest, point: number): string {
  const levels = pointAt(study.design, point);
  const said = study.design.factors.map(({ path }, index) => {
    const cell = levelCell(path, levels[index] ?? null);
    const level = typeof cell === "number" ? Number(cell.toPrecision(4)) : cell;
    const short = path.split(".").slice(-2).join(".");
    return `${short} = ${cell === "" ? "–" : String(level)}`;
  });
  return said.length === 0 ? "–" : said.join(", ");
}
