import type { Words } from "./words.ts";

const en = {
  panels: {
    association: "Association",
    calls: "Calls",
    negotiations: "Negotiations",
    groupings: "Groupings",
  },
  colon: ": ",
  listComma: ", ",
  quarter: "Quarter",
  who: "Who",
  nothing: "–",

  // what takes a while
  working: "Working it out",
  workingAt: (share: string) => `Working it out… ${share}`,
  stop: "Stop",
  stopped: "Stopped.",
  goOn: "Go on",
  large: "In a field this large, one year is told at a time.",
  tellYear: "Tell the year up to the quarter shown",
  yearTold: (from: string, to: string) => `Told: ${from} to ${to}.`,

  // finding an association
  association: (number: string) => `Association ${number}`,
  associations: "Associations",
  choose: "Choose an association on the map, or search for one here.",
  find: "Find an association",
  findHint: "Number, kind, region, sector, response",
  refine: "Narrow down",
  any: "any",
  kind: "Kind",
  region: "Region",
  size: "Size",
  response: "Response",
  sizeOf: (least: number, most: number) =>
    most === 1
      ? "1 establishment"
      : most === Infinity
        ? "over 20 establishments"
        : `${least} to ${most} establishments`,
  found: (count: number, text: string) => `${text} ${count === 1 ? "association" : "associations"}`,
  refineMore: (most: string) => `; the first ${most} are listed`,
  noneFound: "None like this lives in this quarter. Try fewer words.",
  pin: "Pin its trail",
  unpin: "Unpin",
  leave: "Another",
  nobody: "There is no such association in this world: it was never founded here.",

  // the portrait
  establishmentsOf: (count: number, text: string) =>
    `${text} ${count === 1 ? "establishment" : "establishments"}`,
  placesOf: (text: string) => `${text} ${text === "1" ? "place" : "places"}`,
  origin: (of: {
    readonly kind: string;
    readonly sector: string;
    readonly region: string;
    readonly founded: string;
    readonly establishments: string;
    readonly places: string;
  }) =>
    `${of.founded === "" ? "It was there at the start" : `It was founded in ${of.founded}`}: ${/^[aeiou]/i.test(of.kind) ? "an" : "a"} ${of.kind.toLowerCase()} in ${of.region}, sector “${of.sector}”, with ${of.establishments} and ${of.places}.`,
  notYet: (quarter: string) => `It is founded in ${quarter}, later than the quarter shown.`,
  ended: (quarter: string, into: string) =>
    into === ""
      ? `It ceased to be in ${quarter}.`
      : `It ceased to be in ${quarter}: association ${into} took it in or took its places over.`,
  stands: (of: {
    readonly quarter: string;
    readonly establishments: string;
    readonly places: string;
    readonly dependence: string;
    readonly reserve: string;
    readonly response: string;
    readonly since: string;
  }) =>
    `In ${of.quarter} it runs ${of.establishments} with ${of.places}; ${of.dependence} of its budget is public, and it has ${of.reserve}. Its response to pressure: ${of.response.toLowerCase()}${of.since === "" ? ", from the start" : `, since ${of.since}`}.`,
  reserve: (share: string) => `${share} of a year’s budget in reserve`,
  debt: (share: string) => `debts of ${share} of a year’s budget`,
  memberOf: (grouping: string) => `It is a member of grouping ${grouping}.`,
  distances: (of: {
    readonly before: string;
    readonly now: string;
    readonly declared: string;
    readonly gap: string;
  }) =>
    `Its practice stood ${of.before} from what is asked of it; now it stands ${of.now} from it, while what it declares stands ${of.declared} from it. Between paper and practice lies ${of.gap}.`,

  // its charts
  practices: "What it does and what is asked",
  practicesSentence: "Practice by practice, from 0 to 1, over the whole run.",
  vectors: {
    practice: "Practice",
    display: "Declared",
    prescription: "Asked of it",
  },
  practiceValue: (name: string, practice: string, display: string, prescription: string) =>
    `${name} ${practice}, declared ${display}, asked ${prescription}`,
  practicesCaption: (quarter: string, values: string) => `In ${quarter}: ${values}.`,
  means: "Means",
  meansSentence: "Places, and the budget in places at the reference cost; above, its responses.",
  meansCaption: (quarter: string, places: string, budget: string) =>
    `In ${quarter}: ${places} places, a budget worth ${budget}.`,
  places: "Places",
  budget: "Budget",
  establishments: "Establishments",
  reserveColumn: "Reserve in yearly budgets",
  movers: "What moved it",
  moversSentence: "What each mechanism did along the way it went, since its first quarter.",
  moversCaption: (way: string) => `It went ${way} in all; bars tell what each mechanism gave.`,
  moversNote:
    "Along the way: the part of each mechanism’s push that points from where the association began to where it is. The parts add up to the distance; the residual is rounding. Practices: the whole push on each.",
  mergers: "Mergers",
  wayGone: "Distance gone",
  alongWay: "Along the way",
  diary: "Its life",
  diarySentence: "The latest first, with the two weightiest causes.",
  filter: "Show",
  everything: "Everything",
  subjects: {
    rules: "Authorities",
    calls: "Calls and proposals",
    responses: "Responses",
    bonds: "Groupings and mergers",
    money: "Bail-outs",
  },
  because: (causes: string) => `because of ${causes}`,
  diaryNone: "Nothing dated happened to it in this run.",
  diaryEmpty: "Nothing of this yet, up to the quarter shown.",

  // calls
  calls: "Calls for projects",
  callsSentence:
    "One bar a call, in the quarter in which it is published and decided. Click the chart to go there.",
  callsCaption: (of: {
    readonly quarter: string;
    readonly calls: string;
    readonly unanswered: string;
    readonly experimental: string;
    readonly rejected: string;
  }) =>
    `Up to ${of.quarter}: ${of.calls} calls; ${of.unanswered} found no winner, ${of.experimental} were experimental, in ${of.rejected} an innovative bid lost.`,
  callFilters: {
    all: "All",
    rejected: "Innovative bid rejected",
    unanswered: "No winner",
    experimental: "Experimental",
  },
  noCalls: {
    all: "No call yet. Go on in time, or raise the rate of calls in the settings.",
    rejected: "No innovative bid has been rejected up to the quarter shown. Go on in time.",
    unanswered: "Every call up to the quarter shown has a winner.",
    experimental: "No experimental call yet: authorities’ openness to them is in the settings.",
  },
  legendOpen: "no winner",
  legendLight: "broad",
  legendNarrow: "narrow specification",
  legendExperimental: "experimental",
  legendFlag: "innovative bid lost by the specification",
  earlier: (count: string) => `${count} earlier ones; the table lists all.`,
  applicants: (count: number, text: string) => `${text} ${count === 1 ? "bid" : "bids"}`,
  experimental: "experimental",
  specified: "specified",
  unanswered: "no winner",
  rejectedTag: {
    outside: "innovative bid outside the specification",
    specification: "innovative bid lost by the specification",
    points: "innovative bid lost on points",
  },
  nobodyWon: "Nobody reached the threshold.",
  wonByForProfit: "A for-profit won.",
  wonBy: (number: string, bids: string) => `Association ${number} won, among ${bids}.`,
  narrowness: (narrowing: string, reach: string, threshold: string) =>
    `Narrowness ${narrowing}: from a distance of ${reach} on a bid has no points for fit. Threshold: ${threshold} points.`,
  applicant: "Bidder",
  points: "Points",
  ofFit: "for fit",
  apart: "Distance",
  forProfit: "for-profit",
  won: "won",
  innovative: "innovative",
  rejection: {
    outside: (number: string, apart: string, reach: string) =>
      `Association ${number} declares practices ${apart} from the specification, which takes nothing from ${reach} on: rejected as outside the specification.`,
    specification: (number: string, apart: string) =>
      `Association ${number} lost by its fit, ${apart} from the specification: with as many points for fit as the best, it would have won.`,
    points: (number: string, apart: string) =>
      `Association ${number}, ${apart} from the specification, would have lost with any fit.`,
  },
  authority: "Authority",
  narrowing: "Narrowness",
  kindOfCall: "Kind",
  applicantsColumn: "Bidders",
  outcome: "Outcome",
  innovativeRejected: "Innovative bids rejected",

  // negotiations
  negotiations: "Ledger of negotiations",
  negotiationsSentence: "Who met whom, what came of it, and what it made of the rule.",
  meetings: "Meetings",
  outcomes: { all: "All", deal: "Deals", conflict: "Conflicts" },
  endings: { deal: "deal", conflict: "conflict" },
  everywhere: "All regions",
  noMeetings:
    "No meeting like this up to the quarter shown. Go on in time, or take the filter off.",
  meeting: (number: string, authority: string) => `Association ${number} ↔ ${authority}`,
  way: (matter: string, asks: string, offers: string, settles: string) =>
    `${matter}: asks ${asks}, is offered ${offers}${settles === "" ? "" : `, settles ${settles}`}`,
  power: (share: string) =>
    `Power of the association at the table: ${share}. The offer is what this power alone would give.`,
  matter: "Matter",
  asks: "Asks",
  offers: "Offered",
  settles: "Settled",
  ruleMoves: "Rule moves",
  conflictEnds: "No agreement: the rule stands, and the association loses standing.",
  pending: "The next campaign takes this precedent up.",
  takenUp: (quarter: string, share: string, moved: string, count: string) =>
    `Taken up in ${quarter}, at ${share} of the precedent: the rule moves by ${moved} a practice, for the ${count} associations under it.`,
  target: "Who moved the target",
  targetSentence: "The mean rule since the start: deals, what authorities learn, and reforms.",
  targetNote:
    "Along the way: the part of each movement that points from the first rule to the present one; the parts add up to the displacement. Figures in the panel are rounded so that they add up as shown.",
  targetCaption: (quarter: string, way: string) => `Up to ${quarter} the target moved by ${way}.`,
  whoMoved: "Who",
  displacement: "Displacement of the target",
  lines: {
    reform: "Reforms",
    negotiation: "Deals",
    doctrine: "Doctrine",
    imitation: "Other regions",
    innovation: "Innovations seen",
    bounds: "Bounds",
  },
  proof: (of: {
    readonly deals: string;
    readonly learning: string;
    readonly reforms: string;
    readonly bounds: string;
    readonly displacement: string;
    readonly residual: string;
  }) =>
    `Deals ${of.deals}, learning ${of.learning}, reforms ${of.reforms}, bounds ${of.bounds}: together ${of.displacement}, the displacement. Residual ${of.residual}.`,

  // who gave way
  giveWay: "Who gave way",
  giveWaySentence:
    "How the distance between projects and rules changed, and through whom. To the left, someone gave way.",
  giveWayCaption: (quarter: string, change: string) =>
    `Up to ${quarter} the mean distance between project and rule changed by ${change}.`,
  gave: {
    byRule: "Through rules",
    byProject: "Through projects",
    byComposition: "Who came, went",
  },
  contradictionChange: "Change in distance",

  // groupings
  groupings: "Groupings",
  groupingsSentence: "By legal form: each circle a grouping, each dot a member. Dashed: enjoined.",
  groupingsCaption: (quarter: string, count: string, members: string, forms: string) =>
    `In ${quarter}: ${count} groupings with ${members} members. ${forms}.`,
  noGroupings: "No grouping stands in this quarter. Go on in time.",
  grouping: (number: string) => `Grouping ${number}`,
  formCounts: (count: number, text: string, members: string, saving: string) =>
    `${text} ${count === 1 ? "grouping" : "groupings"}, ${members} members; saves ${saving} of costs`,
  moreGroupings: (count: string) => `${count} more; the table lists all.`,
  members: (count: number, text: string) => `${text} ${count === 1 ? "member" : "members"}`,
  age: (years: number, text: string) =>
    years < 1 ? "in its first year" : `${text} ${years === 1 ? "year" : "years"} old`,
  free: "free",
  enjoined: "enjoined",
  settingUp: "setting up",
  groupingColumn: "Grouping",
  legalForm: "Legal form",
  membersColumn: "Members",
  saving: "Saving",
  ageColumn: "Age",
  freeOrNot: "Free or enjoined",
};

const fr: Words<typeof en> = {
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

export const story = { en, fr };
