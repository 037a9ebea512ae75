import type { Annals } from "../../../workers/protocol.ts";

/** How the mean rule of some tables moved up to a step, by what moved it. */
export interface TargetMoves {
  /** Change of the mean rule, K positions. */
  readonly delta: readonly number[];
  /** K numbers per line, in the order of `Annals.lines`. */
  readonly lines: readonly (readonly number[])[];
}

/** @param tables numbers of the tables that count, each alike */
export function targetMoves(
  { years, lines }: Annals,
  tables: readonly number[],
  K: number,
  step: number,
): TargetMoves {
  const past = years.filter((year) => year.step <= step);
  const [first] = past;
  const last = past.at(-1);
  const mean = (rules: Float64Array | undefined, k: number): number =>
    rules === undefined || tables.length === 0
      ? 0
      : tables.reduce((sum, table) => sum + rules[table * K + k]!, 0) / tables.length;
  const each = Array.from({ length: K }, (_, k) => k);
  return {
    delta: each.map((k) => mean(last?.after, k) - mean(first?.before, k)),
    lines: lines.map((_, line) =>
      each.map((k) => past.reduce((sum, year) => sum + mean(year.lines[line], k), 0)),
    ),
  };
}

/** When a deal is taken up in the rule, and how much of it. */
export interface Uptake {
  readonly step: number;
  readonly share: number;
}

/**
 * The campaign after a deal, and the share of its precedent that the authority takes up then; null while it lies ahead.
 * @param regulator its index
 */
export function uptakeOf({ years, lines }: Annals, step: number, regulator: number): Uptake | null {
  const doctrine = lines.indexOf("doctrine");
  const campaign = years.find(
    (year) => year.step > step && year.lines[doctrine]!.some((move) => move !== 0),
  );
  return campaign === undefined
    ? null
    : { step: campaign.step, share: campaign.negotiability[regulator] ?? 0 };
}
