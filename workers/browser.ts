import { expose, transfer } from "comlink";
import { buffersOf } from "./frames.ts";
import type { Simulation } from "./protocol.ts";
import { createSimulation } from "./simulation.ts";

const simulation = createSimulation();

/** The simulation with the arrays of its frames handed over, not copied. */
const service: Simulation = {
  ...simulation,
  more: async (run) => {
    const batch = await simulation.more(run);
    return transfer(batch, buffersOf(batch));
  },
};

// held for life, so that the page can tell when this worker is gone (see viz/session/worker.ts)
const { locks } = navigator as Partial<Navigator>;
void locks?.request(self.name, () => new Promise(() => undefined));

expose(service);
