import type { Language } from "../messages/index.ts";

/** What a link carries, `#v=1&preset=…&seed=…&t=…&lang=…`. */
export interface LinkState {
  readonly preset?: string;
  readonly seed?: string;
  readonly t?: number;
  readonly lang?: Language;
}

const VERSION = "1";
const MOST_CHARACTERS = 2000;

/** Reads the part of an address after #; whatever does not fit, unknown presets too, is left out and named. */
export function readLink(
  hash: string,
  presets: readonly string[],
): {
  readonly link: LinkState;
  readonly ignored: readonly string[];
} {
  const text = hash.replace(/^#/, "");
  if (text === "") return { link: {}, ignored: [] };
  if (text.length > MOST_CHARACTERS) return { link: {}, ignored: ["#"] };
  const given = new URLSearchParams(text);
  if (given.get("v") !== VERSION) return { link: {}, ignored: [`v=${given.get("v") ?? ""}`] };
  const link: { -readonly [Key in keyof LinkState]: LinkState[Key] } = {};
  const ignored: string[] = [];
  for (const [key, value] of given) {
    if (key === "v") continue;
    if (key === "preset" && presets.includes(value)) link.preset = value;
    else if (key === "seed" && isSeed(value)) link.seed = value;
    else if (key === "t" && /^\d{1,6}$/.test(value)) link.t = Number(value);
    else if (key === "lang" && (value === "fr" || value === "en")) link.lang = value;
    else ignored.push(`${key}=${value.slice(0, 40)}`);
  }
  return { link, ignored };
}

/** The same, written. */
export function writeLink({ preset, seed, t, lang }: LinkState): string {
  const given = new URLSearchParams({ v: VERSION });
  if (preset !== undefined) given.set("preset", preset);
  if (seed !== undefined) given.set("seed", seed);
  if (t !== undefined) given.set("t", String(t));
  if (lang !== undefined) given.set("lang", lang);
  return `#${given.toString()}`;
}

/** A seed is any text of 1 to 200 characters without control characters. */
function isSeed(text: string): boolean {
  return text.length >= 1 && text.length <= 200 && !/\p{Cc}/u.test(text);
}

/** A seed that is easy to read out: five digits. */
export function drawSeed(): string {
  return String(10_000 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 90_000));
}
