/**
 * A million associations in a process of its own: the whole model of hpst-2009, no burn-in, ten steps, ledgers,
 * measures and digest on. Prints one JSON object.
 */
import { openSized } from "./sized.ts";

const ASSOCIATIONS = 1_000_000;
const STEPS = 10;

/** Seconds of processor time so far. */
const seconds = (): number => process.cpuUsage().user / 1e6;

const begun = seconds();
const run = openSized(ASSOCIATIONS, true, { events: false });
const started = seconds();
let associations = 0;
while (run.step < STEPS) {
  run.advance();
  associations += run.field.living.length;
}
process.stdout.write(
  JSON.stringify({
    start: started - begun,
    cost: ((seconds() - started) * 1e9) / associations,
    peak: process.resourceUsage().maxRSS * 1024,
  }),
);
