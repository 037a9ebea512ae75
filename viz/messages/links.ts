import type { Words } from "./words.ts";

const en = {
  share: "Share and save",
  copyLink: "Copy link",
  copyLinkHint: "Scenario, seed, changes, quarter and view",
  copied: "Link copied: whoever opens it sees this, recomputed and checked.",
  copyFailed: "The link stands in the address bar.",
  tooLarge:
    "This scenario of your own is too large for a link. Save it and send the file; whoever opens it goes on from there.",
  saveScenario: "Save scenario",
  saveScenarioHint: "YAML, with what you changed",
  saved: (file: string) => `${file} saved.`,
  savedSame: "Opened again, it gives this very run.",
  savedOther: "What you changed on the way holds from the start in the file.",
  savedOff: (ids: string) => `What is switched off is no part of a scenario: ${ids}.`,
  savedBare: "Its comments could not be kept.",
  notSaved: "The scenario could not be written. Restart the simulation and try again.",
  saveManifest: "Save manifest",
  saveManifestHint: "JSON: all it takes to repeat this run",
  cite: "Cite",
  citeHint: "BibTeX, with seed, version and digest",
  citeTitle: "Cite this run",
  citeText: "The run is cited with its scenario, seed and digest, so that others can repeat it.",
  copyText: "Copy",
  textCopied: "Copied.",
  compare: "Compare",
  compareHint: "Two worlds on one seed",
  present: "Present",
  byHand: "Changed by hand",
  more: "More",

  remarkSaved: (model: string) => `Saved from the Ironcage page, model ${model}.`,
  remarkOff: (flags: string) => `Switched off in the page, which no scenario can say: ${flags}`,
  remarkLater:
    "What was changed in the course of the run holds from the founding of the field here.",

  refusedTitle: "The link was not opened",
  refusedHint: "Nothing of it was followed, so that no other run is taken for the one it cites.",
  refusedGone: "The simulation stopped while it was opened.",
  why: {
    version: "another kind of link",
    length: "longer than 2,000 characters",
    twice: "given twice",
    form: "not in the form that links have, or out of range",
    preset: "no scenario of this name",
    path: "no path of a scenario",
    founding: "only the founding of a field reads it, so it holds from the start (no @STEP)",
  } as Readonly<Record<string, string>>,
  otherModel: (theirs: string, ours: string) =>
    `The link was made with model ${theirs}; this is model ${ours}, which may compute otherwise.`,
  checking: "Recomputing the cited run…",
  identical: "Identical to the cited run, to the last bit.",
  identicalOf: (letter: string) => `World ${letter}: identical to the cited run, to the last bit.`,
  parts: (letter: string) =>
    `${letter === "" ? "This run" : `World ${letter}`} is not the cited one.`,
  partsBetween: (after: string, by: string) => `The same up to ${after}; no more by ${by}.`,
  partsAtOnce: "Not the same from the start.",
  partsSomewhere:
    "The same scenario and seed came to another end; the file does not say where they part.",
  studyOpened: "The scenario of these results, with the seed of their first run.",
  ignored: (what: string) => `Left out of the link: ${what}.`,

  offerTitle: "Go on where you left off?",
  offer: (scenario: string, seed: string, quarter: string, when: string) =>
    `${scenario}, seed ${seed}, ${quarter} – ${when}`,
  offerChanges: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
  goOn: "Go on",
  discard: "Discard",
  autosaveFailed: "This browser does not keep your work",
  autosaveHint: "Save the scenario before you leave the page.",
  dismiss: "Dismiss",
};

const fr: Words<typeof en> = {
  share: "Partager et enregistrer",
  copyLink: "Copier le lien",
  copyLinkHint: "Scénario, graine, changements, trimestre et vue",
  copied: "Lien copié : qui l’ouvre voit ceci, recalculé et vérifié.",
  copyFailed: "Le lien est dans la barre d’adresse.",
  tooLarge:
    "Votre scénario est trop grand pour un lien. Enregistrez-le et envoyez le fichier ; qui l’ouvre reprend de là.",
  saveScenario: "Enregistrer le scénario",
  saveScenarioHint: "YAML, avec vos changements",
  saved: (file: string) => `${file} enregistré.`,
  savedSame: "Rouvert, il redonne exactement cette simulation.",
  savedOther: "Ce que vous avez changé en cours de route vaut dès le début dans le fichier.",
  savedOff: (ids: string) => `Ce qui est coupé ne fait pas partie d’un scénario : ${ids}.`,
  savedBare: "Ses commentaires n’ont pas pu être gardés.",
  notSaved: "Le scénario n’a pas pu être écrit. Relancez la simulation et réessayez.",
  saveManifest: "Enregistrer le manifeste",
  saveManifestHint: "JSON : tout ce qu’il faut pour la refaire",
  cite: "Citer",
  citeHint: "BibTeX, avec graine, version et empreinte",
  citeTitle: "Citer cette simulation",
  citeText:
    "La simulation est citée avec son scénario, sa graine et son empreinte, pour que d’autres puissent la refaire.",
  copyText: "Copier",
  textCopied: "Copié.",
  compare: "Comparer",
  compareHint: "Deux mondes, une même graine",
  present: "Présenter",
  byHand: "Changé à la main",
  more: "Plus",

  remarkSaved: (model: string) => `Enregistré depuis la page d’Ironcage, modèle ${model}.`,
  remarkOff: (flags: string) => `Coupé dans la page, ce qu’aucun scénario ne peut dire : ${flags}`,
  remarkLater: "Ce qui a été changé en cours de route vaut ici dès la fondation du champ.",

  refusedTitle: "Le lien n’a pas été ouvert",
  refusedHint:
    "Rien n’en a été suivi, pour qu’aucune autre simulation ne soit prise pour celle qu’il cite.",
  refusedGone: "La simulation s’est arrêtée pendant l’ouverture.",
  why: {
    version: "une autre sorte de lien",
    length: "plus de 2 000 caractères",
    twice: "donné deux fois",
    form: "pas dans la forme d’un lien, ou hors limites",
    preset: "aucun scénario de ce nom",
    path: "aucun chemin d’un scénario",
    founding: "seule la fondation du champ le lit : il vaut depuis le début (sans @PAS)",
  },
  otherModel: (theirs: string, ours: string) =>
    `Le lien vient du modèle ${theirs} ; voici le modèle ${ours}, qui peut calculer autrement.`,
  checking: "La simulation citée est recalculée…",
  identical: "Identique à la simulation citée, au bit près.",
  identicalOf: (letter: string) =>
    `Monde ${letter} : identique à la simulation citée, au bit près.`,
  parts: (letter: string) =>
    `${letter === "" ? "Cette simulation" : `Le monde ${letter}`} n’est pas celle qui est citée.`,
  partsBetween: (after: string, by: string) => `Pareil jusqu’en ${after} ; plus en ${by}.`,
  partsAtOnce: "Différent dès le début.",
  partsSomewhere:
    "Le même scénario et la même graine sont arrivés ailleurs ; le fichier ne dit pas où ils divergent.",
  studyOpened: "Le scénario de ces résultats, avec la graine de leur première exécution.",
  ignored: (what: string) => `Laissé de côté dans le lien : ${what}.`,

  offerTitle: "Reprendre où vous en étiez ?",
  offer: (scenario: string, seed: string, quarter: string, when: string) =>
    `${scenario}, graine ${seed}, ${quarter} – ${when}`,
  offerChanges: (count: number) => (count === 1 ? "1 changement" : `${count} changements`),
  goOn: "Reprendre",
  discard: "Écarter",
  autosaveFailed: "Ce navigateur ne garde pas votre travail",
  autosaveHint: "Enregistrez le scénario avant de quitter la page.",
  dismiss: "Fermer",
};

export const links = { en, fr };
