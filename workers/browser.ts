import "../experiments/jitless.ts";
import { expose, transfer } from "comlink";
import { hostJobs } from "./browser-job.ts";
import { buffersOf } from "./frames.ts";
import type { Answering } from "./link.ts";
import { holdLock } from "./lock.ts";
import { ROLES, type Simulation } from "./protocol.ts";
import { createSimulation } from "./simulation.ts";

const simulation = createSimulation();
const isLocked = holdLock(self.name);

/** The simulation with the arrays of its frames handed over, not copied. */
const service: Answering<Simulation> = {
  ...simulation,
  describe: async () => ({ ...simulation.describe(), isLocked: await isLocked }),
  more: async (run) => {
    const batch = await simulation.more(run);
    return transfer(batch, buffersOf(batch));
  },
};

// one bundle for both roles: the model is in each, and would be loaded twice
if (self.name.startsWith(ROLES.jobs)) expose(hostJobs(isLocked));
else expose(service);
