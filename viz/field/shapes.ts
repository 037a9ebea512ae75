/** Every response has a shape of its own, so that colour is never alone; all have the area of a circle. */
const CORNERS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  avoid: polygon(3, 90),
  innovate: polygon(3, -90),
  cooperate: polygon(4, 45),
  negotiate: polygon(4, 0),
  merge: polygon(6, 0),
};

/** Corners of a regular polygon whose area is that of a circle of radius 1; angle of the first in degrees. */
function polygon(corners: number, start: number): readonly (readonly [number, number])[] {
  const area = (corners / 2) * Math.sin((2 * Math.PI) / corners);
  const radius = Math.sqrt(Math.PI / area);
  return Array.from({ length: corners }, (_, corner) => {
    const angle = ((start + (360 * corner) / corners) * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
}

/** Traces the shape of a response around a point; adapt, and anything unknown, is a circle. */
export function traceShape(
  path: Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "arc" | "closePath">,
  response: string,
  x: number,
  y: number,
  radius: number,
): void {
  const corners = CORNERS[response];
  if (corners === undefined) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], corner) => {
    if (corner === 0) path.moveTo(x + dx * radius, y + dy * radius);
    else path.lineTo(x + dx * radius, y + dy * radius);
  });
  path.closePath();
}

/** The shape of a response around the origin as SVG path data. */
export function shapePath(response: string, radius: number): string {
  const parts: string[] = [];
  traceShape(
    {
      moveTo: (x, y) => void parts.push(`M${x},${y}`),
      lineTo: (x, y) => void parts.push(`L${x},${y}`),
      arc: (_x, _y, r) => void parts.push(`A${r},${r} 0 1 1 ${-r},0A${r},${r} 0 1 1 ${r},0`),
      closePath: () => void parts.push("Z"),
    },
    response,
    0,
    0,
    radius,
  );
  return parts.join("");
}
