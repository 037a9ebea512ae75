import type { Language } from "./index.ts";

/** The phrases that errors of files are made of, each with its French; the rest of a text is names and values. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
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
  [/\bDid you mean\b ?([^?]+)\?/g, "Vouliez-vous dire $1 ?"],
  [/\bWrite it without quotes\./g, "Écrivez-le sans guillemets."],
  [/\bWrite true or false\./g, "Écrivez true ou false."],
  [/\bPut it in quotes\./g, "Mettez-le entre guillemets."],
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
