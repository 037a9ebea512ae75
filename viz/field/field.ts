import { h, setText } from "../dom.ts";
import { createFigure, watchSize } from "../charts/figure.ts";
import { marksAround, type Moment, valueAt } from "../session/history.ts";
import { readTokens, type Tokens } from "../tokens.ts";
import type { Context, Scene, View } from "../view.ts";
import { type BackdropLink, openBackdrop } from "./backdrop/link.ts";
import { createBackdrop } from "./backdrop/backdrop.ts";
import { densityFor, type Kind, kindOf, type Stage } from "./backdrop/stage.ts";
import { paintGone, paintGrouping } from "./bonds.ts";
import { createCard } from "./card.ts";
import { createGround } from "./ground.ts";
import { createLegend } from "./legend.ts";
import { createNews } from "./news.ts";
import { createPainter, largestFirst, type Painter } from "./paint.ts";
import { nearestTo, neighbourOf } from "./pick.ts";
import { placeOf, presenceOf } from "./places.ts";
import { fitScreen, type Screen } from "./projection.ts";
import { SAMPLED, slotsToDraw } from "./sample.ts";
import { createShown } from "./shown.ts";
import { createSizes, type Sizes } from "./sizes.ts";
import { stageFor } from "./staging.ts";
import { fieldTable } from "./table.ts";
import { createTarget } from "./target.ts";
import {
  paintAim,
  paintMean,
  paintPrescriptions,
  paintTrails,
  radiusOfTarget,
  type Way,
} from "./ways.ts";
import { createLens } from "./zoom.ts";

/** Below this width the quarter and its reform stand above the map, and archetypes bear letters; in pixels. */
const NARROW = 520;
/** What marks grow by where the map is projected on a wall. */
const PRESENTED = 1.8;

/** What the map draws with until its data, size or colours change. */
interface Setting {
  readonly kind: Kind;
  readonly screen: Screen;
  readonly painter: Painter;
  readonly sizes: Sizes;
  readonly tokens: Tokens;
  readonly magnification: number;
  readonly density: number;
  /** Whether archetypes that are no corners bear their names. */
  readonly hasNames: boolean;
  readonly stage: Stage;
}

/** The map: associations as dots on a fixed flat cut through practice space. */
export function createField(root: HTMLElement, context: Context): View {
  const { t, format, selection } = context;
  let scene: Scene | null = null;
  let setting: Setting | null = null;
  let moment: Moment | null = null;
  let backdrop: BackdropLink | null = null;
  let size = { width: 0, height: 0 };
  let version = -1;
  let step = -1;
  let hovered: number | null = null;
  let slots: ArrayLike<number> = [];
  let slotsOf: unknown = null;

  const redraw = (): void => {
    if (scene) draw(scene);
  };
  const refit = (): void => {
    version = -1;
    redraw();
  };
  const figure = createFigure(context, {
    title: t.field,
    sentence: t.fieldSentence,
    table: () => (scene ? fieldTable(scene, context) : null),
    exportCanvas: () => wholePicture(),
  });
  const ground = createGround(context);
  const canvas = h("canvas", { class: "dots" });
  const news = createNews(context);
  const empty = h("p", { class: "map-empty", attributes: { hidden: true } });
  const room = h("div", { class: "map-room" });
  figure.plot.replaceWith(room);
  const lens = createLens(room, context, refit);
  const shown = createShown(context);
  const target = createTarget(context, redraw);
  const card = createCard(context, (x, y) => {
    const chosen = selection.state.association;
    if (chosen === null || moment === null || setting === null) return;
    const next = neighbourOf(chosen, [x, y], candidates(), moment, setting.screen);
    if (next !== null) selection.set({ association: next, panel: "association" });
  });
  const legend = createLegend(context);
  room.append(
    ...[figure.plot, target.root, news.root, legend.scale, lens.root, empty, shown.root, card.root],
  );
  figure.plot.append(ground.below, canvas, ground.above);
  root.append(figure.root, legend.root);

  /** Those a pointer can choose: all that are drawn one by one. */
  const candidates = (): ArrayLike<number> => {
    if (setting?.kind !== "raster" || moment === null) return slots;
    return Array.from(moment.before.alive.keys());
  };
  const under = (event: MouseEvent): number | null => {
    if (setting === null || moment === null) return null;
    const box = room.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return nearestTo(x, y, candidates(), moment, setting.screen);
  };
  room.addEventListener("click", (event) => {
    if (lens.wasDragged) return;
    const slot = under(event);
    if (slot !== null && event.shiftKey) selection.pin(slot);
    else if (slot === null) selection.set({ association: null });
    else selection.set({ association: slot, panel: "association" });
  });
  room.addEventListener("pointermove", (event) => {
    const slot = event.pointerType === "mouse" && event.buttons === 0 ? under(event) : null;
    if (slot === hovered) return;
    hovered = slot;
    room.toggleAttribute("data-hovers", slot !== null);
    redraw();
  });
  room.addEventListener("pointerleave", () => {
    if (hovered === null) return;
    hovered = null;
    redraw();
  });

  /** Works out what to draw with, in the colours in force. */
  const settle = ({ history, state }: Scene): Setting => {
    const { opened } = history;
    const tokens = readTokens();
    const kind = kindOf(opened.size);
    const density = densityFor(opened.size);
    const isNarrow = size.width < NARROW;
    const isOnWall = root.closest("[data-present]") !== null && !isNarrow; // a telephone is not
    const magnification = isOnWall ? PRESENTED : 1;
    const screen = fitScreen(
      opened.extent,
      { ...size, above: isNarrow ? 68 : 4, below: isNarrow ? 44 : 4, beside: 4 },
      lens.zoom,
    );
    const { factor } = lens.zoom;
    const count = kind === "cells" ? 2 * SAMPLED : opened.size;
    const sizes = createSizes({ count, width: size.width, factor, magnification });
    const responses = state.description?.responses ?? [];
    const stage = stageFor({ kind, screen, density, sizes, tokens, responses });
    const painter = createPainter(responses, tokens, density);
    const hasNames = !isNarrow && magnification === 1;
    return { kind, screen, painter, sizes, tokens, magnification, density, hasNames, stage };
  };

  const prepare = (next: Scene): Setting => {
    version = next.version;
    step = -1;
    const now = settle(next);
    if (backdrop === null) {
      backdrop = openBackdrop();
      figure.plot.prepend(backdrop.under);
      canvas.before(backdrop.over);
    }
    fitCanvas(canvas, now);
    backdrop.set(now.stage);
    ground.draw(next.history.opened.landmarks, now.screen, now);
    legend.fit(next, now.kind, now.sizes, now.hasNames);
    for (const name of ["scale", "left", "top"] as const)
      room.dataset[name] = String(now.screen[name]);
    return now;
  };

  const draw: View = (next) => {
    const isFresh = next.version !== version || setting === null;
    const isLinked = scene?.selection.grouping !== next.selection.grouping;
    scene = next;
    if (size.width === 0) return;
    const now = isFresh || setting === null ? prepare(next) : setting;
    setting = now;
    if (isLinked && !isFresh) legend.fit(next, now.kind, now.sizes, now.hasNames);
    moment = marksAround(next.history, next.time);
    if (moment === null) return;
    if (slotsOf !== moment.after) {
      const drawn = slotsToDraw(now.kind, moment.after, next.history.opened.size);
      slots = largestFirst(drawn, moment.after.places);
      slotsOf = moment.after;
    }
    backdrop?.show(moment);
    const paper = canvas.getContext("2d");
    if (paper) paint(paper, next, now, moment);
    target.update(next, now.screen, moment);
    card.update(next, moment);
    if (!context.player.isPlaying) {
      delete room.dataset["settled"];
      void backdrop?.settled().then(() => (room.dataset["settled"] = String(next.step)));
    }
    if (next.step !== step) write(next);
  };

  const paint = (paper: CanvasRenderingContext2D, next: Scene, now: Setting, at: Moment): void => {
    const { screen, painter, sizes, tokens, magnification } = now;
    const { history, time, selection: chosen } = next;
    const way: Way = { paper, screen, history, moment: at, time, tokens, magnification };
    const followed = [
      ...new Set([...chosen.pinned, chosen.association ?? -1, hovered ?? -1]),
    ].filter((slot) => slot >= 0 && presenceOf(at, slot) > 0);
    paper.clearRect(0, 0, size.width, size.height);
    const picture = { screen, moment: at, slots, sizes };
    if (now.kind === "glyphs") painter.paintDeclared(paper, picture);
    painter.paintDots(paper, picture);
    if (now.kind !== "cells") paintGone(way);
    if (chosen.grouping !== null) paintGrouping(way, chosen.grouping);
    paintMean(way);
    const strictness = history.frames[next.step]?.strictness ?? 0;
    paintPrescriptions(way, strictness);
    paintTrails(way, chosen.pinned);
    painter.paintDots(paper, { ...picture, slots: followed });
    for (const slot of followed) markOut(way, sizes, slot, slot === chosen.association);
    const aim = target.aim(next);
    if (aim) paintAim(way, aim, radiusOfTarget(strictness) * magnification);
  };

  /** Everything that is painted, what lies behind included, on one canvas in the colours in force. */
  const wholePicture = (): HTMLCanvasElement | null => {
    if (scene === null || moment === null) return null;
    const now = settle(scene);
    const [whole, under, over] = [h("canvas"), h("canvas"), h("canvas")];
    const behind = createBackdrop({ under, over });
    behind.set(now.stage);
    behind.paint(moment);
    fitCanvas(whole, now);
    const paper = whole.getContext("2d");
    if (paper === null) return null;
    paint(paper, scene, now, moment);
    paper.globalCompositeOperation = "destination-over";
    for (const layer of [over, under]) {
      if (layer.width > 1) paper.drawImage(layer, 0, 0, size.width, size.height);
    }
    return whole;
  };

  /** Words, once for each quarter. */
  const write = (next: Scene): void => {
    ({ step } = next);
    const count = valueAt(next.history, "associations", step);
    const percent = format.percent(next.history.frames[step]?.shown ?? NaN);
    const quarter = format.quarter(next.history.opened.start, step);
    figure.caption(t.fieldCaption(format.count(count), quarter, percent));
    const words = [undefined, t.map.emptyOne, t.map.emptyTwo][count]; // the last one never closes
    empty.hidden = words === undefined;
    setText(empty, words ?? "");
    shown.update(next);
    legend.update(next);
    news.update(next);
  };

  watchSize(room, (width, height) => {
    size = { width, height };
    lens.resize(width, height);
    refit();
  });
  return draw;
}

/** Gives a canvas the size of the map, in pixels of the page. */
function fitCanvas(canvas: HTMLCanvasElement, { screen, density }: Setting): void {
  canvas.width = Math.round(screen.width * density);
  canvas.height = Math.round(screen.height * density);
  canvas.getContext("2d")?.setTransform(density, 0, 0, density, 0, 0);
}

/** A ring around one that is looked at, and its number; both firm for the one chosen. */
function markOut(way: Way, sizes: Sizes, slot: number, isChosen: boolean): void {
  const { paper, screen, moment, tokens, magnification } = way;
  const [mapX, mapY] = placeOf(moment, slot);
  const [x, y] = [screen.x(mapX), screen.y(mapY)];
  const marks = moment.before.alive[slot] === 1 ? moment.before : moment.after;
  const radius = sizes.radius(marks.places[slot]!) * 1.35 + 3 * magnification;
  paper.lineJoin = "round";
  paper.font = `600 ${12 * magnification}px ${tokens("font")}`;
  paper.textAlign = x > screen.width - 60 ? "right" : "left";
  paper.textBaseline = "middle";
  const textX = x + (radius + 5) * (paper.textAlign === "right" ? -1 : 1);
  for (const [color, width] of [
    [tokens("paper"), 5],
    [tokens("ink"), isChosen ? 2.5 : 1.25],
  ] as const) {
    paper.beginPath();
    paper.arc(x, y, radius, 0, 2 * Math.PI);
    paper.strokeStyle = color;
    paper.lineWidth = width * magnification;
    paper.stroke();
    if (width === 5) paper.strokeText(String(slot), textX, y);
  }
  paper.fillStyle = tokens("ink");
  paper.fillText(String(slot), textX, y);
}
