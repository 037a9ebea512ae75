import { paintCells } from "./cells.ts";
import { paintDensity } from "./density.ts";
import { createRaster, type Raster } from "./raster.ts";
import type { Crowd, Picture, Stage } from "./stage.ts";

type Paper = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A canvas, of the page or of none. */
interface Surface {
  width: number;
  height: number;
  getContext(kind: "2d"): Paper | null;
}

/** Two canvases behind the map's own: how dense the field is, and dots too many to be drawn one by one. */
export interface Surfaces {
  readonly under: Surface;
  readonly over: Surface;
}

/** Which surfaces have a new picture. */
export interface Renewed {
  readonly under: boolean;
  readonly over: boolean;
}

/** Paints what lies behind the map. Knows no window, so that a worker can do it. */
export interface Backdrop {
  set(stage: Stage): void;
  paint(picture: Picture): Renewed;
}

export function createBackdrop({ under, over }: Surfaces): Backdrop {
  let stage: Stage | null = null;
  let raster: Raster | null = null;
  let shown: Crowd | null = null;

  for (const canvas of [under, over]) canvas.getContext("2d"); // one without cannot be handed over

  const cleared = (canvas: Surface, density: number): Paper => {
    const paper = canvas.getContext("2d");
    if (paper === null) throw new Error("no canvas");
    paper.setTransform(density, 0, 0, density, 0, 0);
    paper.clearRect(0, 0, canvas.width / density, canvas.height / density);
    return paper;
  };

  return {
    set(next) {
      stage = next;
      shown = null;
      raster = next.kind === "raster" ? (raster ?? createRaster()) : null;
      for (const canvas of [under, over]) {
        const isNeeded = canvas === under || raster !== null;
        canvas.width = isNeeded ? Math.max(1, Math.round(next.width * next.density)) : 1;
        canvas.height = isNeeded ? Math.max(1, Math.round(next.height * next.density)) : 1;
      }
    },
    paint(picture) {
      if (stage === null) return { under: false, over: false };
      const isFirst = shown === null;
      const isNew = stage.kind === "cells" || shown !== picture.before;
      shown = picture.before; // density: once for each step, not for each picture
      if (isNew) {
        const paper = cleared(under, stage.density);
        if (stage.kind === "cells") paintCells(paper, stage, picture);
        else paintDensity(paper, stage, picture.before);
      }
      const dots = raster?.draw(stage, picture);
      if (dots) over.getContext("2d")?.putImageData(dots, 0, 0);
      return { under: isNew, over: dots !== undefined || isFirst };
    },
  };
}
