import { h, setText } from "../dom.ts";
import { createFigure, watchSize } from "../charts/figure.ts";
import { type History, lastStep, marksAround, type Moment, valueAt } from "../session/history.ts";
import { readTokens, type Tokens } from "../tokens.ts";
import type { Context, Scene, View } from "../view.ts";
import { paintGone, paintGroupings } from "./bonds.ts";
import { createGround } from "./ground.ts";
import { createLegend } from "./legend.ts";
import { createNews } from "./news.ts";
import { createPainter, type Painter } from "./paint.ts";
import { fitScreen, type Screen } from "./projection.ts";
import { fieldTable } from "./table.ts";

/** Above this many dots one canvas pixel per screen pixel is enough, and fast. */
const MOST_AT_FULL_DENSITY = 5000;

/** Below this width the quarter and its reform stand above the map, not in its corner; in pixels. */
const NARROW = 520;
const NEWS_HEIGHT = 64;

/** The map: associations as dots on a fixed flat cut through practice space. */
export function createField(root: HTMLElement, context: Context): View {
  const { t, format } = context;
  let scene: Scene | null = null;
  const figure = createFigure(context, {
    title: t.field,
    sentence: t.fieldSentence,
    table: () => (scene ? fieldTable(scene, context) : null),
  });
  const shown = h("p", { class: "shown small", attributes: { title: t.mapShowsHint } });
  figure.head.insertBefore(shown, figure.head.lastChild);
  const ground = createGround(context);
  const canvas = h("canvas");
  const news = createNews(context);
  figure.plot.append(ground.below, canvas, ground.above, news.root);
  let showsGroupings = false;
  const legend = createLegend(context, (isWanted) => {
    showsGroupings = isWanted;
    if (scene) draw(scene);
  });
  root.append(figure.root, legend.root);

  let size = { width: 0, height: 0 };
  let screen: Screen | null = null;
  let painter: Painter | null = null;
  let tokens: Tokens = readTokens();
  let version = -1;
  let step = -1;

  const prepare = ({ history, state, version: now }: Scene): void => {
    if (now === version && screen) return;
    version = now;
    step = -1;
    tokens = readTokens();
    const { opened } = history;
    const density = opened.size > MOST_AT_FULL_DENSITY ? 1 : Math.min(2, devicePixelRatio || 1);
    screen = fitScreen(
      opened.extent,
      size.width,
      size.height,
      size.width < NARROW ? NEWS_HEIGHT : 0,
    );
    canvas.width = Math.round(size.width * density);
    canvas.height = Math.round(size.height * density);
    canvas.getContext("2d")?.setTransform(density, 0, 0, density, 0, 0);
    painter = createPainter(state.description?.responses ?? [], tokens, density);
    ground.draw(opened.landmarks, screen);
  };

  const draw: View = (next) => {
    scene = next;
    if (size.width === 0) return;
    prepare(next);
    const paper = canvas.getContext("2d");
    const moment = marksAround(next.history, next.time);
    if (paper === null || screen === null || moment === null) return;
    paper.clearRect(0, 0, size.width, size.height);
    if (showsGroupings) paintGroupings(paper, screen, moment, tokens);
    painter?.paint(paper, screen, moment);
    paintGone(paper, screen, next.history, next.step, moment, tokens);
    paintMean(paper, screen, centroids(next), tokens);
    paintPrescriptions(paper, screen, next, moment, tokens);
    if (next.step === step) return;
    step = next.step;
    const frame = next.history.frames[step];
    const percent = format.percent(frame?.shown ?? NaN);
    setText(shown, t.mapShows(percent));
    const quarter = format.quarter(next.history.opened.start, step);
    const count = valueAt(next.history, "associations", step);
    figure.caption(t.fieldCaption(format.count(count), quarter, percent));
    legend.update(next);
    news.update(next);
  };

  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    version = -1;
    if (scene) draw(scene);
  });
  return draw;
}

type Point = readonly [number, number];

/** Mean practice from the start to the moment shown. */
function centroids({ history, time, step }: Scene): Point[] {
  const way = history.frames.slice(0, step + 1).map(({ centroid }) => centroid);
  const here = history.frames[step]?.centroid;
  const next = history.frames[Math.min(step + 1, lastStep(history))]?.centroid;
  return here && next ? [...way, between(here, next, time - step)] : way;
}

function between(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

function paintPath(
  paper: CanvasRenderingContext2D,
  screen: Screen,
  points: readonly Point[],
  color: string,
  width: number,
): void {
  paper.beginPath();
  points.forEach(([x, y], at) => {
    if (at === 0) paper.moveTo(screen.x(x), screen.y(y));
    else paper.lineTo(screen.x(x), screen.y(y));
  });
  paper.strokeStyle = color;
  paper.lineWidth = width;
  paper.lineJoin = "round";
  paper.stroke();
}

/** Where the mean practice is, and its way there, clear of the dots beneath. */
function paintMean(
  paper: CanvasRenderingContext2D,
  screen: Screen,
  way: readonly Point[],
  tokens: Tokens,
): void {
  const here = way.at(-1);
  if (here === undefined) return;
  for (const [color, width, radius] of [
    [tokens("paper"), 4.5, 6],
    [tokens("ink"), 2, 4],
  ] as const) {
    paintPath(paper, screen, way, color, width);
    paper.beginPath();
    paper.arc(screen.x(here[0]), screen.y(here[1]), radius, 0, 2 * Math.PI);
    paper.fillStyle = color;
    paper.fill();
  }
}

/** The nation's prescription as a cross-hair with its way so far, the regions' as small crosses. */
function paintPrescriptions(
  paper: CanvasRenderingContext2D,
  screen: Screen,
  scene: Scene,
  { before, after, share }: Moment,
  tokens: Tokens,
): void {
  const color = tokens("target");
  const at = (group: number): Point =>
    between(
      [before.prescriptions[2 * group]!, before.prescriptions[2 * group + 1]!],
      [after.prescriptions[2 * group]!, after.prescriptions[2 * group + 1]!],
      share,
    );
  for (let region = 1; region < before.prescriptions.length / 2; region++) {
    const [x, y] = at(region);
    if (Number.isFinite(x)) paintCross(paper, screen.x(x), screen.y(y), 3.5, color, 1);
  }
  const here = at(0);
  if (!Number.isFinite(here[0])) return;
  paintPath(paper, screen, [...prescriptionWay(scene.history, scene.step), here], color, 1.5);
  const [x, y] = [screen.x(here[0]), screen.y(here[1])];
  for (const [stroke, width] of [
    [tokens("paper"), 4.5],
    [color, 2],
  ] as const) {
    paper.beginPath();
    paper.arc(x, y, 8, 0, 2 * Math.PI);
    paper.strokeStyle = stroke;
    paper.lineWidth = width;
    paper.stroke();
    paintCross(paper, x, y, 13, stroke, width, 4);
  }
}

function prescriptionWay(history: History, step: number): Point[] {
  return history.frames.slice(0, step + 1).flatMap(({ marks }): Point[] => {
    const [x, y] = marks?.prescriptions ?? [];
    return x !== undefined && y !== undefined && Number.isFinite(x) ? [[x, y]] : [];
  });
}

function paintCross(
  paper: CanvasRenderingContext2D,
  x: number,
  y: number,
  reach: number,
  color: string,
  width: number,
  hole = 0,
): void {
  paper.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    paper.moveTo(x + dx * hole, y + dy * hole);
    paper.lineTo(x + dx * reach, y + dy * reach);
  }
  paper.strokeStyle = color;
  paper.lineWidth = width;
  paper.stroke();
}
