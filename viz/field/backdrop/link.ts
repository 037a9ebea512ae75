import { h } from "../../dom.ts";
import { openWorker } from "../../session/trusted.ts";
import type { Moment } from "../../session/history.ts";
import type { Marks } from "../../../workers/protocol.ts";
import { createBackdrop } from "./backdrop.ts";
import type { Painted, ToBackdrop } from "./messages.ts";
import type { Stage } from "./stage.ts";

/** Most steps that the worker holds at once. */
const MOST_HELD = 4;

/** What lies behind the map, painted in a worker where the browser lets a worker paint. */
export interface BackdropLink {
  readonly under: HTMLCanvasElement;
  readonly over: HTMLCanvasElement;
  set(stage: Stage): void;
  show(moment: Moment): void;
  /** Resolves when everything asked for is painted. */
  settled(): Promise<void>;
}

/** Those that were opened: one that is in no document any more serves again, so that no worker is left behind. */
const opened: BackdropLink[] = [];

/** Two canvases that are in no document, and what paints them. */
export function openBackdrop(): BackdropLink {
  const free = opened.find(({ under }) => !under.isConnected);
  if (free) return free;
  const under = h("canvas", { class: "behind" });
  const over = h("canvas", { class: "behind" });
  const canLeave = typeof OffscreenCanvas === "function" && typeof ImageBitmap === "function";
  const link = canLeave ? inWorker(under, over) : inPage(under, over);
  opened.push(link);
  return link;
}

function inPage(under: HTMLCanvasElement, over: HTMLCanvasElement): BackdropLink {
  const backdrop = createBackdrop({ under, over });
  return {
    under,
    over,
    set: (stage) => backdrop.set(stage),
    show: (moment) => void backdrop.paint(moment),
    settled: () => Promise.resolve(),
  };
}

function inWorker(under: HTMLCanvasElement, over: HTMLCanvasElement): BackdropLink {
  const worker = openWorker("backdrop", "backdrop");
  const numbers = new WeakMap<Marks, number>();
  let held: number[] = [];
  let lastCrowd = 0;
  let lastPicture = 0;
  let painted = 0;
  let waiting: (() => void)[] = [];
  const tell = (message: ToBackdrop): void => worker.postMessage(message, {});

  const hang = (canvas: HTMLCanvasElement, bitmap: ImageBitmap | null): void => {
    if (bitmap !== null) canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Painted>) => {
    hang(under, data.under);
    hang(over, data.over);
    painted = data.id;
    if (painted < lastPicture) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  });

  /** The number under which the worker holds a step's associations; sends them where it does not. */
  const send = (marks: Marks): number => {
    const id = numbers.get(marks) ?? ++lastCrowd;
    numbers.set(marks, id);
    if (!held.includes(id)) {
      const { practice, places, response, alive } = marks;
      tell({ kind: "crowd", id, crowd: { practice, places, response, alive } });
    }
    held = [...held.filter((other) => other !== id), id];
    return id;
  };

  return {
    under,
    over,
    set: (stage) => tell({ kind: "stage", stage }),
    show(moment) {
      const before = send(moment.before);
      const after = send(moment.after);
      const drop = held.slice(0, -MOST_HELD);
      held = held.slice(-MOST_HELD);
      tell({ kind: "paint", id: ++lastPicture, before, after, share: moment.share, drop });
    },
    settled: () =>
      painted >= lastPicture ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}
