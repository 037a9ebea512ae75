import { choice, choices, count, quantity, say, section, share, type Text } from "./parameter.ts";

/** What associations can be exposed to, one more than another; each can be assigned at random. */
export const EXPOSURES = [
  "dependence",
  "centralisation",
  "payoffNoise",
  "ambiguity",
  "credentials",
  "meetings",
  "visible",
] as const;
export type Exposure = (typeof EXPOSURES)[number];

/** What can be read of another association, as a placebo. */
export const PERMUTABLE = [...EXPOSURES, "prestige", "ties"] as const;
export type Permutable = (typeof PERMUTABLE)[number];

/** What acts as another association's. */
export const permutedChoice = choices(PERMUTABLE, {
  tier: "advanced",
  label: say("Permuted", "Permutés"),
  description: say(
    "Placebos: exposures assigned that act as another association's, under one fixed permutation; prestige so seen; ties so shuffled.",
    "Placebos : expositions attribuées qui agissent comme celles d’une autre association, sous une permutation fixe ; prestige ainsi vu ; liens ainsi mélangés.",
  ),
});

const draw = choice(["own", "uniform", "levels"], {
  default: "own",
  tier: "advanced",
  label: say("How it is assigned", "Comment elle est attribuée"),
  description: say(
    "own: not at all, the exposure is as it arises; uniform: anything between low and high; levels: low or high, as likely.",
    "own : pas du tout, l’exposition est celle qui survient ; uniform : entre le bas et le haut ; levels : le bas ou le haut, à chances égales.",
  ),
});

const LOW = say("Low", "Bas");
const HIGH = say("High", "Haut");
const lowest = say("Least value assigned.", "Plus petite valeur attribuée.");
const highest = say("Largest value assigned.", "Plus grande valeur attribuée.");

/** An exposure's section; the same three words for each. */
const assigned = <Value extends ReturnType<typeof share>>(
  label: Text,
  description: Text,
  value: (about: { label: Text; description: Text; default: number; tier: "advanced" }) => Value,
  [low, high]: readonly [number, number],
) =>
  section(
    { label, description },
    {
      draw,
      low: value({ label: LOW, description: lowest, default: low, tier: "advanced" }),
      high: value({ label: HIGH, description: highest, default: high, tier: "advanced" }),
    },
  );

/** Exposures assigned to associations at random and held, so that a hypothesis is a contrast within a run. */
export const exposuresSection = section(
  {
    label: say("Exposures assigned", "Expositions attribuées"),
    description: say(
      "Exposures drawn at random for each association, independent of all else, and held.",
      "Expositions tirées au hasard pour chaque association, indépendamment du reste, et tenues.",
    ),
  },
  {
    dependence: assigned(
      say("Dependence", "Dépendance"),
      say("Public share of the budget.", "Part publique du budget."),
      share,
      [0.4, 1],
    ),
    centralisation: assigned(
      say("Number of public funders", "Nombre de financeurs publics"),
      say(
        "How many public funders share the public part of the budget alike: the fewer, the more centralised.",
        "Combien de financeurs publics se partagent à égalité la part publique du budget : moins ils sont, plus c’est centralisé.",
      ),
      (about) => count({ ...about, min: 1, max: 64, unit: "funders" }),
      [1, 3],
    ),
    payoffNoise: assigned(
      say("Noise on the payoff", "Bruit sur le résultat"),
      say(
        "How noisily an association sees its own payoff: means and ends uncertain.",
        "Avec quel bruit une association voit son résultat : moyens et fins incertains.",
      ),
      (about) => quantity({ ...about, min: 0, max: 1, unit: "standard deviation" }),
      [0, 0.2],
    ),
    ambiguity: assigned(
      say("Ambiguity of goals", "Ambiguïté des buts"),
      say(
        "0: one goal, drawn at random, is all that counts; 1: money, legitimacy, loyalty and need count alike.",
        "0 : un seul but, tiré au hasard, compte ; 1 : argent, légitimité, fidélité et besoins comptent autant.",
      ),
      share,
      [0, 1],
    ),
    credentials: assigned(
      say("Credentials", "Diplômes"),
      say(
        "Share of its staff hired from the accredited pool.",
        "Part du personnel recruté sur diplôme.",
      ),
      share,
      [0, 1],
    ),
    meetings: assigned(
      say("Meetings", "Réunions"),
      say(
        "Part it takes in professional and trade bodies.",
        "Part prise aux instances professionnelles.",
      ),
      share,
      [0, 1],
    ),
    visible: assigned(
      say("Visible models", "Modèles visibles"),
      say(
        "How many of the most prestigious it can see.",
        "Combien des plus prestigieux elle peut voir.",
      ),
      (about) => count({ ...about, min: 1, max: 100_000, unit: "associations" }),
      [1, 20],
    ),
  },
);
