import { readPath } from "../../policy.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** Mappings that may not be empty. */
export function checkEntries({ field, regulators }: Scenario): ScenarioProblem[] {
  const mappings: [readonly string[], object][] = [
    [["field", "practices"], field.practices],
    [["field", "archetypes"], field.archetypes],
    [["field", "sectors"], field.sectors],
    [["field", "regions"], field.regions],
    [["regulators"], regulators],
  ];
  return mappings
    .filter(([, entries]) => Object.keys(entries).length === 0)
    .map(([path]) => ({
      path,
      message: "must hold at least one entry",
      got: {},
      allowed: "at least one entry",
    }));
}

/** One number per practice, wherever a list stands for practices. */
export function checkLengths(scenario: Scenario): ScenarioProblem[] {
  const { field, regulators, reforms } = scenario;
  const wanted = Object.keys(field.practices).length;
  const lists: [readonly (string | number)[], readonly number[]][] = [
    ...Object.entries(field.archetypes).map(
      ([id, { practice }]) => [["field", "archetypes", id, "practice"], practice] as const,
    ),
    ...Object.entries(field.sectors).map(
      ([id, { norm }]) => [["field", "sectors", id, "norm"], norm] as const,
    ),
    ...Object.entries(regulators).flatMap(([id, regulator]) => [
      [["regulators", id, "prescription"], regulator.prescription] as const,
      ...(["sectors", "regions"] as const).flatMap((by) =>
        Object.entries(regulator[by]).map(
          ([key, list]) => [["regulators", id, by, key], list] as const,
        ),
      ),
    ]),
    ...reforms.flatMap((reform, index) =>
      Object.entries(reform.set).flatMap(([path, value]) =>
        Array.isArray(value) && Array.isArray(readPath(scenario, path))
          ? [[["reforms", index, "set", path], value] as const]
          : [],
      ),
    ),
  ].map(([path, list]) => [[...path], list]);
  // an empty one stands for its default
  for (const [id, regulator] of Object.entries(regulators))
    for (const name of ["salience", "admissibility", "doctrine"] as const)
      if (regulator[name].length > 0) lists.push([["regulators", id, name], regulator[name]]);
  for (const [id, { need }] of Object.entries(field.sectors))
    if (need.length > 0) lists.push([["field", "sectors", id, "need"], need]);
  return lists
    .filter(([, list]) => list.length !== wanted)
    .map(([path, list]) => ({
      path,
      message: `must have one number per practice`,
      got: list.length === 0 ? "[]" : `${list.length} numbers`,
      allowed: `${wanted === 1 ? "1 number" : `${wanted} numbers`} in [0, 1], in the order of field.practices`,
    }));
}
