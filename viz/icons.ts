import { s } from "./dom.ts";

/** Outlines on a 20 × 20 grid; filled shapes end with Z. */
const PATHS = {
  play: "M6 3.5 L16.5 10 L6 16.5 Z",
  pause: "M5.5 4 H8.5 V16 H5.5 Z M11.5 4 H14.5 V16 H11.5 Z",
  back: "M13.5 4.5 L6.5 10 L13.5 15.5 Z",
  forward: "M6.5 4.5 L13.5 10 L6.5 15.5 Z",
  back10: "M10 4.5 L3.5 10 L10 15.5 Z M17 4.5 L10.5 10 L17 15.5 Z",
  forward10: "M10 4.5 L16.5 10 L10 15.5 Z M3 4.5 L9.5 10 L3 15.5 Z",
  start: "M15.5 4.5 L8.5 10 L15.5 15.5 Z M4.5 4.5 H6.5 V15.5 H4.5 Z",
  end: "M4.5 4.5 L11.5 10 L4.5 15.5 Z M13.5 4.5 H15.5 V15.5 H13.5 Z",
} as const;

/** Strokes on the same grid. */
const LINES = {
  table: "M3 4.5 H17 V15.5 H3 Z M3 8.2 H17 M3 11.9 H17 M8 4.5 V15.5",
  sun: "M10 6.5 A3.5 3.5 0 1 1 9.99 6.5 M10 1.8 V3.6 M10 16.4 V18.2 M1.8 10 H3.6 M16.4 10 H18.2 M4.2 4.2 L5.5 5.5 M14.5 14.5 L15.8 15.8 M4.2 15.8 L5.5 14.5 M14.5 5.5 L15.8 4.2",
  moon: "M16.2 12.2 A7 7 0 1 1 7.8 3.8 A5.6 5.6 0 0 0 16.2 12.2",
  link: "M8.2 11.8 A3 3 0 0 0 12.4 11.8 L15.6 8.6 A3 3 0 0 0 11.4 4.4 L10.2 5.6 M11.8 8.2 A3 3 0 0 0 7.6 8.2 L4.4 11.4 A3 3 0 0 0 8.6 15.6 L9.8 14.4",
  share: "M10 2.5 V12 M6.5 6 L10 2.5 L13.5 6 M5.5 9 H4 V17 H16 V9 H14.5",
  compare: "M3 4 H9 V16 H3 Z M11 4 H17 V16 H11 Z",
  save: "M10 3 V12.5 M6 8.5 L10 12.5 L14 8.5 M3.5 16.5 H16.5",
  quote: "M8 6 C5.5 6.5 4.5 8.5 4.5 13.5 H8.5 V10 H6.5 M15.5 6 C13 6.5 12 8.5 12 13.5 H16 V10 H14",
  screen: "M3 4 H17 V13 H3 Z M10 13 V16.5 M6.5 16.5 H13.5",
  file: "M5 2.8 H11.5 L15 6.3 V17.2 H5 Z M11.5 2.8 V6.3 H15",
  dice: "M4 4 H16 V16 H4 Z M7.4 7.4 V7.5 M12.6 7.4 V7.5 M10 10 V10.1 M7.4 12.6 V12.7 M12.6 12.6 V12.7",
  again: "M15.6 7.4 A6.2 6.2 0 1 0 16.2 10 M16 3.6 V7.6 H12",
  undo: "M4.4 7.4 A6.2 6.2 0 1 1 3.8 10 M4 3.6 V7.6 H8",
  close: "M5 5 L15 15 M15 5 L5 15",
  settings: "M3 6 H10 M14 6 H17 M12 4 V8 M3 14 H6 M10 14 H17 M8 12 V16",
  plus: "M4 10 H16 M10 4 V16",
  minus: "M4 10 H16",
  whole: "M3.5 7.5 V3.5 H7.5 M12.5 3.5 H16.5 V7.5 M16.5 12.5 V16.5 H12.5 M7.5 16.5 H3.5 V12.5",
  accounts: "M10 3 V17 M10 6 H15.5 M10 10 H4.5 M10 14 H13",
  association: "M10 9.5 A3 3 0 1 1 10.01 9.5 M4.2 16.8 A5.9 5.9 0 0 1 15.8 16.8",
  events: "M6.5 5 H17 M6.5 10 H17 M6.5 15 H17 M3 5 V5.1 M3 10 V10.1 M3 15 V15.1",
  calls: "M3 8.2 L13.5 4 V16 L3 11.8 Z M6 12.8 V16.5 H8.5 V13.8 M16.4 8 V12",
  negotiations:
    "M3 6.5 H14 M11.2 3.6 L14.2 6.5 L11.2 9.4 M17 13.5 H6 M8.8 10.6 L5.8 13.5 L8.8 16.4",
  groupings:
    "M7 10.2 A3.8 3.8 0 1 1 7.01 10.2 M14.4 9 A2.3 2.3 0 1 1 14.41 9 M13 17 A2.9 2.9 0 1 1 13.01 17",
  more: "M4.6 10 H5.4 M9.6 10 H10.4 M14.6 10 H15.4",
  present: "M3 3.5 H17 V12.5 H3 Z M10 12.5 V16.5 M6.5 16.5 H13.5",
  help: "M7.4 7.6 A2.7 2.7 0 1 1 11.2 10 C10.3 10.5 10 11 10 12 M10 14.6 V14.7",
} as const;

export type IconName = keyof typeof PATHS | keyof typeof LINES;

/** A decorative icon: the button around it carries the name. */
export function icon(name: IconName): SVGSVGElement {
  const isFilled = name in PATHS;
  const d = isFilled ? PATHS[name as keyof typeof PATHS] : LINES[name as keyof typeof LINES];
  return s(
    "svg",
    {
      class: isFilled ? "icon filled" : "icon",
      attributes: { viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    },
    s("path", { attributes: { d } }),
  );
}
