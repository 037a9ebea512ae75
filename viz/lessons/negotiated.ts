import { type Course, end, fall, measure, sumOf } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

/** The last two years. */
const LATE = 8;

const square = measure("compliance.practice.square");

/** Share of the closing of rule and practice, in squared distance, that movements of the rule made. */
const byRule: Course = (history, step) => {
  const closed = square(history, 0) - square(history, step);
  const ruled = -sumOf(history, "ledgerCompliance.practice.rules", 0, step);
  return closed === 0 ? 0 : ruled / closed;
};

const moved =
  (cause: string): Course =>
  (history, step) =>
    sumOf(history, `prescription.moved.${cause}`, 0, step);

/** All that moves rules but deals. */
const otherwise: Course = (history, step) =>
  ["reform", "doctrine", "imitation", "innovation"].reduce(
    (sum, cause) => sum + moved(cause)(history, step),
    0,
  );

/** How far the rule still moves a quarter, over the last two years. */
const still: Course = (history, step) =>
  sumOf(history, "prescription.moved.negotiation", step - LATE, step) / LATE;

/** Lesson 6: the negotiated order. In world B associations bargain with the weight of a federation behind them. */
export const negotiated: Lesson = {
  id: "negotiated",
  kind: "lesson",
  scenario: "lessons/negotiated",
  seed: "1",
  worlds: [world(), world({ "mechanisms.negotiation.power": 0.8 })],
  shown: 1,
  figures: {
    ruleA: { unit: "share", of: end(byRule) },
    ruleB: { unit: "share", of: end(byRule, 1) },
    fieldB: { unit: "share", of: end((history, step) => 1 - byRule(history, step), 1) },
    pathA: { unit: "distance", of: end(moved("negotiation")) },
    pathB: { unit: "distance", of: end(moved("negotiation"), 1) },
    otherwise: { unit: "distance", of: end(otherwise, 1) },
    still: { unit: "thousandths", of: end(still, 1) },
    deals: {
      unit: "count",
      of: end((history, step) => sumOf(history, "negotiation.deals", 0, step), 1),
    },
    fallA: { unit: "share", of: end(fall()) },
    fallB: { unit: "share", of: end(fall(), 1) },
    contradictionA: { unit: "distance", of: end(measure("contradiction")) },
    contradictionB: { unit: "distance", of: end(measure("contradiction"), 1) },
  },
  predict: {
    choices: ["stays", "gives", "arrives"],
    answer: (figures) =>
      figure(figures, "pathB") < 0.01
        ? "stays"
        : figure(figures, "contradictionB") < 0.05
          ? "arrives"
          : "gives",
  },
  panels: [
    {
      id: "rule",
      drawing: {
        kind: "lines",
        unit: "distance",
        lines: {
          alone: { world: 0, at: moved("negotiation") },
          together: { world: 1, at: moved("negotiation") },
        },
      },
    },
    {
      id: "who",
      drawing: { kind: "bars", figures: ["ruleA", "ruleB", "fieldB"] },
    },
    {
      id: "alike",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: { alone: { world: 0, at: fall() }, together: { world: 1, at: fall() } },
      },
    },
  ],
  check: {
    choices: ["associations", "both", "rule"],
    answer: (figures) => {
      const share = figure(figures, "ruleB");
      return share < 0.05 ? "associations" : share < 0.5 ? "both" : "rule";
    },
  },
  agrees: (figures) =>
    figure(figures, "ruleB") > figure(figures, "ruleA") &&
    figure(figures, "otherwise") === 0 &&
    figure(figures, "still") > 0,
  levers: [
    "mechanisms.negotiation.power",
    "regulators.authority.negotiability",
    "mechanisms.revision.doctrine",
  ],
};
