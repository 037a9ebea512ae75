import type { ScaleLinear } from "d3";
import { freshId, s } from "../dom.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createViewChoice } from "./choice.ts";
import { flowOf, type Group, groupsOf, NAMED, nameOfLine, summed } from "./mechanism-groups.ts";
import { createSideNames, type SideNames } from "./names.ts";
import { createReach, digitsOf, levels, valueScale } from "./scale.ts";
import { linePath } from "./thin.ts";
import { createTimeFigure, type Plot } from "./time-figure.ts";

type Mode = "bars" | "lines";
const VECTOR = "practice";
const DIGITS = 3;
/** Least width of a bar with its gap in pixels; quarters are put together where they are narrower. */
const LEAST_BAR = 6;
const PERIODS = [1, 2, 4, 8, 20, 40, 80, 200, 400, 800];
/** Reach of the axis from the start, as a share of the first dispersion. */
const LEAST = { bars: 0.05, lines: 0.2 };

/**
 * What each mechanism did to the dispersion: signed bars about zero for each period, or sums since the start. Those who
 * come and go (composition) and what the accounts leave over (residual) stand apart and are never left out.
 */
export function createMechanisms(root: HTMLElement, context: Context): View {
  const { t, format, player } = context;
  const words = t.charts;
  const reach = createReach(player);
  let mode: Mode = "bars";
  let names: SideNames | null = null;
  let key = "";
  let groups: readonly Group[] = [];
  let sums: readonly Float64Array[] = [];
  const hatches = new Map(NAMED.map((id) => [id as string, freshId()]));

  const lay = (scene: Scene, plot: Plot): void => {
    const { history } = scene;
    const isApart = mode === "lines" && plot.isLarge;
    groups = groupsOf(history, VECTOR, isApart, context);
    const flows = groups.map((group) => flowOf(history, VECTOR, group));
    sums = flows.map(summed);
    const first = valueAt(history, `dispersion.${VECTOR}`, 0);
    const period = PERIODS.find((count) => plot.x(count) - plot.x(0) >= LEAST_BAR) ?? 800;
    const bars = mode === "bars" ? stack(flows, period) : null;
    const change = history.frames.map(
      (_, step) => valueAt(history, `dispersion.${VECTOR}`, step) - first,
    );
    const most = bars
      ? Math.max(0, ...bars.flatMap(({ low, high }) => [-low, high]))
      : Math.max(0, ...[...sums.flatMap((sum) => [...sum]), ...change].map(Math.abs));
    const least = LEAST[mode] * (first > 0 ? first : 1);
    const top = reach.of(`${mode} ${period} ${history.opened.run}`, least, most);
    const y = valueScale([-top, top], plot);
    const digits = digitsOf(y);
    layers.grid.replaceChildren(
      ...levels(y, plot, (value) => format.signed(value, value === 0 ? 0 : digits)),
    );
    for (const layer of [layers.ahead, layers.past]) {
      const kind = layer === layers.ahead ? "ahead" : "";
      layer.replaceChildren(
        ...(bars
          ? drawBars(bars, { groups, period, kind, hatches }, plot, y)
          : drawLines(groups, sums, change, { kind, plot, y })),
      );
    }
    placeNames(history, plot, y);
  };

  const placeNames = (history: History, plot: Plot, y: ScaleLinear<number, number>): void => {
    const wantedKey = `${mode} ${groups.map(({ id }) => id).join()}`;
    const isLines = mode === "lines";
    if (key !== wantedKey) {
      key = wantedKey;
      names = createSideNames(
        layers.names,
        [...groups.map(({ name }) => name), ...(isLines ? [t.change.split(" ")[0] ?? ""] : [])],
        [
          ...groups.map((group) => (isLines ? strokeSign(group) : swatch(group, hatches))),
          ...(isLines
            ? [s("path", { class: "account change", attributes: { d: "M-5,0H5" } })]
            : []),
        ],
      );
    }
    const end = lastStep(history);
    names?.place(
      isLines
        ? [...sums.map((sum) => y(sum[end] ?? 0)), y(changeAt(history, end))]
        : groups.map((_, at) => plot.top + 10 + at * 18),
      plot,
    );
  };

  const draw = ({ history, step }: Scene): void => {
    const values = [...sums.map((sum) => sum[step] ?? NaN), changeAt(history, step)].map((value) =>
      Math.abs(value) < 0.5 * 10 ** -DIGITS ? format.fixed(0, 0) : format.signed(value, DIGITS),
    );
    names?.write(values);
    const said = groups.map(({ name }, at) => `${name} ${values[at] ?? ""}`);
    const quarter = format.quarter(history.opened.start, step);
    figure.caption(words.mechanismsCaption(quarter, values.at(-1) ?? "", said.join(", ")));
  };

  const tableOf = ({ history }: Scene) => {
    const all = groupsOf(history, VECTOR, true, context);
    const flows = all.map((group) => flowOf(history, VECTOR, group));
    const { opened, frames } = history;
    const changes = frames.map((_, step) =>
      step === 0 ? 0 : changeAt(history, step) - changeAt(history, step - 1),
    );
    return {
      title: t.tableOf(words.mechanisms),
      columns: [
        t.tableQuarter,
        t.tableStep,
        ...all.map(({ id }) => nameOfLine(id, context)),
        t.change,
      ],
      rows: frames.map((_, step) => [
        format.quarter(opened.start, step),
        format.count(step),
        ...flows.map((flow, at) =>
          all[at]?.id === "residual"
            ? format.scientific(flow[step] ?? NaN)
            : format.signed(flow[step] ?? NaN, 6),
        ),
        format.signed(changes[step] ?? NaN, 6),
      ]),
      data: {
        columns: [
          "quarter",
          "step",
          ...all.map(({ id }) => `ledger.${VECTOR}.${id}`),
          `change.dispersion.${VECTOR}`,
        ],
        rows: frames.map((_, step) => [
          format.quarter(opened.start, step),
          step,
          ...flows.map((flow) => flow[step] ?? NaN),
          changes[step] ?? NaN,
        ]),
      },
    };
  };

  const figure = createTimeFigure(root, context, {
    title: words.mechanisms,
    sentence: t.ledgerSentence,
    table: tableOf,
    lay,
    draw,
  });
  const { layers } = figure;
  figure.root.classList.add("mechanisms");
  figure.plot.querySelector("defs")?.append(...patterns(hatches));
  figure.line.replaceChildren(
    createViewChoice<Mode>(
      words.view,
      [
        ["bars", words.mechanismsBars],
        ["lines", words.mechanismsLines],
      ],
      (choice) => {
        mode = choice;
        figure.refresh();
      },
    ),
  );
  return figure.view;
}

const changeAt = (history: History, step: number): number =>
  valueAt(history, `dispersion.${VECTOR}`, step) - valueAt(history, `dispersion.${VECTOR}`, 0);

/** One period: what each group did, how far the bars reach on either side, and what remains in all. */
interface Stack {
  readonly from: number;
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly net: number;
}

function stack(flows: readonly Float64Array[], period: number): readonly Stack[] {
  const steps = flows[0]?.length ?? 0;
  const stacks: Stack[] = [];
  for (let from = 1; from < steps; from += period) {
    const values = flows.map((flow) =>
      flow.subarray(from, Math.min(steps, from + period)).reduce((sum, value) => sum + value, 0),
    );
    const side = (isUp: boolean): number =>
      values.reduce((sum, value) => (value > 0 === isUp ? sum + value : sum), 0);
    stacks.push({
      from,
      values,
      low: side(false),
      high: side(true),
      net: side(true) + side(false),
    });
  }
  return stacks;
}

interface Bars {
  readonly groups: readonly Group[];
  readonly period: number;
  readonly kind: string;
  readonly hatches: ReadonlyMap<string, string>;
}

/** One path for each group, its bars stacked away from zero, and a tick where the sum of a period lies. */
function drawBars(
  stacks: readonly Stack[],
  { groups, period, kind, hatches }: Bars,
  { x }: Plot,
  y: ScaleLinear<number, number>,
): SVGElement[] {
  const width = Math.max(2, (x(period) - x(0)) * 0.78);
  const left = ({ from }: Stack): number => x(from - 0.5 + period / 2) - width / 2;
  const bases = stacks.map(() => ({ up: 0, down: 0 }));
  const shapes = groups.map((group, at) => {
    const d = stacks.map((each, index) => {
      const value = each.values[at] ?? 0;
      const base = bases[index]!;
      const from = value > 0 ? base.up : base.down;
      if (value > 0) base.up += value;
      else base.down += value;
      const [a, b] = [y(from), y(from + value)];
      return Math.abs(a - b) < 0.05
        ? ""
        : `M${left(each).toFixed(1)},${a.toFixed(2)}h${width.toFixed(1)}V${b.toFixed(2)}h${(-width).toFixed(1)}Z`;
    });
    const shape = s("path", {
      class: `account-bar ${group.id} ${kind}`,
      attributes: { d: d.join("") },
    });
    const hatch = hatches.get(group.id);
    if (hatch) shape.style.fill = `url(#${hatch})`;
    return shape;
  });
  const net = stacks.map(
    (each) => `M${(left(each) - 1).toFixed(1)},${y(each.net).toFixed(1)}h${(width + 2).toFixed(1)}`,
  );
  return [...shapes, s("path", { class: `account-net ${kind}`, attributes: { d: net.join("") } })];
}

function drawLines(
  groups: readonly Group[],
  sums: readonly Float64Array[],
  change: readonly number[],
  { kind, plot, y }: { kind: string; plot: Plot; y: ScaleLinear<number, number> },
): SVGElement[] {
  const steps = change.map((_, step) => step);
  const path = (id: string, values: ArrayLike<number>): SVGElement =>
    s("path", {
      class: `account ${id} ${kind}`,
      attributes: { d: linePath(steps, values, plot.x, y) },
    });
  return [...groups.map(({ id }, at) => path(id, sums[at] ?? [])), path("change", change)];
}

const strokeSign = ({ id }: Group): SVGElement =>
  s("path", { class: `account ${id}`, attributes: { d: "M-5,0H5" } });

function swatch({ id }: Group, hatches: ReadonlyMap<string, string>): SVGElement {
  const shape = s("path", {
    class: `account-bar ${id}`,
    attributes: { d: "M-5,-5h10v10h-10Z" },
  });
  const hatch = hatches.get(id);
  if (hatch) shape.style.fill = `url(#${hatch})`;
  return shape;
}

/** Hatches of the three isomorphisms, so that colour is never alone: two diagonals and a vertical. */
function patterns(hatches: ReadonlyMap<string, string>): SVGElement[] {
  const turns: Readonly<Record<string, number>> = { coercive: 45, mimetic: 135, normative: 0 };
  return [...hatches].map(([id, pattern]) =>
    s(
      "pattern",
      {
        attributes: {
          id: pattern,
          width: 4,
          height: 4,
          patternUnits: "userSpaceOnUse",
          patternTransform: `rotate(${turns[id] ?? 0})`,
        },
      },
      s("rect", { class: `hatch ${id}`, attributes: { width: 4, height: 4 } }),
      s("path", { class: "hatch-line", attributes: { d: "M0.5,0V4" } }),
    ),
  );
}
