import type { Column } from "./columns.ts";

/** What can move a rule, in the order in which it does; `bounds` is what the clamp to [0,1] takes back at a revision. */
export const RULE_LINES = [
  "reform",
  "negotiation",
  "doctrine",
  "imitation",
  "innovation",
  "bounds",
] as const;
export type RuleLine = (typeof RULE_LINES)[number];

/** Who moved the rules in the present step: the rules as they were, and one movement per line, table and practice. */
export interface RuleLines {
  /** False where nothing moved them, so that nobody need look. */
  readonly isOpen: boolean;
  readonly before: Float64Array;
  readonly lines: Readonly<Record<RuleLine, Float64Array>>;
  /** Begins a step in which rules may move. */
  open(rules: Column): void;
  /** Begins one in which they do not. */
  close(): void;
}

/** Opens the account of the rules. */
export function openRuleLines(length: number): RuleLines {
  const empty = (): Float64Array => new Float64Array(length);
  const before = empty();
  const lines: RuleLines["lines"] = {
    reform: empty(),
    negotiation: empty(),
    doctrine: empty(),
    imitation: empty(),
    innovation: empty(),
    bounds: empty(),
  };
  let isOpen = false;
  return {
    get isOpen() {
      return isOpen;
    },
    before,
    lines,
    open(rules) {
      isOpen = true;
      for (let at = 0; at < length; at++) before[at] = rules[at];
      for (const line of RULE_LINES) lines[line].fill(0);
    },
    close() {
      isOpen = false;
    },
  };
}
