import { distance } from "../field/distance.ts";
import { othersOf, pickOthers, SCOPES } from "../field/groups.ts";
import { distressOf } from "../field/situation.ts";
import { choice, count, rate, say, section, share } from "../schema/parameter.ts";
import { RESPONSES } from "../schema/population.ts";
import { AGREE, availabilityOf, CREATE, MOST_PARTNERS, PARTNERS, SEEK } from "./mergers/draws.ts";
import { merge, type Merging } from "./mergers/merge.ts";
import type { Draws } from "../random/stream.ts";
import type { Now, Stage, Transition } from "./transition.ts";

const TRIED =
  "starting value tried out by hand on the French field of 2009 (7 mergers a year in 1000 associations), to be calibrated";

const parameters = section(
  {
    label: say("Mergers", "Fusions"),
    description: say(
      "Associations are absorbed or merge into a new one.",
      "Des associations sont absorbées ou fusionnent en une nouvelle.",
    ),
  },
  {
    rate: rate({
      default: 0.14,
      label: say("Merger rate", "Taux de fusion"),
      description: say(
        "Chance in a quarter that an association whose response is merger looks for a partner, were there no friction.",
        "Chance par trimestre qu’une association qui répond par la fusion cherche un partenaire, s’il n’y avait pas de freins.",
      ),
      source: TRIED,
    }),
    friction: share({
      default: 0.5,
      tier: "advanced",
      label: say("Friction", "Freins"),
      description: say(
        "Share of attempts that fail for reasons outside the model: collective agreements, taxes, succession of persons.",
        "Part des tentatives qui échouent pour des raisons hors modèle : conventions collectives, fiscalité, succession des personnes.",
      ),
      source: TRIED,
    }),
    distressed: share({
      default: 0.3,
      tier: "advanced",
      label: say("Merging in distress", "Fusion dans la détresse"),
      description: say(
        "The same chance for all others on the brink of failure, as a share of it; in proportion to their distress.",
        "La même chance pour toutes les autres au bord de la faillite, en part de celle-ci ; à proportion de leur détresse.",
      ),
      source: TRIED,
    }),
    search: count({
      default: 6,
      min: 1,
      max: MOST_PARTNERS,
      unit: "associations",
      tier: "advanced",
      label: say("Partners looked at", "Partenaires examinés"),
      description: say(
        "Associations that one who seeks looks at.",
        "Associations qu’examine celle qui cherche.",
      ),
    }),
    scope: choice(SCOPES, {
      default: "sector",
      tier: "advanced",
      label: say("Where partners are looked for", "Où chercher des partenaires"),
      description: say(
        "The whole field, the region, the sector, the sector within the region, or one’s own ties (field.ties).",
        "Tout le champ, la région, le secteur, le secteur dans la région, ou ses propres liens (field.ties).",
      ),
    }),
    tolerance: share({
      default: 0.35,
      unit: "distance",
      tier: "advanced",
      label: say("Tolerance", "Tolérance"),
      description: say(
        "Distance of projects from which on nobody merges; the chance falls in a straight line to there.",
        "Écart des projets à partir duquel nul ne fusionne ; la chance décroît linéairement jusque-là.",
      ),
      source: TRIED,
    }),
    creationShare: share({
      default: 0.3,
      tier: "advanced",
      label: say("Share of creations", "Part des créations"),
      description: say(
        "Chance that two of like size found a new association instead of one absorbing the other.",
        "Chance que deux associations de taille voisine en créent une nouvelle au lieu d’une absorption.",
      ),
      source: TRIED,
    }),
  },
);

type Parameters = ReturnType<typeof parameters.parse>;

const MERGE = RESPONSES.indexOf("merge");

/**
 * Mergers: one who looks for a partner takes the one with the nearest project; they merge the more likely the nearer.
 * The larger stands, or where both are of like size a new association may be created from both.
 */
export const mergers: Transition<"mergers", Parameters> = {
  id: "mergers",
  label: say("Mergers", "Fusions"),
  parameters,
  start: (stage) => (p, draws, now) => {
    const { field, roster } = stage;
    if (p.rate * (1 - p.friction) === 0) return;
    const { ruin } = now.regime.mechanisms.budget;
    const willing = p.rate * (1 - p.friction);
    const inDistress = willing * p.distressed;
    /** Those that have merged in this step, either side. */
    const spent = new Set<number>();
    const search = openSearch(stage, p, draws, spent);
    const those = stage.sift(stage.neighbourhoods.ordered, draws, SEEK, willing);
    for (let index = 0; index < those.length; index++) {
      const slot = those[index];
      const isWilling = field.response[slot] === MERGE;
      const chance = isWilling ? willing : inDistress * distressOf(field.reserve[slot], ruin);
      if (draws.uniform(field.address[slot], SEEK) >= chance) continue;
      const found = spent.has(slot) ? undefined : search(slot, now);
      if (found === undefined) continue;
      const stands = merge(stage, now, found);
      for (const each of [found.larger, found.smaller, stands]) spent.add(each);
    }
    roster.settle();
  },
};

/** Finds for one who seeks a partner, who is larger, and the form: nothing where they do not merge. */
function openSearch(
  stage: Stage,
  p: Parameters,
  draws: Draws,
  spent: ReadonlySet<number>,
): (slot: number, now: Now) => Merging | undefined {
  const { field, neighbourhoods } = stage;
  const uniforms = new Float64Array(p.search);
  const picked = new Int32Array(p.search);
  return (slot, now) => {
    const { address, establishments } = field;
    const around = neighbourhoods[p.scope];
    const others = othersOf(around, slot);
    if (others < 1) return undefined;
    const own = address[slot];
    for (let m = 0; m < p.search; m++) uniforms[m] = draws.uniform(own, PARTNERS + m);
    pickOthers(around, slot, others, uniforms, p.search, picked);
    const [partner, apart] = nearest(stage, slot, picked, spent);
    if (apart > p.tolerance || draws.uniform(own, AGREE) >= 1 - apart / p.tolerance)
      return undefined;
    const isLarger =
      establishments[slot] === establishments[partner]
        ? own < address[partner]
        : establishments[slot] > establishments[partner];
    const [larger, smaller] = isLarger ? [slot, partner] : [partner, slot];
    const isOfLikeSize = establishments[smaller] * 2 >= establishments[larger];
    const kind =
      isOfLikeSize && draws.uniform(own, CREATE) < p.creationShare ? "creation" : "absorption";
    const { legalForms } = now.regime;
    const form = stage.shape.legalForms.findIndex((id) => legalForms[id].kind === kind);
    if (form < 0) return undefined;
    const legal = legalForms[stage.shape.legalForms[form]];
    if (draws.uniform(own, availabilityOf(form)) >= legal.available) return undefined;
    return { larger, smaller, kind, form, cost: legal.cost, seeker: slot, apart };
  };
}

/** The one with the nearest project among those picked that have not merged, and how far it is. */
function nearest(
  { field }: Stage,
  slot: number,
  picked: Int32Array,
  spent: ReadonlySet<number>,
): [partner: number, apart: number] {
  const { practices, project } = field;
  let partner = -1;
  let least = Infinity;
  for (const other of picked) {
    if (spent.has(other)) continue;
    const apart = distance(project, slot * practices, project, other * practices, practices);
    if (apart >= least) continue;
    least = apart;
    partner = other;
  }
  return [partner, least];
}
