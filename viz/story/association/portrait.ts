import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { labelAt, type Naming, responseName } from "../naming.ts";
import { rowAt, type Vector } from "./life-at.ts";

/** Who an association is and how it stands at the moment shown, in sentences. */
export function portrait(
  life: Life,
  naming: Naming,
  scene: Scene,
  context: Context,
): readonly string[] {
  const { t, format } = context;
  const { start } = scene.history.opened;
  const row = rowAt(life, scene.step);
  const quarter = (step: number): string => format.quarter(start, step);
  const number = (name: keyof Life["numbers"], at = row): number => life.numbers[name][at] ?? NaN;
  const counts = (at: number) => ({
    establishments: t.story.establishmentsOf(
      number("establishments", at),
      format.count(number("establishments", at)),
    ),
    places: t.story.placesOf(format.count(number("places", at))),
  });
  const who = {
    kind: labelAt(naming.archetypes, life.archetype, context),
    sector: labelAt(naming.sectors, life.sector, context),
    region: labelAt(naming.regions, life.region, context),
    founded: life.first > 0 ? quarter(life.born) : "",
    ...counts(0),
  };
  if (scene.step < life.first) return [t.story.notYet(quarter(life.born)), t.story.origin(who)];
  const responses = scene.state.description?.responses ?? [];
  const response = responses[number("response")] ?? "";
  let since = row;
  while (since > 0 && number("response", since - 1) === number("response")) since--;
  const apart = (from: Vector, to: Vector, at: number): string =>
    format.fixed(distanceIn(life, from, to, at), 2);
  const end =
    life.died >= 0 && scene.step >= life.died
      ? [t.story.ended(quarter(life.died), life.into < 0 ? "" : format.count(life.into))]
      : [];
  return [
    t.story.origin(who),
    ...end,
    ...(end.length > 0
      ? []
      : [
          t.story.stands({
            quarter: quarter(scene.step),
            ...counts(row),
            dependence: format.percent(number("dependence")),
            reserve: reserveOf(number("reserve"), context),
            response: responseName(response, context),
            since: since === 0 ? "" : quarter(life.first + since),
          }),
          ...groupingSentence(number("grouping"), context),
        ]),
    t.story.distances({
      before: apart("practice", "prescription", 0),
      now: apart("practice", "prescription", row),
      declared: apart("display", "prescription", row),
      gap: apart("display", "practice", row),
    }),
  ];
}

/** A reserve in yearly budgets, in words. */
function reserveOf(reserve: number, { t, format }: Context): string {
  const share = format.percent(Math.abs(reserve));
  return reserve < 0 ? t.story.debt(share) : t.story.reserve(share);
}

function groupingSentence(grouping: number, { t, format }: Context): readonly string[] {
  return grouping < 0 ? [] : [t.story.memberOf(format.count(grouping))];
}

/** Root mean square over practices between two of an association's vectors at one row. */
function distanceIn(life: Life, from: Vector, to: Vector, row: number): number {
  const K = life.practice.length / Math.max(1, life.numbers.places.length);
  let squares = 0;
  for (let k = 0; k < K; k++) {
    const apart = life[from][row * K + k]! - life[to][row * K + k]!;
    squares += apart * apart;
  }
  return Math.sqrt(squares / K);
}
