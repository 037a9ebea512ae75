/** How closely a visitor looks: 1 shows the whole map. The rest is the shift in pixels that it takes. */
export interface Zoom {
  readonly factor: number;
  readonly left: number;
  readonly top: number;
}

export const WHOLE: Zoom = { factor: 1, left: 0, top: 0 };

/** From the map's own coordinates to pixels and back: one scale for both axes, up is up. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  readonly toX: (pixel: number) => number;
  readonly toY: (pixel: number) => number;
  /** Pixels per unit. */
  readonly scale: number;
  /** Where the map's origin lies, in pixels. */
  readonly left: number;
  readonly top: number;
  readonly zoom: Zoom;
}

/** A box in pixels with room kept free at its four sides. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly above: number;
  readonly below: number;
  readonly beside: number;
}

/** Fits an extent (left, bottom, right, top) into a room, centred, then looks at it as closely as wanted. */
export function fitScreen(
  [west, south, east, north]: readonly [number, number, number, number],
  { width, height, above, below, beside }: Room,
  zoom: Zoom = WHOLE,
): Screen {
  const whole = Math.max(
    1,
    Math.min((width - 2 * beside) / (east - west), (height - above - below) / (north - south)),
  );
  const scale = whole * zoom.factor;
  const left = zoom.left + (width / 2) * zoom.factor - ((west + east) / 2) * scale;
  const top =
    zoom.top + (above + (height - above - below) / 2) * zoom.factor + ((south + north) / 2) * scale;
  return {
    width,
    height,
    scale,
    left,
    top,
    zoom,
    x: (x) => left + x * scale,
    y: (y) => top - y * scale,
    toX: (pixel) => (pixel - left) / scale,
    toY: (pixel) => (top - pixel) / scale,
  };
}
