/**
 * Where a continuous function crosses 0 between two points at which its signs differ, by Brent's (1973) method: inverse
 * quadratic steps, bisection where they do not help. Ends at neighbouring numbers, or after 200 steps.
 * @throws {RangeError} where both ends lie on one side
 */
export function findRoot(f: (x: number) => number, from: number, to: number): number {
  let a = from;
  let b = to;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError(`no root between ${from} and ${to}`);
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;
  for (let turn = 0; turn < 200; turn++) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const least = 2.3e-16 * Math.abs(b) + 1e-300;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least || fb === 0) return b;
    const tried = Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb);
    const wanted = tried ? interpolated({ a, b, c, fa, fb, fc }) : half;
    const fits =
      tried &&
      wanted * half > 0 &&
      Math.abs(wanted) < Math.min(1.5 * Math.abs(half), Math.abs(before) / 2);
    before = fits ? step : half;
    step = fits ? wanted : half;
    a = b;
    fa = fb;
    b += Math.abs(step) > least ? step : half > 0 ? least : -least;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      before = step;
    }
  }
  return b;
}

interface Bracket {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

/** The secant's step from b, or that of the inverse parabola through three points. */
function interpolated({ a, b, c, fa, fb, fc }: Bracket): number {
  const s = fb / fa;
  if (a === c) return (s * (b - c)) / (1 - s);
  const q = fa / fc;
  const r = fb / fc;
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return p / -((q - 1) * (r - 1) * (s - 1));
}
