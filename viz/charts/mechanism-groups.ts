import { inLanguage } from "../messages/index.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context } from "../view.ts";
import { lineIds, type Vector } from "./ledger-lines.ts";

/** Lines of the ledger that are shown as one. */
export interface Group {
  /** Also what its colour and hatch go by. */
  readonly id: string;
  readonly name: string;
  readonly lines: readonly string[];
}

/** Mechanisms with a colour and a hatch of their own: the three isomorphisms. */
export const NAMED = ["coercive", "mimetic", "normative"] as const;
/** Never put together with anything: who is there, and what the accounts leave unexplained. */
const APART = ["composition", "residual"] as const;

/** What people call a line of the ledger. */
export function nameOfLine(id: string, { t, session, language }: Context): string {
  if (id === "composition") return t.composition;
  if (id === "residual") return t.residual;
  const mechanism = session.state.description?.mechanisms.find((known) => known.id === id);
  return mechanism ? inLanguage(mechanism.label, language) : id;
}

/** The three isomorphisms, all other influences together, composition, residual; or every line for itself. */
export function groupsOf(
  history: History,
  vector: Vector,
  isApart: boolean,
  context: Context,
): readonly Group[] {
  const ids = [...lineIds(history, vector), "residual"];
  const single = (id: string): Group => ({ id, name: nameOfLine(id, context), lines: [id] });
  if (isApart) return ids.map(single);
  const own = new Set<string>([...NAMED, ...APART]);
  const rest = ids.filter((id) => !own.has(id));
  return [
    ...NAMED.filter((id) => ids.includes(id)).map(single),
    { id: "others", name: context.t.charts.mechanismsOther, lines: rest },
    ...APART.map(single),
  ];
}

/** What a group did in each step; step 0 did nothing. */
export function flowOf(history: History, vector: Vector, { lines }: Group): Float64Array {
  const flow = new Float64Array(lastStep(history) + 1);
  for (let step = 1; step < flow.length; step++)
    for (const id of lines)
      flow[step] = (flow[step] ?? 0) + valueAt(history, `ledger.${vector}.${id}`, step);
  return flow;
}

/** What it did up to each step. */
export function summed(flow: Float64Array): Float64Array {
  let sum = 0;
  return flow.map((value) => (sum += value));
}
