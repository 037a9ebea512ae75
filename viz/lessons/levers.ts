import { type Control, createControl } from "../controls/control.ts";
import { parametersIn, walkSchema } from "../controls/parameters.ts";
import type { Context, Scene } from "../view.ts";
import type { CourseState } from "./course.ts";

/** The controls that a lesson proposes to try, in the place that its last step leaves for them. */
export function createLevers(
  context: Context,
): (place: HTMLElement | null, state: CourseState | null, scene: Scene) => void {
  let filled: HTMLElement | null = null;
  let controls: readonly Control[] = [];
  return (place, state, scene) => {
    const { description, scenario } = scene.state;
    if (place === null || state === null || description === null || scenario === null) return;
    // the scenario of before may still be there for a moment
    if (place !== filled && `lessons/${scenario.name}` === state.lesson.scenario) {
      filled = place;
      const all = parametersIn(walkSchema(description.schema, scenario));
      controls = state.lesson.levers
        .flatMap((path) => all.filter((parameter) => parameter.path === path))
        .map((parameter) => createControl(context, parameter));
      place.replaceChildren(...controls.map(({ root }) => root));
    }
    for (const control of controls) control.update(scene.state, scene.step);
  };
}
