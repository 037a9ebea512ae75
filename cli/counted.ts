/** A number and what it counts, in English: `1 run`, `2 runs`, `0 runs`. @param many the word for several, where it is no mere -s */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
