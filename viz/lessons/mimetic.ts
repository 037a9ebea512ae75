import { apart, end, fall, fromTarget, gone, taken } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

const UNSURE = { "mechanisms.standing.uncertaintyBase": 0.4 };
const THREE = [0, 1, 2];

/** Lesson 2: when unsure, copy. The same doubt under three seeds, and the first seed once more with little doubt. */
export const mimetic: Lesson = {
  id: "mimetic",
  kind: "lesson",
  scenario: "lessons/mimetic",
  seed: "30",
  worlds: [world(UNSURE), world(UNSURE, "/B"), world(UNSURE, "/C"), world()],
  shown: 0,
  figures: {
    fall: { unit: "share", of: end(fall()) },
    sure: { unit: "share", of: end(fall(), 3) },
    coercion: { unit: "share", of: end(taken("coercive")) },
    apartStart: { unit: "distance", of: apart(THREE, 0) },
    apartEnd: { unit: "distance", of: apart(THREE, "end") },
    targetStart: { unit: "distance", of: fromTarget(THREE, 0) },
    targetEnd: { unit: "distance", of: fromTarget(THREE, "end") },
    gone: { unit: "distance", of: gone(THREE) },
  },
  predict: {
    choices: ["specification", "middle", "luck"],
    answer: (figures) =>
      figure(figures, "targetEnd") < 0.25 * figure(figures, "targetStart")
        ? "specification"
        : figure(figures, "apartEnd") < 2 * figure(figures, "apartStart")
          ? "middle"
          : "luck",
  },
  panels: [
    {
      id: "alike",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: {
          seedA: { world: 0, at: fall() },
          seedB: { world: 1, at: fall() },
          seedC: { world: 2, at: fall() },
        },
      },
    },
    { id: "where", drawing: { kind: "ways", worlds: THREE } },
    {
      id: "doubt",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: { unsure: { world: 0, at: fall() }, sure: { world: 3, at: fall() } },
      },
    },
  ],
  check: {
    choices: ["yes", "no"],
    answer: (figures) =>
      figure(figures, "coercion") === 0 && figure(figures, "fall") > 0 ? "no" : "yes",
  },
  agrees: (figures) =>
    figure(figures, "fall") > figure(figures, "sure") &&
    figure(figures, "coercion") === 0 &&
    figure(figures, "apartEnd") > 2 * figure(figures, "apartStart"),
  levers: ["mechanisms.standing.uncertaintyBase", "mechanisms.mimetic.visible"],
};
