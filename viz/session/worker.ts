import workerUrl from "../../workers/browser.ts?worker&url";
import { connect, type Link } from "../../workers/link.ts";
import type { Simulation } from "../../workers/protocol.ts";

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/** The page's only Trusted Types policy: it lets the simulation's worker through and nothing else. */
const policy: ScriptUrlPolicy = createPolicy({
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError(`not the simulation's worker: ${url}`);
    return url;
  },
});

function createPolicy(rules: ScriptUrlPolicy): ScriptUrlPolicy {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("app", rules) ?? rules;
}

/** A worker with the simulation in it. */
export interface SimulationWorker {
  readonly simulation: Link<Simulation>["remote"];
  /** To be called once the worker holds its lock: from then on its silent death is noticed. */
  watch(): void;
  /** Ends it; what was asked and not answered is rejected. */
  stop(): void;
  /** Ends it without a word, as running out of memory may, with a call under way; for tests. */
  vanish(): Promise<unknown>;
}

/**
 * Starts the simulation's worker.
 *
 * A worker that is closed or runs out of memory may die without any event. So it holds a lock of its
 * own name for as long as it lives: when the page gets that lock, the worker is gone.
 * @param onDeath called once with the reason when it dies by itself
 */
export function startWorker(onDeath: (reason: Error) => void): SimulationWorker {
  const name = `ironcage-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const worker = new Worker(policy.createScriptURL(workerUrl), { type: "module", name });
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
  const link = connect<Simulation>(worker, (register) => (reject = register));
  const waiting = new AbortController();
  return {
    simulation: link.remote,
    watch() {
      navigator.locks
        .request(name, { signal: waiting.signal }, () => die(new Error("the worker ended")))
        .catch(() => undefined);
    },
    vanish() {
      const pending = link.remote.describe();
      worker.terminate();
      return pending;
    },
    stop() {
      isStopped = true;
      waiting.abort();
      link.close();
      worker.terminate();
    },
  };
}
