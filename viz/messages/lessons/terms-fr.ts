/**
 * What the terms that lessons use mean, in French, by their English head word in docs/glossary.md. The English meaning and both names
 * stand there and nowhere else.
 */
export const frenchMeanings: Readonly<Record<string, string>> = {
  "organisational field":
    "les organisations qui vivent sous les mêmes autorités, professions, concurrents et pairs (DiMaggio et Powell 1983) ; ici, toutes les associations d’une exécution",
  authority: "un financeur public qui prescrit",
  prescription:
    "ce qu’une autorité veut que soient les pratiques ; pour une association, la moyenne de ses financeurs selon leur part",
  specification: "ce que demande un appel : la règle ; dans un appel expérimental, le besoin",
  practice: "ce qu’une association fait réellement, une position sur chacune des pratiques",
  display: "ce qu’une association déclare dans ses candidatures, rapports et comptes",
  project: "ce que les membres veulent que soit leur association",
  "decoupling gap": "distance entre l’affichage et la pratique (Meyer et Rowan 1977)",
  contradiction: "distance entre le projet d’une association et ce qui lui est prescrit",
  avoidance: "réponse par laquelle l’affichage bouge et la pratique reste (Oliver 1991)",
  response: "façon dont une association répond à la pression (Oliver 1991)",
  credentials:
    "part du personnel recrutée parmi les diplômés : première voie de la pression normative",
  "funding mix": "parts du budget venant des autorités, des usagers et du marché",
  uncertainty: "doute sur les moyens et les fins",
  prestige: "légitimité et taille ensemble : qui l’on imite quand on imite les meilleurs",
  legitimacy: "crédit auprès des financeurs et des pairs",
  norm: "ce que les professions d’un secteur tiennent pour une bonne pratique",
  rate: "ce qu’une autorité paie par place ; 1 = coût de référence",
  reserve:
    "ce qui reste des années passées, en budgets annuels ; négatif quand les pertes se sont accumulées",
  inspection: "une autorité regarde derrière l’affichage ; qui est pris paie, et doit recoupler",
  grouping: "des associations qui mutualisent des pratiques sous une forme juridique",
  "legal form":
    "degré d’une échelle, du plus léger au plus intégré : convention, groupement d’employeurs, GIE, fédération, union, GIP, GCSMS, mandat de gestion",
  pooling: "partage de moyens ; pratiques qu’une forme peut atteindre",
  merger: "deux deviennent une : absorption par la plus grande, ou création d’une nouvelle",
  composition: "ce que changent les entrées, les sorties et les fusions, hors de tout déplacement",
  precedent: "ce que les accords ajoutent à une règle, jusqu’à ce que la campagne l’y intègre",
  campaign: "premier trimestre de l’année : tarifs fixés, règles révisées",
  power: "poids de l’association à la table, de 0 à 1",
  derogation: "ce qu’un accord concède à une association : vecteur convenu moins prescription",
  doctrine: "ce vers quoi une autorité ramène ses règles",
  "negotiated order": "des règles qui sont le résultat provisoire de négociations (Strauss)",
  isomorphism: "devenir semblable sous pression coercitive, mimétique ou normative",
  coercive: "vers la prescription",
  mimetic: "vers l’affichage d’un pair que l’on voit",
  normative: "vers la norme et l’affichage moyen des instances professionnelles",
  identity: "vers le projet de l’association elle-même",
  dispersion:
    "variance sommée sur les pratiques : la moitié de l’écart quadratique moyen entre deux associations",
  similarity: "de combien les paires se sont rapprochées depuis le départ, en pour cent",
  compliance:
    "proximité à la prescription, donnée comme distance moyenne ; ce n’est pas la convergence",
  convergence:
    "1 moins la dispersion rapportée à celle du départ ; toujours de la pratique, de l’affichage ou du projet",
  "within, between":
    "parts de la dispersion à l’intérieur des régions ou des secteurs, et entre leurs moyennes",
  ledger: "partage exact entre les mécanismes de ce qu’a varié la dispersion à chaque pas",
  residual: "ce que le compte n’explique pas : l’arrondi seul",
  "knock-out": "traitement qui supprime un mécanisme",
  seed: "un texte qui fixe tous les tirages",
};
