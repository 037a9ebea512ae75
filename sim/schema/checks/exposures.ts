import { EXPOSURES, type Permutable } from "../exposures.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** What is assigned goes from low to high; only what is assigned can be permuted. */
export function checkExposures({ population, field }: Scenario): ScenarioProblem[] {
  const isThere = (name: Permutable): boolean => {
    if (name === "prestige") return true;
    return name === "ties" ? field.ties.degree > 0 : population.exposures[name].draw !== "own";
  };
  const unassigned = population.permuted.flatMap((name, index) =>
    isThere(name)
      ? []
      : [
          {
            path: ["population", "permuted", index],
            message: "not assigned, so there is nothing to permute",
            got: name,
            allowed: "an exposure that is assigned, ties that there are, or prestige",
            related:
              name === "ties"
                ? ["field", "ties", "degree"]
                : ["population", "exposures", name, "draw"],
          },
        ],
  );
  const reversed = EXPOSURES.flatMap((exposure) => {
    const { low, high } = population.exposures[exposure];
    const path = ["population", "exposures", exposure];
    return low <= high
      ? []
      : [
          {
            path: [...path, "low"],
            message: "low is above high",
            got: low,
            allowed: `at most ${high}`,
            related: [...path, "high"],
          },
        ];
  });
  return [...unassigned, ...reversed];
}

/** Nobody is found along ties that there are not. */
export function checkTies({ field, mechanisms }: Scenario): ScenarioProblem[] {
  const looking = ["mimetic", "competitive", "cooperation", "mergers"] as const;
  return looking
    .filter((id) => mechanisms[id].scope === "ties" && field.ties.degree === 0)
    .map((id) => ({
      path: ["mechanisms", id, "scope"],
      message: "there are no ties to look along",
      got: "ties",
      allowed: "another scope, or field.ties.degree of at least 1",
      related: ["field", "ties", "degree"],
    }));
}
