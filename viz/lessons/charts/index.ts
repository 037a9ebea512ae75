import type { Context } from "../../view.ts";
import type { Drawing } from "../lesson.ts";
import { createBars } from "./bars.ts";
import type { Drawn } from "./frame.ts";
import { createLines } from "./lines.ts";
import { createWays } from "./ways.ts";

/** A lesson's chart with its title, its legend, and its numbers as a table. */
export function createChart(
  context: Context,
  title: string,
  drawing: Drawing,
  drawn: Drawn,
): HTMLElement {
  if (drawing.kind === "lines") return createLines(context, title, drawing, drawn);
  if (drawing.kind === "bars") return createBars(context, title, drawing.figures, drawn);
  return createWays(context, title, drawing, drawn);
}
