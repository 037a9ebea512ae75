import { MECHANISMS, planRun, scenarioSchema, startRun, SWITCHES } from "./engine.ts";
import { readShipped } from "./shipped.ts";

/** Starts hpst-2009 on so many associations, without burn-in: the whole model, or pressures, projects and norms alone. */
export function openSized(
  associations: number,
  isWhole: boolean,
  options: Parameters<typeof startRun>[1],
): ReturnType<typeof startRun> {
  const scenario = readShipped("hpst-2009");
  const sized = scenarioSchema.parse({
    ...scenario,
    population: { ...scenario.population, associations },
    run: { ...scenario.run, burnIn: 0 },
  });
  const pressures = new Set<string>(MECHANISMS.map(({ id }) => id));
  const transitions = SWITCHES.map(({ id }) => id).filter((id) => !pressures.has(id));
  return startRun(planRun(sized, { off: isWhole ? [] : transitions }), options);
}
