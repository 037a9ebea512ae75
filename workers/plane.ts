/** A fixed flat map of the practice space: two orthonormal directions through an origin. */
export interface Plane {
  readonly origin: Float64Array;
  readonly right: Float64Array;
  readonly up: Float64Array;
}

type Vector = ArrayLike<number>;

function minus(a: Vector, b: Vector): Float64Array {
  return Float64Array.from({ length: a.length }, (_, k) => (a[k] ?? 0) - (b[k] ?? 0));
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

function scaled(a: Float64Array, factor: number): Float64Array {
  return a.map((value) => value * factor);
}

/**
 * Which of three points stands left, right and above: their longest side lies level, and of its two
 * ends the one that comes later in the list stands left.
 */
export function layTriangle(
  points: readonly [Vector, Vector, Vector],
): readonly [number, number, number] {
  const sides = [
    [1, 0, 2],
    [2, 0, 1],
    [2, 1, 0],
  ] as const;
  let longest: (typeof sides)[number] = sides[0];
  let most = -1;
  for (const side of sides) {
    const between = minus(points[side[1]], points[side[0]]);
    const length = dot(between, between);
    if (length > most) {
      most = length;
      longest = side;
    }
  }
  return longest;
}

/** The plane through three points: the first two level, the third above them, the origin at their middle. */
export function planeThrough(left: Vector, right: Vector, top: Vector): Plane {
  const dimensions = left.length;
  const origin = Float64Array.from(
    { length: dimensions },
    (_, k) => ((left[k] ?? 0) + (right[k] ?? 0) + (top[k] ?? 0)) / 3,
  );
  const along = direction(minus(right, left), 0);
  const rest = minus(top, left);
  const upward = minus(rest, scaled(along, dot(rest, along)));
  return { origin, right: along, up: direction(upward, dimensions > 1 ? 1 : 0, along) };
}

/** Unit vector of `v`; where `v` vanishes, an axis made orthogonal to `against`. */
function direction(v: Float64Array, axis: number, against?: Float64Array): Float64Array {
  const length = Math.sqrt(dot(v, v));
  if (length > 1e-9) return scaled(v, 1 / length);
  for (let shift = 0; shift < v.length; shift++) {
    const unit = new Float64Array(v.length);
    unit[(axis + shift) % v.length] = 1;
    const left = against ? minus(unit, scaled(against, dot(unit, against))) : unit;
    const rest = Math.sqrt(dot(left, left));
    if (rest > 1e-6) return scaled(left, 1 / rest);
  }
  return new Float64Array(v.length);
}

/** x and y of the point that starts at `offset` of `values`, written to `out` at `at`. */
export function project(
  plane: Plane,
  values: Vector,
  offset: number,
  out: Float32Array | Float64Array,
  at: number,
): void {
  const { origin, right, up } = plane;
  let x = 0;
  let y = 0;
  for (let k = 0; k < origin.length; k++) {
    const from = (values[offset + k] ?? 0) - origin[k]!;
    x += from * right[k]!;
    y += from * up[k]!;
  }
  out[at] = x;
  out[at + 1] = y;
}
