import { knowSchema, loadScenario } from "../experiments/files/scenario.ts";
import type { SchemaNode } from "../experiments/files/allowed.ts";
import type { Json, Loaded, LoadRequest, Refused } from "./protocol.ts";

/** Takes the scenario's JSON Schema as the page has it. */
export function learn(schema: Json): void {
  knowSchema(schema as SchemaNode);
}

/** Reads a scenario among texts that came with the request; nothing else can be reached by its `extends`. */
export function readScenario({ name, files }: LoadRequest): Loaded | Refused {
  return loadScenario(name, finderAmong(files));
}

/** Finds a text by its name, with or without the ending. */
export function finderAmong(
  files: LoadRequest["files"],
): (wanted: string) => { readonly name: string; readonly content: string } | undefined {
  return (wanted) => {
    for (const file of [wanted, `${wanted}.yaml`, `${wanted}.yml`]) {
      const content = Object.hasOwn(files, file) ? files[file] : undefined;
      if (content !== undefined) return { name: file, content };
    }
    return undefined;
  };
}
