/**
 * One engine in a process of its own, as its users run it: prints, per round, nanoseconds of processor time for an
 * association-step of the engine and of the yardstick.
 * Arguments: associations; `whole` or `pressures`, the whole model or pressures, projects and norms alone, transitions
 * being off; `plain` as in a batch without digests, `digest`, or `diary`, which keeps every event.
 */
import { openSized } from "./sized.ts";
import { openImitation } from "./yardstick.ts";

const ROUNDS = 15;

const size = Number(process.argv[2]);
const run = openSized(size, process.argv[3] === "whole", {
  digest: process.argv[4] === "digest",
  events: process.argv[4] === "diary",
});
// past the reforms and the compiler's first guesses, but no century on: about 400 steps in all
const wanted = 200_000 / size; // association-steps a round, over associations
for (let step = 0; step < Math.max(40, Math.min(100, wanted)); step++) run.advance();

/** Associations and steps of the yardstick in a round. */
const YARD = 10_000;
const YARD_STEPS = 20;
const imitation = openImitation(YARD);
for (let step = 0; step < 100; step++) imitation.step();

/** Nanoseconds of processor time so far, the collector's and the compiler's included. */
function clock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

const rounds = Array.from({ length: ROUNDS }, () => {
  const begun = clock();
  for (let step = 0; step < YARD_STEPS; step++) imitation.step();
  const start = clock();
  const steps = Math.max(2, Math.min(20, Math.ceil(wanted)));
  let associations = 0;
  for (let step = 0; step < steps; step++) {
    run.advance();
    associations += run.field.living.length;
  }
  return { yard: (start - begun) / (YARD * YARD_STEPS), cost: (clock() - start) / associations };
});
process.stdout.write(JSON.stringify(rounds));
