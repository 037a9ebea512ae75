import { expect, test } from "vitest";
import { type Scenario } from "../../sim/index.ts";
import { meanOf, runTo, seedsOf, shipped, valueOf } from "./shipped.ts";

// What a shipped scenario must show against itself without the one thing that it is about: paired runs, from the same state.

/** How much more alike the field is at the end than at its start, in per cent, one number per seed. */
const similarity = (of: "practice" | "display", scenario: Scenario, treated: Scenario): number[] =>
  seedsOf(scenario, 3).map((seed) =>
    valueOf(runTo(60, scenario, { seed, treated }), `similarity.${of}`),
  );

/** The scenario with only those lines of its reforms whose path is kept. */
const withReforms = (scenario: Scenario, isKept: (path: string) => boolean): Scenario => ({
  ...scenario,
  reforms: scenario.reforms.map((reform) => ({
    ...reform,
    set: Object.fromEntries(Object.entries(reform.set).filter(([path]) => isKept(path))),
  })),
});

test("thirteen regional prescriptions against one: as hard a pressure, but displays grow apart and practices hardly together", () => {
  const regional = shipped("regional-prescriptions");
  const national = withReforms(regional, (path) => !path.startsWith("regulators.ars.regions."));
  expect(national).not.toEqual(regional);
  const apart = similarity("display", regional, regional);
  similarity("display", regional, national).forEach((common, seed) => {
    expect(common).toBeGreaterThan(0);
    expect(apart[seed]).toBeLessThan(common - 30);
  });
  const practice = meanOf(similarity("practice", regional, regional));
  expect(meanOf(similarity("practice", regional, national))).toBeGreaterThan(practice + 4);
});

test("grouping by law against none: nearly all are grouped, and the field is not made alike by it", () => {
  // Members draw together on what they pool, but towards the mean of their own projects, away from what is asked of all.
  const enjoined = shipped("compulsory-grouping");
  const free = withReforms(enjoined, (path) => path !== "regulators.ars.injunction");
  const [seed = ""] = seedsOf(enjoined, 1);
  const grouped = (treated: Scenario) =>
    valueOf(runTo(56, enjoined, { seed, treated }), "grouped");
  expect(grouped(enjoined)).toBeGreaterThan(2 * grouped(free));
  // on the nearest project of six: by how much less alike practices then are depends on how partners are found
  const gain =
    meanOf(similarity("practice", enjoined, enjoined)) - meanOf(similarity("practice", enjoined, free));
  expect(gain).toBeLessThan(3);
});

test("a squeeze of rates against none: costs fall for it, practices do not grow alike for it", () => {
  const squeezed = shipped("tariff-squeeze");
  const paid: Scenario = { ...squeezed, reforms: [] };
  const [seed = ""] = seedsOf(squeezed, 1);
  const cost = (treated: Scenario) => valueOf(runTo(60, squeezed, { seed, treated }), "cost");
  expect(cost(squeezed)).toBeLessThan(cost(paid) - 0.05);
  const gain = meanOf(similarity("practice", squeezed, squeezed)) - meanOf(similarity("practice", squeezed, paid));
  expect(gain).toBeLessThan(5);
});

test("an opened market against a closed one: for-profits come, and associations move towards the firm", () => {
  const opened = shipped("market-opening");
  const closed: Scenario = { ...opened, reforms: [] };
  const [seed = ""] = seedsOf(opened, 1);
  const at = (name: string, treated: Scenario) =>
    valueOf(runTo(60, opened, { seed, treated }), name);
  expect(at("forProfit.share", opened)).toBeGreaterThan(at("forProfit.share", closed) + 0.08);
  expect(at("archetypes.distance.enterprise", opened)).toBeLessThan(
    at("archetypes.distance.enterprise", closed) - 0.005,
  );
});
