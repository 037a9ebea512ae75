import type { FieldState } from "./field/columns.ts";
import { neighbourhoods, type Groups } from "./field/groups.ts";
import { emptyGroupMeans, type GroupMeans } from "./field/means.ts";
import { layTables, type Tables } from "./field/rules.ts";
import { shapeOf, type FieldShape } from "./field/shape.ts";
import { generateField } from "./field/population.ts";
import { Book } from "./ledger.ts";
import { emptyFaculties } from "./mechanisms/faculties.ts";
import { INFLUENCES, MECHANISMS, type MechanismId } from "./mechanisms/index.ts";
import type { Mechanic, World } from "./mechanisms/influence.ts";
import { openStream, type Stream } from "./random/stream.ts";
import { emptyMoments, openMoments, type Moments, type TakeMoments } from "./measures/moments.ts";
import type { VectorName } from "./measures/dispersion.ts";
import type { Scenario } from "./schema/scenario.ts";

/** One vector's book, with what links its lines to mechanisms. */
export interface Vector {
  readonly name: "practice" | "display";
  readonly book: Book;
  /** Index into MECHANISMS of each line; the last is bounds. */
  readonly lines: readonly number[];
  /** φ of each line in the last step. */
  readonly shares: Float64Array;
  /** Where the next state is written before it becomes the current one. */
  next: Float64Array;
}

/** A mechanism at work: its parameters are looked up in the regime by id. */
export interface Worker {
  readonly id: MechanismId;
  readonly index: number;
  readonly mechanic: Mechanic<unknown>;
  readonly stream: Stream;
}

/** Everything that one run keeps besides its state: scratch, streams, books. Rebuilt, never stored. */
export interface Engine {
  readonly shape: FieldShape;
  readonly tables: Tables;
  readonly field: FieldState;
  readonly faculties: ReturnType<typeof emptyFaculties>;
  readonly workers: readonly Worker[];
  readonly vectors: readonly [practice: Vector, display: Vector];
  /** Means and variances of every vector over the living, as of the present state. */
  readonly moments: Readonly<Record<VectorName, Moments>>;
  readonly takeMoments: TakeMoments;
  readonly standing: Stream;
  /** The living by sector. */
  readonly sectors: Groups;
  /** Mean displays of each sector: of its bodies, weighted by meetings, and of its professionalised, by credentials. */
  readonly bodies: GroupMeans;
  readonly professionalised: GroupMeans;
  /** Norms of the schools: the scenario's initial norms, one row of K per sector. */
  readonly doctrine: Float64Array;
}

/** Builds an engine around a stored state, or around a newly generated one. */
export function buildEngine(scenario: Scenario, seed: string, stored?: FieldState): Engine {
  const shape = shapeOf(scenario);
  const tables = layTables(shape, scenario.regulators);
  const field = stored ?? generateField(scenario, shape, tables, seed);
  const faculties = emptyFaculties(field.size);
  const around = neighbourhoods(field, shape.regions.length, shape.sectors.length);
  const bodies = emptyGroupMeans(shape.sectors.length, field.practices);
  const world: World = { field, shape, faculties, neighbourhoods: around, bodies };
  const workers = INFLUENCES.map((influence, index): Worker => ({
    id: influence.id,
    index,
    mechanic: influence.start(world) as Mechanic<unknown>,
    stream: openStream(seed, influence.id),
  }));
  const moments = (): Moments => emptyMoments(field.practices, shape.sectors.length);
  return {
    shape,
    tables,
    field,
    faculties,
    workers,
    vectors: [openVector("practice", field), openVector("display", field)],
    moments: { practice: moments(), display: moments(), project: moments() },
    takeMoments: openMoments(
      around.regionSector,
      shape.regions.length,
      shape.sectors.length,
      field.practices,
    ),
    standing: openStream(seed, "standing"),
    sectors: around.sector,
    bodies,
    professionalised: emptyGroupMeans(shape.sectors.length, field.practices),
    doctrine: Float64Array.from(Object.values(scenario.field.sectors).flatMap((s) => s.norm)),
  };
}

function openVector(name: "practice" | "display", field: FieldState): Vector {
  const lines = MECHANISMS.flatMap((line, index) => (line.acts[name] ? [index] : []));
  return {
    name,
    lines,
    book: new Book(lines.length, field.practices),
    shares: new Float64Array(lines.length),
    next: new Float64Array(field.size * field.practices),
  };
}
