/** A colour of the theme in force, by the name of its custom property without the dashes. */
export type Tokens = (name: string) => string;

/** Reads the theme's colours, each once. */
export function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (name) => {
    const color = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, color);
    return color;
  };
}
