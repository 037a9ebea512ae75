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
export { pairedTTest, type TTest } from "./pairedT.ts";
export { type Equivalence, pairedEquivalence } from "./equivalence.ts";
export { benjaminiHochberg, holm } from "./multiplicity.ts";
