import type * as Sim from "../sim/index.ts";

/** The engine as it is shipped: what is measured is what its users run. */
export const { MECHANISMS, planRun, scenarioSchema, startRun, SWITCHES } = (await import(
  new URL("../dist/sim/index.js", import.meta.url).href
)) as typeof Sim;
