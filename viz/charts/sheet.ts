import { s } from "../dom.ts";

/** Something that a picture is made of, and where it stands. */
export interface Layer {
  readonly source: SVGSVGElement | HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetText {
  readonly title: string;
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** What decides on how an element of a picture looks and is handed down to what is within it. */
const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "visibility",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
] as const;

const FONT = "Inter, Roboto, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
const PAD = 24;
const LEAST_WIDTH = 480;
const LINE = 16;
/** About how wide a character of the small print is, in pixels. */
const CHARACTER = 6.1;

/** Computes something while the page wears its light colours; nothing is painted meanwhile. */
export function inLightColours<Made>(make: () => Made): Made {
  const { dataset } = document.documentElement;
  const before = dataset["theme"];
  dataset["theme"] = "light";
  try {
    return make();
  } finally {
    if (before === undefined) delete dataset["theme"];
    else dataset["theme"] = before;
  }
}

/** One SVG text: the layers on white, a title above, small print below. */
export function drawSheet(layers: readonly Layer[], { title, sentence, lines }: SheetText): string {
  const plotWidth = Math.max(0, ...layers.map(({ x, width }) => x + width));
  const plotHeight = Math.max(0, ...layers.map(({ y, height }) => y + height));
  const width = Math.ceil(Math.max(LEAST_WIDTH, plotWidth + 2 * PAD));
  const print = lines.flatMap((line) => wrap(line, Math.floor((width - 2 * PAD) / CHARACTER)));
  const top = PAD + 48;
  const foot = top + plotHeight + 12;
  const height = Math.ceil(foot + print.length * LINE + PAD - 4);
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const text = (content: string, y: number, size: number, attributes: Record<string, string>) =>
    s("text", { attributes: { x: PAD, y, "font-size": size, ...attributes } }, content);
  const sheet = s(
    "svg",
    {
      attributes: {
        xmlns: "http://www.w3.org/2000/svg",
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        "font-family": FONT,
      },
    },
    s("title", {}, title),
    s("desc", {}, lines.join(" ")),
    s("rect", { attributes: { width, height, fill: color("paper") } }),
    text(title, PAD + 12, 16, { "font-weight": "600", fill: color("ink") }),
    text(sentence, PAD + 32, 12, { fill: color("muted") }),
    ...layers.map((layer) =>
      s(
        "g",
        { attributes: { transform: `translate(${PAD + layer.x},${top + layer.y})` } },
        embed(layer),
      ),
    ),
    ...print.map((line, at) => text(line, foot + 12 + at * LINE, 12, { fill: color("muted") })),
  );
  return new XMLSerializer().serializeToString(sheet);
}

function embed({ source, width, height }: Layer): SVGElement {
  if (source instanceof HTMLCanvasElement)
    return s("image", { attributes: { width, height, href: source.toDataURL("image/png") } });
  const copy = source.cloneNode(true) as SVGSVGElement;
  copyLooks(source, copy);
  for (const [name, value] of Object.entries({ width, height }))
    copy.setAttribute(name, String(value));
  copy.removeAttribute("class");
  return copy;
}

/** Writes onto a copy how the original looks: a file has no style sheet. What is handed down is written once. */
function copyLooks(from: Element, to: Element, above?: CSSStyleDeclaration): void {
  const looks = getComputedStyle(from);
  if (looks.display === "none") {
    to.remove();
    return;
  }
  for (const name of INHERITED) {
    const value = looks.getPropertyValue(name);
    if (value === above?.getPropertyValue(name)) to.removeAttribute(name);
    else if (value !== "") to.setAttribute(name, value);
  }
  if (looks.opacity !== "1") to.setAttribute("opacity", looks.opacity);
  for (const name of ["style", "class"]) to.removeAttribute(name);
  const children = [...to.children];
  [...from.children].forEach((child, at) => copyLooks(child, children[at]!, looks));
}

/** A line broken between words, so that none is longer than so many characters. */
function wrap(line: string, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = "";
  for (const word of line.split(" ")) {
    const longer = rest === "" ? word : `${rest} ${word}`;
    if (longer.length <= most || rest === "") rest = longer;
    else {
      lines.push(rest);
      rest = word;
    }
  }
  return [...lines, rest];
}
