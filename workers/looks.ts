import { type Run, type SimEvent, watchRules } from "../sim/index.ts";
import { isNotable } from "../experiments/story/tell.ts";
import { openAnnalist } from "./annals.ts";
import { openBiographer } from "./life.ts";
import type { Roll, Simulation } from "./protocol.ts";
import { type Course, relive, type Way } from "./reliving.ts";

/** The run that is looked into. */
interface Looked extends Pick<Course, "snapshots"> {
  readonly id: number;
  readonly run: Run;
}

type Looks = Pick<Simulation, "roll" | "life" | "annals" | "diary" | "looking" | "stopLooking">;

/** Looks into the run in hand: each answer comes of living through it again, and a newer question ends an older one. */
export function openLooks(current: () => Looked | undefined): Looks {
  let turn = 0;
  let progress = { done: 0, steps: 0 };

  /** Lives through a way as long as nobody asks anything else; false where somebody did, or the run is another. */
  const look = async (
    id: number,
    way: Pick<Way, "options" | "onStep"> & { readonly from: number; readonly until: number },
  ): Promise<boolean> => {
    const looked = current();
    if (looked?.id !== id) return false;
    const mine = ++turn;
    const { snapshots, run } = looked;
    progress = { done: 0, steps: way.until - way.from };
    return relive(
      { snapshots, plan: run.plan },
      {
        ...way,
        onStep(reliving) {
          way.onStep(reliving);
          progress = { ...progress, done: reliving.step - way.from };
        },
        isStopped: () => turn !== mine || current()?.id !== id,
      },
    );
  };
  const reached = (id: number): number => {
    const looked = current();
    return looked?.id === id ? looked.run.step : 0;
  };

  return {
    roll(id) {
      const looked = current();
      if (looked?.id !== id) return null;
      const { field } = looked.run;
      const column = (name: keyof Roll): Int32Array =>
        Int32Array.from({ length: field.size }, (_, slot) => field[name][slot]!);
      return {
        region: column("region"),
        sector: column("sector"),
        archetype: column("archetype"),
        establishments: column("establishments"),
      };
    },

    async life(id, slot) {
      const until = reached(id);
      const biographer = openBiographer(slot, until);
      const { witness, note } = biographer;
      const way = { from: 0, until, options: { witness }, onStep: note };
      return (await look(id, way)) ? biographer.tell() : null;
    },

    async annals(id) {
      const until = reached(id);
      const annalist = openAnnalist(until);
      const options = { events: false, gauges: [watchRules(annalist.onRules)] };
      const isDone = await look(id, { from: 0, until, options, onStep: annalist.note });
      return isDone ? { until, ...annalist.tell() } : null;
    },

    async diary(id, from, to) {
      const told: SimEvent[] = [];
      const onStep = (run: Run): void => {
        const since = run.drain();
        if (run.step > from) told.push(...since.filter(isNotable));
      };
      const isDone = await look(id, {
        from,
        until: Math.min(to, reached(id)),
        options: {},
        onStep,
      });
      return isDone ? told : null;
    },

    looking: () => progress,
    stopLooking() {
      turn++;
    },
  };
}
