/** A displacement split into the lines that made it, as numbers along the way from start to end. */
export interface Split {
  /** How far apart start and end are: root mean square over the K positions. */
  readonly distance: number;
  /** What each line did along that way; they sum to `distance` but for `residual`. */
  readonly along: readonly number[];
  /** distance − Σ along: rounding alone. */
  readonly residual: number;
}

/**
 * Splits a displacement exactly: with Δ the displacement and v_l what line l did, along_l = ⟨v_l, Δ⟩/(K·|Δ|), |Δ| the root
 * mean square; what went across the way or against it counts as nothing or below zero.
 */
export function splitAlong(delta: ArrayLike<number>, lines: readonly ArrayLike<number>[]): Split {
  const K = delta.length;
  let squares = 0;
  for (let k = 0; k < K; k++) squares += delta[k]! * delta[k]!;
  const distance = Math.sqrt(squares / K);
  const along = lines.map((line) => {
    if (distance === 0) return 0;
    let product = 0;
    for (let k = 0; k < K; k++) product += line[k]! * delta[k]!;
    return product / (K * distance);
  });
  const residual = distance - along.reduce((sum, part) => sum + part, 0);
  return { distance, along, residual };
}

/**
 * Rounds parts so that, as shown, they add up to their sum as shown: each to the nearest figure, then those with the
 * largest errors by one in the last digit.
 * @param digits decimals that are shown
 */
export function roundTogether(
  parts: readonly number[],
  sum: number,
  digits: number,
): readonly number[] {
  const unit = 10 ** digits;
  const unitsOf = (value: number): number => Math.round(Number(value.toFixed(digits)) * unit); // as it is written
  const rounded = parts.map(unitsOf);
  let rest = unitsOf(sum) - rounded.reduce((total, part) => total + part, 0);
  const order = parts
    .map((part, at) => ({ at, error: part * unit - rounded[at]! }))
    .sort((a, b) => (rest > 0 ? b.error - a.error : a.error - b.error));
  for (const { at } of order) {
    if (rest === 0) break;
    const by = Math.sign(rest);
    rounded[at]! += by;
    rest -= by;
  }
  return rounded.map((part) => part / unit);
}
