import { readPath, type SessionState } from "../session/state.ts";
import type { Json } from "../../workers/protocol.ts";

/** One thing in which two worlds are set differently at their end. */
export interface Differing {
  readonly kind: "scenario" | "seed" | "value" | "switch";
  /** A dotted path, or the id of what is switched. */
  readonly id: string;
  readonly a: Json;
  readonly b: Json;
  /** The step after which either of the two holds it; 0 from the start. */
  readonly since: number;
}

/** All in which two worlds are set differently: scenario, seed, values laid over it, and what is switched off. */
export function differing(a: SessionState, b: SessionState): readonly Differing[] {
  const found: Differing[] = [];
  const isOther = a.source !== b.source || a.text !== b.text;
  if (isOther) found.push({ kind: "scenario", id: "", a: a.source, b: b.source, since: 0 });
  if (a.seed !== b.seed) found.push({ kind: "seed", id: "", a: a.seed, b: b.seed, since: 0 });
  const valueIn = ({ scenario, changes }: SessionState, path: string): Json =>
    changes[path] ?? readPath(scenario, path) ?? null;
  for (const path of new Set([...Object.keys(a.changes), ...Object.keys(b.changes)])) {
    const [mine, others] = [valueIn(a, path), valueIn(b, path)];
    const isHeld = Object.hasOwn(a.changes, path) !== Object.hasOwn(b.changes, path);
    if (JSON.stringify(mine) === JSON.stringify(others) && !isHeld) continue;
    const since = Math.max(heldSince(a, path), heldSince(b, path));
    found.push({ kind: "value", id: path, a: mine, b: others, since });
  }
  for (const id of new Set([...a.off, ...b.off])) {
    if (a.off.has(id) === b.off.has(id)) continue;
    const since = Math.max(offSince(a, id), offSince(b, id));
    found.push({ kind: "switch", id, a: !a.off.has(id), b: !b.off.has(id), since });
  }
  return found;
}

/** The step after which a value is held as it is at the end; 0 where it is not held or always was. */
function heldSince({ layers }: SessionState, path: string): number {
  const text = (at: number): string => JSON.stringify(layers[at]?.set[path]) ?? "";
  return since(layers, text);
}

function offSince({ layers }: SessionState, id: string): number {
  return since(layers, (at) => String(layers[at]?.off.some((each) => each === id)));
}

function since(layers: SessionState["layers"], text: (at: number) => string): number {
  let at = layers.length - 1;
  while (at > 0 && text(at) === text(at - 1)) at--;
  return layers[at]?.at ?? 0;
}
