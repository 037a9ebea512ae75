import type { Scenario } from "../sim/index.ts";
import { layTriangle, type Plane, planeThrough, project } from "./plane.ts";
import type { Landmark } from "./protocol.ts";

/** Free room around all points, as a share of the map's longer side. */
const MARGIN = 0.03;
/** Standard deviations around an archetype that the map leaves room for. */
const SCATTER = 2;
/** Smallest share of the population for which an archetype is given that room. */
const LEAST_SHARE = 0.1;

/** The flat map of a scenario's field: set by its archetypes alone, so that only drift can move a dot. */
export interface FieldMap {
  readonly plane: Plane;
  readonly landmarks: readonly Landmark[];
  /** Left, bottom, right, top. */
  readonly extent: readonly [number, number, number, number];
}

/** Lays the map through the three archetypes that the scenario names for it. */
export function mapField(scenario: Scenario): FieldMap {
  const { archetypes, map } = scenario.field;
  const corner = (at: number): readonly number[] => archetypes[map[at] ?? ""]?.practice ?? [];
  const corners = [corner(0), corner(1), corner(2)] as const;
  const [left, right, top] = layTriangle(corners);
  const plane = planeThrough(corners[left]!, corners[right]!, corners[top]!);
  const landmarks = Object.entries(archetypes).map(([id, { label, practice }]): Landmark => {
    const [x, y] = place(plane, practice);
    return { id, label, x, y, spans: map.includes(id) };
  });
  const points = [
    ...landmarks.map(({ x, y }): Point => [x, y]),
    ...landmarks.flatMap((landmark) => around(landmark, scenario)),
    ...prescriptionsOf(scenario).map((prescription) => place(plane, prescription)),
  ];
  return { plane, landmarks, extent: frame(points) };
}

type Point = readonly [number, number];

/** Corners of the square in which an archetype's foundings scatter; none where hardly any is founded after it. */
function around({ id, x, y }: Landmark, { field, population }: Scenario): readonly Point[] {
  const shares = Object.values(field.archetypes).map(({ share }) => share);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const share = (field.archetypes[id]?.share ?? 0) / (all || 1);
  if (share < LEAST_SHARE) return [];
  const reach = SCATTER * population.practiceSpread;
  return [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
}

/** Everything that is declared as prescribed: in common, by sector and by region. */
function prescriptionsOf({ regulators }: Scenario): readonly (readonly number[])[] {
  return Object.values(regulators)
    .flatMap(({ prescription, sectors, regions }) => [
      prescription,
      ...Object.values(sectors),
      ...Object.values(regions),
    ])
    .filter((prescription) => prescription.length > 0);
}

function place(plane: Plane, vector: ArrayLike<number>): Point {
  const out = new Float64Array(2);
  project(plane, vector, 0, out, 0);
  return [out[0]!, out[1]!];
}

/** The rectangle of all points with the margin around it. */
function frame(points: readonly Point[]): readonly [number, number, number, number] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const margin = MARGIN * Math.max(right - left, top - bottom, 0.1);
  return [left - margin, bottom - margin, right + margin, top + margin];
}
