import { openStream } from "../../sim/index.ts";

/**
 * A random permutation of 0 … size − 1 of which single values can be asked, nothing being stored but a few keys.
 *
 * Swap or not: in every round each number has a partner, `key − x` modulo the size, and a random bit of the pair says
 * whether the two change places; after some rounds for each bit of the size, no statistic tells it from a shuffle.
 * Source: V. T. Hoang, B. Morris and P. Rogaway, "An enciphering scheme based on a card shuffle", CRYPTO 2012.
 */
export function openPermutation(seed: string, name: string, size: number): (x: number) => number {
  const stream = openStream(seed, name);
  const [keyDraws, bitDraws] = [stream.at(0), stream.at(1)];
  const rounds = FEWEST_ROUNDS + ROUNDS_PER_BIT * (32 - Math.clz32(size));
  const keys = Array.from({ length: rounds }, (_, round) =>
    Math.floor(keyDraws.uniform(round, 0) * size),
  );
  return (x) => {
    let place = x;
    for (let round = 0; round < rounds; round++) {
      const turned = (keys[round] ?? 0) - place;
      const partner = turned < 0 ? turned + size : turned;
      if (bitDraws.word(Math.max(place, partner), round) < 0) place = partner;
    }
    return place;
  };
}

const FEWEST_ROUNDS = 16;
const ROUNDS_PER_BIT = 4;
