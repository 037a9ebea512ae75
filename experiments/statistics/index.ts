export type { Interval, Side } from "./intervals.ts";
export type { Sample } from "./sample.ts";
export {
  correlation,
  mean,
  median,
  quantile,
  skewness,
  standardDeviation,
  variance,
} from "./moments.ts";
export { type BootstrapInterval, bcaInterval } from "./bca.ts";
export { bootstrap, bootstrapGroups, type BootstrapOptions } from "./bootstrap.ts";
export { pairedTTest, type TTest } from "./paired-t.ts";
export { type Equivalence, pairedEquivalence } from "./equivalence.ts";
export { benjaminiHochberg, holm } from "./multiplicity.ts";
export {
  differencesOf,
  hedgesCorrection,
  type PairedEffect,
  pairedEffect,
  standardisedInterval,
} from "./effect.ts";
export { type PairingGain, pairingGain } from "./pairing.ts";
export {
  independentSpreadInterval,
  lnVarianceRatio,
  pairedSpreadInterval,
  pitmanMorgan,
  spreadPermutation,
} from "./spread.ts";
export { signFlipTest, type SignFlipTest, signTest, type SignTest } from "./signs.ts";
export { type SignedRankTest, signedRankTest } from "./wilcoxon.ts";
export {
  type Block,
  blockContrasts,
  contrastWeights,
  monotoneSteps,
  type MonotoneSteps,
} from "./trend.ts";
export { pageTest, type PageTest } from "./page.ts";
export { stabilisedAt, type Stabilisation } from "./stabilisation.ts";
export {
  detectableEffect,
  type EquivalenceDesign,
  type LevelsDesign,
  pairsForEquivalence,
  pairsForT,
  powerOfEquivalence,
  powerOfLevels,
  powerOfT,
  runsForHalfWidth,
  runsForLevels,
  type TDesign,
} from "./power.ts";
export type { Spending } from "./spending.ts";
export {
  decide,
  type Decision,
  type Look,
  lookSchedule,
  sequentialEquivalenceP,
  sequentialP,
  type StoppingReason,
  type StoppingRule,
} from "./sequential.ts";
export { normalCdf, normalQuantile } from "./normal.ts";
export { studentCdf, studentQuantile } from "./student.ts";
