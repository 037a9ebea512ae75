import type { Words } from "./words.ts";

const en = {
  start: "Present to a class",
  startHint: "Large and light, with a show of hands; Esc goes back",
  end: "End the presentation",
  stage: "For the class",
  reveal: "Show the result",
  cover: "Cover the result",
  covered: "How alike will they be?",
  votes: "Show of hands",
  vote: (choice: string, count: string) => `Choice ${choice}: ${count} votes. Add one`,
  unvote: (choice: string) => `One vote less for ${choice}`,
  clear: "Clear the votes",
  noReform: "The years before the reform have been lived through.",
};

const fr: Words<typeof en> = {
  start: "Présenter à la classe",
  startHint: "En grand et en clair, avec un vote à main levée ; Échap pour revenir",
  end: "Terminer la présentation",
  stage: "Pour la classe",
  reveal: "Montrer le résultat",
  cover: "Cacher le résultat",
  covered: "À quel point se ressembleront-elles ?",
  votes: "Vote à main levée",
  vote: (choice, count) => `Choix ${choice} : ${count} voix. En ajouter une`,
  unvote: (choice) => `Une voix de moins pour ${choice}`,
  clear: "Effacer les voix",
  noReform: "Les années d’avant la réforme sont déjà passées.",
};

export const present = { en, fr };
