/** What the panels of the story say, in English. */
export const storyInEnglish = {
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
