import type { Text } from "../../sim/index.ts";
import type { Reason, VerdictWord } from "./verdict.ts";

/** Every verdict in a word. */
export const VERDICT_WORDS: Readonly<Record<VerdictWord, Text>> = {
  supported: { en: "supported", fr: "soutenue" },
  refuted: { en: "refuted", fr: "réfutée" },
  inconclusive: { en: "inconclusive", fr: "non concluante" },
};

/** Every reason in a sentence. */
export const REASONS: Readonly<Record<Reason, Text>> = {
  shown: {
    en: "The predicted effect is significant, large enough to count, and shown to vanish with the control.",
    fr: "L’effet prédit est significatif, assez grand pour compter, et sa disparition sous le contrôle est montrée.",
  },
  absent: {
    en: "The effect is shown to be smaller than what counts, as predicted.",
    fr: "Il est montré que l’effet est plus petit que ce qui compte, comme prédit.",
  },
  "no-effect": {
    en: "No effect: every paired difference is exactly 0. Nothing led from the treatment to the outcome in these runs; where nothing can, this shows how the model is built and does not test the claim.",
    fr: "Aucun effet : chaque différence appariée vaut exactement 0. Rien n’a mené du traitement au résultat dans ces simulations ; là où rien n’y peut mener, cela montre comment le modèle est fait et n’éprouve pas l’hypothèse.",
  },
  equivalent: {
    en: "The effect is shown to be smaller than what counts.",
    fr: "Il est montré que l’effet est plus petit que ce qui compte.",
  },
  "other-sign": {
    en: "The effect is significant, and goes the other way.",
    fr: "L’effet est significatif, mais de signe contraire.",
  },
  present: {
    en: "No effect was predicted; one that counts is shown.",
    fr: "Aucun effet n’était prédit ; un effet qui compte est montré.",
  },
  "control-beyond": {
    en: "With the control, an effect that counts is left in the predicted direction: the claimed mechanism is not what makes it.",
    fr: "Sous le contrôle, il reste un effet qui compte dans le sens prédit : il ne vient pas du mécanisme invoqué.",
  },
  "control-open": {
    en: "It is not shown that the effect vanishes with the control.",
    fr: "Il n’est pas montré que l’effet disparaît sous le contrôle.",
  },
  "smaller-than-counts": {
    en: "The effect is significant, but estimated below what counts, and not shown to be below it.",
    fr: "L’effet est significatif, mais estimé en dessous de ce qui compte, sans que cela soit montré.",
  },
  "not-significant": {
    en: "The predicted effect is not significant after the family’s correction.",
    fr: "L’effet prédit n’est pas significatif après correction sur la famille.",
  },
  "not-shown-absent": {
    en: "The effect is neither shown to be smaller than what counts, nor to be larger.",
    fr: "Il n’est montré ni que l’effet est plus petit que ce qui compte, ni qu’il est plus grand.",
  },
  "too-few-pairs": {
    en: "Fewer than two seeds have an outcome at every level.",
    fr: "Moins de deux graines ont un résultat à chaque niveau.",
  },
  "too-many-lost": {
    en: "More than a tenth of the seeds are lost to failed runs or undefined outcomes.",
    fr: "Plus d’un dixième des graines est perdu : exécutions en échec ou résultats indéfinis.",
  },
};
