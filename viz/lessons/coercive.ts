import { aim, at, end, fall, given, halving, taken } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

/** Last quarter before the specification moves. */
const MOVE = 30;

/** Lesson 1: the specification. World B insists six times as hard as world A. */
export const coercive: Lesson = {
  id: "coercive",
  kind: "lesson",
  scenario: "lessons/coercive",
  seed: "1",
  worlds: [world(), world({ "regulators.authority.stringency": 0.9 })],
  shown: 1,
  figures: {
    fallA: { unit: "share", of: end(fall()) },
    fallB: { unit: "share", of: end(fall(), 1) },
    coercion: { unit: "share", of: end(taken("coercive"), 1) },
    project: { unit: "share", of: end(given("identity"), 1) },
    // what noise did, less what the ends of the scale took back of it
    chance: {
      unit: "share",
      of: (runs) => end(given("noise"), 1)(runs) + end(given("bounds"), 1)(runs),
    },
    residual: { unit: "share", of: end(taken("residual"), 1) },
    before: { unit: "distance", of: at(aim, MOVE, 1) },
    after: { unit: "distance", of: at(aim, MOVE + 1, 1) },
    lag: { unit: "count", of: halving(aim, MOVE, 1) },
  },
  predict: {
    choices: ["hardly", "some", "most", "all"],
    answer: (figures) => {
      const share = figure(figures, "fallB");
      return share < 0.2 ? "hardly" : share < 0.6 ? "some" : share < 0.99 ? "most" : "all";
    },
  },
  panels: [
    {
      id: "follow",
      drawing: {
        kind: "lines",
        unit: "distance",
        lines: { loose: { world: 0, at: aim }, tight: { world: 1, at: aim } },
      },
    },
    {
      id: "alike",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: { loose: { world: 0, at: fall() }, tight: { world: 1, at: fall() } },
      },
    },
    {
      id: "ledger",
      drawing: { kind: "bars", figures: ["coercion", "project", "chance", "residual", "fallB"] },
    },
  ],
  check: {
    choices: ["less", "all", "more"],
    answer: (figures) => {
      const over = figure(figures, "coercion") - figure(figures, "fallB");
      return Math.abs(over) < 0.005 ? "all" : over > 0 ? "more" : "less";
    },
  },
  agrees: (figures) =>
    figure(figures, "fallB") > figure(figures, "fallA") &&
    figure(figures, "fallA") > 0 &&
    figure(figures, "after") > figure(figures, "before") &&
    figure(figures, "lag") > 4,
  levers: ["regulators.authority.stringency", "mechanisms.identity.rate"],
};
