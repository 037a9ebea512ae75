/**
 * Moves labels apart that would lie on each other, as little as needed.
 * @param wanted where each would like to be, in pixels
 * @param gap least distance between two
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  least: number,
  most: number,
): readonly number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = wanted.map((value) => (Number.isFinite(value) ? value : least));
  let floor = least;
  for (const at of order) {
    const place = Math.max(floor, placed[at] ?? least);
    placed[at] = place;
    floor = place + gap;
  }
  let ceiling = most;
  for (const at of [...order].reverse()) {
    const place = Math.min(ceiling, placed[at] ?? most);
    placed[at] = place;
    ceiling = place - gap;
  }
  return placed;
}
