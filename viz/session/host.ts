import type { Description } from "../../workers/protocol.ts";
import type { SimulationWorker } from "./worker.ts";

/** A session's worker: started when it is first needed, and again after it died or was ended. */
export interface Host {
  /** The worker there is; null where there is none. */
  readonly worker: SimulationWorker | null;
  ready(): Promise<SimulationWorker>;
  /** Does one request; a worker that dies meanwhile has been reported already. */
  attempt<T>(request: () => Promise<T>, otherwise: T): Promise<T>;
  /** Ends the worker on purpose: what it leaves unanswered is no fault. */
  end(): void;
}

/**
 * @param start starts a worker; it is told what to do when that dies by itself
 * @param onDescribed called with what a new worker says of itself
 * @param onCrash called with the reason when a worker dies or errs
 */
export function createHost(
  start: (onDeath: (reason: Error) => void) => SimulationWorker,
  onDescribed: (description: Description, worker: SimulationWorker) => void,
  onCrash: (reason: Error) => void,
): Host {
  let worker: SimulationWorker | null = null;
  let generation = 0; // rises with every worker that ends, in whatever way

  const crash = (reason: Error): void => {
    worker = null;
    generation++;
    onCrash(reason);
  };

  return {
    get worker() {
      return worker;
    },

    async ready() {
      if (worker) return worker;
      const started = start(crash);
      worker = started;
      const description = await started.simulation.describe();
      if (description.isLocked) started.watch();
      onDescribed(description, started);
      return started;
    },

    async attempt(request, otherwise) {
      const before = generation;
      try {
        return await request();
      } catch (error) {
        if (worker !== null && generation === before) {
          worker.stop();
          crash(error instanceof Error ? error : new Error(String(error)));
        }
        return otherwise;
      }
    },

    end() {
      generation++;
      worker?.stop();
      worker = null;
    },
  };
}
