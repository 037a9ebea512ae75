import { rate, say, section, share } from "../schema/parameter.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Column, FieldState } from "./columns.ts";

/** How associative projects drift and are renewed. */
export const projectSection = section(
  {
    label: say("Project", "Projet associatif"),
    description: say(
      "Projects drift towards practice and are renewed by the members.",
      "Les projets dérivent vers la pratique et sont renouvelés par les membres.",
    ),
  },
  {
    drift: rate({
      default: 0.006,
      max: 0.5,
      symbol: "d",
      label: say("Mission drift", "Dérive du projet"),
      description: say(
        "Share of the distance to practice that a project covers in a quarter under no board.",
        "Part de l’écart à la pratique que le projet comble en un trimestre sans conseil.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    boardShield: share({
      default: 0.6,
      tier: "advanced",
      label: say("Board's shield", "Bouclier du conseil"),
      description: say(
        "Part of the drift that a board of power 1 holds off.",
        "Part de la dérive qu’un conseil de pouvoir 1 empêche.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    renewal: rate({
      default: 0.006,
      max: 0.5,
      symbol: "ρ",
      label: say("Renewal", "Renouvellement"),
      description: say(
        "Share of the distance to the founding project that members recover in a quarter.",
        "Part de l’écart au projet fondateur que les membres regagnent en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
  },
);

/** Moves the projects of a block by one quarter. */
export type MoveProjects = (
  field: FieldState,
  p: ReturnType<typeof projectSection.parse>,
  board: Column,
  block: Block,
) => void;

/** Opens the movement of projects: P += d·(1 − shield·board)·(A − P) + ρ·(P₀ − P), from start-of-step values. */
export function openProjects(kernels: Kernels, memory: Memory, practices: number): MoveProjects {
  const [drift, renewal] = [memory.reals(BLOCK), memory.reals(BLOCK)];
  const moved = memory.reals(BLOCK * practices);
  return (field, p, board, { egos, inOrder, ones, count }) => {
    const { practice, project, founding } = field;
    for (let row = 0; row < count; row++) {
      drift[row] = p.drift * (1 - p.boardShield * board[egos[row]]);
      renewal[row] = p.renewal;
    }
    kernels.pullTwoWays(
      moved,
      drift,
      practice,
      egos,
      renewal,
      founding,
      egos,
      project,
      egos,
      count,
    );
    kernels.addRows(project, egos, ones, moved, inOrder, count);
  };
}
