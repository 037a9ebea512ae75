import { h, setText } from "../dom.ts";
import type { Context, Scene } from "../view.ts";
import { isFinitePoint, type Point, prescriptionAt } from "./places.ts";
import type { Screen } from "./projection.ts";
import type { Moment } from "../session/history.ts";

/** What an arrow key moves the prescription by, in pixels; with Shift three times as far. */
const STRIDE = 8;
/** A shorter way was no drag, in pixels. */
const LEAST = 4;

/** The cross-hair as something to be taken hold of: it says where the prescription is wanted. */
export interface Target {
  readonly root: HTMLElement;
  /** Where it is wanted, until the run has got there; null where nobody wants it elsewhere. */
  aim(scene: Scene): Point | null;
  /** Puts the handle where the prescription is. */
  update(scene: Scene, screen: Screen, moment: Moment): void;
}

/** @param onAim called when the place wanted changes */
export function createTarget(context: Context, onAim: () => void): Target {
  const { t, format, session, player } = context;
  const hint = h("span", { class: "target-hint", attributes: { hidden: true } });
  const handle = h(
    "button",
    {
      class: "target-handle",
      attributes: { type: "button", "aria-label": t.map.target, title: t.map.prescription },
    },
    hint,
  );
  let screen: Screen | null = null;
  let here: Point = [NaN, NaN];
  let scene: Scene | null = null;
  let held: Point | null = null; // under the pointer or the arrow keys
  let set: { readonly point: Point; readonly at: number } | null = null;

  const hold = (point: Point | null, text = ""): void => {
    held = point;
    hint.hidden = point === null;
    setText(hint, text);
    onAim();
  };

  const commit = async (): Promise<void> => {
    if (held === null || screen === null || scene === null) return;
    const wasPlaying = player.isPlaying;
    const point = held;
    const by: Point = [point[0] - here[0], point[1] - here[1]];
    const { start } = scene.history.opened;
    const at = player.holdForChange();
    hold(null);
    set = { point, at };
    onAim();
    if (!(await session.steer(by, at))) {
      set = null;
      onAim();
      return;
    }
    context.announce(t.map.targetMoved(format.quarter(start, at)));
    if (wasPlaying || player.isSmooth) player.play();
  };

  const move = (dx: number, dy: number): void => {
    if (screen === null || !isFinitePoint(here)) return;
    const [x, y] = held ?? here;
    hold([x + dx / screen.scale, y - dy / screen.scale], t.map.targetKeysHint);
  };

  let from: { x: number; y: number } | null = null;
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    from = { x: event.clientX, y: event.clientY };
  });
  handle.addEventListener("pointermove", (event) => {
    if (from === null || screen === null) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (held === null && Math.hypot(dx, dy) < LEAST) return;
    if (player.isPlaying) player.pause(); // what is dragged stays under the hand
    hold([here[0] + dx / screen.scale, here[1] - dy / screen.scale], t.map.targetHint);
  });
  handle.addEventListener("pointerup", () => {
    from = null;
    void commit();
  });
  handle.addEventListener("pointercancel", () => {
    from = null;
    hold(null);
  });
  handle.addEventListener("click", (event) => event.stopPropagation());
  handle.addEventListener("blur", () => {
    if (from === null && held !== null) hold(null);
  });
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  handle.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (way) {
      const stride = STRIDE * (event.shiftKey ? 3 : 1);
      move(way[0] * stride, way[1] * stride);
    } else if (event.key === "Enter" || event.key === " ") void commit();
    else if (event.key === "Escape" && held !== null) hold(null);
    else return;
    event.preventDefault();
  });

  return {
    root: handle,
    aim: ({ step }) => held ?? (set !== null && set.at === step ? set.point : null),
    update(next, on, moment) {
      scene = next;
      screen = on;
      if (from === null || held === null) here = prescriptionAt(moment, 0);
      const [x, y] = held ?? here;
      const isThere = isFinitePoint([x, y]);
      handle.hidden = !isThere;
      if (isThere) handle.style.transform = `translate(${on.x(x)}px, ${on.y(y)}px)`;
    },
  };
}
