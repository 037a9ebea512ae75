import fc, { type Arbitrary } from "fast-check";

// Values, lists and mappings of any kind; corners of a range are as likely as its inside.

export function quantity(min: number, max: number): Arbitrary<number> {
  const inside = fc.integer({ min: 0, max: 1000 }).map((n) => min + ((max - min) * n) / 1000);
  return fc.oneof(fc.constant(min), fc.constant(max), { arbitrary: inside, weight: 6 });
}

export const share = quantity(0, 1);
export const listOf = (count: number, low = 0, high = 1) =>
  fc.array(quantity(low, high), { minLength: count, maxLength: count });
export const orEmpty = (count: number) => fc.oneof(fc.constant([]), listOf(count));
export const ids = (letter: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${letter}${n}`);

/** A mapping with an entry for each id. */
export function mapping<T>(
  keys: readonly string[],
  entry: Arbitrary<T>,
): Arbitrary<Record<string, T>> {
  return fc
    .array(entry, { minLength: keys.length, maxLength: keys.length })
    .map((entries) => Object.fromEntries(entries.map((value, n) => [keys[n] ?? "", value])));
}

/** A mapping with entries for some of the ids. */
export function partly<T>(
  keys: readonly string[],
  entry: Arbitrary<T>,
): Arbitrary<Record<string, T>> {
  return fc
    .tuple(fc.subarray([...keys]), mapping(keys, entry))
    .map(([kept, all]) =>
      Object.fromEntries(Object.entries(all).filter(([id]) => kept.includes(id))),
    );
}
