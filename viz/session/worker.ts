import { connect, type Link } from "../../workers/link.ts";
import {
  type HostedJobs,
  type Json,
  ROLES,
  type Simulation,
  type Taught,
} from "../../workers/protocol.ts";
import { SCHEMA } from "../texts.ts";
import { openWorker } from "./trusted.ts";

/** A worker with a service in it. */
interface Hosted<Service> {
  readonly remote: Link<Service>["remote"];
  /** To be called once the worker holds its lock: from then on its silent death is noticed. */
  watch(): void;
  /** Ends it; what was asked and not answered is rejected. */
  stop(): void;
  /** Ends it without a word, as running out of memory may; for tests. */
  kill(): void;
}

/** A worker with the simulation in it. */
export interface SimulationWorker extends Omit<Hosted<Simulation>, "remote" | "kill"> {
  readonly simulation: Link<Simulation>["remote"];
  /** The scenario's JSON Schema, which it was taught. */
  readonly schema: Json;
  /** Ends it without a word, as running out of memory may, with a call under way; for tests. */
  vanish(): Promise<unknown>;
}

/** Starts the simulation's worker. @param onDeath called once with the reason when it dies by itself */
export function startWorker(onDeath: (reason: Error) => void): SimulationWorker {
  const { remote, watch, stop, kill } = host<Simulation>(ROLES.simulation, onDeath);
  return {
    simulation: remote,
    schema: SCHEMA,
    watch,
    stop,
    vanish() {
      const pending = remote.describe();
      kill();
      return pending;
    },
  };
}

/** A worker that runs a study's jobs. */
export type JobWorker = Hosted<HostedJobs>;

/** Starts a worker for jobs. @param onDeath called once with the reason when it dies by itself */
export function startJobWorker(onDeath: (reason: Error) => void): JobWorker {
  return host<HostedJobs>(ROLES.jobs, onDeath);
}

/**
 * A worker that is closed or runs out of memory may die without any event. So it holds a lock of its
 * own name for as long as it lives: when the page gets that lock, the worker is gone.
 */
function host<Service extends Taught>(
  role: string,
  onDeath: (reason: Error) => void,
): Hosted<Service> {
  const name = `${role}-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const worker = openWorker("simulation", name);
  let isStopped = false;
  let reject: (reason: Error) => void = () => undefined;
  const die = (reason: Error): void => {
    if (isStopped) return;
    isStopped = true;
    worker.terminate();
    reject(reason);
    onDeath(reason);
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    die(new Error(event.message || "the worker could not be loaded"));
  });
  worker.addEventListener("messageerror", () => die(new Error("a message could not be read")));
  const link = connect<Service>(worker, (register) => (reject = register));
  link.remote.learn(SCHEMA).catch(() => undefined); // a death is told by whatever is asked next
  const waiting = new AbortController();
  return {
    remote: link.remote,
    watch() {
      navigator.locks
        .request(name, { signal: waiting.signal }, () => die(new Error("the worker ended")))
        .catch(() => undefined);
    },
    kill: () => worker.terminate(),
    stop() {
      isStopped = true;
      waiting.abort();
      link.close();
      worker.terminate();
    },
  };
}
