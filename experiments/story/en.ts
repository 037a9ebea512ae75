import type { Wording } from "./wording.ts";

const some =
  (one: string, many: string) =>
  (count: number): string =>
    `${count} ${count === 1 ? one : many}`;

/** Events in English. */
export const english: Wording = {
  sentences: {
    reform: ({ reform }) => `reform: ${reform}`,
    call: ({ where, what }) => `${an(what)} call for projects is published: ${where}`,
    award: ({ who, where, what }) =>
      what === "unanswered"
        ? `a call for projects finds no winner: ${where}`
        : `${who || "a for-profit"} wins ${an(what)} call for projects: ${where}`,
    proposal: ({ who, what }) =>
      `${who} proposes a project of its own, which is ${what === "refused" ? "refused" : "authorised"}`,
    extension: ({ who }) => `${who} is extended outside calls`,
    inspection: ({ who, where, what }) =>
      what === "clean"
        ? `${who} is inspected, and nothing is found${by(where)}`
        : `${who} is found by an inspection to do other than it declares${by(where)}`,
    response: ({ who, what }) => `${who} turns to ${english.responses[what] ?? what}`,
    deal: ({ who, where }) => `${who} agrees on a contract: ${where}`,
    conflict: ({ who, where }) => `${who} finds no agreement: ${where}`,
    formed: ({ who, other, grouping, form }) => `${who} and ${other} form ${grouping}: ${form}`,
    joined: ({ who, grouping, form }) => `${who} joins ${grouping}: ${form}`,
    left: ({ who, grouping, form }) => `${who} leaves ${grouping}: ${form}`,
    deepened: ({ grouping, form }) => `${grouping} turns into a deeper form: ${form}`,
    dissolved: ({ grouping, form }) => `${grouping} dissolves: ${form}`,
    refused: ({ who }) => `${who} is told to join a grouping and does not`,
    merger: ({ who, other, form }) => `${who} merges into ${other}: ${form}`,
    bailout: ({ who }) => `the deficit of ${who} is taken over`,
    closure: ({ who, other }) =>
      other === ""
        ? `${who} closes; its places are lost`
        : `${who} closes; ${other} takes its places over`,
    founding: ({ who }) => `${who} is founded`,
    entry: ({ where }) => `for-profits open places: ${where}`,
    revised: ({ where }) => `a rule is revised: ${where}`,
  },
  counts: {
    call: some("call for projects", "calls for projects"),
    award: some("award", "awards"),
    unanswered: some("call without a winner", "calls without a winner"),
    deal: some("agreement", "agreements"),
    conflict: some("conflict", "conflicts"),
    formed: some("grouping formed", "groupings formed"),
    deepened: some("grouping deepened", "groupings deepened"),
    dissolved: some("grouping dissolved", "groupings dissolved"),
    refused: some("refusal to group", "refusals to group"),
    merger: some("merger", "mergers"),
    closure: some("closure", "closures"),
    founding: some("founding", "foundings"),
    bailout: some("deficit taken over", "deficits taken over"),
  },
  responses: {
    adapt: "adaptation",
    avoid: "avoidance",
    innovate: "innovation",
    negotiate: "negotiation",
    cooperate: "cooperation",
    merge: "merger",
  },
  causes: {
    legitimacy: "legitimacy",
    fit: "fit with what is asked",
    need: "need met",
    territory: "territory",
    capacity: "capacity",
    price: "price",
    innovation: "innovation",
    luck: "luck",
    threshold: "threshold",
    bids: "bids",
    conformity: "fit with the rule",
    relevance: "need met",
    chance: "chance",
    places: "places",
    gap: "gap between display and practice",
    tolerance: "tolerance",
    depth: "depth",
    fine: "fine",
    saving: "saving",
    voice: "voice",
    preference: "preference of its funders",
    calls: "calls ahead",
    autonomy: "autonomy given up",
    taste: "taste",
    inFavour: "in favour",
    members: "members",
    least: "least members",
    distance: "distance of projects",
    reserve: "reserve",
    establishments: "establishments",
    ofBoth: "of both",
    share: "share of for-profits",
    rate: "rate",
    imitation: "imitation",
    refusal: "refusal",
    power: "power",
    leastAccepted: "least it accepts",
    mostAccepted: "most it is left",
    utility: "worth of the deal",
    fallback: "worth without one",
    authorityUtility: "worth to the authority",
    authorityFallback: "worth to it without one",
    weight: "weight",
    negotiation: "negotiation",
    reform: "reform",
    host: "gain of who takes it in",
    bounds: "the bounds",
    doctrine: "doctrine",
    efficiency: "efficiency to gain",
    multiplicity: "disagreement of its funders",
    dependence: "public dependence",
    consistency: "fit of its project",
    constraint: "constraint of the rules",
    coercion: "force of the authority",
    diffusion: "what its sector does",
    uncertainty: "uncertainty",
    interconnectedness: "ties",
    learned: "experience",
    distress: "distress",
    slack: "slack",
    base: "inclination",
  },
  association: (number) => `association ${number}`,
  grouping: (number) => `grouping ${number}`,
  table: (regulator, region, sector) =>
    `${regulator} (${[region, sector].filter((part) => part !== "").join(", ")})`,
  cell: (region, sector) => `${region}, ${sector}`,
  colon: ": ",
  decimal: ".",
};

const an = (what: string): string => (what === "experimental" ? "an experimental" : "a");
const by = (where: string): string => (where === "" ? "" : `: ${where}`);
