/** From the map's own coordinates to pixels: one scale for both axes, up is up. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  /** Pixels per unit. */
  readonly scale: number;
}

/** Fits an extent (left, bottom, right, top) into a box, centred below `top` pixels left free. */
export function fitScreen(
  [left, bottom, right, upper]: readonly [number, number, number, number],
  width: number,
  height: number,
  top = 0,
): Screen {
  const scale = Math.min(width / (right - left), (height - top) / (upper - bottom));
  const centerX = (left + right) / 2;
  const centerY = (bottom + upper) / 2;
  return {
    width,
    height,
    scale,
    x: (x) => width / 2 + (x - centerX) * scale,
    y: (y) => (height + top) / 2 - (y - centerY) * scale,
  };
}
