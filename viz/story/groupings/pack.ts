import { hierarchy, type HierarchyCircularNode, pack } from "d3";
import { createFigure, watchSize } from "../../charts/figure.ts";
import { s, setAttribute } from "../../dom.ts";
import { shapePath } from "../../field/shapes.ts";
import { inLanguage } from "../../messages/index.ts";
import type { Marks } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import type { Naming } from "../naming.ts";
import { byForm, type Standing } from "./bonds.ts";

/** Above this many groupings only legal forms have circles of their own. */
const MOST_DRAWN = 400;
/** Breadth of a letter, at most; and how far a name may reach over its circle, in pixels. */
const LETTER = 7;
const OVERHANG = 24;
/** Room above for the name of the topmost circle, in pixels. */
const TOP = 14;
/** Between the circles of two forms, for the name of the lower one, in pixels. */
const BETWEEN_FORMS = 16;
/** Shapes have corners beyond the circle of their area. */
const SHAPE = 0.82;

/** Circles in circles: legal forms, their groupings, their members. */
export interface Pack {
  readonly root: HTMLElement;
  show(standing: readonly Standing[], marks: Marks, naming: Naming, scene: Scene): void;
}

interface Node {
  readonly form: number;
  readonly standing?: Standing;
  readonly slot?: number;
  readonly children?: readonly Node[];
  readonly weight?: number;
}

export function createPack(
  context: Context,
  table: Parameters<typeof createFigure>[1]["table"],
): Pack {
  const { t, format, language, selection } = context;
  const figure = createFigure(context, {
    title: t.story.groupings,
    sentence: t.story.groupingsSentence,
    table,
  });
  const circles = s("g");
  const picture = s("svg", { attributes: { "aria-hidden": "true" } }, circles);
  figure.plot.classList.add("pack");
  figure.plot.append(picture);
  let width = 0;
  let last: Parameters<Pack["show"]> | null = null;
  let drawn = "";
  watchSize(figure.plot, (now) => {
    if (Math.abs(now - width) < 1) return;
    width = now;
    drawn = "";
    if (last) show(...last);
  });
  circles.addEventListener("click", (event) => {
    const number = (event.target as Element)
      .closest("[data-grouping]")
      ?.getAttribute("data-grouping");
    if (number === null || number === undefined) return;
    const chosen = Number(number);
    selection.set({ grouping: selection.state.grouping === chosen ? null : chosen });
  });

  const show: Pack["show"] = (standing, marks, naming, scene) => {
    last = [standing, marks, naming, scene];
    if (width <= 0) return;
    const key = `${scene.version} ${standing.map(({ bond, form, members }) => `${bond.number}/${form}/${members.join()}`).join()}`;
    if (key !== drawn) {
      drawn = key;
      draw(standing, marks, naming, scene);
    }
    for (const circle of circles.querySelectorAll("[data-grouping]"))
      circle.classList.toggle(
        "chosen",
        circle.getAttribute("data-grouping") === String(scene.selection.grouping),
      );
    const quarter = format.quarter(scene.history.opened.start, scene.step);
    const members = standing.reduce((sum, one) => sum + one.members.length, 0);
    figure.caption(
      t.story.groupingsCaption(
        quarter,
        format.count(standing.length),
        format.count(members),
        [...byForm(standing)]
          .map(([form, those]) => `${format.count(those.length)} ${nameOf(naming, form)}`)
          .join(t.story.listComma),
      ),
    );
  };

  const nameOf = (naming: Naming, form: number): string => {
    const named = naming.legalForms[form];
    return named ? inLanguage(named.label, language) : "";
  };

  const draw = (
    standing: readonly Standing[],
    marks: Marks,
    naming: Naming,
    { state }: Scene,
  ): void => {
    const forms = byForm(standing);
    const isSmall = standing.length <= MOST_DRAWN;
    const root: Node = {
      form: -1,
      children: [...forms].map(([form, those]): Node => ({
        form,
        children: those.map((one): Node =>
          isSmall
            ? {
                form,
                standing: one,
                children: one.members.map((slot) => ({
                  form,
                  slot,
                  weight: Math.max(1, marks.places[slot]!),
                })),
              }
            : { form, standing: one, weight: one.members.length },
        ),
      })),
    };
    const height = forms.size === 0 ? 0 : Math.min(width, 340);
    setAttribute(picture, "width", width);
    setAttribute(picture, "height", height);
    if (forms.size === 0) {
      circles.replaceChildren();
      return;
    }
    const layout = pack<Node>()
      .size([width - 4, height - 2 - TOP])
      .padding(({ depth }) => (depth === 0 ? BETWEEN_FORMS : depth === 1 ? 3 : 1))(
      hierarchy(root, ({ children }) => children).sum(({ weight }) => weight ?? 0),
    );
    const responses = state.description?.responses ?? [];
    circles.replaceChildren(
      ...layout.descendants().flatMap((node) => circleOf(node, marks, responses)),
      ...(layout.children ?? []).flatMap((node) => labelOf(node, naming)),
    );
  };

  const circleOf = (
    { data, depth, x, y, r }: HierarchyCircularNode<Node>,
    marks: Marks,
    responses: readonly string[],
  ): SVGElement[] => {
    if (depth === 0) return [];
    const place = { cx: x + 2, cy: y + TOP, r };
    const response = responses[marks.response[data.slot ?? -1] ?? 0] ?? "";
    if (data.slot !== undefined)
      return [
        s("path", {
          class: `member ${response}`,
          attributes: {
            d: shapePath(response, r * SHAPE),
            transform: `translate(${x + 2},${y + TOP})`,
            "pointer-events": "none",
          },
        }),
      ];
    if (data.standing) {
      const { bond } = data.standing;
      return [
        s("circle", {
          class: bond.isFree ? "bond" : "bond enjoined",
          attributes: { ...place, "data-grouping": bond.number },
        }),
      ];
    }
    return [s("circle", { class: "form", attributes: place })];
  };

  /** A form's short name over its upper edge, where there is room. */
  const labelOf = (
    { data, x, y, r }: HierarchyCircularNode<Node>,
    naming: Naming,
  ): SVGElement[] => {
    const name = shortened(nameOf(naming, data.form));
    if (name.length * LETTER > 2 * r + OVERHANG) return [];
    return ["halo", "name"].map((kind) =>
      s(
        "text",
        {
          class: `form-${kind}`,
          attributes: { x: x + 2, y: y - r + TOP - 3, "text-anchor": "middle" },
        },
        name,
      ),
    );
  };
  return { root: figure.root, show };
}

/** The acronym in brackets where a name has one, else its first words. */
function shortened(name: string): string {
  return /\(([^)]+)\)/.exec(name)?.[1] ?? (name.length > 16 ? (name.split(/\s/)[0] ?? "") : name);
}
