export { scenarioSchema, scenarioJsonSchema, type Scenario } from "./schema/scenario.ts";
export { checkScenario } from "./schema/check.ts";
export type { ScenarioProblem } from "./schema/checks/problem.ts";
export { RESPONSES, type Response } from "./schema/population.ts";
export { FILE_NAME, isFileName } from "./schema/name.ts";
export { GRADES, ID, type Grade, type Text, type Tier } from "./schema/parameter.ts";
export { MECHANISMS, type LedgerLine, type MechanismId } from "./mechanisms/index.ts";
export { lastSpan, pastOf, planRun, scenarioHash, type PlanOptions, type RunPlan } from "./plan.ts";
export { isMoving, regimeAt, stepOf, type Span } from "./policy.ts";
export {
  branchRun,
  MODEL_VERSION,
  resumeRun,
  RunFailure,
  startRun,
  type Run,
  type RunOptions,
} from "./run.ts";
export { type Bid, type CallEvent, type EventKind, FLOWS, type SimEvent } from "./chronicle.ts";
export { SWITCHES, type SwitchId } from "./switches.ts";
export type { Extensions, OwnGauge, OwnInfluence, Sight } from "./extension.ts";
export type { Account, Mechanic, World } from "./mechanisms/influence.ts";
export type { Snapshot } from "./snapshot.ts";
export {
  ALIVE,
  COLUMN_NAMES,
  type ColumnName,
  COLUMNS,
  type FieldView,
  usedOf,
  widthOf,
} from "./field/columns.ts";
export type { ShownProposal, StepPart, Witness } from "./witness.ts";
export { distance } from "./field/distance.ts";
export type { MeasureInfo } from "./measures/measure.ts";
export { type RuleMoves, watchRules } from "./measures/rule-moves.ts";
export { RULE_LINES, type RuleLine } from "./field/rule-lines.ts";
export { CONTRAST_KINDS, type Contrast, contrastGauges } from "./measures/contrast.ts";
export { EXPOSURES } from "./schema/exposures.ts";
export { CONTRAST_OUTCOMES } from "./measures/contrast-outcomes.ts";
export { sha256Hex } from "./random/sha256.ts";
export { exp, ln } from "./random/exact.ts";
export { upperQuantile } from "./random/normal.ts";
export { type Draws, openStream, rawDraws } from "./random/stream.ts";
