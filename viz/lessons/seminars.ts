import { aim, apart, at, end, fall, taken } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

const COPYING = { "regulators.authority.stringency": 0, "mechanisms.mimetic.rate": 0.05 };

/** Seminar 1: compliance is not convergence. One prescription in world A, one another's mean in B; C and D are their other seeds. */
export const sameSameness: Lesson = {
  id: "sameSameness",
  kind: "seminar",
  scenario: "lessons/same-sameness",
  seed: "1",
  worlds: [world(), world(COPYING), world({}, "/B"), world(COPYING, "/B")],
  shown: 0,
  figures: {
    fallA: { unit: "share", of: end(fall()) },
    fallB: { unit: "share", of: end(fall(), 1) },
    aimStart: { unit: "distance", of: at(aim, 0) },
    aimA: { unit: "distance", of: end(aim) },
    aimB: { unit: "distance", of: end(aim, 1) },
    apartA: { unit: "thousandths", of: apart([0, 2], "end") },
    apartB: { unit: "thousandths", of: apart([1, 3], "end") },
  },
  predict: {
    choices: ["first", "second", "none"],
    answer: (figures) => {
      const more = figure(figures, "fallA") - figure(figures, "fallB");
      return Math.abs(more) < 0.02 ? "none" : more > 0 ? "first" : "second";
    },
  },
  panels: [
    {
      id: "alike",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: { ruled: { world: 0, at: fall() }, copying: { world: 1, at: fall() } },
      },
    },
    {
      id: "aim",
      drawing: {
        kind: "lines",
        unit: "distance",
        lines: { ruled: { world: 0, at: aim }, copying: { world: 1, at: aim } },
      },
    },
    { id: "again", drawing: { kind: "ways", worlds: [0, 2, 1, 3] } },
  ],
  check: {
    choices: ["dispersion", "distance"],
    answer: (figures) =>
      Math.abs(figure(figures, "fallA") - figure(figures, "fallB")) < 0.02 &&
      figure(figures, "aimB") > 2 * figure(figures, "aimA")
        ? "distance"
        : "dispersion",
  },
  agrees: (figures) =>
    Math.abs(figure(figures, "fallA") - figure(figures, "fallB")) < 0.02 &&
    figure(figures, "aimA") < 0.5 * figure(figures, "aimStart") &&
    figure(figures, "aimB") > 0.8 * figure(figures, "aimStart"),
  levers: ["regulators.authority.stringency", "mechanisms.mimetic.rate"],
};

/** Seminar 2: accounting is not causation. World B is without coercion; in C coercion is alone, in D even that is gone. */
export const accounts: Lesson = {
  id: "accounts",
  kind: "seminar",
  scenario: "lessons/accounts",
  seed: "1",
  worlds: [
    world(),
    { changes: {}, off: ["coercive"], other: "" },
    { changes: {}, off: ["mimetic", "normative", "identity", "noise"], other: "" },
    { changes: {}, off: ["coercive", "mimetic", "normative", "identity", "noise"], other: "" },
  ],
  shown: 0,
  figures: {
    fallA: { unit: "share", of: end(fall()) },
    fallB: { unit: "share", of: end(fall(), 1) },
    ledger: { unit: "share", of: end(taken("coercive")) },
    copying: { unit: "share", of: end(taken("mimetic")) },
    schools: { unit: "share", of: end(taken("normative")) },
    effect: { unit: "share", of: (runs) => end(fall())(runs) - end(fall(), 1)(runs) },
    copyingB: { unit: "share", of: end(taken("mimetic"), 1) },
    schoolsB: { unit: "share", of: end(taken("normative"), 1) },
    ledgerAlone: { unit: "share", of: end(taken("coercive"), 2) },
    effectAlone: { unit: "share", of: (runs) => end(fall(), 2)(runs) - end(fall(), 3)(runs) },
  },
  predict: {
    choices: ["little", "third", "most"],
    answer: (figures) => {
      const effect = figure(figures, "effect");
      return effect < 0.1 ? "little" : effect < 0.5 ? "third" : "most";
    },
  },
  panels: [
    { id: "books", drawing: { kind: "bars", figures: ["ledger", "copying", "schools", "fallA"] } },
    {
      id: "without",
      drawing: {
        kind: "lines",
        unit: "share",
        lines: { with: { world: 0, at: fall() }, without: { world: 1, at: fall() } },
      },
    },
    {
      id: "alone",
      drawing: { kind: "bars", figures: ["ledger", "effect", "ledgerAlone", "effectAlone"] },
    },
  ],
  check: {
    choices: ["replaced", "wrong", "same"],
    answer: (figures) => {
      const [ledger, effect] = [figure(figures, "ledger"), figure(figures, "effect")];
      if (Math.abs(ledger - effect) < 0.01) return "same";
      const isReplaced =
        figure(figures, "copyingB") + figure(figures, "schoolsB") >
        figure(figures, "copying") + figure(figures, "schools");
      return isReplaced ? "replaced" : "wrong";
    },
  },
  agrees: (figures) =>
    figure(figures, "ledger") > 3 * figure(figures, "effect") &&
    Math.abs(figure(figures, "ledgerAlone") - figure(figures, "effectAlone")) < 1e-9,
  levers: ["regulators.authority.stringency", "mechanisms.normative.rate"],
};
