import { PRESETS, SHIPPED } from "../bundled.ts";
import type { Problem } from "../../experiments/files/problem.ts";
import type { Layer } from "../../workers/protocol.ts";
import { type Fault, type Link, type LinkedWorld, readLink } from "./link.ts";
import { unpack } from "./packing.ts";
import type { Recorded, RecordedWorld } from "./recorded.ts";
import type { Refusal, Session } from "./state.ts";
import type { Worlds } from "./worlds.ts";

/** A world to be opened: what a link does not say is left to the scenario. */
type Wanted = Omit<RecordedWorld, "seed"> & { readonly seed: string | null };

/** What came of a wish to open something. */
export type Outcome =
  | { readonly kind: "opened"; readonly link: Link | null; readonly ignored: readonly string[] }
  | { readonly kind: "none" }
  | { readonly kind: "faulty"; readonly faults: readonly Fault[] }
  | { readonly kind: "refused"; readonly refusal: Refusal | null };

/** Opens what a link says, all of it or nothing. */
export async function openLink(worlds: Worlds, hash: string, fallback: string): Promise<Outcome> {
  const reading = readLink(hash, PRESETS);
  if (reading.kind === "none") return { kind: "none" };
  if (reading.kind === "refused") return { kind: "faulty", faults: reading.faults };
  const { link, ignored } = reading;
  const [a, b] = await Promise.all([
    wantedOf(link.a, fallback),
    link.b === null ? null : wantedOf(link.b, fallback),
  ]);
  if (a === "damaged" || b === "damaged")
    return { kind: "faulty", faults: [{ part: "file=…", why: "form" }] };
  return openWorlds(worlds, { a, b, edited: link.edited }, link, ignored);
}

/** Opens what was recorded earlier. */
export function openRecorded(worlds: Worlds, recorded: Recorded): Promise<Outcome> {
  return openWorlds(worlds, recorded, null, []);
}

async function wantedOf(world: LinkedWorld, fallback: string): Promise<Wanted | "damaged"> {
  const { preset, file, seed, layers, cited } = world;
  const own = file === null ? null : await unpack(file.packed);
  if (file !== null && own === null) return "damaged";
  return { source: file?.name ?? preset ?? fallback, text: own, seed, layers, cited };
}

async function openWorlds(
  worlds: Worlds,
  { a, b, edited }: Pick<Recorded, "edited"> & { readonly a: Wanted; readonly b: Wanted | null },
  link: Link | null,
  ignored: readonly string[],
): Promise<Outcome> {
  const answer = await worlds.replace(
    (session) => begin(session, a),
    b === null ? null : (session) => begin(session, b),
    edited,
  );
  if (answer === null) return { kind: "opened", link, ignored };
  return { kind: "refused", refusal: answer === "gone" ? null : { ...answer, what: "link" } };
}

async function begin(session: Session, { source, text, seed, layers }: Wanted): Promise<boolean> {
  const files = text === null ? SHIPPED : { ...SHIPPED, [source]: text };
  const as = { layers, ...(seed === null ? {} : { seed }) };
  if (!(await session.openScenario(source, files, as))) return false;
  const problem = misfit(session, layers);
  if (problem === null) return true;
  session.refuse({ what: "link", name: source, problems: { listed: [problem], more: 0 } });
  return false;
}

/** What the layers of a world say that its scenario and this model have no place for. */
function misfit({ state }: Session, layers: readonly Layer[]): Problem | null {
  const { description, scenario } = state;
  const known = (description?.switches ?? []).map(({ id }) => id);
  const at = { file: "", line: 1, col: 1, hint: "" } as const;
  for (const layer of layers) {
    const steps = Number(layer.set["run.steps"] ?? scenario?.run.steps ?? 0);
    const unknown = layer.off.find((id) => !known.includes(id));
    if (unknown !== undefined)
      return { ...at, code: "E054", path: "off", got: unknown, allowed: known.join(", ") };
    if (layer.at > 0 && layer.at >= steps)
      return {
        ...at,
        code: "E023",
        path: "@",
        got: `${layer.at}`,
        allowed: `from 0 to ${steps - 1}`,
      };
  }
  return null;
}
