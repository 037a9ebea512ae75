import { loadScenario } from "../experiments/files/scenario.ts";
import type { Loaded, LoadRequest, Refused } from "./protocol.ts";

/** Reads a scenario among texts that came with the request; nothing else can be reached by its `extends`. */
export function readScenario({ name, files }: LoadRequest): Loaded | Refused {
  return loadScenario(name, (wanted) => {
    for (const file of [wanted, `${wanted}.yaml`, `${wanted}.yml`]) {
      const content = Object.hasOwn(files, file) ? files[file] : undefined;
      if (content !== undefined) return { name: file, content };
    }
    return undefined;
  });
}
