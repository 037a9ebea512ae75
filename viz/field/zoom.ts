import { h, setAttribute } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context } from "../view.ts";
import { WHOLE, type Zoom } from "./projection.ts";

/** Nobody sees more by looking closer than this. */
const MOST = 12;
/** What a press of a button does. */
const STRIDE = 1.6;
/** A pointer that moved no further than this meant a click, in pixels. */
const SLACK = 4;

/** Looking closer: buttons, wheel, two fingers, and dragging what is larger than its room. */
export interface Lens {
  readonly zoom: Zoom;
  /** Buttons to be shown over the map. */
  readonly root: HTMLElement;
  /** Whether the pointer that was released just now dragged the map, and so chose nothing. */
  readonly wasDragged: boolean;
  resize(width: number, height: number): void;
}

export function createLens(room: HTMLElement, context: Context, onChange: () => void): Lens {
  const { t, format } = context;
  let zoom = WHOLE;
  let size = { width: 0, height: 0 };
  let wasDragged = false;

  const set = (next: Zoom): void => {
    const factor = Math.min(MOST, Math.max(1, next.factor));
    const clamp = (shift: number, length: number): number =>
      Math.min(0, Math.max(length * (1 - factor), shift));
    zoom = { factor, left: clamp(next.left, size.width), top: clamp(next.top, size.height) };
    if (factor < 1.001) zoom = WHOLE;
    room.toggleAttribute("data-zoomed", zoom !== WHOLE);
    setAttribute(closer, "disabled", zoom.factor >= MOST);
    setAttribute(further, "disabled", zoom === WHOLE);
    whole.hidden = zoom === WHOLE;
    onChange();
  };
  /** Looks `times` closer, so that what lies at a pixel stays there. */
  const around = (x: number, y: number, times: number): void => {
    const factor = Math.min(MOST, Math.max(1, zoom.factor * times));
    const ratio = factor / zoom.factor;
    set({ factor, left: x - (x - zoom.left) * ratio, top: y - (y - zoom.top) * ratio });
  };
  const press = (times: number) => (): void => {
    around(size.width / 2, size.height / 2, times);
    context.announce(t.map.zoomed(format.plain(Math.round(zoom.factor * 10) / 10)));
  };
  const button = (name: "plus" | "minus" | "whole", text: string, act: () => void) =>
    h(
      "button",
      {
        class: "button lens-button",
        attributes: { type: "button", title: text, "aria-label": text },
        on: { click: act },
      },
      icon(name),
    );
  const closer = button("plus", t.map.zoomIn, press(STRIDE));
  const further = button("minus", t.map.zoomOut, press(1 / STRIDE));
  const whole = button("whole", t.map.zoomAll, () => {
    set(WHOLE);
    closer.focus();
  });
  whole.hidden = true;
  further.disabled = true;

  listenToPointers(room, {
    isLarger: () => zoom !== WHOLE,
    drag: (dx, dy) => set({ ...zoom, left: zoom.left + dx, top: zoom.top + dy }),
    pinch: around,
    settle: (moved) => (wasDragged = moved > SLACK),
  });
  room.addEventListener(
    "wheel",
    (event) => {
      if (size.width < 480 && !event.ctrlKey) return; // there the page itself is scrolled
      event.preventDefault();
      const box = room.getBoundingClientRect();
      around(event.clientX - box.left, event.clientY - box.top, 2 ** (-event.deltaY / 320));
    },
    { passive: false },
  );
  return {
    root: h("div", { class: "lens" }, closer, further, whole),
    get zoom() {
      return zoom;
    },
    get wasDragged() {
      return wasDragged;
    },
    resize(width, height) {
      const ratio = size.width > 0 ? width / size.width : 1;
      size = { width, height };
      if (zoom !== WHOLE) set({ ...zoom, left: zoom.left * ratio, top: zoom.top * ratio });
    },
  };
}

interface PointerActions {
  readonly isLarger: () => boolean;
  readonly drag: (dx: number, dy: number) => void;
  readonly pinch: (x: number, y: number, times: number) => void;
  /** Told how far the pointer moved in all when it is released. */
  readonly settle: (moved: number) => void;
}

/** One pointer drags, two pinch. */
function listenToPointers(room: HTMLElement, actions: PointerActions): void {
  const pointers = new Map<number, { x: number; y: number }>();
  let moved = 0;
  room.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Element && event.target.closest("button, .card, .shown-text"))
      return;
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  room.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (other) {
      const box = room.getBoundingClientRect();
      const times =
        Math.hypot(now.x - other.x, now.y - other.y) /
        Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      actions.pinch((now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top, times);
    } else if (actions.isLarger()) {
      if (moved > SLACK && !room.hasPointerCapture(event.pointerId))
        room.setPointerCapture(event.pointerId);
      actions.drag(now.x - before.x, now.y - before.y);
    }
  });
  const release = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    actions.settle(moved);
  };
  room.addEventListener("pointerup", release);
  room.addEventListener("pointercancel", release);
}
