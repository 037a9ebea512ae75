import { h } from "../dom.ts";

/** A quiet list from which one view of a chart is chosen. */
export function createViewChoice<Value extends string>(
  label: string,
  options: readonly (readonly [value: Value, name: string])[],
  onChoose: (value: Value) => void,
): HTMLElement {
  const select = h(
    "select",
    {
      class: "view-choice",
      attributes: { "aria-label": label },
      on: {
        change: () => {
          const chosen = options.find(([value]) => value === select.value);
          if (chosen) onChoose(chosen[0]);
        },
      },
    },
    ...options.map(([value, name]) => h("option", { attributes: { value } }, name)),
  );
  return select;
}
