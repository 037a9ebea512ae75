import backdropUrl from "../field/backdrop/worker.ts?worker&url";
import simulationUrl from "../../workers/browser.ts?worker&url";

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/** The page's own workers: the simulation, whatever its role, and what paints behind the map. */
const WORKERS = { simulation: simulationUrl, backdrop: backdropUrl } as const;

/** The page's only Trusted Types policy: it lets the page's own workers through and nothing else. */
const policy: ScriptUrlPolicy = createPolicy({
  createScriptURL(url) {
    if (!Object.values(WORKERS).includes(url)) throw new TypeError(`not a worker's: ${url}`);
    return url;
  },
});

function createPolicy(rules: ScriptUrlPolicy): ScriptUrlPolicy {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("app", rules) ?? rules;
}

/** Starts one of the page's workers under a name. */
export function openWorker(kind: keyof typeof WORKERS, name: string): Worker {
  const url = WORKERS[kind];
  // of one file, a module could not be fetched by its own worker
  const type = url.startsWith("blob:") ? "classic" : "module";
  return new Worker(policy.createScriptURL(url), { type, name });
}
