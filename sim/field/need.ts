import { BLOCK } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Draws } from "../random/stream.ts";
import type { Scenario } from "../schema/scenario.ts";
import { quantity, say, section } from "../schema/parameter.ts";
import type { FieldState } from "./columns.ts";

/** How far needs lie apart, and how they wander. */
export const needSection = section(
  {
    label: say("Need", "Besoins"),
    description: say(
      "What users need: one vector for each sector of each region, which wanders.",
      "Ce dont les usagers ont besoin : un vecteur par secteur de chaque région, qui se déplace au hasard.",
    ),
  },
  {
    spread: quantity({
      default: 0.05,
      min: 0,
      max: 0.5,
      unit: "standard deviation",
      tier: "advanced",
      label: say("Spread between territories", "Dispersion entre territoires"),
      description: say(
        "Standard deviation between regions and sectors of what users need at the start.",
        "Écart-type initial des besoins entre régions et secteurs.",
      ),
    }),
    step: quantity({
      default: 0.004,
      min: 0,
      max: 0.5,
      unit: "standard deviation per quarter",
      tier: "advanced",
      label: say("Wandering of needs", "Mouvement des besoins"),
      description: say(
        "Standard deviation of the random step that each need takes in a quarter.",
        "Écart-type du pas aléatoire que fait chaque besoin en un trimestre.",
      ),
    }),
  },
);

/** Needs at the start: those of the sector (its norm where it states none), plus spread·z, within [0,1]. */
export function initialNeed(field: FieldState, scenario: Scenario, draws: Draws): void {
  const { practices, need } = field;
  const sectors = Object.values(scenario.field.sectors);
  const { spread } = scenario.mechanisms.need;
  for (let cell = 0; cell < field.counts.cell; cell++) {
    const sector = sectors[cell % sectors.length];
    const stated = sector.need.length > 0 ? sector.need : sector.norm;
    for (let k = 0; k < practices; k++)
      need[cell * practices + k] = clamp(stated[k] + spread * draws.normal(cell, k));
  }
}

/** Moves needs by one quarter. */
export type MoveNeed = (
  field: FieldState,
  p: ReturnType<typeof needSection.parse>,
  draws: Draws,
) => void;

/** Opens the movement of needs: H += step·z, within [0,1], draw k at the address of the cell. */
export function openNeed(
  cells: number,
  practices: number,
  kernels: Kernels,
  memory: Memory,
): MoveNeed {
  const listed = memory.wholes(BLOCK);
  const steps = memory.reals(BLOCK * practices);
  return (field, p, draws) => {
    const { need } = field;
    if (p.step === 0) return;
    for (let first = 0; first < cells; first += BLOCK) {
      const count = Math.min(BLOCK, cells - first);
      for (let row = 0; row < count; row++) listed[row] = first + row;
      kernels.normals(steps, draws, listed, p.step, practices, count);
      for (let at = 0; at < count * practices; at++)
        need[first * practices + at] = clamp(need[first * practices + at] + steps[at]);
    }
  };
}

const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);
