import type { Scenario } from "../sim/index.ts";
import { layTriangle, type Plane, planeThrough, project } from "./plane.ts";
import type { Landmark } from "./protocol.ts";

/** Free room around the landmarks, as a share of the map's longer side: foundings scatter around archetypes. */
const MARGIN = 0.08;

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
  const prescribed = Object.values(scenario.regulators)
    .filter(({ prescription }) => prescription.length > 0)
    .map(({ prescription }) => place(plane, prescription));
  const points = [...landmarks.map(({ x, y }) => [x, y] as const), ...prescribed];
  return { plane, landmarks, extent: frame(points) };
}

function place(plane: Plane, vector: ArrayLike<number>): readonly [number, number] {
  const out = new Float64Array(2);
  project(plane, vector, 0, out, 0);
  return [out[0]!, out[1]!];
}

/** The rectangle of all points with the margin around it. */
function frame(
  points: readonly (readonly [number, number])[],
): readonly [number, number, number, number] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const margin = MARGIN * Math.max(right - left, top - bottom, 0.1);
  return [left - margin, bottom - margin, right + margin, top + margin];
}
