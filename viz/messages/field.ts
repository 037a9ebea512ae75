import type { Words } from "./words.ts";

const en = {
  legendSigns: "Signs of the map",
  declared: "done – declared",
  places: (few: string, many: string) => `${few} · ${many} places`,
  prescription: "prescription: drag it",
  regional: "by region",
  centroid: "mean",
  gone: "gone",
  density: "density",
  links: "members of the grouping chosen",
  sampled: (count: string) => `${count} drawn at random`,
  cells: "cells: more associations, darker",

  zoomIn: "Closer",
  zoomOut: "Further away",
  zoomAll: "The whole map",
  zoomed: (times: string) => `The map is shown ${times} times as large.`,

  target: "Prescription: drag it, or move it with the arrow keys and press Enter",
  targetMoved: (quarter: string) => `The prescription moves from ${quarter} on.`,
  targetHint: "Release to set it from this quarter on",
  targetKeysHint: "Enter to set it, Esc to leave it",

  shown: (share: string) => `This map shows ${share} of the spread`,
  shownUndefined: "Nothing is spread out any more",
  shownTitle: "What this map leaves out",
  shownMeans: (share: string, rest: string, practices: string) =>
    `Every association is described by ${practices} practices; a flat map has room for two directions. Of all differences between associations at this quarter, ${share} can be seen here as distances. The remaining ${rest} lie across the map: two dots in one place may still differ.`,
  shownPlane:
    "The map is laid through three model organisations, the corners of the triangle, and never turned or refitted: a dot moves only where its association changes. That is why the share rises and falls.",
  shownFigures: "The curves and the accounts use all practices, never the map.",

  association: (slot: string) => `Association ${slot}`,
  cardPlaces: (places: string) => `${places} places`,
  cardGap: (gap: string) => `Declares something else (distance on the map ${gap})`,
  cardNoGap: "Declares what it does",
  cardGrouping: "Show its grouping",
  cardGroupingHide: "Hide its grouping",
  cardGone: (quarter: string) => `Closed in ${quarter}`,
  cardMerged: (quarter: string, into: string) => `Merged into association ${into} in ${quarter}`,
  cardUnborn: "Not founded yet",
  pin: "Pin its trail",
  unpin: "Take its trail away",
  neighbours: "Arrow keys go to its neighbours on the map",

  emptyOne:
    "One association is left: there is nobody it could grow alike, so no spread can be measured.",
  emptyTwo: "Two associations are left: the spread is the distance between them, and nothing more.",
};

const fr: Words<typeof en> = {
  legendSigns: "Signes de la carte",
  declared: "fait – affiché",
  places: (few, many) => `${few} · ${many} places`,
  prescription: "prescription, à déplacer",
  regional: "par région",
  centroid: "moyenne",
  gone: "disparue",
  density: "densité",
  links: "membres du groupement choisi",
  sampled: (count) => `${count} tirées au sort`,
  cells: "cellules : plus d’associations, plus foncé",

  zoomIn: "Plus près",
  zoomOut: "Plus loin",
  zoomAll: "Toute la carte",
  zoomed: (times) => `La carte est agrandie ${times} fois.`,

  target:
    "Prescription : faites-la glisser, ou déplacez-la avec les flèches puis validez par Entrée",
  targetMoved: (quarter) => `La prescription se déplace à partir de ${quarter}.`,
  targetHint: "Relâchez : elle vaudra à partir de ce trimestre",
  targetKeysHint: "Entrée pour valider, Échap pour renoncer",

  shown: (share) => `Cette carte montre ${share} de la dispersion`,
  shownUndefined: "Il n’y a plus de dispersion à montrer",
  shownTitle: "Ce que cette carte ne montre pas",
  shownMeans: (share, rest, practices) =>
    `Chaque association se décrit par ${practices} pratiques ; une carte plane n’a que deux directions. De toutes les différences entre associations à ce trimestre, ${share} se voient ici comme des distances. Les ${rest} qui restent sont perpendiculaires à la carte : deux points au même endroit peuvent encore différer.`,
  shownPlane:
    "La carte passe par trois organisations modèles, les sommets du triangle ; elle n’est jamais tournée ni réajustée : un point ne bouge que si son association change. C’est pourquoi cette part monte et descend.",
  shownFigures: "Les courbes et les comptes portent sur toutes les pratiques, jamais sur la carte.",

  association: (slot) => `Association ${slot}`,
  cardPlaces: (places) => `${places} places`,
  cardGap: (gap) => `Affiche autre chose (distance sur la carte : ${gap})`,
  cardNoGap: "Affiche ce qu’elle fait",
  cardGrouping: "Montrer son groupement",
  cardGroupingHide: "Cacher son groupement",
  cardGone: (quarter) => `Fermée, ${quarter}`,
  cardMerged: (quarter, into) => `Fusionnée avec l’association ${into}, ${quarter}`,
  cardUnborn: "Pas encore fondée",
  pin: "Épingler sa trace",
  unpin: "Retirer sa trace",
  neighbours: "Les flèches vont à ses voisines sur la carte",

  emptyOne:
    "Il reste une seule association : elle ne peut plus ressembler à personne, et aucune dispersion ne se mesure.",
  emptyTwo:
    "Il reste deux associations : la dispersion est la distance entre elles, et rien d’autre.",
};

/** The map's texts. */
export const field = { en, fr };
