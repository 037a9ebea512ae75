import { attempt } from "../experiments/files/scenario.ts";
import { writeScenario } from "../experiments/files/write.ts";
import type { Refused, WriteRequest, Written } from "./protocol.ts";
import { finderAmong } from "./reading.ts";

/** Writes down a scenario among texts that came with the request. */
export function writeDown({ name, files, layers, ...rest }: WriteRequest): Written | Refused {
  const read = finderAmong(files);
  const found = read(name);
  if (found === undefined) throw new Error(`no text of ${name}`);
  return attempt(() => ({
    ok: true as const,
    ...writeScenario({
      ...rest,
      name: found.name,
      text: found.content,
      read,
      overlays: layers.map(({ at, set }) => ({ at, set })),
    }),
  }));
}
