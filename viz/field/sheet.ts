/** A square of a sheet that a picture was drawn on. */
export interface Cut {
  readonly sheet: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
  /** Side in device pixels. */
  readonly side: number;
}

/** Width and height of a sheet in device pixels; a larger picture has a sheet of its own. */
const SHEET = 512;

/** Gives small pictures room on few canvases, side by side in rows: a canvas of its own costs milliseconds each. */
export interface Sheets {
  /** Draws a square picture where there is room; the pen's corner is at (0, 0), its unit a device pixel. */
  draw(side: number, picture: (pen: CanvasRenderingContext2D) => void): Cut;
}

export function createSheets(): Sheets {
  let pen: CanvasRenderingContext2D | null = null;
  let [x, y, row] = [0, 0, 0];
  return {
    draw(side, picture) {
      if (x + side > SHEET) [x, y, row] = [0, y + row, 0];
      if (pen === null || y + side > SHEET) {
        pen = openSheet(Math.max(side, SHEET));
        [x, y, row] = [0, 0, 0];
      }
      const cut = { sheet: pen.canvas, x, y, side };
      pen.save();
      pen.translate(x, y);
      picture(pen);
      pen.restore();
      x += side;
      row = Math.max(row, side);
      return cut;
    },
  };
}

function openSheet(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [side, side];
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser gives no canvas to draw on");
  return pen;
}
