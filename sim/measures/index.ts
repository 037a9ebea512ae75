import { books } from "./books.ts";
import { composition } from "./composition.ts";
import { contradictionMoves } from "./contradiction.ts";
import { dispersion, similarity } from "./dispersion.ts";
import { distances } from "./distances.ts";
import { economy } from "./economy.ts";
import { flows } from "./flows.ts";
import type { OpenGauge } from "./measure.ts";
import { needs } from "./needs.ts";
import { order } from "./order.ts";
import { rulesMoved } from "./rules-moved.ts";

/** All gauges, in the order of the series. */
export const GAUGES: readonly OpenGauge[] = [
  composition,
  dispersion,
  similarity,
  distances,
  needs,
  contradictionMoves,
  economy,
  order,
  flows,
  rulesMoved,
  books,
];
