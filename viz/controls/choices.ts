import { freshId, h } from "../dom.ts";

/** A row of choices of which exactly one holds. */
export function createChoices(
  label: string,
  options: readonly (readonly [value: string, text: string, title?: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const name = freshId();
  return h(
    "fieldset",
    { class: "choices" },
    h("legend", { class: "unseen" }, label),
    ...options.map(([value, text, title]) =>
      h(
        "label",
        { attributes: { title } },
        h("input", {
          attributes: {
            type: "radio",
            name,
            value,
            checked: value === chosen,
            "aria-label": title,
          },
          on: { change: () => onChoose(value) },
        }),
        h("span", {}, text),
      ),
    ),
  );
}
