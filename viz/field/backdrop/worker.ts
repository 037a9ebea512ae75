import { createBackdrop } from "./backdrop.ts";
import type { Painted, ToBackdrop } from "./messages.ts";
import type { Crowd } from "./stage.ts";

const surfaces = { under: new OffscreenCanvas(1, 1), over: new OffscreenCanvas(1, 1) };
const backdrop = createBackdrop(surfaces);
const crowds = new Map<number, Crowd>();
let wanted: Extract<ToBackdrop, { kind: "paint" }> | null = null;

const channel = new MessageChannel();
channel.port1.onmessage = paint;

self.addEventListener("message", ({ data }: MessageEvent<ToBackdrop>) => {
  if (data.kind === "stage") backdrop.set(data.stage);
  else if (data.kind === "crowd") crowds.set(data.id, data.crowd);
  else {
    // pictures that come in while one is painted give way to the latest
    if (wanted === null) channel.port2.postMessage(null);
    wanted = data;
    for (const id of data.drop) crowds.delete(id);
  }
});

function paint(): void {
  if (wanted === null) return;
  const { id, before, after, share } = wanted;
  wanted = null;
  const from = crowds.get(before);
  const to = crowds.get(after);
  if (from === undefined || to === undefined) return;
  const isNew = backdrop.paint({ before: from, after: to, share });
  const under = isNew.under ? surfaces.under.transferToImageBitmap() : null;
  const over = isNew.over ? surfaces.over.transferToImageBitmap() : null;
  const painted: Painted = { id, under, over };
  self.postMessage(painted, {
    transfer: [under, over].filter((bitmap) => bitmap !== null),
  });
}
