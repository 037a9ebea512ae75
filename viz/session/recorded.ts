import type { Language } from "../messages/index.ts";
import type { Letter } from "../view.ts";
import type { Layer } from "../../workers/protocol.ts";
import { type History, lastStep } from "./history.ts";
import type { Player } from "./player.ts";
import type { Selection, SelectionState } from "./selection.ts";
import type { SessionState } from "./state.ts";
import type { Worlds } from "./worlds.ts";

/** All that a world is made of. */
export interface RecordedWorld {
  /** A shipped scenario's name, or the name of the visitor's own file. */
  readonly source: string;
  /** The own file's text; null for a shipped scenario. */
  readonly text: string | null;
  readonly seed: string;
  readonly layers: readonly Layer[];
  /** What its run came to, where it had come to its end. */
  readonly cited: Cited | null;
}

/** The digest of a whole run, and shorter ones on its way, by which another run is held against it. */
export interface Cited {
  /** 32 hexadecimal digits. */
  readonly digest: string;
  /** First digits of the digests at steps spread evenly over the run, the start first, the end left out; none where they are not known. */
  readonly marks: readonly string[];
}

/** What of the selection others are to see too. */
export type RecordedView = Pick<
  SelectionState,
  "association" | "pinned" | "grouping" | "panel" | "side" | "hide"
>;

/** What the page shows, so that it can be shown again: in a link, in a file, after a return. */
export interface Recorded {
  readonly model: string;
  readonly a: RecordedWorld;
  readonly b: RecordedWorld | null;
  /** The world that controls act on, where there are two. */
  readonly edited: Letter | null;
  readonly step: number;
  readonly language: Language;
  readonly view: RecordedView;
}

/** How many marks lie on the way of a cited run, and how many digits each has. */
export const MARKS = 10;
export const MARK_DIGITS = 6;

/** The steps of the marks in a run of so many steps. */
function markSteps(steps: number): readonly number[] {
  return Array.from({ length: MARKS }, (_, at) => Math.round((at * steps) / MARKS));
}

/** Records what is shown; null while nothing is open. */
export function record(
  worlds: Worlds,
  player: Player,
  selection: Selection,
  language: Language,
): Recorded | null {
  const { state } = worlds.of("A");
  if (state.scenario === null) return null;
  const { association, pinned, grouping, panel, side, hide } = selection.state;
  return {
    model: state.description?.model ?? "",
    a: recordWorld(state),
    b: worlds.letter === null ? null : recordWorld(worlds.of("B").state),
    edited: worlds.letter,
    step: player.step,
    language,
    view: { association, pinned, grouping, panel, side, hide },
  };
}

function recordWorld({
  source,
  text,
  seed,
  layers,
  progress,
  history,
}: SessionState): RecordedWorld {
  const cited =
    progress.kind === "done" && history !== null
      ? { digest: progress.digest, marks: marksOf(history) }
      : null;
  return { source, text, seed, layers, cited };
}

function marksOf({ opened, frames }: History): readonly string[] {
  return markSteps(opened.steps).map((step) => frames[step]?.digest.slice(0, MARK_DIGITS) ?? "");
}

/** Whether a run is the one cited; where it is not, the last step at which it still was, or −1, and the first at which not. */
export type Verdict =
  | { readonly isSame: true }
  | { readonly isSame: false; readonly after: number; readonly by: number }
  /** Where is not known. */
  | { readonly isSame: false; readonly after: null };

/** Holds a run against a cited one; null until it has come to its end. */
export function verdictOn({ progress, history }: SessionState, cited: Cited): Verdict | null {
  if (progress.kind !== "done" || history === null) return null;
  if (progress.digest === cited.digest) return { isSame: true };
  if (cited.marks.length === 0) return { isSame: false, after: null };
  const end = lastStep(history);
  const steps = [...markSteps(end), end];
  const marks = marksOf(history);
  const parted = marks.findIndex((mark, at) => mark !== cited.marks[at]);
  const at = parted < 0 ? steps.length - 1 : parted;
  return { isSame: false, after: at === 0 ? -1 : (steps[at - 1] ?? -1), by: steps[at] ?? end };
}

/** Whether two records are of the same worlds, whatever is looked at in them. */
export function areSameWorlds(one: Recorded, other: Recorded): boolean {
  const core = ({ a, b }: Recorded): string =>
    JSON.stringify(
      [a, b].map((world) => world && [world.source, world.text, world.seed, world.layers]),
    );
  return core(one) === core(other);
}
