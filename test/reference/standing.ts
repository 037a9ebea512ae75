import { averageOf, clamp, distance, dot, mean, plus, pull, sum } from "./vectors.ts";
import { cellOf, distressOf, drawsOf, living, membersOf, slackOf, type World } from "./world.ts";

/** 3.9: legitimacy, payoff and uncertainty of each, then the aspirations of all. */
export function stand(world: World) {
  const own = world.scenario.mechanisms.standing;
  const draws = drawsOf(world, "standing");
  for (const ego of living(world)) {
    const fit = own.fitWeight * (1 - distance(ego.display, ego.prescription));
    const likeness = (1 - own.fitWeight) * (1 - distance(ego.display, ego.sector.usual));
    ego.legitimacy += own.legitimacyRate * (fit + likeness - ego.legitimacy);
    const [distress, slack] = [distressOf(world, ego), slackOf(world, ego)];
    const loyalty = 1 - distance(ego.practice, ego.project);
    const served = 1 - distance(ego.practice, cellOf(world, ego).need);
    const reached = [0.5 + (slack - distress) / 2, ego.legitimacy, loyalty, served];
    const usual = [own.moneyGoal, own.legitimacyGoal, own.loyaltyGoal, own.needGoal];
    const goals = ego.goals?.map((share) => share * sum(usual)) ?? usual;
    const noise = (ego.payoffNoise ?? own.payoffNoise) * draws.normal(ego.address, 0);
    ego.payoff = dot(goals, reached) + noise;
    const rules = own.disagreementWeight * ego.disagreement + own.movementWeight * ego.ruleMovement;
    const surprise = own.surpriseWeight * Math.abs(ego.payoff - ego.aspiration);
    const doubts = own.uncertaintyBase + rules + surprise + own.distressWeight * distress;
    ego.uncertainty += own.uncertaintyRate * (Math.min(1, doubts) - ego.uncertainty);
  }
  for (const ego of living(world)) {
    const usual = mean(membersOf("sector", world, ego).map((a) => a.payoff));
    ego.aspiration += own.aspirationRate * ((ego.payoff + usual) / 2 - ego.aspiration);
  }
}

/** 3.13: projects follow start-of-step practices, norms start-of-step displays; both are renewed. Needs wander. */
export function moveSlowly(world: World) {
  const { project: own, normative, need } = world.scenario.mechanisms;
  for (const ego of living(world)) {
    const drift = pull(own.drift * (1 - own.boardShield * ego.board), ego.practice, ego.project);
    const renewal = pull(own.renewal, ego.foundingProject, ego.project);
    ego.project = plus(ego.project, plus(drift, renewal));
  }
  for (const sector of world.sectors) {
    const members = living(world).filter((a) => a.sector === sector);
    const seen = averageOf(members, (a) => a.display, (a) => a.credentials, sector.norm); // prettier-ignore
    const following = pull(normative.following, seen, sector.norm);
    const schools = pull(normative.schools, sector.own.norm, sector.norm);
    sector.norm = plus(sector.norm, plus(following, schools));
  }
  const draws = drawsOf(world, "need");
  for (const cell of world.cells)
    cell.need = cell.need.map((x, k) => clamp(x + need.step * draws.normal(cell.address, k)));
}
