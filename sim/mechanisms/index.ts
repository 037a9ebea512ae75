import { coercive } from "./coercive.ts";
import { competitive } from "./competitive.ts";
import { grouping } from "./grouping.ts";
import { identity } from "./identity.ts";
import { innovation } from "./innovation.ts";
import { mimetic } from "./mimetic.ts";
import { negotiated } from "./negotiated.ts";
import { noise } from "./noise.ts";
import { normative } from "./normative.ts";
import { recoupling } from "./recoupling.ts";
import { relaxation } from "./relaxation.ts";
import { say, type Text } from "../schema/parameter.ts";

/** The influences of a step, in ledger order. A new theory is one file and one line here. */
export const INFLUENCES = [
  coercive,
  mimetic,
  normative,
  competitive,
  identity,
  negotiated,
  grouping,
  innovation,
  noise,
  relaxation,
  recoupling,
] as const;

export type MechanismId = (typeof INFLUENCES)[number]["id"];

/** The zod shape of the influences' parameters. */
export const influenceShape = Object.fromEntries(
  INFLUENCES.map((influence) => [influence.id, influence.parameters]),
) as { [I in (typeof INFLUENCES)[number] as I["id"]]: I["parameters"] };

/** One line of the ledger. */
export interface LedgerLine {
  readonly id: MechanismId | "bounds";
  readonly label: Text;
  readonly acts: { readonly practice: boolean; readonly display: boolean };
}

/** The ledger's lines: every influence, then what the clamp to [0,1] took back. */
export const MECHANISMS: readonly LedgerLine[] = [
  ...INFLUENCES.map(({ id, label, acts }) => ({ id, label, acts })),
  { id: "bounds", label: say("Bounds", "Bornes"), acts: { practice: true, display: true } },
];
