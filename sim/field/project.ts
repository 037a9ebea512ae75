import { rate, say, section, share } from "../schema/parameter.ts";
import { pullTwice } from "../hot/pull.ts";
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

/**
 * Moves the projects of the living at positions `from` ≤ p < `to` by one quarter:
 * P += d·(1 − shield·board)·(A − P) + ρ·(P₀ − P), from start-of-step values.
 */
export function moveProjects(
  field: FieldState,
  p: ReturnType<typeof projectSection.parse>,
  board: Column,
  from: number,
  to: number,
): void {
  const { practices, living, practice, project, founding } = field;
  const { renewal } = p;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const drift = p.drift * (1 - p.boardShield * board[slot]);
    const row = slot * practices;
    pullTwice(project, drift, practice, renewal, founding, row, practices);
  }
}
