import type { FieldView } from "./field/columns.ts";
import type { FieldShape } from "./field/shape.ts";
import { measure, undefinable, type OpenGauge } from "./measures/measure.ts";
import { INFLUENCES, MECHANISMS } from "./mechanisms/index.ts";
import type { Ceiling, Mechanic, World } from "./mechanisms/influence.ts";
import type { RunPlan } from "./plan.ts";
import { checkRates } from "./schema/checks/rates.ts";
import { ID, type Text } from "./schema/parameter.ts";
import type { Scenario } from "./schema/scenario.ts";
import { TRANSITIONS } from "./transitions/index.ts";

/**
 * What a run is given from outside the package: measures and mechanisms of a user's own. They live by the same rules as
 * the model's: a measure looks and changes nothing, a mechanism proposes displacements from the state at the start of
 * the step, draws from a stream of its own, has a line in every ledger and can be switched off by its id.
 */
export interface Extensions {
  /** What it was read from, as a hash of its text: it enters the scenario's hash and the digest of every run. */
  readonly hash: string;
  readonly gauges?: readonly OwnGauge[];
  readonly influences?: readonly OwnInfluence[];
}

/** What a measure of a user's own may look at. */
export interface Sight {
  /** Columns of the state, by slot; `field.living` lists the slots of the living. */
  readonly field: FieldView;
  /** Ids of practices, sectors, regions, funders and archetypes, in the order of all indices. */
  readonly shape: FieldShape;
  /** The present step; 0 after burn-in. */
  readonly step: number;
}

/** One measure: a number at every step. */
export interface OwnGauge {
  /** Its name in the series, which no other measure has. */
  readonly name: string;
  readonly unit: string;
  /** True where it may be undefined, which it says with NaN. */
  readonly nullable?: boolean;
  /** Opens it at step 0; what it returns gives the number at the present step. */
  open(sight: Sight): () => number;
}

/** One mechanism that pulls on practice or display; see `Influence`, whose shape it has. */
export interface OwnInfluence {
  /** Letters, digits and underscores, as no mechanism of the model is called. Its stream and ledger lines have it too. */
  readonly id: string;
  readonly label: Text;
  readonly acts: { readonly practice: boolean; readonly display: boolean };
  /** True where it moves few associations and lists whom. */
  readonly isSparse?: true;
  /** Its parameters, checked by whoever wrote it; `act` gets them as they are. */
  readonly parameters?: unknown;
  /** The largest rate it can reach on each vector; 0 where it is no pull towards a target. */
  ceiling?(parameters: unknown): Ceiling;
  /** Opens it on a field; what it keeps between steps is scratch, never state. */
  start(world: World): Mechanic<unknown>;
}

/** Names of ledger lines that no mechanism has. */
const RESERVED = ["bounds", "composition", "residual", "reweighting", "rules"];

/**
 * Makes sure that a plan and what it was made with belong together, and that what comes from outside fits in.
 * @throws RangeError where the plan was made with another file or none, an id is taken, or the rates sum to more than 1
 */
export function admitExtensions(plan: RunPlan, extensions: Extensions | undefined): void {
  if (plan.extension !== extensions?.hash)
    throw new RangeError(
      plan.extension === undefined
        ? "the plan knows nothing of a measure or mechanism from outside"
        : "the plan was made with another measure or mechanism from outside",
    );
  const own = extensions?.influences ?? [];
  const taken: string[] = [...INFLUENCES, ...TRANSITIONS].map(({ id }) => id);
  taken.push(...RESERVED);
  for (const { id } of own) {
    if (!ID.test(id)) throw new RangeError(`${id} is no id: letters, digits and underscores`);
    if (taken.includes(id)) throw new RangeError(`${id} is the name of something else`);
    taken.push(id);
  }
  for (const { scenario } of own.length > 0 ? plan.spans : []) {
    const [problem] = checkRates(scenario, own.map(ceilingOf));
    if (problem !== undefined)
      throw new RangeError(`${problem.message}: ${String(problem.got)}; ${problem.allowed}`);
  }
}

const ceilingOf = ({ id, parameters, ceiling }: OwnInfluence) => ({
  id,
  ceiling: (_scenario: Scenario): Ceiling => ceiling?.(parameters) ?? { practice: 0, display: 0 },
});

/** The model's ledger lines with those of mechanisms from outside, bounds last. */
export function ledgerLines(extensions: Extensions | undefined) {
  const own = (extensions?.influences ?? []).map(({ id, label, acts }) => ({ id, label, acts }));
  return [...MECHANISMS.slice(0, -1), ...own, ...MECHANISMS.slice(-1)];
}

/** The measures from outside as the run reads them. */
export function ownGauges(extensions: Extensions | undefined): readonly OpenGauge[] {
  return (extensions?.gauges ?? []).map(({ name, unit, nullable, open }): OpenGauge => {
    const known = nullable === true ? undefinable(name, unit) : measure(name, unit);
    return ({ field, shape }, observation) => {
      const read = open({
        field,
        shape,
        get step() {
          return observation.step;
        },
      });
      return {
        measures: [known],
        read(out, at) {
          out[at] = read();
        },
      };
    };
  });
}
