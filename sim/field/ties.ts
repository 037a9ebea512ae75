import type { Stream } from "../random/stream.ts";
import { count, say, section, share } from "../schema/parameter.ts";
import type { Column, FieldState, FieldView } from "./columns.ts";
import type { Groups } from "./groups.ts";

/** A graph of ties between associations: whom each keeps an eye on. */
export const tiesSection = section(
  {
    label: say("Ties", "Liens"),
    description: say(
      "A graph of lasting ties, drawn at founding: where a mechanism's scope is ties, peers are looked for along them.",
      "Un graphe de liens durables, tiré à la fondation : là où le périmètre d’un mécanisme est « ties », on cherche ses pairs le long de ces liens.",
    ),
  },
  {
    degree: count({
      default: 0,
      min: 0,
      max: 256,
      unit: "ties",
      tier: "advanced",
      label: say("Ties of an association", "Liens d’une association"),
      description: say(
        "How many ties each association has to others; 0: there is no graph.",
        "Combien de liens chaque association a vers d’autres ; 0 : pas de graphe.",
      ),
    }),
    sectorHomophily: share({
      default: 0.8,
      tier: "advanced",
      label: say("Within the sector", "Dans le secteur"),
      description: say(
        "Chance that a tie stays within the sector.",
        "Chance qu’un lien reste dans le secteur.",
      ),
    }),
    regionHomophily: share({
      default: 0.6,
      tier: "advanced",
      label: say("Within the region", "Dans la région"),
      description: say(
        "Chance that a tie stays within the region.",
        "Chance qu’un lien reste dans la région.",
      ),
    }),
    rewired: share({
      default: 0,
      tier: "advanced",
      label: say("Rewired", "Recâblés"),
      description: say(
        "Share of ties replaced by ties to anybody; everybody keeps as many. 1: a random graph, the placebo of structure.",
        "Part des liens remplacés par des liens vers n’importe qui ; chacun en garde autant. 1 : un graphe aléatoire, le placebo de la structure.",
      ),
    }),
  },
);

type Parameters = ReturnType<typeof tiesSection.parse>;

/** Draws of one tie: two for homophily, one for its other end, and two for rewiring. */
const PER_TIE = 5;

/** The living by all that a tie can be limited to. */
type Around = Readonly<Record<"field" | "region" | "sector" | "regionSector", Groups>>;

/**
 * Opens the drawing of ties: those of one association among the living, at its founding; one that finds nobody is −1.
 */
export function openTies(
  field: FieldState,
  around: Around,
  { degree, sectorHomophily, regionHomophily, rewired }: Parameters,
  sectors: number,
  open: () => Stream,
): (slot: number) => void {
  if (degree === 0) return () => undefined;
  const draws = open().at(0);
  const near = (slot: number, uniform: (n: number) => number): number => {
    const [region, sector] = [field.region[slot], field.sector[slot]];
    const isOfSector = uniform(0) < sectorHomophily;
    if (uniform(1) < regionHomophily)
      return isOfSector
        ? pick(around.regionSector, region * sectors + sector, slot, uniform(2))
        : pick(around.region, region, slot, uniform(2));
    return isOfSector ? pick(around.sector, sector, slot, uniform(2)) : -1;
  };
  return (slot) => {
    for (let j = 0; j < degree; j++) {
      const uniform = (n: number): number => draws.uniform(field.address[slot], PER_TIE * j + n);
      const anybody = (n: number): number => pick(around.field, 0, slot, uniform(n));
      const found = uniform(3) < rewired ? anybody(4) : near(slot, uniform);
      field.ties[slot * degree + j] = found < 0 ? anybody(2) : found;
    }
  };
}

/** The member of a group, ego left out, that a uniform number picks; −1 of nobody. */
function pick(groups: Groups, group: number, ego: number, uniform: number): number {
  const start = groups.starts[group];
  const own = ego < groups.rank.length ? groups.rank[ego] : -1;
  const others = groups.starts[group + 1] - start - (own >= 0 ? 1 : 0);
  if (others < 1) return -1;
  const place = Math.floor(uniform * others);
  return groups.members[start + place + (own >= 0 && place >= own ? 1 : 0)];
}

/**
 * The living whom each can look at along its ties, by ascending address; who is tied twice is listed twice.
 * @param readAs whose ties each slot reads, where they are shuffled
 */
export function tiedGroups(field: FieldView, readAs: Column | undefined): Groups {
  const { ties, living, address, size } = field;
  const degree = field.counts.ties;
  const isLiving = new Uint8Array(size);
  for (let position = 0; position < living.length; position++) isLiving[living[position]] = 1;
  const starts = new Int32Array(size + 1);
  const members: number[] = [];
  for (let ego = 0; ego < size; ego++) {
    const source = readAs === undefined ? ego : readAs[ego];
    const list: number[] = [];
    for (let j = 0; j < degree && isLiving[ego] === 1; j++) {
      const alter = ties[source * degree + j];
      if (alter >= 0 && alter !== ego && isLiving[alter] === 1) list.push(alter);
    }
    members.push(...list.sort((a, b) => address[a] - address[b]));
    starts[ego + 1] = members.length;
  }
  return {
    count: size,
    of: Int32Array.from({ length: size }, (_, slot) => slot),
    members: Int32Array.from(members),
    starts,
    rank: new Int32Array(size).fill(-1),
  };
}
