import type { Context } from "../view.ts";
import { creditsOf, fileName, type Credits } from "./credits.ts";
import { drawSheet, inLightColours, type Layer } from "./sheet.ts";
import type { TableContent } from "./table.ts";

/** What of a figure can be saved. */
export interface Saveable {
  readonly title: string;
  readonly sentence: string;
  readonly plot: HTMLElement;
  readonly table: () => TableContent | null;
  /** What the canvas in it holds, in light colours; the canvas itself where left out. */
  readonly exportCanvas?: (() => HTMLCanvasElement | null) | undefined;
}

/** Pixels of a PNG for each pixel of the page. */
const PNG_SCALE = 2;

/** The picture as one SVG that needs nothing else: title, plot, seed, model and citation, in light colours. */
function svgOf(figure: Saveable, credits: Credits): string {
  return inLightColours(() => {
    const layers: Layer[] = [];
    for (const each of figure.plot.querySelectorAll<HTMLCanvasElement | SVGSVGElement>(
      "canvas:not(.behind), :scope svg:not(svg svg)",
    )) {
      const source = each instanceof HTMLCanvasElement ? (figure.exportCanvas?.() ?? each) : each;
      const from = figure.plot.getBoundingClientRect();
      const box = each.getBoundingClientRect();
      if (box.width > 0 && box.height > 0)
        layers.push({
          source,
          x: box.x - from.x,
          y: box.y - from.y,
          width: box.width,
          height: box.height,
        });
    }
    const { title, sentence } = figure;
    return drawSheet(layers, { title, sentence, lines: credits.lines });
  });
}

/** The same as PNG, encoded by a canvas of our own. @throws {Error} where the browser cannot draw it */
async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("no picture");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What a figure shows as CSV (RFC 4180), each row with its scenario, seed and model. */
function csvOf({ columns, rows, data }: TableContent, credits: Credits): string {
  const { scenario, seed, model, hash } = credits;
  const shown = data ?? { columns, rows };
  const lines = [
    ["scenario", "seed", "model", "run", ...shown.columns],
    ...shown.rows.map((row) => [scenario, seed, model, hash, ...row]),
  ];
  return `${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // a cell that begins like a formula would be computed by a spreadsheet
  const text = /^[=+@\t\r-]/.test(value) && !Number.isFinite(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a figure over as a file; resolves to the file's name. @throws {Error} where it cannot be made */
export async function save(
  figure: Saveable,
  ending: "png" | "svg" | "csv",
  context: Context,
): Promise<string> {
  const credits = creditsOf(context);
  const name = fileName(figure.title, credits, ending);
  if (ending === "csv") {
    const content = figure.table();
    if (content === null) throw new Error("nothing is shown");
    hand(new Blob([csvOf(content, credits)], { type: "text/csv" }), name);
    return name;
  }
  const svg = svgOf(figure, credits);
  hand(ending === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg), name);
  return name;
}

function hand(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
