/** What an element may be given besides its children. */
export interface Properties {
  readonly class?: string;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
}

export type Child = Node | string | null | undefined | false;

/** An HTML element with its attributes, listeners and children; text stays text, whatever it holds. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return dress(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function dress<E extends Element>(
  element: E,
  properties: Properties,
  children: readonly Child[],
): E {
  if (properties.class !== undefined) element.setAttribute("class", properties.class);
  for (const [name, value] of Object.entries(properties.attributes ?? {}))
    setAttribute(element, name, value);
  for (const [type, listener] of Object.entries(properties.on ?? {})) {
    element.addEventListener(type, listener);
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Sets an attribute; `true` makes it empty, `false` and undefined take it off. */
export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Writes text only where it changed, so that nothing is announced or laid out twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A new id for label and description references. */
export function freshId(): string {
  return `i${(nextId++).toString(36)}`;
}
let nextId = 0;
