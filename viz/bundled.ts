/** The shipped scenarios' texts by file name, bundled so that the page needs no second request. */
const texts = import.meta.glob<string>("../scenarios/**/*.{yaml,yml}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Scenario texts by path below scenarios/: what `extends` may name. */
export const SHIPPED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace("../scenarios/", ""), text]),
);

/** The scenario that the page opens with. */
export const DEFAULT_SCENARIO = "hpst-2009";

/** Whether a shipped file is one that can be watched: batches' designs are not. */
function isScenario(text: string): boolean {
  return !/^kind:\s*(experiment|hypothesis|targets)\b/m.test(text);
}

/** Names of the shipped scenarios, their paths without the ending; the default one first. */
export const PRESETS: readonly string[] = Object.entries(SHIPPED)
  .filter(([, text]) => isScenario(text))
  .map(([path]) => path.replace(/\.ya?ml$/, ""))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

function rank(name: string): number {
  return name === DEFAULT_SCENARIO ? 0 : name.includes("/") ? 2 : 1;
}
