import type { Crowd, Stage } from "./stage.ts";

/** What the page tells the worker that paints behind the map. */
export type ToBackdrop =
  | { readonly kind: "stage"; readonly stage: Stage }
  /** A step's associations, sent once under a number of their own. */
  | { readonly kind: "crowd"; readonly id: number; readonly crowd: Crowd }
  | {
      readonly kind: "paint";
      readonly id: number;
      /** Numbers of two crowds, and how far the moment lies between them. */
      readonly before: number;
      readonly after: number;
      readonly share: number;
      /** Crowds that will not be asked for again without being sent anew. */
      readonly drop: readonly number[];
    };

/** What it answers: the pictures of this number, where they are other than before. */
export interface Painted {
  readonly id: number;
  readonly under: ImageBitmap | null;
  readonly over: ImageBitmap | null;
}
