import type { Draws } from "../random/stream.ts";
import { quantity, rate, say, section, share } from "../schema/parameter.ts";
import { BLOCK, eachBlock, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { FieldState } from "./columns.ts";
import { distressOf, slackOf } from "./situation.ts";

const weight = (
  name: ReturnType<typeof say>,
  value: number,
  description: ReturnType<typeof say>,
  most = 20,
) =>
  quantity({
    default: value,
    min: 0,
    max: most,
    unit: "weight",
    tier: "advanced",
    label: name,
    description,
  });

/** How legitimacy, uncertainty and aspiration move. */
export const standingSection = section(
  {
    label: say("Standing", "Situation"),
    description: say(
      "How legitimacy, uncertainty, payoff and aspiration move.",
      "Comment évoluent légitimité, incertitude, résultat et aspiration.",
    ),
  },
  {
    legitimacyRate: rate({
      default: 0.08,
      tier: "advanced",
      label: say("Speed of legitimacy", "Vitesse de la légitimité"),
      description: say(
        "Share of the distance to its present grounds that legitimacy covers in a quarter.",
        "Part de l’écart à ses fondements que la légitimité comble en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    fitWeight: share({
      default: 0.6,
      symbol: "λ",
      tier: "advanced",
      label: say("Weight of funders in legitimacy", "Poids des financeurs dans la légitimité"),
      description: say(
        "Weight of fit to the prescription; the rest is likeness to the sector's mean display.",
        "Poids de l’accord avec la prescription ; le reste est la ressemblance à l’affichage moyen du secteur.",
      ),
    }),
    uncertaintyRate: rate({
      default: 0.12,
      tier: "advanced",
      label: say("Speed of uncertainty", "Vitesse de l’incertitude"),
      description: say(
        "Share of the distance to its present grounds that uncertainty covers in a quarter.",
        "Part de l’écart à ses fondements que l’incertitude comble en un trimestre.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    uncertaintyBase: share({
      default: 0.15,
      tier: "advanced",
      label: say("Base of uncertainty", "Base de l’incertitude"),
      description: say("Uncertainty when nothing moves.", "Incertitude quand rien ne bouge."),
    }),
    disagreementWeight: weight(
      say("Weight of funders' disagreement", "Poids du désaccord des financeurs"),
      0.8,
      say(
        "Uncertainty per unit of disagreement among public funders.",
        "Incertitude par unité de désaccord entre financeurs publics.",
      ),
    ),
    movementWeight: weight(
      say("Weight of moving rules", "Poids du mouvement des règles"),
      5,
      say(
        "Uncertainty per unit of movement of the prescription in a quarter.",
        "Incertitude par unité de mouvement de la prescription en un trimestre.",
      ),
      100,
    ),
    surpriseWeight: weight(
      say("Weight of surprise", "Poids de la surprise"),
      0.8,
      say(
        "Uncertainty per unit of distance between payoff and aspiration.",
        "Incertitude par unité d’écart entre résultat et aspiration.",
      ),
    ),
    distressWeight: weight(
      say("Weight of distress", "Poids de la détresse"),
      0.3,
      say(
        "Uncertainty per unit of distress: 1 on the brink of failure.",
        "Incertitude par unité de détresse, qui vaut 1 au bord de la faillite.",
      ),
    ),
    moneyGoal: share({
      default: 0.3,
      tier: "advanced",
      label: say("Goal: money", "But : argent"),
      description: say(
        "Weight of the reserve in the payoff: nothing on the brink of failure, half of it at 0.",
        "Poids de la réserve dans le résultat : rien au bord de la faillite, la moitié à 0.",
      ),
    }),
    legitimacyGoal: share({
      default: 0.25,
      tier: "advanced",
      label: say("Goal: legitimacy", "But : légitimité"),
      description: say(
        "Weight of legitimacy in the payoff.",
        "Poids de la légitimité dans le résultat.",
      ),
    }),
    loyaltyGoal: share({
      default: 0.3,
      tier: "advanced",
      label: say("Goal: loyalty to the project", "But : fidélité au projet"),
      description: say(
        "Weight of closeness between practice and project in the payoff.",
        "Poids de la proximité entre pratique et projet dans le résultat.",
      ),
    }),
    needGoal: share({
      default: 0.15,
      tier: "advanced",
      label: say("Goal: users' needs", "But : besoins des usagers"),
      description: say(
        "Weight of closeness between practice and need in the payoff.",
        "Poids de la proximité entre pratique et besoins dans le résultat.",
      ),
    }),
    payoffNoise: quantity({
      default: 0.05,
      min: 0,
      max: 1,
      unit: "standard deviation",
      tier: "advanced",
      label: say("Ambiguity", "Ambiguïté"),
      description: say(
        "How noisily an association sees its own payoff.",
        "Avec quel bruit une association voit son propre résultat.",
      ),
    }),
    aspirationRate: rate({
      default: 0.1,
      tier: "advanced",
      label: say("Speed of aspiration", "Vitesse de l’aspiration"),
      description: say(
        "Share of the distance to the mean of own payoff and the sector's that aspiration covers in a quarter.",
        "Part de l’écart à la moyenne du résultat propre et de celui du secteur que l’aspiration comble en un trimestre.",
      ),
    }),
  },
);

type Standing = ReturnType<typeof standingSection.parse> & {
  /** Debt at which distress is 1. */
  readonly ruin: number;
};

/** Moves legitimacy, payoff, uncertainty and aspiration of all the living by one quarter. */
export type MoveStanding = (
  field: FieldState,
  p: Standing,
  draws: Draws,
  means: Float64Array,
  block: Block,
) => void;

/** Squared distances that standing rests on, and the noise of payoffs, by row of a block. */
interface Grounds {
  readonly fit: Float64Array;
  readonly approval: Float64Array;
  readonly loyalty: Float64Array;
  readonly unmet: Float64Array;
  readonly noise: Float64Array;
  readonly sectors: Int32Array;
  readonly cells: Int32Array;
}

/**
 * Opens the movement of standing, from the start-of-step field.
 *
 * ℓ += r_ℓ (λ·(1 − |D − R|) + (1 − λ)·(1 − |D − D̄_sector|) − ℓ);
 * payoff = g_m·(½ + ½(slack − distress)) + g_ℓ·ℓ + g_P·(1 − |A − P|) + g_H·(1 − |A − H|) + noise·z;
 * u += r_u (clamp(base + w_d·disagreement + w_m·movement + w_s·|payoff − aspiration| + w_x·distress) − u);
 * aspiration += r_a (½(payoff + sector's mean payoff) − aspiration). Distances are root mean squares over practices.
 * `means` holds the mean display of each sector, one row of K per sector.
 */
export function openStanding(sectors: number, kernels: Kernels, memory: Memory): MoveStanding {
  const payoffs = new Float64Array(sectors);
  const members = new Float64Array(sectors);
  const grounds: Grounds = {
    fit: memory.reals(BLOCK),
    approval: memory.reals(BLOCK),
    loyalty: memory.reals(BLOCK),
    unmet: memory.reals(BLOCK),
    noise: memory.reals(BLOCK),
    sectors: memory.wholes(BLOCK),
    cells: memory.wholes(BLOCK),
  };
  return (field, p, draws, means, shared) => {
    const { practice, display, project, prescription, need, living } = field;
    payoffs.fill(0);
    members.fill(0);
    eachOfLiving(shared, field, 0, living.length, (block) => {
      const { egos, addresses, count } = block;
      placeBlock(field, sectors, grounds, block);
      kernels.apart(grounds.fit, display, egos, prescription, egos, count);
      kernels.apart(grounds.approval, means, grounds.sectors, display, egos, count);
      kernels.apart(grounds.loyalty, practice, egos, project, egos, count);
      kernels.apart(grounds.unmet, need, grounds.cells, practice, egos, count);
      kernels.normals(grounds.noise, draws, addresses, p.payoffNoise, 1, count);
      judge(field, p, grounds, block);
      addPayoffs(field, payoffs, members, block);
    });
    eachBlock(living.length, (from, to) =>
      aspire(field, p.aspirationRate, payoffs, members, from, to),
    );
  };
}

/** Lists the sectors and cells of a block. */
function placeBlock(
  { region, sector }: FieldState,
  sectors: number,
  grounds: Grounds,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const own = sector[ego];
    grounds.sectors[row] = own;
    grounds.cells[row] = region[ego] * sectors + own;
  }
}

/** Legitimacy, payoff and uncertainty of a block. */
function judge(
  field: FieldState,
  p: Standing,
  { fit, approval, loyalty, unmet, noise }: Grounds,
  { egos, count }: Block,
): void {
  // read once: the section is an object of many shapes
  const {
    disagreementWeight,
    distressWeight,
    fitWeight,
    legitimacyGoal,
    legitimacyRate,
    loyaltyGoal,
    moneyGoal,
    movementWeight,
    needGoal,
    ruin,
    surpriseWeight,
    uncertaintyBase,
    uncertaintyRate,
  } = p;
  const { practices, legitimacy, payoff, aspiration, uncertainty } = field;
  const { disagreement, ruleMovement, reserve } = field;
  const share = 1 / practices;
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const fits = 1 - Math.sqrt(fit[row] * share);
    const approved = 1 - Math.sqrt(approval[row] * share);
    const loyal = 1 - Math.sqrt(loyalty[row] * share);
    const served = 1 - Math.sqrt(unmet[row] * share);
    const distress = distressOf(reserve[ego], ruin);
    const ease = slackOf(reserve[ego], ruin) - distress;
    const before = legitimacy[ego];
    const standing =
      before + legitimacyRate * (fitWeight * fits + (1 - fitWeight) * approved - before);
    const gained =
      moneyGoal * (0.5 + 0.5 * ease) +
      legitimacyGoal * standing +
      loyaltyGoal * loyal +
      needGoal * served +
      noise[row];
    const surprise = gained - aspiration[ego];
    const grounds =
      uncertaintyBase +
      disagreementWeight * disagreement[ego] +
      movementWeight * ruleMovement[ego] +
      surpriseWeight * (surprise < 0 ? -surprise : surprise) +
      distressWeight * distress;
    const unsure = uncertainty[ego];
    legitimacy[ego] = standing;
    payoff[ego] = gained;
    uncertainty[ego] = unsure + uncertaintyRate * ((grounds < 1 ? grounds : 1) - unsure);
  }
}

/** Adds a block's payoffs and members by sector. */
function addPayoffs(
  { sector, payoff }: FieldState,
  payoffs: Float64Array,
  members: Float64Array,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    payoffs[sector[ego]] += payoff[ego];
    members[sector[ego]]++;
  }
}

/** Aspirations of a block, once all payoffs are known. */
function aspire(
  field: FieldState,
  rate: number,
  payoffs: Float64Array,
  members: Float64Array,
  from: number,
  to: number,
): void {
  const { living, sector, payoff, aspiration } = field;
  for (let position = from; position < to; position++) {
    const ego = living[position];
    const group = sector[ego];
    const seen = 0.5 * (payoff[ego] + payoffs[group] / members[group]);
    aspiration[ego] += rate * (seen - aspiration[ego]);
  }
}
