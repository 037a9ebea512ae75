/** The families of the registry, in the order of the page, and what each is. */
export const FAMILIES: readonly {
  readonly id: string;
  readonly title: string;
  readonly says: string;
}[] = [
  {
    id: "dimaggioPowell",
    title: "DiMaggio and Powell's twelve",
    says: "A-1 to A-6 are contrasts between the associations of one run: each is given its exposure by lot, and the first level is the permutation under which exposures belong to others. B-1 to B-6 are contrasts between worlds: B-3 and B-4 of how fast, B-5 of the amount of change, the others of the level.",
  },
  {
    id: "gueye",
    title: "The paper's own (Gueye 2014)",
    says: "Groupings and negotiation, calls for projects, tariffs and crises, in the field of 2009 after its burn-in. `imposed-groupings-break` counts leavings of the quarter over the share that is grouped, times 4/300, as departures a year and grouped association of a field of 300, with which its scenario begins: in a field of another size its effect and what counts are to be read in that proportion.",
  },
  {
    id: "dynamics",
    title: "Counter-intuitive dynamics",
    says: "What the literature finds against expectation, to be shown or refuted here.",
  },
  {
    id: "placebos",
    title: "Placebos",
    says: "Tests of the method: where they fail, nothing above can be trusted.",
  },
  {
    id: "example",
    title: "The worked example",
    says: "The question that `docs/worked-example.md` takes from file to figure.",
  },
];
