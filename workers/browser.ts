import { expose, transfer } from "comlink";
import { buffersOf } from "./frames.ts";
import type { Simulation } from "./protocol.ts";
import { createSimulation } from "./simulation.ts";

const simulation = createSimulation();
const isLocked = holdLock(self.name);

/** The simulation with the arrays of its frames handed over, not copied. */
const service: Promised<Simulation> = {
  ...simulation,
  describe: async () => ({ ...simulation.describe(), isLocked: await isLocked }),
  more: async (run) => {
    const batch = await simulation.more(run);
    return transfer(batch, buffersOf(batch));
  },
};

/** The same methods, free to answer later: across a wire all of them do. */
type Promised<Service> = {
  [Name in keyof Service]: Service[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Answer | Promise<Awaited<Answer>>
    : never;
};

/** Takes a lock and keeps it for life, so that a page which waits for it learns of this worker's end. */
function holdLock(name: string): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>; // undefined on insecure addresses
  return new Promise((resolve) => {
    if (locks === undefined) return resolve(false);
    const forLife = (): Promise<never> => {
      resolve(true);
      return new Promise(() => undefined);
    };
    locks.request(name, forLife).catch(() => resolve(false));
  });
}

expose(service);
