import type { RESPONSES } from "../../schema/population.ts";

/** What Oliver (1991) holds to decide how an organisation responds to pressure, in the order of every index. */
export const ANTECEDENTS = [
  "legitimacy",
  "efficiency",
  "multiplicity",
  "dependence",
  "consistency",
  "constraint",
  "coercion",
  "diffusion",
  "uncertainty",
  "interconnectedness",
] as const;
export type Antecedent = (typeof ANTECEDENTS)[number];

type Row = Readonly<Record<(typeof RESPONSES)[number], -1 | 0 | 1>>;

/** What an antecedent adds to adapting, avoiding, manipulating (innovate) and compromising (negotiate, cooperate). */
const row = (
  adapt: -1 | 0 | 1,
  avoid: -1 | 0 | 1,
  innovate: -1 | 0 | 1,
  compromise: -1 | 0 | 1,
): Row => ({
  adapt,
  avoid,
  innovate,
  negotiate: compromise,
  cooperate: compromise,
  merge: 0,
});

/**
 * Oliver's table of strategic responses, as signs: high +1, moderate 0, low −1. Acquiescing is read as adapting,
 * compromising as negotiating and cooperating, manipulating as innovating; merging has no row of hers, and defying is
 * the refusal of a settlement, not a response. Source: Oliver 1991, "Strategic responses to institutional processes",
 * as read in this model; legitimacy and efficiency are gains expected from conforming.
 */
export const OLIVER: Readonly<Record<Antecedent, Row>> = {
  legitimacy: row(1, -1, -1, -1),
  efficiency: row(1, -1, -1, -1),
  multiplicity: row(-1, 1, 1, 1),
  dependence: row(1, 0, -1, 1),
  consistency: row(1, 0, -1, 0),
  constraint: row(-1, 1, 1, 0),
  coercion: row(1, 0, -1, 0),
  diffusion: row(1, 0, -1, 1),
  uncertainty: row(1, 1, -1, 1),
  interconnectedness: row(1, 0, -1, 1),
};
