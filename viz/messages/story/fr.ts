import type { Words } from "../words.ts";
import type { storyInEnglish } from "./en.ts";

/** The same in French. */
export const storyInFrench: Words<typeof storyInEnglish> = {
  panels: {
    association: "Association",
    calls: "Appels",
    negotiations: "Négociations",
    groupings: "Groupements",
  },
  colon: " : ",
  listComma: ", ",
  quarter: "Trimestre",
  who: "Qui",
  nothing: "–",

  working: "Calcul en cours",
  workingAt: (share) => `Calcul en cours… ${share}`,
  stop: "Arrêter",
  stopped: "Arrêté.",
  goOn: "Reprendre",
  large: "Dans un champ aussi grand, on raconte une année à la fois.",
  tellYear: "Raconter l’année jusqu’au trimestre montré",
  yearTold: (from, to) => `Raconté : de ${from} à ${to}.`,

  association: (number) => `Association ${number}`,
  associations: "Associations",
  choose: "Choisissez une association sur la carte, ou cherchez-la ici.",
  find: "Trouver une association",
  findHint: "Numéro, type, région, secteur, réponse",
  refine: "Préciser",
  any: "tous",
  kind: "Type",
  region: "Région",
  size: "Taille",
  response: "Réponse",
  sizeOf: (least, most) =>
    most === 1
      ? "1 établissement"
      : most === Infinity
        ? "plus de 20 établissements"
        : `de ${least} à ${most} établissements`,
  found: (count, text) => `${text} ${count <= 1 ? "association" : "associations"}`,
  refineMore: (most) => ` ; les ${most} premières sont listées`,
  noneFound: "Aucune ne vit ainsi ce trimestre. Essayez avec moins de mots.",
  pin: "Épingler",
  unpin: "Désépingler",
  leave: "Une autre",
  nobody: "Cette association n’existe pas dans ce monde : elle n’y a jamais été créée.",

  establishmentsOf: (count, text) => `${text} ${count <= 1 ? "établissement" : "établissements"}`,
  placesOf: (text) => `${text} ${text === "1" || text === "0" ? "place" : "places"}`,
  origin: (of) =>
    `${of.founded === "" ? "Présente dès le début" : `Créée au ${of.founded}`} : ${of.kind.toLocaleLowerCase("fr")}, ${of.region}, secteur « ${of.sector} », avec ${of.establishments} et ${of.places}.`,
  notYet: (quarter) => `Elle sera créée au ${quarter}, après le trimestre montré.`,
  ended: (quarter, into) =>
    into === ""
      ? `Elle a disparu au ${quarter}.`
      : `Elle a disparu au ${quarter} : l’association ${into} l’a absorbée ou a repris ses places.`,
  stands: (of) =>
    `Au ${of.quarter}, elle gère ${of.establishments} et ${of.places} ; son budget est public à ${of.dependence}, et elle a ${of.reserve}. Sa réponse à la pression : ${of.response.toLocaleLowerCase("fr")}${of.since === "" ? ", depuis le début" : `, depuis le ${of.since}`}.`,
  reserve: (share) => `${share} d’un budget annuel en réserve`,
  debt: (share) => `${share} d’un budget annuel de dettes`,
  memberOf: (grouping) => `Elle est membre du groupement ${grouping}.`,
  distances: (of) =>
    `Sa pratique était à ${of.before} de ce qu’on lui demande ; elle en est à ${of.now}, et ce qu’elle affiche à ${of.declared}. Entre le papier et la pratique : ${of.gap}.`,

  practices: "Ce qu’elle fait, ce qu’on lui demande",
  practicesSentence: "Pratique par pratique, de 0 à 1, sur toute la simulation.",
  vectors: { practice: "Pratique", display: "Affiché", prescription: "Demandé" },
  practiceValue: (name, practice, display, prescription) =>
    `${name} ${practice}, affiché ${display}, demandé ${prescription}`,
  practicesCaption: (quarter, values) => `Au ${quarter} : ${values}.`,
  means: "Moyens",
  meansSentence: "Places, et budget en places au coût de référence ; au-dessus, ses réponses.",
  meansCaption: (quarter, places, budget) =>
    `Au ${quarter} : ${places} places, un budget qui en vaut ${budget}.`,
  places: "Places",
  budget: "Budget",
  establishments: "Établissements",
  reserveColumn: "Réserve en budgets annuels",
  movers: "Ce qui l’a fait bouger",
  moversSentence: "Ce que chaque mécanisme a fait sur son chemin, depuis son premier trimestre.",
  moversCaption: (way) =>
    `Chemin parcouru : ${way} ; les barres disent ce que chaque mécanisme y a mis.`,
  moversNote:
    "Sur le chemin : la part de chaque poussée dirigée du point de départ de l’association vers sa place actuelle. Les parts font ensemble la distance ; le résidu est l’arrondi. Pratiques : toute la poussée sur chacune.",
  mergers: "Fusions",
  wayGone: "Distance parcourue",
  alongWay: "Sur le chemin",
  diary: "Sa vie",
  diarySentence: "Le plus récent d’abord, avec les deux causes les plus lourdes.",
  filter: "Montrer",
  everything: "Tout",
  subjects: {
    rules: "Autorités",
    calls: "Appels et projets spontanés",
    responses: "Réponses",
    bonds: "Groupements et fusions",
    money: "Reprises de déficit",
  },
  because: (causes) => `en raison de : ${causes}`,
  diaryNone: "Rien de daté ne lui est arrivé dans cette simulation.",
  diaryEmpty: "Rien de tel encore, jusqu’au trimestre montré.",

  calls: "Appels à projets",
  callsSentence:
    "Une barre par appel, au trimestre où il paraît et se décide. Cliquez sur le graphique pour y aller.",
  callsCaption: (of) =>
    `Jusqu’au ${of.quarter} : ${of.calls} appels ; ${of.unanswered} infructueux, ${of.experimental} expérimentaux ; dans ${of.rejected}, une candidature innovante a perdu.`,
  callFilters: {
    all: "Tous",
    rejected: "Candidature innovante rejetée",
    unanswered: "Infructueux",
    experimental: "Expérimentaux",
  },
  noCalls: {
    all: "Pas encore d’appel. Avancez dans le temps, ou augmentez leur rythme dans les réglages.",
    rejected:
      "Aucune candidature innovante n’a été rejetée jusqu’au trimestre montré. Avancez dans le temps.",
    unanswered: "Tous les appels jusqu’au trimestre montré ont un lauréat.",
    experimental:
      "Pas encore d’appel expérimental : l’ouverture des autorités est dans les réglages.",
  },
  legendOpen: "infructueux",
  legendLight: "large",
  legendNarrow: "cahier des charges étroit",
  legendExperimental: "expérimental",
  legendFlag: "candidature innovante perdue par le cahier des charges",
  earlier: (count) => `${count} plus anciens ; le tableau les liste tous.`,
  applicants: (count, text) => `${text} ${count <= 1 ? "candidature" : "candidatures"}`,
  experimental: "expérimental",
  specified: "spécifié",
  unanswered: "infructueux",
  rejectedTag: {
    outside: "candidature innovante hors cahier des charges",
    specification: "candidature innovante perdue par le cahier des charges",
    points: "candidature innovante battue aux points",
  },
  nobodyWon: "Personne n’a atteint le seuil.",
  wonByForProfit: "Un opérateur lucratif l’a emporté.",
  wonBy: (number, bids) => `L’association ${number} l’a emporté, parmi ${bids}.`,
  narrowness: (narrowing, reach, threshold) =>
    `Étroitesse ${narrowing} : à partir d’une distance de ${reach}, une candidature n’a aucun point d’adéquation. Seuil : ${threshold} points.`,
  applicant: "Candidat",
  points: "Points",
  ofFit: "d’adéquation",
  apart: "Distance",
  forProfit: "lucratif",
  won: "lauréat",
  innovative: "innovant",
  rejection: {
    outside: (number, apart, reach) =>
      `L’association ${number} affiche des pratiques à ${apart} du cahier des charges, qui ne retient rien à partir de ${reach} : rejetée comme hors cahier des charges.`,
    specification: (number, apart) =>
      `L’association ${number} a perdu par l’adéquation, à ${apart} du cahier des charges : avec autant de points d’adéquation que la meilleure, elle l’aurait emporté.`,
    points: (number, apart) =>
      `L’association ${number}, à ${apart} du cahier des charges, aurait perdu quelle que fût l’adéquation.`,
  },
  authority: "Autorité",
  narrowing: "Étroitesse",
  kindOfCall: "Nature",
  applicantsColumn: "Candidats",
  outcome: "Issue",
  innovativeRejected: "Candidatures innovantes rejetées",

  negotiations: "Registre des négociations",
  negotiationsSentence: "Qui a rencontré qui, avec quelle issue, et ce que la règle en a pris.",
  meetings: "Rencontres",
  outcomes: { all: "Toutes", deal: "Accords", conflict: "Conflits" },
  endings: { deal: "accord", conflict: "conflit" },
  everywhere: "Toutes les régions",
  noMeetings:
    "Aucune rencontre de ce genre jusqu’au trimestre montré. Avancez dans le temps, ou retirez le filtre.",
  meeting: (number, authority) => `Association ${number} ↔ ${authority}`,
  way: (matter, asks, offers, settles) =>
    `${matter} : demande ${asks}, on offre ${offers}${settles === "" ? "" : `, issue ${settles}`}`,
  power: (share) =>
    `Pouvoir de l’association à la table : ${share}. L’offre est ce que ce pouvoir donnerait à lui seul.`,
  matter: "Objet",
  asks: "Demande",
  offers: "Offre",
  settles: "Issue",
  ruleMoves: "La règle bouge",
  conflictEnds: "Pas d’accord : la règle demeure, et l’association perd en légitimité.",
  pending: "La prochaine campagne reprendra ce précédent.",
  takenUp: (quarter, share, moved, count) =>
    `Repris au ${quarter}, à ${share} du précédent : la règle bouge de ${moved} par pratique, pour les ${count} associations qui en relèvent.`,
  target: "Qui a déplacé la cible",
  targetSentence:
    "La règle moyenne depuis le début : accords, apprentissage des autorités, réformes.",
  targetNote:
    "Sur le chemin : la part de chaque mouvement dirigée de la première règle vers la règle actuelle ; les parts font ensemble le déplacement. Les nombres du panneau sont arrondis de sorte que leur somme soit celle affichée.",
  targetCaption: (quarter, way) => `Jusqu’au ${quarter}, la cible s’est déplacée de ${way}.`,
  whoMoved: "Qui",
  displacement: "Déplacement de la cible",
  lines: {
    reform: "Réformes",
    negotiation: "Accords",
    doctrine: "Doctrine",
    imitation: "Autres régions",
    innovation: "Innovations vues",
    bounds: "Bornes",
  },
  proof: (of) =>
    `Accords ${of.deals}, apprentissage ${of.learning}, réformes ${of.reforms}, bornes ${of.bounds} : ensemble ${of.displacement}, le déplacement. Résidu ${of.residual}.`,

  giveWay: "Qui a cédé",
  giveWaySentence:
    "Comment la distance entre projets et règles a changé, et par qui. À gauche, quelqu’un a cédé.",
  giveWayCaption: (quarter, change) =>
    `Jusqu’au ${quarter}, la distance moyenne entre projet et règle a changé de ${change}.`,
  gave: {
    byRule: "Par la règle",
    byProject: "Par le projet",
    byComposition: "Entrées et sorties",
  },
  contradictionChange: "Variation de la distance",

  groupings: "Groupements",
  groupingsSentence:
    "Par forme juridique : un cercle par groupement, un point par membre. Tirets : sous injonction.",
  groupingsCaption: (quarter, count, members, forms) =>
    `Au ${quarter} : ${count} groupements de ${members} membres. ${forms}.`,
  noGroupings: "Aucun groupement ce trimestre. Avancez dans le temps.",
  grouping: (number) => `Groupement ${number}`,
  formCounts: (count, text, members, saving) =>
    `${text} ${count <= 1 ? "groupement" : "groupements"}, ${members} membres ; économise ${saving} des coûts`,
  moreGroupings: (count) => `${count} de plus ; le tableau les liste tous.`,
  members: (count, text) => `${text} ${count <= 1 ? "membre" : "membres"}`,
  age: (years, text) =>
    years < 1 ? "dans sa première année" : `${text} ${years <= 1 ? "an" : "ans"}`,
  free: "libre",
  enjoined: "sous injonction",
  settingUp: "en cours de mise en place",
  groupingColumn: "Groupement",
  legalForm: "Forme juridique",
  membersColumn: "Membres",
  saving: "Économie",
  ageColumn: "Âge",
  freeOrNot: "Libre ou enjoint",
};
