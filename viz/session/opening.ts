import { PRESETS, SHIPPED } from "../bundled.ts";
import type { Problem } from "../../experiments/files/problem.ts";
import type { Layer } from "../../workers/protocol.ts";
import { type Fault, type Link, type LinkedWorld, readLink } from "./link.ts";
import { type Manifested, readManifest } from "./manifest.ts";
import { unpack } from "./packing.ts";
import type { Recorded, RecordedWorld } from "./recorded.ts";
import type { Refusal, Session } from "./state.ts";
import type { Worlds } from "./worlds.ts";

/** A world to be opened: what a link does not say is left to the scenario. */
export type Wanted = Omit<RecordedWorld, "seed"> & { readonly seed: string | null };

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

/**
 * Opens what a manifest says, as a link is opened; null where the text is none.
 * @param name of the file, for what is wrong with it
 */
export async function openManifest(
  worlds: Worlds,
  text: string,
  name: string,
): Promise<{ readonly outcome: Outcome; readonly isStudy: boolean } | null> {
  const manifest = readManifest(text, PRESETS);
  if (manifest === null) return null;
  const { hash, isStudy } = manifest;
  const outcome =
    hash === null
      ? await openManifested(worlds, manifest, name)
      : await openLink(worlds, hash, manifest.a.source);
  return { outcome, isStudy };
}

async function openManifested(
  worlds: Worlds,
  { model, t, ...of }: Manifested,
  name: string,
): Promise<Outcome> {
  const a = await shippedWhereSame(worlds.edited, of.a);
  const b = of.b === null ? null : await shippedWhereSame(worlds.edited, of.b);
  const edited = b === null ? null : "B";
  const linked = ({ seed, layers, cited }: Wanted): LinkedWorld => ({
    preset: null,
    file: null,
    seed,
    layers,
    cited,
  });
  const ends = { a: linked(a), b: b === null ? null : linked(b) };
  const link: Link = { ...ends, model, edited, t, lang: null, view: {} };
  const outcome = await openWorlds(worlds, { a, b, edited }, link, []);
  if (outcome.kind !== "refused" || outcome.refusal === null) return outcome;
  return { kind: "refused", refusal: { ...outcome.refusal, what: "file", name } };
}

/** A world by the name of a shipped scenario where it is one to the letter: then a link has room for it. */
async function shippedWhereSame(session: Session, wanted: Wanted): Promise<Wanted> {
  const source = wanted.source.replace(/\.json$/, "");
  const simulation = session.worker()?.simulation;
  if (wanted.text === null || simulation === undefined || !PRESETS.includes(source)) return wanted;
  const loaded = await simulation.load({ name: source, files: SHIPPED });
  const isSame =
    loaded.ok &&
    JSON.stringify(loaded.scenario) === JSON.stringify(JSON.parse(wanted.text) as unknown);
  return isSame ? { ...wanted, source, text: null } : wanted;
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
