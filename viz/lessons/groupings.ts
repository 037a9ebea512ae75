import { at, end, fall, measure, sumOf, taken } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

const composition = taken("composition");

/** Lesson 5: innovation and groupings. In world B associations can form and join groupings. */
export const groupings: Lesson = {
  id: "groupings",
  kind: "lesson",
  scenario: "lessons/groupings",
  seed: "1",
  worlds: [world(), world({ "mechanisms.cooperation.seek": 0.3 })],
  shown: 1,
  figures: {
    start: { unit: "count", of: at(measure("associations"), 0) },
    leftA: { unit: "count", of: end(measure("associations")) },
    leftB: { unit: "count", of: end(measure("associations"), 1) },
    fallA: { unit: "change", of: end(fall()) },
    fallB: { unit: "change", of: end(fall(), 1) },
    gone: { unit: "change", of: end(composition) },
    rest: { unit: "change", of: (runs) => end(fall())(runs) - end(composition)(runs) },
    goneB: { unit: "change", of: end(composition, 1) },
    pooling: { unit: "change", of: end(taken("grouping"), 1) },
    grouped: { unit: "share", of: end(measure("grouped"), 1) },
    joined: {
      unit: "count",
      of: end((history, step) => sumOf(history, "groupings.joined", 0, step), 1),
    },
    formed: {
      unit: "count",
      of: end((history, step) => sumOf(history, "groupings.formed", 0, step), 1),
    },
  },
  predict: {
    choices: ["much", "some", "hardly"],
    answer: (figures) => {
      const share = figure(figures, "fallA");
      return share > 0.4 ? "much" : share > 0.15 ? "some" : "hardly";
    },
  },
  panels: [
    {
      id: "left",
      drawing: {
        kind: "lines",
        unit: "count",
        lines: {
          merge: { world: 0, at: measure("associations") },
          group: { world: 1, at: measure("associations") },
        },
      },
    },
    {
      id: "alike",
      drawing: {
        kind: "lines",
        unit: "change",
        lines: { merge: { world: 0, at: fall() }, group: { world: 1, at: fall() } },
      },
    },
    {
      id: "why",
      drawing: { kind: "bars", figures: ["fallA", "gone", "fallB", "goneB", "pooling"] },
    },
  ],
  check: {
    choices: ["none", "part", "nearlyAll"],
    answer: (figures) => {
      const [gone, rest] = [figure(figures, "gone"), figure(figures, "rest")].map(Math.abs);
      if (rest! < 0.05) return "nearlyAll";
      return rest! < gone! ? "part" : "none";
    },
  },
  agrees: (figures) =>
    figure(figures, "leftB") > figure(figures, "leftA") &&
    figure(figures, "leftA") < 0.7 * figure(figures, "start") &&
    figure(figures, "fallA") < 0.3 &&
    figure(figures, "pooling") > 0.03,
  levers: ["mechanisms.cooperation.seek", "mechanisms.mergers.rate", "regulators.authority.growth"],
};
