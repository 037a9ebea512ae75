import { h, setText } from "../dom.ts";
import { valueAt } from "../session/history.ts";
import type { Context, View } from "../view.ts";

/** Whether a share of dispersion lost means more alike, less or neither, to the nearest per cent. */
export function likeness(alike: number, t: Context["t"]): string {
  const rounded = Math.round(alike * 100);
  return rounded > 0 ? t.storyMore : rounded < 0 ? t.storyLess : t.storySame;
}

/** The plain-language figure: how much more alike the associations are than at the start. */
export function createHeadline(root: HTMLElement, { t, format }: Context): View {
  const big = h("output");
  const said = h("span", { class: "said" });
  const facets = (
    [
      ["practice", t.storyActual],
      ["display", t.storyDeclared],
      ["project", t.storyProject],
    ] as const
  ).map(([vector, label]) => ({ vector, label, value: h("dd") }));
  root.append(
    h("h2", { class: "headline" }, big, said),
    h(
      "dl",
      { class: "facets" },
      ...facets.map(({ label, value }) =>
        h("div", {}, h("dt", { class: "muted small" }, label), value),
      ),
    ),
  );
  return ({ history, step }) => {
    const share = (vector: string): number => valueAt(history, `similarity.${vector}`, step) / 100;
    const alike = share("practice");
    setText(big, format.percent(Math.abs(alike)));
    setText(said, likeness(alike, t));
    for (const { vector, value } of facets) setText(value, format.signedPercent(share(vector)));
  };
}
