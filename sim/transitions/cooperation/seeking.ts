import { makeRoomForGrouping } from "../../field/columns.ts";
import { distance } from "../../field/distance.ts";
import { othersOf, pickOthers } from "../../field/groups.ts";
import { ofRegulators, overFunders } from "../../field/situation.ts";
import { RESPONSES } from "../../schema/population.ts";
import { agree } from "./members.ts";
import { agreeAnew, costOf, gainOf, termsOf, vectorOf, type Setting } from "./setting.ts";

/** Draw numbers of one who seeks. */
const SEEK = 0;
const INJUNCTION = 1;
const TASTE = 10;
const PARTNERS = 20;
const AVAILABLE = 30;

const COOPERATE = RESPONSES.indexOf("cooperate");

/** One who seeks, and whom it has found. */
interface Search {
  readonly slot: number;
  /** Least distance of projects among those looked at, or −1 for nobody. */
  readonly partner: number;
  readonly isEnjoined: boolean;
}

/** Associations without a grouping look for a partner: they join its grouping or form a new one with it. */
export function seek(setting: Setting): void {
  const { stage, p, draws, now, ordered } = setting;
  const { field, shape } = stage;
  const injunction = ofRegulators(now.regime, shape, "injunction");
  const isAnyEnjoined = injunction.some((chance) => chance > 0);
  const uniforms = new Float64Array(p.search);
  const picked = new Int32Array(p.search);
  const { grouping, response, address: addressOf } = field;
  const otherwise = p.seek * p.others;
  const those = isAnyEnjoined ? ordered : stage.sift(ordered, draws, SEEK, p.seek);
  for (let index = 0; index < those.length; index++) {
    const slot = those[index];
    if (grouping[slot] >= 0) continue;
    const address = addressOf[slot];
    const chance = response[slot] === COOPERATE ? p.seek : otherwise;
    const isEnjoined =
      isAnyEnjoined &&
      draws.uniform(address, INJUNCTION) < overFunders(field, shape, slot, injunction) / 4;
    if (!isEnjoined && draws.uniform(address, SEEK) >= chance) continue;
    const search = { slot, isEnjoined, partner: partnerOf(setting, slot, uniforms, picked) };
    if (!find(setting, search) && isEnjoined) refuse(setting, search);
  }
}

/** The one with the nearest project among those that uniforms pick; the first drawn wins ties. */
function partnerOf(
  { stage, p, draws }: Setting,
  slot: number,
  uniforms: Float64Array,
  picked: Int32Array,
): number {
  const { field, neighbourhoods } = stage;
  const { practices, project, address } = field;
  const around = neighbourhoods[p.scope];
  const others = othersOf(around, slot);
  if (others < 1) return -1;
  for (let m = 0; m < p.search; m++) uniforms[m] = draws.uniform(address[slot], PARTNERS + m);
  pickOthers(around, slot, others, uniforms, p.search, picked);
  let partner = -1;
  let nearest = Infinity;
  for (const other of picked) {
    const apart = distance(project, slot * practices, project, other * practices, practices);
    if (apart >= nearest) continue;
    nearest = apart;
    partner = other;
  }
  return partner;
}

/** Joins or forms a grouping where both sides gain enough; whether it did. */
function find(setting: Setting, search: Search): boolean {
  if (search.partner < 0) return false;
  return setting.stage.field.grouping[search.partner] >= 0
    ? join(setting, search)
    : form(setting, search);
}

/** The threshold that a side's gain, cost and taste included, has to pass. */
function thresholdOf({ p }: Setting, isEnjoined: boolean): number {
  return isEnjoined ? -p.refusal * p.refusalWeight : p.threshold;
}

/** What entering is worth to one side, taste and cost included, less what it has to pass. */
function worth(
  setting: Setting,
  slot: number,
  chosen: number,
  vector: Float64Array,
  isEnjoined: boolean,
): number {
  const { stage, p, draws } = setting;
  const taste = p.taste * draws.normal(stage.field.address[slot], TASTE);
  const gain = gainOf(setting, slot, chosen, vector, 0);
  const cost = p.costWeight * costOf(setting, slot, chosen);
  return gain - cost + taste - thresholdOf(setting, isEnjoined);
}

/** Joins the partner's grouping. */
function join(setting: Setting, { slot, partner, isEnjoined }: Search): boolean {
  const { stage, now, forms, members } = setting;
  const { field, chronicle } = stage;
  const grouping = field.grouping[partner];
  const chosen = field.form[grouping];
  if (field.members[grouping] >= forms.most[chosen]) return false;
  if (field.dependence[slot] < forms.dependence[chosen]) return false;
  const vector = new Float64Array(field.practices);
  const present = members.of(grouping);
  const both = Int32Array.from({ length: present.length + 1 }, (_, n) => present[n] ?? slot);
  agree(field, both, vector, 0);
  const host = gainOf(setting, partner, chosen, vector, 0);
  if (host < 0 || worth(setting, slot, chosen, vector, isEnjoined) <= 0) return false;
  const causes = { ...causesOf(setting, slot, isEnjoined), host };
  members.enter(grouping, slot);
  agreeAnew(setting, grouping);
  field.reserve[slot] -= costOf(setting, slot, chosen);
  chronicle.flows["groupings.joined"]++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "joined",
      association: slot,
      other: grouping,
      causes,
      vector: vectorOf(setting, grouping),
      what: forms.ids[chosen],
    });
  return true;
}

/** Forms a new grouping with the partner, in the lightest form that both want, or in the one that is asked for. */
function form(setting: Setting, { slot, partner, isEnjoined }: Search): boolean {
  const { stage, p, draws, now, forms, members } = setting;
  const { field, chronicle } = stage;
  const pair = Int32Array.of(slot, partner);
  const vector = new Float64Array(field.practices);
  agree(field, pair, vector, 0);
  const asked = forms.ids.indexOf(p.injunctionForm);
  const open = isEnjoined
    ? forms.ladder.filter((each) => each === asked)
    : forms.ladder.filter((each) => forms.least[each] <= 2);
  const address = field.address[slot];
  const chosen = open.find(
    (each) =>
      field.dependence[slot] >= forms.dependence[each] &&
      field.dependence[partner] >= forms.dependence[each] &&
      draws.uniform(address, AVAILABLE + each) < forms.available[each] &&
      worth(setting, partner, each, vector, false) > 0 &&
      worth(setting, slot, each, vector, isEnjoined) > 0,
  );
  if (chosen === undefined) return false;
  const causes = causesOf(setting, slot, isEnjoined);
  const grouping = found(setting, chosen, isEnjoined);
  for (const member of pair) {
    members.enter(grouping, member);
    field.reserve[member] -= costOf(setting, member, chosen);
  }
  agreeAnew(setting, grouping);
  chronicle.flows["groupings.formed"]++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "formed",
      association: slot,
      other: grouping,
      causes: { ...causes, partner },
      vector: vectorOf(setting, grouping),
      what: forms.ids[chosen],
    });
  return true;
}

/** A new grouping without members. */
function found({ stage, now }: Setting, chosen: number, isEnjoined: boolean): number {
  const { field } = stage;
  makeRoomForGrouping(field);
  const grouping = field.groupings++;
  field.form[grouping] = chosen;
  field.formed[grouping] = now.step;
  field.deepened[grouping] = now.step;
  field.isFree[grouping] = isEnjoined ? 0 : 1;
  return grouping;
}

/** What decided one whose gain was worked out last. */
function causesOf(setting: Setting, slot: number, isEnjoined: boolean): Record<string, number> {
  const { stage, p, draws } = setting;
  const taste = p.taste * draws.normal(stage.field.address[slot], TASTE);
  return { ...termsOf(setting), taste, threshold: thresholdOf(setting, isEnjoined) };
}

/** Pays for not following an injunction. */
function refuse({ stage, p, now }: Setting, { slot, partner }: Search): void {
  const { field, chronicle } = stage;
  field.legitimacy[slot] = Math.max(0, field.legitimacy[slot] - p.refusal);
  chronicle.flows["injunctions.refused"]++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "refused",
      association: slot,
      other: -1,
      causes: { refusal: p.refusal, partner },
      what: p.injunctionForm,
    });
}
