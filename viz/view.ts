import type { TableContent } from "./charts/table.ts";
import type { Format } from "./format.ts";
import type { Course } from "./lessons/course.ts";
import type { Language, Messages } from "./messages/index.ts";
import type { Ensemble, Ensembles } from "./session/ensemble.ts";
import type { Ghost, History } from "./session/history.ts";
import type { Partings } from "./session/parting.ts";
import type { Player } from "./session/player.ts";
import type { Selection, SelectionState } from "./session/selection.ts";
import type { Session, SessionState } from "./session/state.ts";
import type { Worlds } from "./session/worlds.ts";

/** What a view may look at while it is being built. */
export interface Context {
  readonly language: Language;
  readonly t: Messages;
  readonly format: Format;
  /** The world that controls act on. */
  readonly session: Session;
  readonly worlds: Worlds;
  readonly partings: Partings;
  readonly player: Player;
  readonly selection: Selection;
  /** Many runs of what is shown, and of it without a mechanism. */
  readonly ensembles: Ensembles;
  /** The visitor's way through the lessons. */
  readonly course: Course;
  /** Shows a table of what a chart shows. */
  openTable(content: TableContent): void;
  /** Says something to those who cannot see it. */
  announce(text: string): void;
}

/** The name of one of two worlds that are compared. */
export type Letter = "A" | "B";

/** The world beside the one that a scene shows, on the same playhead. */
export interface Other {
  readonly letter: Letter;
  readonly state: SessionState;
  /** May reach less far than the scene's own. */
  readonly history: History;
}

/** One moment to be shown. */
export interface Scene {
  readonly state: SessionState;
  readonly history: History;
  /** Which of two worlds this is; null where there is but one. */
  readonly letter: Letter | null;
  readonly other: Other | null;
  readonly ghost: Ghost | null;
  readonly selection: SelectionState;
  readonly ensemble: Ensemble | null;
  /** In quarters, with a fraction between two. */
  readonly time: number;
  /** The whole quarter. */
  readonly step: number;
  /** Rises when anything but time has changed: data, size, colours. */
  readonly version: number;
}

/** A view is built into a root once and then shows scenes. */
export type View = (scene: Scene) => void;
