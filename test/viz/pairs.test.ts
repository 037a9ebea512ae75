import { expect, it } from "vitest";
import { quantile } from "../../experiments/statistics/moments.ts";
import { type Branch, keyOf } from "../../viz/session/branches.ts";
import type { Ensemble } from "../../viz/session/ensemble.ts";
import type { SessionState } from "../../viz/session/state.ts";
import { pairedBand } from "../../viz/worlds/pairs.ts";

const MEASURES = ["associations", "dispersion.practice"];

const world = (rate: number): SessionState =>
  ({
    scenario: { name: "field" },
    layers: [{ at: 0, set: { rate }, off: [] }],
  }) as unknown as SessionState;
const [a, b] = [world(0), world(1)];

/** Two steps of a measure for each seed, among others. */
function branch(
  state: SessionState,
  values: ReadonlyMap<string, readonly [number, number]>,
): Branch {
  return {
    key: keyOf(state),
    letter: null,
    without: null,
    steps: Int32Array.of(0, 10),
    measures: MEASURES,
    members: [...values].map(([seed, [first, last]], at) => ({
      replicate: at + 1,
      seed,
      digest: "",
      values: Float64Array.of(99, first, 98, last),
    })),
    lost: [],
  };
}

const ensembleOf = (...branches: readonly Branch[]): Ensemble =>
  ({ branches }) as unknown as Ensemble;

const seeds = Array.from({ length: 21 }, (_, at) => `s${at}`);
const luck = (at: number): number => Math.sin(37 * at);

it("is the middle nine tenths of what the same seeds differ by, step by step", () => {
  const inA = branch(a, new Map(seeds.map((seed, at) => [seed, [luck(at), luck(at)]])));
  // in another order, with a seed that A has not run
  const inB = branch(
    b,
    new Map([
      ["only B", [1000, 1000] as const],
      ...seeds
        .map((seed, at) => [seed, [luck(at), luck(at) + at * at] as const] as const)
        .reverse(),
    ]),
  );
  const band = pairedBand(ensembleOf(inB, inA), a, b, "dispersion.practice");
  const differences = seeds.map((_, at) => at * at);
  expect(band).toMatchObject({ pairs: 21, steps: [0, 10] });
  expect([band?.low[0], band?.high[0]]).toEqual([0, 0]);
  expect(band?.low[1]).toBeCloseTo(quantile(differences, 0.05), 10);
  expect(band?.high[1]).toBeCloseTo(quantile(differences, 0.95), 10);
});

it("is not there with fewer than five pairs, of another measure, or of a world that was not run", () => {
  const few = new Map(seeds.slice(0, 4).map((seed) => [seed, [0, 1] as const]));
  const ensemble = ensembleOf(branch(a, few), branch(b, few));
  expect(pairedBand(ensemble, a, b, "dispersion.practice")).toBeNull();
  const all = new Map(seeds.map((seed) => [seed, [0, 1] as const]));
  const whole = ensembleOf(branch(a, all), branch(b, all));
  expect(pairedBand(whole, a, b, "dispersion.practice")).not.toBeNull();
  expect(pairedBand(whole, a, b, "nothing")).toBeNull();
  expect(pairedBand(whole, a, world(2), "dispersion.practice")).toBeNull();
  expect(pairedBand(null, a, b, "dispersion.practice")).toBeNull();
});
