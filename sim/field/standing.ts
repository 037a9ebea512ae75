import type { Draws } from "../random/stream.ts";
import { quantity, rate, say, section, share } from "../schema/parameter.ts";
import { BLOCK, eachBlock, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import { CRITERIA } from "../hot/judge.ts";
import { GOALS } from "./exposures.ts";
import type { FieldState, StoredColumn } from "./columns.ts";

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
  means: StoredColumn,
  block: Block,
) => void;

/**
 * Opens the movement of standing, from the start-of-step field.
 *
 * ℓ += r_ℓ (λ·(1 − |D − R|) + (1 − λ)·(1 − |D − D̄_sector|) − ℓ);
 * payoff = g_m·(½ + ½(slack − distress)) + g_ℓ·ℓ + g_P·(1 − |A − P|) + g_H·(1 − |A − H|) + noise·z;
 * u += r_u (clamp(base + w_d·disagreement + w_m·movement + w_s·|payoff − aspiration| + w_x·distress) − u);
 * aspiration += r_a (½(payoff + sector's mean payoff) − aspiration). Distances are root mean squares over practices.
 * `means` holds the mean display of each sector, one row of K per sector. Goals and noise are an association's own where
 * they are assigned.
 */
export function openStanding(sectors: number, kernels: Kernels, memory: Memory): MoveStanding {
  const criteria = memory.reals(CRITERIA.length);
  const goals = memory.reals(BLOCK * GOALS.length);
  const noise = memory.reals(BLOCK);
  const places = { sectors: memory.wholes(BLOCK), cells: memory.wholes(BLOCK) };
  // for each sector Σ payoff and how many they are
  const payoffs = memory.reals(2 * sectors);
  const meanPayoffs = new Float64Array(sectors);
  return (field, p, draws, means, shared) => {
    const { need, living } = field;
    criteria.set(CRITERIA.map((criterion) => p[criterion]));
    const usual = [p.moneyGoal, p.legitimacyGoal, p.loyaltyGoal, p.needGoal];
    for (let at = 0; at < goals.length; at++) goals[at] = usual[at % GOALS.length];
    payoffs.fill(0);
    const grounds = { means, need, goals, noise, ...places };
    eachOfLiving(shared, field, 0, living.length, (block) => {
      const { egos, addresses, count } = block;
      placeBlock(field, sectors, places, block);
      const isNoisy = field.payoffNoise.length > 0;
      kernels.normals(noise, draws, addresses, isNoisy ? 1 : p.payoffNoise, 1, count);
      if (isNoisy) for (let row = 0; row < count; row++) noise[row] *= field.payoffNoise[egos[row]];
      if (field.goals.length > 0) listGoals(field, usual, goals, block);
      kernels.judge(criteria, field, grounds, egos, payoffs, count);
    });
    for (let sector = 0; sector < sectors; sector++)
      meanPayoffs[sector] = payoffs[2 * sector] / payoffs[2 * sector + 1];
    eachBlock(living.length, (from, to) => aspire(field, p.aspirationRate, meanPayoffs, from, to));
  };
}

/** Lists the goals of a block where each association has its own; what goals weigh together stays. */
function listGoals(
  field: FieldState,
  usual: readonly number[],
  goals: Float64Array,
  { egos, count }: Block,
): void {
  const together = usual.reduce((sum, weight) => sum + weight, 0);
  const width = usual.length;
  for (let row = 0; row < count; row++)
    for (let goal = 0; goal < width; goal++)
      goals[row * width + goal] = together * field.goals[egos[row] * width + goal];
}

/** Lists the sectors and cells of a block. */
function placeBlock(
  { region, sector }: FieldState,
  sectors: number,
  places: { readonly sectors: Int32Array; readonly cells: Int32Array },
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const own = sector[ego];
    places.sectors[row] = own;
    places.cells[row] = region[ego] * sectors + own;
  }
}

/** Aspirations of a block, once the mean payoff of each sector is known. */
function aspire(
  field: FieldState,
  rate: number,
  means: Float64Array,
  from: number,
  to: number,
): void {
  const { living, sector, payoff, aspiration } = field;
  for (let position = from; position < to; position++) {
    const ego = living[position];
    const seen = 0.5 * (payoff[ego] + means[sector[ego]]);
    aspiration[ego] += rate * (seen - aspiration[ego]);
  }
}
