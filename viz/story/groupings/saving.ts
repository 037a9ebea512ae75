import { readPath } from "../../session/state.ts";
import type { Scene } from "../../view.ts";
import type { Standing } from "./bonds.ts";

/** What a legal form saves its members per place, with what the visitor has changed: a share. */
export const savingOf = (id: string, scene: Pick<Scene, "state">): number =>
  parameterOf(id, "saving", scene);

/** Whether a grouping has stood in its present form for as long as the form takes to be set up. */
export function isSetUp(
  { bond }: Standing,
  id: string,
  scene: Pick<Scene, "state" | "step">,
): boolean {
  const since = bond.forms.findLast(({ step }) => step <= scene.step)?.step ?? 0;
  const start = since === 0 ? Math.min(0, bond.formed) : since;
  return scene.step - start >= parameterOf(id, "time", scene);
}

function parameterOf(id: string, name: string, { state }: Pick<Scene, "state">): number {
  const path = `legalForms.${id}.${name}`;
  return Number(state.changes[path] ?? readPath(state.scenario, path) ?? NaN);
}
