import { createBackdrop, type Backdrop } from "./backdrop.ts";
import type { Painted, ToBackdrop } from "./messages.ts";
import type { Crowd } from "./stage.ts";

let backdrop: Backdrop | null = null;
const crowds = new Map<number, Crowd>();
let wanted: Extract<ToBackdrop, { kind: "paint" }> | null = null;

const channel = new MessageChannel();
channel.port1.onmessage = paint;

self.addEventListener("message", ({ data }: MessageEvent<ToBackdrop>) => {
  if (data.kind === "surfaces") backdrop = createBackdrop(data);
  else if (data.kind === "stage") backdrop?.set(data.stage);
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
  if (backdrop === null || from === undefined || to === undefined) return;
  backdrop.paint({ before: from, after: to, share });
  const painted: Painted = { id };
  self.postMessage(painted, {}); // a worker has one side to tell
}
