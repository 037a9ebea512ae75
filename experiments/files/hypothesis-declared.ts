import type { HypothesisFile } from "../hypotheses/schema.ts";
import { type Finding, refusalOf } from "./issues.ts";
import { didYouMean } from "./nearest.ts";
import { shown } from "./problem.ts";
import type { Mapping } from "./tree.ts";

/** What a finding about values that do not fit together says. */
const unfit = (
  path: readonly (string | number)[],
  got: string,
  allowed: string,
  hint = "",
): Finding => ({ path, code: "E040", got, allowed, hint });

/**
 * Checks what a hypothesis declares against itself.
 * @throws {Refusal} with everything that does not fit
 */
export function checkDeclared(content: HypothesisFile, tree: Mapping): void {
  const found = [
    ...sourceFindings(content),
    ...levelFindings(content),
    ...replicateFindings(content),
    ...controlFindings(content),
  ];
  if (found.length > 0) throw refusalOf(tree, found);
}

function sourceFindings({ source, sources }: HypothesisFile): readonly Finding[] {
  const known = Object.keys(sources);
  return source.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [
          {
            path: ["source", index],
            code: "E033" as const,
            got: shown(id),
            allowed: `an id in sources${known.length > 0 ? `: ${known.slice(0, 5).join(", ")}` : " (which is empty)"}`,
            hint: didYouMean(id, known),
          },
        ],
  );
}

function levelFindings({ treatment }: HypothesisFile): readonly Finding[] {
  const { levels, weights } = treatment;
  const found: Finding[] = [];
  const arms = levels.map(({ set, off, scenario }) => JSON.stringify([set, off, scenario]));
  arms.forEach((arm, index) => {
    const first = arms.indexOf(arm);
    if (first < index && weights === undefined)
      found.push(
        unfit(
          ["treatment", "levels", index],
          `the same as level ${first + 1}`,
          "levels that differ in set, off or scenario",
        ),
      );
  });
  if (weights !== undefined) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (weights.length !== levels.length)
      found.push(
        unfit(
          ["treatment", "weights"],
          `${weights.length} weights`,
          `${levels.length}, one per level`,
        ),
      );
    else if (Math.abs(sum) > 1e-9 || weights.every((weight) => weight === 0))
      found.push(
        unfit(
          ["treatment", "weights"],
          `weights that sum to ${sum}`,
          "weights that sum to 0, not all 0",
        ),
      );
  }
  return [...found, ...doseFindings(content(levels), weights !== undefined)];
}

const content = (levels: HypothesisFile["treatment"]["levels"]): readonly (number | undefined)[] =>
  levels.map(({ dose }) => dose);

function doseFindings(
  doses: readonly (number | undefined)[],
  hasWeights: boolean,
): readonly Finding[] {
  const given = doses.filter((dose) => dose !== undefined);
  if (given.length === 0) return [];
  const at = (index: number) => ["treatment", "levels", index, "dose"];
  if (hasWeights)
    return [
      unfit(
        at(doses.findIndex((dose) => dose !== undefined)),
        "both doses and weights",
        "one of them",
      ),
    ];
  return doses.flatMap((dose, index) => {
    const before = doses[index - 1];
    if (dose === undefined)
      return [
        unfit(["treatment", "levels", index], "no dose", "a dose at every level, or at none"),
      ];
    return index > 0 && before !== undefined && !(dose > before)
      ? [unfit(at(index), `dose ${dose} after ${before}`, "doses that rise from level to level")]
      : [];
  });
}

function replicateFindings({ replicates, stopping, outcome }: HypothesisFile): readonly Finding[] {
  if ((replicates === undefined) === (stopping === undefined))
    return [
      unfit(
        [replicates === undefined ? "replicates" : "stopping"],
        replicates === undefined
          ? "neither replicates nor stopping"
          : "both replicates and stopping",
        "one of replicates and stopping",
      ),
    ];
  if (stopping === undefined) return [];
  const found: Finding[] = [];
  if (outcome.statistic === "spread")
    found.push(
      unfit(
        ["stopping"],
        "a stopping rule for a spread",
        "replicates",
        "A spread is that of all seeds.",
      ),
    );
  if ((stopping.decision === undefined) === (stopping.precision === undefined))
    found.push(
      unfit(
        ["stopping"],
        stopping.decision === undefined
          ? "neither decision nor precision"
          : "both decision and precision",
        "one of decision and precision",
      ),
    );
  stopping.looks.forEach((look, index) => {
    const before = stopping.looks[index - 1] ?? 1;
    if (look <= before || look > stopping.most)
      found.push(
        unfit(
          ["stopping", "looks", index],
          `look ${look} after ${before}`,
          `ascending looks of at most ${stopping.most}, the most replicates`,
        ),
      );
  });
  return found;
}

function controlFindings({ predicted, control }: HypothesisFile): readonly Finding[] {
  if (control === undefined)
    return predicted === "none"
      ? []
      : [
          unfit(
            ["control"],
            "no control",
            "knockOut or placebo, without which the effect must vanish",
          ),
        ];
  if (predicted === "none")
    return [
      unfit(
        ["control"],
        "a control of no effect",
        "a control where an increase or a decrease is predicted",
      ),
    ];
  const { knockOut, placebo } = control;
  if ((knockOut === undefined) === (placebo === undefined))
    return [
      unfit(
        ["control"],
        knockOut === undefined ? "neither knockOut nor placebo" : "both knockOut and placebo",
        "one of knockOut and placebo",
      ),
    ];
  const kind = knockOut === undefined ? "placebo" : "knockOut";
  const arm = knockOut ?? placebo;
  return arm !== undefined && Object.keys(arm.set).length === 0 && arm.off.length === 0
    ? [unfit(["control", kind], "nothing", "a value in set, or a switch in off")]
    : [];
}
