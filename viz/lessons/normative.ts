import { at, type Course, measure, ratio } from "./figures.ts";
import { figure, type Lesson, world } from "./lesson.ts";

/** Five years: where the two parts of the dispersion are read. */
const READ = 20;

const within = measure("dispersion.practice.within.sector");
const between = measure("dispersion.practice.between.sector");
const sectorShare = ratio(between, measure("dispersion.practice"));

/** As a share of the whole dispersion at step 0. */
const ofStart =
  (part: Course): Course =>
  (history, step) =>
    part(history, step) / measure("dispersion.practice")(history, 0);

/** Lesson 3: the same schools. In world B staff are hired from three schools at random, whatever the sector. */
export const normative: Lesson = {
  id: "normative",
  kind: "lesson",
  scenario: "lessons/normative",
  seed: "1",
  worlds: [world(), world({ "mechanisms.normative.professions": 3 })],
  shown: 0,
  figures: {
    withinStart: { unit: "share", of: at(ofStart(within), 0) },
    withinA: { unit: "share", of: at(ofStart(within), READ) },
    betweenStart: { unit: "share", of: at(ofStart(between), 0) },
    betweenA: { unit: "share", of: at(ofStart(between), READ) },
    betweenB: { unit: "share", of: at(ofStart(between), READ, 1) },
    sectorStart: { unit: "share", of: at(sectorShare, 0) },
    sectorA: { unit: "share", of: at(sectorShare, READ) },
    sectorB: { unit: "share", of: at(sectorShare, READ, 1) },
  },
  predict: {
    choices: ["all", "school", "nobody"],
    answer: (figures) => {
      const left = figure(figures, "withinA") + figure(figures, "betweenA");
      if (left < 0.1) return "all";
      return left < 0.9 && figure(figures, "sectorA") > 0.1 ? "school" : "nobody";
    },
  },
  panels: [
    {
      id: "inside",
      drawing: {
        kind: "lines",
        read: READ,
        unit: "share",
        lines: {
          within: { world: 0, at: ofStart(within) },
          between: { world: 0, at: ofStart(between) },
        },
      },
    },
    {
      id: "shuffled",
      drawing: {
        kind: "lines",
        read: READ,
        unit: "share",
        lines: {
          taught: { world: 0, at: sectorShare },
          mixed: { world: 1, at: sectorShare },
        },
      },
    },
  ],
  check: {
    choices: ["rises", "same", "gone"],
    answer: (figures) => {
      const [own, mixed] = [figure(figures, "sectorA"), figure(figures, "sectorB")];
      return mixed > 1.25 * own ? "rises" : mixed > 0.5 * own ? "same" : "gone";
    },
  },
  agrees: (figures) =>
    figure(figures, "withinA") < 0.6 * figure(figures, "withinStart") &&
    figure(figures, "betweenA") > figure(figures, "betweenStart") &&
    figure(figures, "sectorA") > 4 * figure(figures, "sectorB"),
  levers: ["mechanisms.normative.rate", "mechanisms.normative.professions"],
};
