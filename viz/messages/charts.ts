import type { Words } from "./words.ts";

const en = {
  menu: "More: enlarge, save",
  enlarge: "Enlarge",
  shrink: "Make small again",
  savePng: "Save as PNG",
  saveSvg: "Save as SVG",
  saveCsv: "Save as CSV",
  saveFailed: "The picture could not be made.",
  saved: (file: string) => `Saved: ${file}`,
  seed: "seed",
  step: "step",
  runs: (count: string) => `${count} runs`,
  changed: (count: number) => (count === 1 ? "1 setting changed" : `${count} settings changed`),
  model: (version: string, hash: string) => `Model ${version}, run ${hash}`,

  view: "View",
  measureDispersion: "Dispersion",
  measureDistance: "Distance to the prescription",
  relative: "start = 100%",
  fanTitle: "Many seeds",
  fanStart: (count: string) => `Run ${count} seeds`,
  fanStartHint: (count: string) =>
    `Runs these settings on ${count} other seeds, and draws the spread of what comes`,
  fanMore: (count: string) => `Go on to ${count}`,
  fanOf: (done: string, wanted: string) => `${done}/${wanted}`,
  fanLeft: (seconds: string) => `~${seconds} s left`,
  fanCancel: "Stop",
  fanCancelHint: "Stop; what came stays",
  fanCount: (count: string) => `n = ${count}`,
  fanFailed: (count: string) => `${count} failed`,
  fanLegend: "median, 50% and 90% of seeds, five runs; of what is declared median and 90%",
  fanDone: (count: string) => `The spread is there: ${count} seeds.`,
  fanStopped: (count: string) => `Stopped: ${count} seeds are there.`,
  fanSaid: (count: string, low: string, high: string, median: string) =>
    `${count} other seeds: median ${median}, nine in ten between ${low} and ${high}`,
  fanSaidOf: (name: string, low: string, high: string, median: string) =>
    `${name}: median ${median}, nine in ten between ${low} and ${high}`,
  median: "Median",
  low90: "5%",
  high90: "95%",
  low50: "25%",
  high50: "75%",
  seeds: "Seeds",

  shareStacked: "stacked shares",
  shareLines: "shares as lines",
  shareCounts: "numbers of associations",

  mechanisms: "Mechanisms",
  mechanismsBars: "change by year",
  mechanismsLines: "sum since the start",
  mechanismsOther: "Others",
  mechanismsPeriod: (count: number) => (count === 1 ? "per quarter" : `per ${count} quarters`),
  mechanismsCaption: (quarter: string, change: string, values: string) =>
    `Contributions to the change in dispersion from the start to ${quarter}, ${change} in all: ${values}.`,

  difference: "B − A",
  differenceSentence: "dispersion, same seeds",
  differenceZero: "no difference",
  differenceBand: "nine in ten of the seeds",
  differenceSame: "The two worlds are the same so far.",
  differenceCaption: (quarter: string, value: string) =>
    `Dispersion of B less that of A in ${quarter}: ${value}.`,

  absentRun: (name: string, count: string) =>
    `Run ${count} seeds with and without ${name}, on the same luck`,
  absentEffect: (low: string, high: string, count: string) =>
    `with less without: 95% ${low} to ${high}, n = ${count}`,
  effect: "With less without",
  low95: "95%, from",
  high95: "to",
  absentNote:
    "The bars are accounts: what each line did. What the field would be without it is another question; ask it over seeds:",
};

const fr: Words<typeof en> = {
  menu: "Plus : agrandir, enregistrer",
  enlarge: "Agrandir",
  shrink: "Réduire",
  savePng: "Enregistrer en PNG",
  saveSvg: "Enregistrer en SVG",
  saveCsv: "Enregistrer en CSV",
  saveFailed: "L’image n’a pas pu être produite.",
  saved: (file) => `Enregistré : ${file}`,
  seed: "graine",
  step: "pas",
  runs: (count) => `${count} simulations`,
  changed: (count) => (count === 1 ? "1 réglage modifié" : `${count} réglages modifiés`),
  model: (version, hash) => `Modèle ${version}, simulation ${hash}`,

  view: "Vue",
  measureDispersion: "Dispersion",
  measureDistance: "Distance à la prescription",
  relative: "départ = 100 %",
  fanTitle: "Plusieurs graines",
  fanStart: (count) => `Lancer ${count} graines`,
  fanStartHint: (count) =>
    `Rejoue ces réglages avec ${count} autres graines et dessine l’étendue de ce qui vient`,
  fanMore: (count) => `Aller à ${count}`,
  fanOf: (done, wanted) => `${done}/${wanted}`,
  fanLeft: (seconds) => `~${seconds} s`,
  fanCancel: "Arrêter",
  fanCancelHint: "Arrêter ; ce qui est venu reste",
  fanCount: (count) => `n = ${count}`,
  fanFailed: (count) => `${count} en échec`,
  fanLegend:
    "médiane, 50 % et 90 % des graines, cinq simulations ; de ce qui est déclaré, médiane et 90 %",
  fanDone: (count) => `L’étendue est là : ${count} graines.`,
  fanStopped: (count) => `Arrêté : ${count} graines sont là.`,
  fanSaid: (count, low, high, median) =>
    `${count} autres graines : médiane ${median}, neuf sur dix entre ${low} et ${high}`,
  fanSaidOf: (name, low, high, median) =>
    `${name} : médiane ${median}, neuf sur dix entre ${low} et ${high}`,
  median: "Médiane",
  low90: "5 %",
  high90: "95 %",
  low50: "25 %",
  high50: "75 %",
  seeds: "Graines",

  shareStacked: "parts empilées",
  shareLines: "parts en courbes",
  shareCounts: "nombres d’associations",

  mechanisms: "Mécanismes",
  mechanismsBars: "variation par an",
  mechanismsLines: "cumul depuis le départ",
  mechanismsOther: "Autres",
  mechanismsPeriod: (count) => (count === 1 ? "par trimestre" : `par ${count} trimestres`),
  mechanismsCaption: (quarter, change, values) =>
    `Contributions à la variation de la dispersion du départ à ${quarter}, ${change} en tout : ${values}.`,

  difference: "B − A",
  differenceSentence: "dispersion, mêmes graines",
  differenceZero: "aucun écart",
  differenceBand: "neuf graines sur dix",
  differenceSame: "Les deux mondes sont identiques jusqu’ici.",
  differenceCaption: (quarter, value) =>
    `Dispersion de B moins celle de A en ${quarter} : ${value}.`,

  absentRun: (name, count) => `Lancer ${count} graines avec et sans « ${name} », aux mêmes tirages`,
  absentEffect: (low, high, count) => `avec moins sans : 95 % de ${low} à ${high}, n = ${count}`,
  effect: "Avec moins sans",
  low95: "95 %, de",
  high95: "à",
  absentNote:
    "Les barres sont des comptes : ce que chaque ligne a fait. Ce que serait le champ sans elle est une autre question ; à poser sur plusieurs graines :",
};

/** Texts of the charts. */
export const charts = { en, fr };
