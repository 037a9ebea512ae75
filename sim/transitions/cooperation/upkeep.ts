import {
  agreeAnew,
  costOf,
  dissolve,
  gainOf,
  leastGainOf,
  termsOf,
  vectorOf,
  type Setting,
} from "./setting.ts";

/** Draw numbers of a member that thinks of leaving. */
const TASTE = 12;
const EXIT = 13;

/** Members counted anew among the living; what is too small dissolves; at the campaign vectors are agreed anew. */
export function keepUp(setting: Setting): void {
  const { stage, now, forms, members } = setting;
  const { field } = stage;
  for (let grouping = 0; grouping < field.groupings; grouping++) {
    const before = field.members[grouping];
    if (before === 0) continue;
    const count = members.count(grouping);
    field.members[grouping] = count;
    if (count < forms.least[field.form[grouping]]) dissolve(setting, grouping);
    else if (count !== before || now.quarter === 0) agreeAnew(setting, grouping);
  }
}

/** Members leave where the gain, taste included, is below 0 and the exit is open to them. */
export function leave(setting: Setting): void {
  const { stage, p, draws, now, forms, members, ordered, constants } = setting;
  const { field, chronicle } = stage;
  const { grouping: groupingOf, form: formOf, address: addressOf } = field; // nobody comes while members leave
  const { least } = constants;
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    const grouping = groupingOf[slot];
    if (grouping < 0) continue;
    const form = formOf[grouping];
    const address = addressOf[slot];
    const taste = p.taste * draws.normal(address, TASTE);
    if (least[form] + taste >= 0) continue; // whoever it is
    if (draws.uniform(address, EXIT) >= forms.exit[form]) continue;
    if (leastGainOf(setting, slot, form) + taste >= 0) continue; // whatever the vector is
    const gain = gainOf(setting, slot, form, field.agreed, grouping * field.practices);
    if (gain + taste >= 0) continue;
    chronicle.flows["groupings.left"]++;
    if (chronicle.isKept)
      chronicle.events.push({
        step: now.step,
        kind: "left",
        association: slot,
        other: grouping,
        causes: { ...termsOf(setting), taste },
        what: forms.ids[form],
      });
    members.leave(grouping, slot);
    if (field.members[grouping] < forms.least[form]) dissolve(setting, grouping);
    else agreeAnew(setting, grouping);
  }
}

/** At the campaign effective groupings put the next form to the vote; a majority of members takes all along. */
export function deepen(setting: Setting): void {
  const { stage, p, draws, now, forms, members } = setting;
  const { field, chronicle } = stage;
  for (let grouping = 0; grouping < field.groupings; grouping++) {
    if (field.members[grouping] === 0) continue;
    const form = field.form[grouping];
    const isEffective = now.step - field.deepened[grouping] >= forms.times[form];
    if (!isEffective || draws.uniform(-1 - grouping, 0) >= p.deepen) continue;
    const next = nextForm(setting, grouping);
    if (next < 0) continue;
    const inFavour = votes(setting, grouping, next);
    const count = field.members[grouping];
    if (inFavour * 2 <= count) continue;
    field.form[grouping] = next;
    field.deepened[grouping] = now.step;
    const paying = members.of(grouping);
    for (let member = 0; member < paying.length; member++)
      field.reserve[paying[member]] -= costOf(setting, paying[member], next);
    chronicle.flows["groupings.deepened"]++;
    if (chronicle.isKept)
      chronicle.events.push({
        step: now.step,
        kind: "deepened",
        association: -1,
        other: grouping,
        causes: { inFavour, members: count, from: form },
        vector: vectorOf(setting, grouping),
        what: forms.ids[next],
      });
  }
}

/** The next form of the ladder that is available and open to all members, or −1. */
function nextForm({ stage, draws, forms, members }: Setting, grouping: number): number {
  const { field } = stage;
  const list = members.of(grouping);
  let leastPublic = 1;
  for (let member = 0; member < list.length; member++)
    leastPublic = Math.min(leastPublic, field.dependence[list[member]]);
  const next = forms.ladder
    .slice(forms.rung[field.form[grouping]] + 1)
    .find(
      (form) =>
        forms.least[form] <= list.length &&
        list.length <= forms.most[form] &&
        forms.dependence[form] <= leastPublic &&
        draws.uniform(-1 - grouping, 1 + form) < forms.available[form],
    );
  return next ?? -1;
}

/** Members that gain more from the next form than from the present one. */
function votes(setting: Setting, grouping: number, next: number): number {
  const { field } = setting.stage;
  const { agreed } = field;
  const row = grouping * field.practices;
  const list = setting.members.of(grouping);
  let inFavour = 0;
  for (let member = 0; member < list.length; member++) {
    const present = gainOf(setting, list[member], field.form[grouping], agreed, row);
    if (gainOf(setting, list[member], next, agreed, row) > present) inFavour++;
  }
  return inFavour;
}
