import type { Point, Slot } from "../experiments/design.ts";
import type { Problems } from "../experiments/files/problem.ts";
import type { Study } from "../experiments/jobs.ts";
import type { ModuleText } from "./extensions.ts";
import type { Scenario, SimEvent, SwitchId } from "../sim/index.ts";

// ---------------------------------------------------------------------------
// The page and its simulation worker: the page asks, the worker answers; every
// array in an answer is transferred. Failures a person caused come back as
// values, because a thrown error loses its fields on the way.
// ---------------------------------------------------------------------------

/** A plain JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Values laid over a scenario: dotted path → value. */
export type Changes = Readonly<Record<string, Json>>;

export interface Refused {
  readonly ok: false;
  readonly problems: Problems;
}

/** Where a value comes from, as the scenario's file says; keyed by dotted path. */
export type Origins = Readonly<
  Record<string, { readonly source?: string; readonly grade?: string }>
>;

/** An id with what people call it. */
export interface Named {
  readonly id: string;
  readonly label: { readonly en: string; readonly fr: string };
}

/** What never changes while the worker lives. */
export interface Description {
  readonly model: string;
  /** Lines of the ledgers: every influence, and the bounds. */
  readonly mechanisms: readonly Named[];
  /** What can be switched off: influences, which have lines in the ledgers, and transitions, which have none. */
  readonly switches: readonly (Named & { readonly isTransition: boolean })[];
  readonly responses: readonly string[];
  /** Whether the worker holds the lock of its own name, so that its death can be noticed. */
  readonly isLocked: boolean;
  /** Whether this engine passed the self-test: else what it computes cannot be reproduced elsewhere. */
  readonly isExact: boolean;
}

/** A scenario text to read: its name among the given files (for `extends`). */
export interface LoadRequest {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface Loaded {
  readonly ok: true;
  readonly scenario: Scenario;
  readonly origins: Origins;
}

/** A run to open: a checked scenario, what is laid over it, and its seed. */
export interface OpenRequest {
  readonly scenario: Scenario;
  readonly set: Changes;
  readonly off: readonly SwitchId[];
  readonly seed: string;
  /** Changes of regime to come, by ascending step: the run is the same as if it had been forked at each. */
  readonly later?: readonly Layer[];
}

/** What holds after step `at`, all of it: what an earlier layer laid down and this one does not, no longer holds. */
export interface Layer {
  readonly at: number;
  readonly set: Changes;
  readonly off: readonly SwitchId[];
}

/** What reforms make of one parameter: `values[n]` holds from step `steps[n]` on; the first step is 0. */
export interface ReformCourse {
  readonly path: string;
  readonly steps: readonly number[];
  readonly values: readonly Json[];
}

/** Two runs to be compared step by step, from the founding on. */
export interface CompareRequest {
  readonly a: OpenRequest;
  readonly b: OpenRequest;
}

/** Where two runs part, and how far apart they come. */
export interface Compared {
  readonly ok: true;
  /** Step after which they are the same no more; null where they are the same to the last bit throughout. */
  readonly step: number | null;
  /** What is first different, in plain words: a line for the place, then one for each thing. */
  readonly told: { readonly en: readonly string[]; readonly fr: readonly string[] };
  /** Step by step: share of the twins that differ in what they do, and of those that do so visibly. */
  readonly differing: readonly number[];
  readonly visible: readonly number[];
}

/** A scenario to write down: the text of its file, with the layers of a run laid over it. */
export interface WriteRequest extends LoadRequest {
  /** The first one holds from the start. */
  readonly layers: readonly Layer[];
  readonly seed: string;
  /** Whether the file is a shipped one, whose `extends` names a neighbour. */
  readonly isShipped: boolean;
  /** What a change is called where it becomes a reform. */
  readonly label: { readonly en: string; readonly fr: string };
  /** Lines that stand above it as comments. */
  readonly remarks: readonly string[];
}

export interface Written {
  readonly ok: true;
  readonly text: string;
  /** Whether its run without switches is the same as the layers': else they hold from the founding of the field on. */
  readonly isSameRun: boolean;
  /** Whether the file's own words and comments were kept. */
  readonly isKept: boolean;
}

/** A change of regime: what holds after step `at` instead of what held there. */
export interface ForkRequest {
  /** The run in hand, or one that it goes on from, up to where it does. */
  readonly run: number;
  readonly at: number;
  readonly set: Changes;
  readonly off: readonly SwitchId[];
}

/** A named point of the map, in the plane's own units (1 = the side of the practice space). */
export interface Landmark {
  readonly id: string;
  readonly label: { readonly en: string; readonly fr: string };
  readonly x: number;
  readonly y: number;
  /** Whether it is one of the three that span the map. */
  readonly spans: boolean;
}

/** What a run is made of, sent once when it opens or forks. */
export interface Opened {
  readonly ok: true;
  readonly run: number;
  readonly scenarioHash: string;
  readonly seed: string;
  /** First step that will be sent; the steps before it stand as they were. */
  readonly from: number;
  readonly steps: number;
  readonly start: string;
  readonly size: number;
  readonly practices: number;
  readonly measures: readonly string[];
  readonly landmarks: readonly Landmark[];
  readonly regions: readonly {
    readonly id: string;
    readonly label: { readonly en: string; readonly fr: string };
  }[];
  /** What the map shows: left, bottom, right, top, set by the scenario alone and never refitted. */
  readonly extent: readonly [number, number, number, number];
  readonly reforms: readonly {
    readonly step: number;
    readonly label: { readonly en: string; readonly fr: string };
  }[];
  /** Every parameter that a reform sets, as it comes to be. */
  readonly courses: readonly ReformCourse[];
  /** Every how many steps a frame carries marks, so that the history stays within its memory. */
  readonly stride: number;
  /** Whether everything notable comes as events, or, in a large field, reforms alone. */
  readonly isTold: boolean;
}

/** Where the associations are at one step: x,y pairs and one entry per slot ever used; later steps may have more. */
export interface Marks {
  readonly practice: Float32Array;
  readonly display: Float32Array;
  readonly places: Float32Array;
  readonly response: Uint8Array;
  /** 0 where it is gone: its place on the map then stays where it was last. */
  readonly alive: Uint8Array;
  /** Number of its grouping, or −1. */
  readonly grouping: Int32Array;
  /** x,y of the mean prescription: of the nation first, then of each region in order. */
  readonly prescriptions: Float32Array;
}

/** One step as the screen needs it; marks are left out between strides. */
export interface Frame {
  readonly step: number;
  readonly marks: Marks | null;
  /** x,y of the mean practice. */
  readonly centroid: readonly [number, number];
  /** Share of the dispersion in all practices that the map's plane shows, in [0,1]; NaN if none. */
  readonly shown: number;
  /** How hard the living's funders insist on what they prescribe, on average, in [0,1]; NaN if nobody lives. */
  readonly strictness: number;
  /** In the order of `Opened.measures`; NaN where undefined. */
  readonly measures: Float64Array;
  /** Slots that ceased to be in this step, each with the slot that took it in, or −1. */
  readonly gone: Int32Array;
  /** Of all states up to this step. */
  readonly digest: string;
}

/** A wish to move what is prescribed: every prescription in force at a step, by the same way on the map. */
export interface SteerRequest {
  readonly run: number;
  readonly at: number;
  /** x and y in the plane's own units. */
  readonly by: readonly [number, number];
}

/** What came since the last question. */
export interface Batch {
  readonly run: number;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly frames: readonly Frame[];
  readonly events: readonly SimEvent[];
  readonly reason?: string;
  /** Of the whole run, once it is done. */
  readonly digest?: string;
}

/** Steps done and to do of what somebody is waiting for. */
export interface Progressing {
  readonly done: number;
  readonly steps: number;
}

/** The life of one association, up to the last step that was computed when it was asked for. */
export interface Life {
  readonly slot: number;
  /** Step of foundation; those of the start have that of step 0 or before. */
  readonly born: number;
  /** Step in which it ceased to be, or −1; and the slot that took it in, or −1. */
  readonly died: number;
  readonly into: number;
  /** Indices into the scenario's mappings. */
  readonly region: number;
  readonly sector: number;
  readonly archetype: number;
  /** The step of the first row; one row for each step since, up to its death. */
  readonly first: number;
  /** Rows of K positions. */
  readonly practice: Float64Array;
  readonly display: Float64Array;
  readonly prescription: Float64Array;
  /** One number for each row; the budget in places at the reference cost, a response as an index, a grouping or −1. */
  readonly numbers: Readonly<
    Record<
      | "places"
      | "establishments"
      | "budget"
      | "reserve"
      | "legitimacy"
      | "uncertainty"
      | "dependence"
      | "response"
      | "grouping",
      Float64Array
    >
  >;
  /** What can move its practice: influences, `bounds`, and `others` (mergers). */
  readonly lines: readonly string[];
  /** What each line did since the first row: K numbers per line, one block for every `every`-th row. */
  readonly moved: Float64Array;
  readonly every: number;
  /** All that happened to it, in order. */
  readonly events: readonly SimEvent[];
}

/** What never changes about the associations so far, one entry per slot: indices into the scenario's mappings. */
export interface Roll {
  readonly region: Int32Array;
  readonly sector: Int32Array;
  readonly archetype: Int32Array;
  /** Establishments that each runs at the last step that is computed. */
  readonly establishments: Int32Array;
}

/** Rules before and after a step (or several), K positions per table, and the movement by each line. */
export interface RuleYear {
  readonly step: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly lines: readonly Float64Array[];
  /** Share of its precedents that each regulator takes up then. */
  readonly negotiability: readonly number[];
}

/** A grouping from its forming on; `formed` lies before step 1 where it stood at the start. */
export interface Bond {
  readonly number: number;
  readonly formed: number;
  readonly isFree: boolean;
  /** Index of its legal form from each of these steps on. */
  readonly forms: readonly { readonly step: number; readonly form: number }[];
  /** Step from which it has no members, or −1. */
  readonly dissolved: number;
}

/** What a run's rules and groupings went through, up to the last step computed when it was asked for. */
export interface Annals {
  /** Last step that they cover. */
  readonly until: number;
  /** What can move rules, in the order of `RuleYear.lines`. */
  readonly lines: readonly string[];
  readonly years: readonly RuleYear[];
  readonly bonds: readonly Bond[];
}

/** What every worker of the page is told first. */
export interface Taught {
  /** Takes the scenario's JSON Schema, which the page's document carries: what is wrong with a value is told out of it. */
  learn(schema: Json): void;
}

/** The simulation as the page sees it; `more` is asked again until its state is not "running". */
export interface Simulation extends Taught {
  describe(): Description;
  load(request: LoadRequest): Loaded | Refused;
  open(request: OpenRequest): Opened | Refused;
  more(run: number): Promise<Batch>;
  /** Goes on otherwise; a refusal without problems where the run is gone, or something else was asked meanwhile. */
  fork(request: ForkRequest): Promise<Opened | Refused>;
  /** What to lay over the run's scenario to move its prescriptions; nothing where the run is gone. */
  steer(request: SteerRequest): Changes;
  cancel(): void;
  /** Lives through both runs at one go; nothing else is heard meanwhile. */
  compare(request: CompareRequest): Compared | Refused;
  write(request: WriteRequest): Written | Refused;
  /** Who is in a run, as far as it is computed; null where it is another by now. */
  roll(run: number): Roll | null;
  /** Lives through a run again for one association's sake; null where another question came meanwhile. */
  life(run: number, slot: number): Promise<Life | null>;
  /** The same for its rules and groupings. */
  annals(run: number): Promise<Annals | null>;
  /** What is notable in the steps after `from`, up to `to`, of a field too large to have told it. */
  diary(run: number, from: number, to: number): Promise<readonly SimEvent[] | null>;
  /** How far the answer to the last of these questions is. */
  looking(): Progressing;
  stopLooking(): void;
}

// ---------------------------------------------------------------------------
// A batch and its child processes: the batch opens a study once, then asks for
// one run after the other. What a run does wrong comes back as a value too.
// ---------------------------------------------------------------------------

/** One run of a study: its slot in the design and the levels of its point. */
export interface JobRequest {
  readonly slot: Slot;
  readonly point: Point;
}

/** Some of the states of a run's associations, in the order of its steps; more is to come. */
export interface JobPart {
  readonly ok: true;
  readonly states: Uint8Array;
}

/** A run's series: one row per kept step, one column per kept measure. */
export interface JobDone {
  readonly ok: true;
  readonly digest: string;
  readonly steps: Int32Array;
  /** Row by row; NaN where a measure is undefined. */
  readonly values: Float64Array;
  /** How many parts of states came before; 0 where none are recorded. */
  readonly parts: number;
}

/** A run that came to no end, and why. */
export interface JobFailed {
  readonly ok: false;
  readonly reason: "failed" | "timeout" | "crashed";
  readonly message: string;
}

export type JobOutcome = JobDone | JobFailed;

/** What comes of a run at a time: its end, or states that come before it. */
export type JobAnswer = JobPart | JobOutcome;

/** A process that runs a study's jobs, one at a time. */
export interface JobService {
  /** Takes the study that all following jobs belong to, and the modules whose code its runs have besides the model's. */
  open(study: Study, modules?: readonly ModuleText[]): Promise<void> | void;
  run(request: JobRequest): Promise<JobAnswer>;
  /** Goes on after a part; the run waits until it is asked, so that nothing piles up. */
  more(): Promise<JobAnswer>;
  /** Steps done and to do of the run in hand. */
  progress(): { readonly done: number; readonly steps: number };
}

/** The same in a browser's worker. */
export interface HostedJobs extends Omit<JobService, "open">, Taught {
  /** Takes the study that all following jobs belong to, and names its columns. */
  openStudy(study: Study): Promise<readonly string[]>;
  /** Whether the worker holds the lock of its own name, so that its death can be noticed. */
  isLocked(): boolean;
}

/** What the names of browser workers begin with: what they are to do. */
export const ROLES = { simulation: "ironcage-simulation", jobs: "ironcage-jobs" } as const;
