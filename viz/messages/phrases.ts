import type { Language } from "./index.ts";

/** The phrases that errors of files are made of, each with its French; the rest of a text is names and values. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  // what check finds in a scenario as a whole
  [/\bMust hold at least one entry\./g, "Il y faut au moins une entrée."],
  [/\bat least one entry\b/g, "au moins une entrée"],
  [/\b1 number in\b/g, "1 nombre dans"],
  [/\b(\d+) numbers in\b/g, "$1 nombres dans"],
  [/^(\d+) numbers$/g, "$1 nombres"],
  [/\bin the order of\b/g, "dans l’ordre de"],
  [/\bone of\b/g, "l’un de"],
  [/\bthree different archetypes\b/g, "trois archétypes différents"],
  [/\bany other id\b/g, "tout autre identifiant"],
  [
    /\ba sum of at most 1 over all mechanisms, at their strongest\b/g,
    "une somme d’au plus 1 sur tous les mécanismes, au plus fort",
  ],
  [/\ba sum of 1\b/g, "une somme de 1"],
  [/\bat least one weight above 0\b/g, "au moins un poids au-dessus de 0"],
  [/\ba number or list under\b/g, "un nombre ou une liste sous"],
  [/(\w+\.), (\w+\.) or (\w+\.)/g, "$1, $2 ou $3"],
  [/\ba list of numbers\b/g, "une liste de nombres"],
  [/\ba parameter that is read at every step\b/g, "un paramètre lu à chaque pas"],
  [/^0, which sets it at once$/g, "0, qui le fixe aussitôt"],
  [/\bMust have one number per practice\./g, "Il faut un nombre par pratique."],
  [/\bUnknown id\./g, "Identifiant inconnu."],
  [/\bNamed twice\./g, "Nommé deux fois."],
  [/\bReserved for income without a regulator\./g, "Réservé aux revenus sans régulateur."],
  [
    /\bA national regulator has no regional prescription\./g,
    "Un régulateur national n’a pas de prescription régionale.",
  ],
  [/\bShares must sum to 1\./g, "La somme des parts doit être 1."],
  [/\bAll weights are 0\./g, "Tous les poids sont nuls."],
  [
    /\bNot a parameter that a reform can set\./g,
    "Ce n’est pas un paramètre qu’une réforme peut fixer.",
  ],
  [/\bWrong kind of value\./g, "Mauvaise sorte de valeur."],
  [/\bActs at the founding of the field only\./g, "N’agit qu’à la fondation du champ."],
  [/\bA whole number cannot be ramped\./g, "Un entier ne peut pas varier peu à peu."],
  [/\bOutside the parameter's range\./g, "Hors des limites du paramètre."],
  [/\bThe rates on practice sum to more than 1\./g, "La somme des taux sur la pratique dépasse 1."],
  [/\bThe rates on display sum to more than 1\./g, "La somme des taux sur l’affichage dépasse 1."],
  [/\bLow is above high\./g, "Le bas est au-dessus du haut."],
  [
    /\bNot assigned, so there is nothing to permute\./g,
    "Non attribuée : il n’y a rien à permuter.",
  ],
  [
    /\ban exposure that is assigned, ties that there are, or prestige\b/g,
    "une exposition attribuée, des liens qui existent, ou prestige",
  ],
  [/\bThere are no ties to look along\./g, "Il n’y a pas de liens à suivre."],
  [/\banother scope\b/g, "un autre périmètre"],
  [/\b(\w+) alone reaches\b/gi, "$1 atteint à lui seul"],
  [/\bSee (\S+:\d+:\d+)\./g, "Voir $1."],
  // and the rest
  [/\ba number\b/g, "un nombre"],
  [/\ba whole number\b/g, "un entier"],
  [/\bwhole numbers up to\b/g, "entiers jusqu’à"],
  [/\ba list of (\d+)$/g, "une liste de $1"],
  [/\ba list of sets of mechanisms, as\b/g, "une liste d’ensembles de mécanismes, comme"],
  [/\ba list of\b/g, "une liste de"],
  [/\ba mapping with keys\b/g, "une table avec les clés"],
  [/\ba mapping of\b/g, "une table de"],
  [/\ba mapping\b/g, "une table de clés"],
  [/\btext of (\d+) to (\d+) characters\b/g, "un texte de $1 à $2 caractères"],
  [/\btext matching\b/g, "un texte de la forme"],
  [/\bplain text keys\b/g, "des clés en simple texte"],
  [/\ba key that is no text\b/g, "une clé qui n’est pas un texte"],
  [/^text$/g, "un texte"],
  [/\ba day YYYY-MM-DD\b/g, "un jour AAAA-MM-JJ"],
  [/\btrue or false\b/g, "true ou false"],
  [/\bfrom (\S+) to (\S+)/g, "de $1 à $2"],
  [/\bof at least\b/g, "d’au moins"],
  [/\bat least\b/g, "au moins"],
  [/\bat most\b/g, "au plus"],
  [/\bexactly\b/g, "exactement"],
  [/\bany number of entries\b/g, "un nombre quelconque d’entrées"],
  [/(\d) to (\d+) entries\b/g, "$1 à $2 entrées"],
  [/\bentries\b/g, "entrées"],
  [/\blevels of nesting\b/g, "niveaux d’imbrication"],
  [/\bunknown key\b/g, "clé inconnue"],
  [/\beach key once\b/g, "chaque clé une seule fois"],
  [/\ba file that is empty\b/g, "un fichier vide"],
  [/^nothing$/g, "rien"],
  [
    /\bno control character but tab and line end\b/g,
    "aucun caractère de contrôle hors tabulation et fin de ligne",
  ],
  [/\bno control character\b/g, "aucun caractère de contrôle"],
  [/\ban id in sources\b/g, "un identifiant de sources"],
  [/\bKEY: VALUE lines\b/g, "des lignes CLÉ: VALEUR"],
  [
    /\bthe name of a shipped scenario, or a path inside the file's folder\b/g,
    "le nom d’un scénario livré, ou un chemin dans le dossier du fichier",
  ],
  [/\ba value that the schema knows\b/g, "une valeur que le schéma connaît"],
  [
    /\bletters, digits and underscores, a letter first, 64 at most\b/g,
    "lettres, chiffres et tirets bas, une lettre d’abord, 64 au plus",
  ],
  [/\bDid you mean\b ?([^?]+)\?/g, "Vouliez-vous dire $1 ?"],
  [/\bWrite it without quotes\./g, "Écrivez-le sans guillemets."],
  [/\bWrite true or false\./g, "Écrivez true ou false."],
  [/\bPut it in quotes\./g, "Mettez-le entre guillemets."],
  [/\bsets of\b/g, "ensembles de"],
  [/, or /g, ", ou "],
  [/ and /g, " et "],
];

/** An error's words in the language shown; quoted parts are the file's own and stay. */
export function inWords(text: string, language: Language): string {
  if (language === "en") return text;
  return text
    .split(/("[^"]*")/)
    .map((part) =>
      part.startsWith('"')
        ? part
        : FRENCH.reduce((sentence, [phrase, french]) => sentence.replace(phrase, french), part),
    )
    .join("");
}
