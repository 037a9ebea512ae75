import { end, fall, measure } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

const gap = measure("decouplingGap");

/** Lesson 4: paper and practice. In world B inspections look behind the file. */
export const decoupling: Lesson = {
  id: "decoupling",
  kind: "lesson",
  scenario: "lessons/decoupling",
  seed: "1",
  worlds: [world(), world({ "regulators.authority.depth": 0.6 })],
  shown: 0,
  figures: {
    declaredA: { unit: "share", of: end(fall("display")) },
    realA: { unit: "share", of: end(fall()) },
    declaredB: { unit: "share", of: end(fall("display"), 1) },
    realB: { unit: "share", of: end(fall(), 1) },
    gapA: { unit: "distance", of: end(gap) },
    gapB: { unit: "distance", of: end(gap, 1) },
    reserveA: { unit: "change", of: end(measure("reserve")) },
    reserveB: { unit: "change", of: end(measure("reserve"), 1) },
  },
  predict: {
    choices: ["same", "half", "hardly"],
    answer: (figures) => {
      const follows = figure(figures, "realA") / figure(figures, "declaredA");
      return follows > 0.75 ? "same" : follows > 0.3 ? "half" : "hardly";
    },
  },
  panels: [
    {
      id: "paper",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: {
          declared: { world: 0, at: fall("display") },
          real: { world: 0, at: fall() },
        },
      },
    },
    {
      id: "depth",
      drawing: {
        kind: "lines",
        unit: "distance",
        lines: { shallow: { world: 0, at: gap }, deep: { world: 1, at: gap } },
      },
    },
    {
      id: "price",
      drawing: {
        kind: "lines",
        unit: "change",
        lines: {
          shallow: { world: 0, at: measure("reserve") },
          deep: { world: 1, at: measure("reserve") },
        },
      },
    },
  ],
  check: {
    choices: ["alike", "paper", "nothing"],
    answer: (figures) => {
      const [declared, real] = [figure(figures, "declaredA"), figure(figures, "realA")];
      if (declared < 0.2) return "nothing";
      return real > 0.75 * declared ? "alike" : "paper";
    },
  },
  agrees: (figures) =>
    figure(figures, "declaredA") > figure(figures, "realA") + 0.2 &&
    figure(figures, "gapB") < figure(figures, "gapA"),
  levers: ["regulators.authority.depth", "regulators.authority.monitoring"],
};
