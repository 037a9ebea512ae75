import type { Annals, Bond, Marks } from "../../../workers/protocol.ts";

/** A grouping as it stands at one moment. */
export interface Standing {
  readonly bond: Bond;
  /** Index of its legal form. */
  readonly form: number;
  /** Slots, ascending. */
  readonly members: readonly number[];
}

/** Groupings that stand at a step, in the order of their numbers. */
export function groupingsAt({ bonds }: Annals, marks: Marks, step: number): readonly Standing[] {
  const members = new Map<number, number[]>();
  marks.grouping.forEach((grouping, slot) => {
    if (grouping < 0 || marks.alive[slot] === 0) return;
    const those = members.get(grouping);
    if (those) those.push(slot);
    else members.set(grouping, [slot]);
  });
  return [...members]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, slots]): Standing[] => {
      const bond = bonds[number];
      const form = bond?.forms.findLast((since) => since.step <= step)?.form;
      return bond === undefined || form === undefined ? [] : [{ bond, form, members: slots }];
    });
}

/** The groupings by legal form, lightest first as the scenario lists forms; forms without any are left out. */
export function byForm(standing: readonly Standing[]): ReadonlyMap<number, readonly Standing[]> {
  const forms = new Map<number, Standing[]>();
  for (const one of [...standing].sort((a, b) => a.form - b.form)) {
    const those = forms.get(one.form);
    if (those) those.push(one);
    else forms.set(one.form, [one]);
  }
  return forms;
}
