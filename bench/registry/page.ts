import { MODEL_VERSION } from "../../sim/index.ts";
import { ABSENT } from "./absent.ts";
import { FAMILIES } from "./families.ts";

/** What the page reads of one entry of `verdicts.json`; docs/hypotheses.md names all of its keys. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly versionLabel: { readonly en: string } | null;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly claim: { readonly en: string };
  readonly label: string;
  readonly family: string;
  readonly predicted: string;
  readonly smallestEffect: number;
  readonly control: { readonly label?: { readonly en: string } } | null;
  readonly replicates: { readonly used: number };
  readonly effect: Measured;
  readonly controlEffect: Measured | null;
}

interface Measured {
  readonly isExactlyZero: boolean;
  readonly found: {
    readonly estimate: number;
    readonly interval: { readonly low: number; readonly high: number };
  } | null;
}

const VERDICTS = ["supported", "refuted", "inconclusive"] as const;

/** The registry as a page: counts, a table for each family, what could not be stated, and what every verdict rests on. */
export function page(entries: readonly Entry[], basis: ReadonlyMap<string, string>): string {
  const families = FAMILIES.map(({ id, title, says }) => {
    const own = entries.filter(({ family }) => family === id);
    return `## ${title}\n\n${says}\n\n${tally(own)}\n\n${table(own)}\n`;
  });
  const rests = [...basis].map(([name, hash]) => `| \`${name}\` | \`${hash}\` |`);
  return `# The shipped hypotheses and their verdicts

Written by \`npm run hypotheses\`; not edited by hand. Model version ${MODEL_VERSION}. All files of \`scenarios/hypotheses/\`, at the replicates that they state; ${tally(entries)}
What a verdict means, and by what rule it falls, stands in \`docs/hypotheses.md\`. Nothing here is a finding about real associations: it says what follows from this model, whose numbers are for the most part assumed.

_Effect_: mean of the paired differences over seeds, from the first level to the last, with its BCa interval (95 %); an asterisk where every difference is exactly 0. _Counts_: the smallest effect that counts, with the sign predicted. _With control_: the same without what the claim
names as its cause. _Assumed_: the claim is written into a parameter of the treated runs; _emergent_: it is not. p-values are corrected (Holm) within each family. The reasons in brackets are those of \`docs/hypotheses.md\`, the weightiest first:
_refuted (equivalent)_ says that the effect is shown to be smaller than what was said to count beforehand, not that there is none.

${families.join("\n")}
## What could not be stated

${ABSENT.map(({ claim, why }) => `- **${claim}** ${why}`).join("\n")}

## What the verdicts rest on

Model version, the file's content and the scenarios that it runs, as one hash. A test holds this page to them: where a file, its scenario or the model changes, the registry is to be run again.

| file | rests on |
| --- | --- |
${rests.join("\n")}
`;
}

const tally = (entries: readonly Entry[]): string => {
  const counts = VERDICTS.map((verdict) => {
    const own = entries.filter((entry) => entry.verdict === verdict);
    const built = own.filter(({ reasons }) => reasons[0] === "no-effect").length;
    return `${own.length} ${verdict}${built === 0 ? "" : ` (${built} of them for a difference of exactly 0, which tests nothing where nothing leads from treatment to outcome)`}`;
  });
  return `${entries.length} tests of ${new Set(entries.map(({ name }) => name)).size} claims: ${counts.join(", ")}.`;
};

function table(entries: readonly Entry[]): string {
  return [
    "| claim | verdict | label | effect | counts | with control | seeds |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...entries.map(row),
  ].join("\n");
}

function row(entry: Entry, index: number, entries: readonly Entry[]): string {
  const isFirst = entries[index - 1]?.name !== entry.name;
  const version =
    entry.versionLabel === null ? "" : `_${entry.version}_: ${entry.versionLabel.en}.`;
  const claim = isFirst ? `\`${entry.name}\` ${entry.claim.en}` : "″";
  return `| ${[
    [claim, version].filter((part) => part !== "").join(" "),
    `**${entry.verdict}** (${entry.reasons.join(", ")})`,
    entry.label,
    shown(entry.effect),
    `${{ increase: "+", decrease: "−", none: "±" }[entry.predicted] ?? ""}${entry.smallestEffect}`,
    entry.controlEffect === null ? "none needed" : shown(entry.controlEffect),
    String(entry.replicates.used),
  ].join(" | ")} |`;
}

function shown({ isExactlyZero, found }: Measured): string {
  if (isExactlyZero) return "0 \\*";
  if (found === null) return "undefined";
  const { estimate, interval } = found;
  return `${number(estimate)} [${number(interval.low)}, ${number(interval.high)}]`;
}

/** Three significant digits, and nothing where there is next to nothing. */
const number = (value: number): string =>
  Math.abs(value) < 1e-7 ? "0" : String(Number(value.toPrecision(3))).replace("-", "−");
