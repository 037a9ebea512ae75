/**
 * Where the time of a step goes, in a process of its own: prints, as one JSON object, nanoseconds of processor time for an
 * association-step that each part of a step takes (median over years, all four quarters of each). Arguments: associations;
 * `whole` or `pressures`, as in measure.ts.
 */
import { openSized } from "./sized.ts";

const WARM = 10; // years
const YEARS = 30;

/** Microseconds of processor time so far, the collector's and the compiler's included. */
function clock(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

let last = clock();
let spent = new Map<string, number>();
const mark = (part: string): void => {
  const now = clock();
  spent.set(part, (spent.get(part) ?? 0) + now - last);
  last = clock();
};
const run = openSized(Number(process.argv[2]), process.argv[3] === "whole", {
  digest: false,
  events: false,
  witness: { over: (_step, part) => mark(part) },
});

const years = Array.from({ length: WARM + YEARS }, () => {
  spent = new Map();
  let associations = 0;
  for (let quarter = 0; quarter < 4; quarter++) {
    last = clock();
    run.advance();
    mark("measures");
    associations += run.field.living.length;
  }
  return new Map(Array.from(spent, ([part, time]) => [part, (time * 1000) / associations]));
}).slice(WARM);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const parts = Array.from(years[0]?.keys() ?? [], (part) => [
  part,
  median(years.map((year) => year.get(part) ?? 0)),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(parts)));
