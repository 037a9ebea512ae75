/**
 * Runs one after the other in a process of its own, as a batch has them: prints the median milliseconds of a start and
 * of a whole run, warm, as one JSON object. Arguments: associations, steps, runs; the last half of the runs counts.
 */
import { planRun, scenarioSchema, startRun } from "./engine.ts";

const [associations = 300, steps = 80, runs = 60] = process.argv.slice(2).map(Number);
const scenario = scenarioSchema.parse({ population: { associations } });
/** Milliseconds of processor time so far. */
const clock = (): number => process.cpuUsage().user / 1000;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const starts: number[] = [];
const wholes: number[] = [];
for (let index = 0; index < runs; index++) {
  const begun = clock();
  const run = startRun(planRun(scenario, { seed: `short ${index}` }), { events: false });
  const started = clock();
  while (run.step < steps) run.advance();
  run.digest();
  run.release();
  if (index < runs / 2) continue;
  starts.push(started - begun);
  wholes.push(clock() - begun);
}
process.stdout.write(JSON.stringify({ start: median(starts), whole: median(wholes) }));
