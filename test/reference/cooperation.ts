import type { Draws } from "../../sim/random/stream.ts";
import { averageOf, distance, firstBy, list } from "./vectors.ts";
import { anticipationOf, drawsOf, formOf, isCampaign, living, membersIn, othersOf, overFunders, pick, pooledIn, happen, type Association, type Grouping, type World } from "./world.ts"; // prettier-ignore

// Section 3.10: groupings, from upkeep to seeking.

export function cooperation(world: World) {
  const draws = drawsOf(world, "cooperation");
  for (const grouping of world.groupings) keepUp(world, grouping);
  for (const ego of living(world)) leave(world, draws, ego);
  if (isCampaign(world)) for (const grouping of world.groupings) deepen(world, draws, grouping);
  for (const ego of living(world)) if (ego.grouping === undefined) seek(world, draws, ego);
}

type Form = ReturnType<typeof formOf>;

/** The mean of projects, weighted by establishments. */
const agreedBy = (members: readonly Association[]) =>
  averageOf(members, (a) => a.project, (a) => a.establishments); // prettier-ignore

function agree(world: World, grouping: Grouping) {
  const members = membersIn(world, grouping);
  Object.assign(grouping, { agreed: agreedBy(members), counted: members.length });
}

/** What ego gains from a form with such an agreed vector. */
function gainOf(world: World, ego: Association, form: Form, agreed: number[]) {
  const own = world.scenario.mechanisms.cooperation;
  const isPooled = pooledIn(world, form);
  const pooled = (x: number[]) => x.filter((_, k) => isPooled[k]);
  const gap = isPooled.includes(true) ? distance(pooled(ego.project), pooled(agreed)) : 0;
  const material = own.savingWeight * form.saving + own.voiceWeight * form.bargaining;
  const favour = own.preferenceWeight * overFunders(world, ego, (q) => q.groupingPreference);
  const calls = own.callWeight * anticipationOf(ego.sector);
  const lost = own.autonomyWeight * (1 - form.autonomy) * (0.5 + ego.board * gap);
  return material + favour + calls - lost;
}

/** Counts members anew: too few are set free, others agree anew where somebody is gone or a year has passed. */
function keepUp(world: World, grouping: Grouping) {
  const members = membersIn(world, grouping);
  if (grouping.isOver) return;
  if (members.length >= formOf(world, grouping).members) {
    if (isCampaign(world) || members.length < grouping.counted) agree(world, grouping);
    return;
  }
  grouping.isOver = true;
  for (const ego of members) ego.grouping = undefined;
  happen(world, "groupings.dissolved", "dissolved", -1, grouping.number);
}

function leave(world: World, draws: Draws, ego: Association) {
  const { grouping } = ego;
  if (grouping === undefined) return;
  const form = formOf(world, grouping);
  const whim = world.scenario.mechanisms.cooperation.taste * draws.normal(ego.address, 12);
  if (gainOf(world, ego, form, grouping.agreed) + whim >= 0) return;
  if (draws.uniform(ego.address, 13) >= form.exit) return;
  ego.grouping = undefined;
  happen(world, "groupings.left", "left", ego.address, grouping.number);
  keepUp(world, grouping);
}

/** The forms of grouping from light to deep. */
const ladderOf = ({ scenario }: World) =>
  Object.entries(scenario.legalForms)
    .map(([id, form], index) => ({ id, form, index }))
    .filter(({ form }) => form.kind === "grouping")
    .toSorted((a, b) => a.form.step - b.form.step);

function deepen(world: World, draws: Draws, grouping: Grouping) {
  const { deepen: chance } = world.scenario.mechanisms.cooperation;
  const members = membersIn(world, grouping);
  const [present, size] = [formOf(world, grouping), members.length];
  const isEffective = world.step - grouping.since >= present.time;
  const draw = (n: number) => draws.uniform(-1 - grouping.number, n);
  if (grouping.isOver || !isEffective || draw(0) >= chance) return;
  const ladder = ladderOf(world);
  const rung = ladder.findIndex(({ id }) => id === grouping.form);
  const next = ladder.slice(rung + 1).find(({ form, index }) => {
    const isOpen = members.every((a) => form.dependence <= a.dependence);
    const fits = isOpen && form.members <= size && size <= form.most;
    return fits && draw(1 + index) < form.available;
  });
  if (next === undefined) return;
  const gain = (ego: Association, form: Form) => gainOf(world, ego, form, grouping.agreed);
  const inFavour = members.filter((ego) => gain(ego, next.form) > gain(ego, present));
  if (inFavour.length <= size / 2) return;
  Object.assign(grouping, { form: next.id, since: world.step });
  for (const ego of members) pay(ego, next.form);
  happen(world, "groupings.deepened", "deepened", -1, grouping.number);
}

const pay = (ego: Association, { cost }: { cost: number }) => {
  ego.reserve -= cost / ego.establishments;
};

function seek(world: World, draws: Draws, ego: Association) {
  const own = world.scenario.mechanisms.cooperation;
  const uniform = (n: number) => draws.uniform(ego.address, n);
  const isSeeking = uniform(0) < own.seek * (ego.response === "cooperate" ? 1 : own.others);
  const isEnjoined = uniform(1) < overFunders(world, ego, (q) => q.injunction) / 4;
  if (!isSeeking && !isEnjoined) return;
  const others = othersOf(own.scope, world, ego);
  const drawn = list(own.search, (m) => pick(others, uniform(20 + m))).flat();
  const partner = firstBy(drawn, (alter) => distance(ego.project, alter.project));
  const agree = partner?.grouping === undefined ? form : join;
  const isDone = partner !== undefined && agree(world, ego, partner, isEnjoined);
  if (!isEnjoined || isDone) return;
  ego.legitimacy = Math.max(0, ego.legitimacy - own.refusal);
  happen(world, "injunctions.refused", "refused", ego.address);
}

/** Whether what ego gains from a form, less what it costs, is more than its threshold. */
function isWilling(
  world: World,
  ego: Association,
  form: Form,
  agreed: number[],
  isEnjoined: boolean,
) {
  const own = world.scenario.mechanisms.cooperation;
  const cost = own.costWeight * (form.cost / ego.establishments);
  const whim = own.taste * drawsOf(world, "cooperation").normal(ego.address, 10);
  const threshold = isEnjoined ? -own.refusal * own.refusalWeight : own.threshold;
  return gainOf(world, ego, form, agreed) - cost + whim > threshold;
}

function join(world: World, ego: Association, partner: Association, isEnjoined: boolean) {
  const { grouping } = partner;
  if (grouping === undefined) return false;
  const form = formOf(world, grouping);
  const members = membersIn(world, grouping);
  const agreed = agreedBy([...members, ego]);
  const mayJoin = members.length < form.most && ego.dependence >= form.dependence;
  if (!mayJoin || !isWilling(world, ego, form, agreed, isEnjoined)) return false;
  if (gainOf(world, partner, form, agreed) < 0) return false;
  ego.grouping = grouping;
  agree(world, grouping);
  pay(ego, form);
  happen(world, "groupings.joined", "joined", ego.address, grouping.number);
  return true;
}

function form(world: World, ego: Association, partner: Association, isEnjoined: boolean) {
  const uniform = (n: number) => drawsOf(world, "cooperation").uniform(ego.address, n);
  const { injunctionForm } = world.scenario.mechanisms.cooperation;
  const both = [ego, partner];
  const agreed = agreedBy(both);
  const lightest = ladderOf(world)
    .filter(({ id, form: { members } }) => (isEnjoined ? id === injunctionForm : members <= 2))
    .filter(({ form: { dependence } }) => both.every((a) => dependence <= a.dependence))
    .filter(({ form: { available }, index }) => uniform(30 + index) < available)
    .find((one) =>
      both.every((a) => isWilling(world, a, one.form, agreed, isEnjoined && a === ego)),
    );
  if (lightest === undefined) return false;
  const { groupings, step: since } = world;
  const kind = { number: groupings.length, isFree: !isEnjoined, isOver: false };
  const grouping = { ...kind, form: lightest.id, since, agreed, counted: 2 };
  groupings.push(grouping);
  for (const one of both) {
    one.grouping = grouping;
    pay(one, lightest.form);
  }
  happen(world, "groupings.formed", "formed", ego.address, grouping.number);
  return true;
}
