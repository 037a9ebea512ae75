import type { Tokens } from "../tokens.ts";
import { colorOf, type Kind, mixed, type Stage } from "./backdrop/stage.ts";
import type { Screen } from "./projection.ts";
import type { Sizes } from "./sizes.ts";

/** How far each tint goes from the paper to the ink: quiet under dots, stronger where it stands for them. */
const TINTS: Readonly<Record<Kind, readonly number[]>> = {
  glyphs: [0.04, 0.07, 0.1, 0.13, 0.16, 0.19],
  raster: [0.04, 0.07, 0.1, 0.13, 0.16, 0.19],
  cells: [0.06, 0.12, 0.2, 0.3, 0.42, 0.55, 0.7],
};

interface Staging {
  readonly kind: Kind;
  readonly screen: Screen;
  readonly density: number;
  readonly sizes: Sizes;
  readonly tokens: Tokens;
  readonly responses: readonly string[];
}

/** What the backdrop needs to know of the map, as plain values. */
export function stageFor({ kind, screen, density, sizes, tokens, responses }: Staging): Stage {
  const { width, height, scale, left, top } = screen;
  const paper = colorOf(tokens("paper"));
  const ink = colorOf(tokens("ink"));
  return {
    kind,
    width,
    height,
    density,
    scale,
    left,
    top,
    responses: responses.map((id) => ({ id, color: colorOf(tokens(id)) })),
    paper,
    tints: TINTS[kind].map((share) => mixed(paper, ink, share)),
    radii: sizes.bounds,
  };
}
