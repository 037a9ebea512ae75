import type { FieldState } from "./columns.ts";

/** The memory of recent calls fades: heat ← fading·heat, in every sector. */
export function fadeHeat({ callHeat }: FieldState, fading: number): void {
  for (let sector = 0; sector < callHeat.length; sector++) callHeat[sector] *= fading;
}
