import type { Roll } from "../../workers/protocol.ts";
import type { Context, Scene } from "../view.ts";

/** Who is in the run of a scene, as far as it is known yet; asks where it is not. */
export type RollCall = (scene: Scene) => Roll | null;

/** @param onChange called when an answer has come */
export function createRollCall({ session }: Context, onChange: () => void): RollCall {
  let roll: Roll | null = null;
  let world: unknown = null;
  let kind = "";
  return ({ history, state }) => {
    const { opened } = history;
    if (world === opened && kind === state.progress.kind) return roll;
    if (world !== opened) roll = null;
    world = opened;
    kind = state.progress.kind;
    const call = async (): Promise<void> => {
      const answer = await session.worker()?.simulation.roll(opened.run);
      if (world !== opened || !answer) return;
      roll = answer;
      onChange();
    };
    void call().catch(() => undefined); // a worker that dies is reported where the run is
    return roll;
  };
}
