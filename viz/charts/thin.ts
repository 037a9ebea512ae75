import type { ScaleLinear } from "d3";

type Scale = ScaleLinear<number, number>;

/** Points of a line after thinning, in pixels across and in the value's own unit. */
interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * At most two points for each pixel across, the least and the greatest of what falls on it, in their order: the line
 * looks as it would with all of them.
 */
function thin(steps: ArrayLike<number>, values: ArrayLike<number>, x: Scale): readonly Point[] {
  const all = Array.from(values, (value, row) => ({ at: x(steps[row] ?? 0), value }));
  const width = (all.at(-1)?.at ?? 0) - (all[0]?.at ?? 0);
  if (all.length <= 2 * Math.max(1, width)) return all;
  const columns = new Map<number, Point[]>();
  for (const point of all) {
    const column = Math.floor(point.at);
    const known = columns.get(column);
    if (known) known.push(point);
    else columns.set(column, [point]);
  }
  return [...columns.values()].flatMap((points) => {
    const finite = points.filter(({ value }) => Number.isFinite(value));
    const [first] = finite;
    if (first === undefined) return points.slice(0, 1);
    let [least, most] = [first, first];
    for (const point of finite) {
      if (point.value < least.value) least = point;
      if (point.value > most.value) most = point;
    }
    if (least === most) return [least];
    return least.at < most.at ? [least, most] : [most, least];
  });
}

const round = (pixels: number): string => pixels.toFixed(1);

/** A line through values at steps; it breaks where a value is undefined. */
export function linePath(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  x: Scale,
  y: Scale,
): string {
  let isOpen = false;
  let d = "";
  for (const { at, value } of thin(steps, values, x)) {
    if (!Number.isFinite(value)) {
      isOpen = false;
      continue;
    }
    d += `${isOpen ? "L" : "M"}${round(at)},${round(y(value))}`;
    isOpen = true;
  }
  return d;
}

/** The area between two series over the same steps. */
export function bandPath(
  steps: ArrayLike<number>,
  [low, high]: readonly [ArrayLike<number>, ArrayLike<number>],
  x: Scale,
  y: Scale,
): string {
  const [below, above] = [thin(steps, low, x), thin(steps, high, x)].map((points) =>
    points.filter(({ value }) => Number.isFinite(value)),
  ) as [Point[], Point[]];
  if (above.length === 0) return "";
  const edge = [...above, ...below.reverse()].map(
    ({ at, value }) => `${round(at)},${round(y(value))}`,
  );
  return `M${edge.join("L")}Z`;
}
