import { paintCells } from "./cells.ts";
import { paintDensity } from "./density.ts";
import { createRaster, type Raster } from "./raster.ts";
import type { Crowd, Picture, Stage } from "./stage.ts";

type Canvas = HTMLCanvasElement | OffscreenCanvas;
type Paper = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Two canvases behind the map's own: how dense the field is, and dots too many to be drawn one by one. */
export interface Surfaces {
  readonly under: Canvas;
  readonly over: Canvas;
}

/** Paints what lies behind the map. Knows no window, so that a worker can do it. */
export interface Backdrop {
  set(stage: Stage): void;
  paint(picture: Picture): void;
}

export function createBackdrop({ under, over }: Surfaces): Backdrop {
  let stage: Stage | null = null;
  let raster: Raster | null = null;
  let shown: Crowd | null = null;

  const cleared = (canvas: Canvas, density: number): Paper | null => {
    const paper = canvas.getContext("2d");
    paper?.setTransform(density, 0, 0, density, 0, 0);
    paper?.clearRect(0, 0, canvas.width / density, canvas.height / density);
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
      if (stage === null) return;
      if (stage.kind === "cells") {
        const paper = cleared(under, stage.density);
        if (paper) paintCells(paper, stage, picture);
      } else if (shown !== picture.before) {
        shown = picture.before; // once for each step, not for each picture
        const paper = cleared(under, stage.density);
        if (paper) paintDensity(paper, stage, picture.before);
      }
      const dots = raster?.draw(stage, picture);
      if (dots) over.getContext("2d")?.putImageData(dots, 0, 0);
    },
  };
}
