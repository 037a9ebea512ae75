import { TEXTS } from "./texts.ts";

/** Scenario texts by path below scenarios/: what `extends` may name. */
export const SHIPPED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TEXTS)
    .filter(([path]) => path.startsWith("scenarios/"))
    .map(([path, text]) => [path.replace("scenarios/", ""), text]),
);

/** The scenario that the page opens with. */
export const DEFAULT_SCENARIO = "hpst-2009";

/** Whether a shipped file is one that can be watched: batches' designs are not. */
function isScenario(text: string): boolean {
  return !/^kind:\s*(experiment|hypothesis|targets)\b/m.test(text);
}

/** Where nothing acts: what extends it is a limiting case. */
const EMPTY_CASE = "no-pressure";

/** Names of the limiting cases: closed forms of theory, in a field where nothing else acts. */
export const LIMITS: ReadonlySet<string> = new Set(
  Object.entries(SHIPPED)
    .filter(([path, text]) => isLimit(path, text))
    .map(([path]) => nameOf(path)),
);

/** Names of the shipped scenarios, their paths without the ending; the default one first, the limiting cases last. */
export const PRESETS: readonly string[] = Object.entries(SHIPPED)
  .filter(([, text]) => isScenario(text))
  .map(([path]) => nameOf(path))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

function rank(name: string): number {
  if (name === DEFAULT_SCENARIO) return 0;
  return LIMITS.has(name) ? 2 : name.includes("/") ? 3 : 1;
}

function isLimit(path: string, text: string): boolean {
  return nameOf(path) === EMPTY_CASE || new RegExp(`^extends: ${EMPTY_CASE}\\b`, "m").test(text);
}

function nameOf(path: string): string {
  return path.replace(/\.ya?ml$/, "");
}

const citation = TEXTS["CITATION.cff"] ?? "";

/** How the software wants to be cited, as its citation file says. */
export const CITATION = {
  title: fact("title"),
  version: fact("version"),
  released: fact("date-released"),
  authors: [...citation.matchAll(/^\s+- (?:name|family-names): (.+)$/gm)].map(
    ([, name]) => name ?? "",
  ),
} as const;

function fact(key: string): string {
  return new RegExp(`^${key}: *(.+)$`, "m").exec(citation)?.[1]?.trim() ?? "";
}
