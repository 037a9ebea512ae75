import type { TableContent } from "../charts/table.ts";
import { marksAround } from "../session/history.ts";
import type { Context, Scene } from "../view.ts";

/** Most associations that a table lists. */
const MOST_ROWS = 500;

/** The dots of the map as a table, the largest first. */
export function fieldTable(scene: Scene, { t, format }: Context): TableContent {
  const { history, step, state } = scene;
  const marks = marksAround(history, step)?.before;
  const responses = state.description?.responses ?? [];
  const living = marks ? [...marks.alive.keys()].filter((slot) => marks.alive[slot]) : [];
  const places = (slot: number): number => marks?.places[slot] ?? NaN;
  living.sort((a, b) => places(b) - places(a) || a - b);
  const gap = (slot: number): number =>
    Math.hypot(
      (marks?.display[2 * slot] ?? NaN) - (marks?.practice[2 * slot] ?? NaN),
      (marks?.display[2 * slot + 1] ?? NaN) - (marks?.practice[2 * slot + 1] ?? NaN),
    );
  return {
    title: t.tableOf(`${t.field}, ${format.quarter(history.opened.start, step)}`),
    ...(living.length > MOST_ROWS ? { note: t.tableFirst(format.count(MOST_ROWS)) } : {}),
    columns: [t.tableAssociation, t.tableResponse, t.tablePlaces, t.tableX, t.tableY, t.tableGap],
    rows: living.slice(0, MOST_ROWS).map((slot) => {
      const response = responses[marks?.response[slot] ?? -1] ?? "";
      return [
        String(slot),
        t.responses[response] ?? response,
        format.count(places(slot)),
        format.fixed(marks?.practice[2 * slot] ?? NaN, 3),
        format.fixed(marks?.practice[2 * slot + 1] ?? NaN, 3),
        format.fixed(gap(slot), 3),
      ];
    }),
  };
}
