import { openChronicle, type Chronicle } from "./chronicle.ts";
import { bytesOf, lengthened, reserve, type Counts, type FieldState } from "./field/columns.ts";
import { openExposures, type Exposures } from "./field/exposures.ts";
import { openTies } from "./field/ties.ts";
import { openPartners, openPermutation } from "./field/permutation.ts";
import { ledgerLines, type Extensions, type OwnInfluence } from "./extension.ts";
import { openFounders } from "./field/founding.ts";
import { neighbourhoods, type Neighbourhoods } from "./field/groups.ts";
import { openSectorMeans, type SectorMeans } from "./field/means.ts";
import { openLeads, type Leads } from "./field/leads.ts";
import { openPrescribing, type PrescribeAll } from "./field/prescribing.ts";
import { openNeed, type MoveNeed } from "./field/need.ts";
import { openProjects, type MoveProjects } from "./field/project.ts";
import { openStanding, type MoveStanding } from "./field/standing.ts";
import {
  layTables,
  prescribe,
  tableSpreads,
  type RuleEffects,
  type Tables,
} from "./field/rules.ts";
import { openRuleLines, type RuleLines } from "./field/rule-lines.ts";
import { shapeOf, type FieldShape } from "./field/shape.ts";
import { generateField } from "./field/population.ts";
import { BLOCK, openBlock, type Block } from "./hot/blocks.ts";
import { openKernels, plainKernels, openRows, type Kernels } from "./hot/kernels.ts";
import type { Memory } from "./hot/memory.ts";
import { Book, type Places } from "./ledger.ts";
import {
  emptyFaculties,
  openFaculties,
  type WorkOutFaculties,
  type WritableFaculties,
} from "./mechanisms/faculties.ts";
import { INFLUENCES } from "./mechanisms/index.ts";
import type { Account, Copied, Mechanic, World } from "./mechanisms/influence.ts";
import { openStream, type Stream } from "./random/stream.ts";
import { emptyMoments, openMoments, type Moments, type TakeMoments } from "./measures/moments.ts";
import type { VectorName } from "./measures/dispersion.ts";
import { openRoster, type Roster } from "./roster.ts";
import type { Scenario } from "./schema/scenario.ts";
import { EARLY, LATE, MIDDLE, type TransitionId } from "./transitions/index.ts";
import { openSift } from "./transitions/sift.ts";
import type { Act, Now, Stage } from "./transitions/transition.ts";

/** One vector's book, with what links its lines to mechanisms. */
export interface Vector {
  readonly name: "practice" | "display";
  readonly book: Book;
  /** Index into the engine's ledger lines of each line; the last is bounds. */
  readonly lines: readonly number[];
  /** Where the next state is written before it becomes the current one. */
  next: Float64Array;
}

/** A mechanism at work: its parameters are looked up in the regime by id, unless it came with its own. */
export interface Worker {
  readonly id: string;
  readonly parameters?: unknown;
  readonly index: number;
  /** The mechanism without which it does nothing either. */
  readonly leansOn: string | undefined;
  readonly mechanic: Mechanic<unknown>;
  readonly stream: Stream;
  /** Where it lists whom it moves, if it is sparse. */
  readonly places: Places | undefined;
}

/** What one mechanism proposes for the block at hand. */
export interface Proposal {
  readonly id: string;
  readonly account: Account;
}

/** Looks at what mechanisms propose for a block, and changes nothing. */
export type Watch = (block: Block, proposals: readonly Proposal[], now: Now) => void;

/** A transition at work. */
export interface Rule {
  readonly id: TransitionId;
  readonly act: Act<unknown>;
  readonly stream: Stream;
}

/** Everything that one run keeps besides its state: scratch, streams, books. Rebuilt, never stored. */
export interface Engine {
  readonly shape: FieldShape;
  readonly tables: Tables;
  readonly field: FieldState;
  readonly faculties: WritableFaculties;
  readonly leads: Leads;
  readonly memory: Memory;
  readonly kernels: Kernels;
  /** The block being worked on. */
  readonly block: Block;
  readonly workOutFaculties: WorkOutFaculties;
  readonly prescribeAll: PrescribeAll;
  readonly moveStanding: MoveStanding;
  readonly moveProjects: MoveProjects;
  readonly moveNeed: MoveNeed;
  readonly workers: readonly Worker[];
  /** Every mechanism in the order of the ledgers, then bounds. */
  readonly ledgerLines: readonly Pick<OwnInfluence, "id" | "acts">[];
  readonly vectors: readonly [practice: Vector, display: Vector];
  /** Places of a block's associations at the start of the step, and room for those of every slot. */
  readonly weights: Float64Array;
  readonly placesBefore: Float64Array;
  /** Means and variances of every vector over the living, as of the present state. */
  readonly moments: Readonly<Record<VectorName, Moments>>;
  readonly takeMoments: TakeMoments;
  readonly standing: Stream;
  readonly need: Stream;
  readonly neighbourhoods: Neighbourhoods;
  readonly roster: Roster;
  readonly chronicle: Chronicle;
  /** Transitions before standing is judged, before pressures act, and after. */
  readonly rules: Readonly<Record<"early" | "middle" | "late", readonly Rule[]>>;
  /** How far each table stood from what was declared for it at the start, one row of K per table. */
  readonly spreads: Float64Array;
  /** What each table is drawn to, one row of K per table, under the regime in force. */
  readonly doctrines: { rows: Float64Array };
  /** What rules that moved in this step did by themselves. */
  readonly ruleEffects: RuleEffects;
  /** Who looks at proposals before they are applied, and whom each copies; nobody unless a measure asks. */
  readonly watchers: Watch[];
  readonly copied: Copied;
  /** What was assigned to whom. */
  readonly exposures: Exposures;
  /** Who moved the rules in this step. */
  readonly ruleLines: RuleLines;
  /** Mean displays of each sector: of its bodies and of its professionalised. */
  readonly sectorMeans: SectorMeans;
  /** Norms of the schools: the scenario's initial norms, one row of K per sector. */
  readonly doctrine: Float64Array;
}

interface EngineOptions {
  /** Whether somebody will read the events. */
  readonly isTold: boolean;
  /** A stored state to build around. */
  readonly stored?: FieldState;
  readonly extensions?: Extensions | undefined;
}

/** Builds an engine around a stored state, or around a newly generated one. */
export function buildEngine(
  scenario: Scenario,
  seed: string,
  { isTold, stored, extensions }: EngineOptions,
): Engine {
  const shape = shapeOf(scenario);
  const tables = layTables(shape, scenario.regulators);
  const field = stored ?? generateField(scenario, shape, tables, seed);
  const { practices } = field;
  const sectors = shape.sectors.length;
  const memory = openMemoryOf(field);
  const kernels = openKernels(memory, practices);
  const block = openBlock(memory, (field.reserved ?? field.counts).slot);
  const { counts, reserved } = field;
  const faculties = emptyFaculties(counts.slot, (reserved ?? counts).slot, memory);
  const { permuted, associations } = scenario.population;
  const partners = openPartners(field, openPermutation(seed, associations));
  const around = neighbourhoods(
    field,
    shape.regions.length,
    sectors,
    memory,
    permuted.includes("ties") ? partners : undefined,
  );
  const tieOne = openTies(field, around, scenario.field.ties, sectors, () =>
    openStream(seed, "ties"),
  );
  if (stored === undefined) for (let slot = 0; slot < field.size; slot++) tieOne(slot);
  const sectorMeans = openSectorMeans(sectors, practices, kernels, memory);
  const { bodies } = sectorMeans;
  const world: World = {
    field,
    shape,
    faculties,
    kernels,
    memory,
    block,
    neighbourhoods: around,
    bodies,
    copied: { models: undefined },
    open: (name) => openStream(seed, name),
    seenAs: permuted.includes("prestige") ? partners : undefined,
  };
  const influences: readonly Working[] = [...INFLUENCES, ...(extensions?.influences ?? [])];
  const workers = influences.map((influence, index): Worker => ({
    id: influence.id,
    index,
    // those from outside get something, so that nobody looks for theirs in the regime
    parameters: index < INFLUENCES.length ? undefined : (influence.parameters ?? {}),
    leansOn: influence.leansOn,
    mechanic: influence.start(world) as Mechanic<unknown>,
    stream: openStream(seed, influence.id),
    places: isSparse(influence) ? { at: memory.wholes(BLOCK), count: 0 } : undefined,
  }));
  const ownLines = ledgerLines(extensions);
  const vector = (name: "practice" | "display"): Vector => {
    const lines = ownLines.flatMap((line, index) => (line.acts[name] ? [index] : []));
    return openVector(name, lines, { field, kernels, memory, workers });
  };
  const empty = (): Moments => emptyMoments(practices, shape.regions.length, sectors, memory);
  const moments = { practice: empty(), display: empty(), project: empty() };
  const exposures = openExposures(scenario, shape, seed);
  const roster = openRoster(field, around);
  const chronicle = openChronicle(isTold);
  const ruleEffects = noEffects();
  const leads = openLeads(field, shape, tables);
  const stage: Stage = {
    field,
    shape,
    tables,
    faculties,
    block,
    kernels,
    memory,
    sift: openSift(field, block, kernels, memory),
    neighbourhoods: around,
    leads,
    roster,
    chronicle,
    founders: openFounders(scenario, shape, exposures),
    tie: tieOne,
    sectorDisplays: moments.display.sectorMeans,
    prescribeAnew(slot, regime) {
      leads.refresh(slot);
      // in demography no rule moves: what a merger brings about belongs to composition
      const effects = roster.isInDemography ? undefined : ruleEffects;
      prescribe(field, shape, tables, regime.regulators, slot, effects);
    },
  };
  const open = (transition: (typeof EARLY | typeof MIDDLE | typeof LATE)[number]): Rule => ({
    id: transition.id,
    act: transition.start(stage) as Act<unknown>,
    stream: openStream(seed, transition.id),
  });
  const engine: Engine = {
    shape,
    tables,
    field,
    faculties,
    leads,
    workers,
    ledgerLines: ownLines,
    memory,
    kernels,
    block,
    workOutFaculties: openFaculties(shape, kernels, memory),
    prescribeAll: openPrescribing(shape, tables, kernels, memory),
    moveStanding: openStanding(sectors, kernels, memory),
    moveProjects: openProjects(kernels, memory, practices),
    moveNeed: openNeed(field.counts.cell, practices, kernels, memory),
    vectors: [vector("practice"), vector("display")],
    weights: memory.reals(BLOCK),
    placesBefore: memory.reals((field.reserved ?? field.counts).slot),
    moments,
    takeMoments: openMoments(around, shape.regions.length, sectors, kernels, memory, block),
    standing: openStream(seed, "standing"),
    need: openStream(seed, "need"),
    neighbourhoods: around,
    roster,
    chronicle,
    rules: { early: EARLY.map(open), middle: MIDDLE.map(open), late: LATE.map(open) },
    spreads: tableSpreads(shape, tables, scenario.regulators, seed),
    doctrines: { rows: new Float64Array() },
    ruleEffects,
    watchers: [],
    exposures,
    copied: world.copied,
    ruleLines: openRuleLines(tables.count * practices),
    sectorMeans,
    doctrine: Float64Array.from(Object.values(scenario.field.sectors).flatMap((s) => s.norm)),
  };
  // what did not fit lies where fast kernels do not reach: the bits are the same
  if (memory.routines === undefined) Object.assign(kernels, plainKernels(practices));
  return engine;
}

const noEffects = (): RuleEffects => ({ contradiction: 0, practice: 0, display: 0 });

/** What the engine asks of a mechanism, the model's or one from outside. */
interface Working {
  readonly id: string;
  readonly parameters?: unknown;
  readonly leansOn?: string;
  readonly isSparse?: true;
  start(world: World): unknown;
}

function openVector(
  name: "practice" | "display",
  lines: readonly number[],
  { field, kernels, memory, workers }: Pick<Engine, "field" | "kernels" | "memory" | "workers">,
): Vector {
  const { counts, practices } = field;
  const room = field.reserved ?? counts;
  const next = lengthened(memory.reals(room.slot * practices), counts.slot * practices);
  next.set(field[name]); // with the rows of the dead, which nobody writes again
  const places = lines.slice(0, -1).map((index) => workers[index].places);
  return {
    name,
    lines,
    book: new Book(kernels, memory, practices, places),
    next,
  };
}

const isSparse = (influence: { readonly isSparse?: true }): boolean => influence.isSparse === true;

/** Bytes for what mechanisms, books and gauges work on, besides columns. */
const SCRATCH = 1 << 23;
/** Bytes beyond which columns get no room to spare. */
const MUCH = 1 << 28;

/** A memory that holds the field's columns, with room for it to grow and for the next state. */
function openMemoryOf(field: FieldState): Memory {
  const { counts, practices } = field;
  const larger = (slot: number, grouping: number): Counts => ({ ...counts, slot, grouping });
  const roomy = larger(3 * counts.slot + 1024, counts.slot + counts.grouping + 1024);
  const tight = larger(counts.slot + (counts.slot >> 2), counts.slot >> 2);
  const room = bytesOf(roomy) < MUCH ? roomy : tight;
  // the next state of two vectors, faculties, the rolls, cells, places
  const next = room.slot * (2 * practices + 7) * Float64Array.BYTES_PER_ELEMENT;
  // peers and competitors: five lists, and whom each sees at what score
  const drafts = 2 * room.slot * (5 * 4 + 12 * Math.max(1, counts.ties));
  const memory = openRows(practices, bytesOf(room) + next + drafts + SCRATCH);
  if (memory.routines) reserve(field, room, memory);
  return memory;
}
