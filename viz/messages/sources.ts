/** What the model's parameters say of where they come from, by their own English words; works keep their titles. */
const fr: Readonly<Record<string, string>> = {
  assumption: "hypothèse",
  "starting value tried out by hand, to be calibrated":
    "valeur de départ essayée à la main, à calibrer",
  "starting value tried out by hand on a prototype, to be calibrated":
    "valeur de départ essayée à la main sur un prototype, à calibrer",
  "Oliver 1991, as read here": "Oliver 1991, dans la lecture faite ici",
  "near mean and spread of the raw measure in the field of 2009 before and after its reform, wide enough that adapting does not feed on itself; to be calibrated":
    "proche de la moyenne et de l’écart de la mesure brute dans le champ de 2009 avant et après sa réforme, assez large pour que l’adaptation ne s’entretienne pas elle-même ; à calibrer",
  "starting value tried out by hand on the French field of 2009 (two fifths of associations grouped after ten years, light forms far more than deep ones), to be calibrated":
    "valeur de départ essayée à la main sur le champ français de 2009 (deux cinquièmes des associations groupées après dix ans, bien plus de formes légères que d’intégrées), à calibrer",
  "typical weights of scoring grids (domain knowledge, ± .10 each; national guide of 2019 for the headings)":
    "poids usuels des grilles de notation (connaissance du domaine, ± 0,10 chacun ; guide national de 2019 pour les rubriques)",
  "set by hand so that in the field of 2009 adapting goes from .30 before the reform to .48 after eight years and .44 after twenty, no other response but merging (.02) below .04 in any run; to be calibrated":
    "réglé à la main pour que, dans le champ de 2009, l’adaptation passe de 0,30 avant la réforme à 0,48 après huit ans et 0,44 après vingt, aucune autre réponse que la fusion (0,02) ne tombant sous 0,04 dans aucune exécution ; à calibrer",
  "starting value tried out by hand on the French field of 2009 (7 mergers a year in 1000 associations), to be calibrated":
    "valeur de départ essayée à la main sur le champ français de 2009 (7 fusions par an pour 1 000 associations), à calibrer",
  "set by hand with reach and the weight of size so that a call has about 4 bids, one bid in four wins, 5 to 10 % of calls stay without a winner and half of the winners run 10 establishments or fewer (domain knowledge); to be calibrated":
    "réglé à la main, avec la portée et le poids de la taille, pour qu’un appel reçoive environ 4 candidatures, qu’une sur quatre gagne, que 5 à 10 % des appels restent sans lauréat et que la moitié des lauréats gèrent 10 établissements ou moins (connaissance du domaine) ; à calibrer",
  "tried out by hand on hpst-2009: of 100 tables 37 end in a deal where .1 may be bargained, 65 at .2 to .4, 95 at .5, nearly all at 1; to be calibrated":
    "essayé à la main sur hpst-2009 : sur 100 tables, 37 aboutissent à un accord quand 0,1 est négociable, 65 de 0,2 à 0,4, 95 à 0,5, presque toutes à 1 ; à calibrer",
  "starting value tried out by hand on the French field of 2009 (with mergers, associations of one establishment then fall by 1.4 % a year), to be calibrated":
    "valeur de départ essayée à la main sur le champ français de 2009 (avec les fusions, les associations d’un seul établissement reculent alors de 1,4 % par an), à calibrer",
  "starting value tried out by hand on a prototype, to be calibrated on contracts in 2014: .16 of structures, seven per contract (ash.tm.fr/hebdo/2926)":
    "valeur de départ essayée à la main sur un prototype, à calibrer sur les contrats de 2014 : 0,16 des structures, sept par contrat (ash.tm.fr/hebdo/2926)",
  "set by hand so that both deals and conflicts happen: about half of all tables end in a deal in hpst-2009, seven in ten in the default field; to be calibrated":
    "réglé à la main pour qu’il y ait des accords et des conflits : environ la moitié des tables aboutissent à un accord dans hpst-2009, sept sur dix dans le champ par défaut ; à calibrer",
  "domain knowledge: contracts of objectives and means (CPOM) usually run for five years":
    "connaissance du domaine : les contrats d’objectifs et de moyens (CPOM) courent d’ordinaire cinq ans",
  "Unifaf 2017: two thirds run a single establishment, hence 2.18":
    "Unifaf 2017 : deux tiers gèrent un seul établissement, d’où 2,18",
  "CNSA: 105 calls for 19,031 establishments in 2014":
    "CNSA : 105 appels pour 19 031 établissements en 2014",
  "20 to 60 person-days a bid (domain knowledge, ± 50 %)":
    "20 à 60 jours-personnes par candidature (connaissance du domaine, ± 50 %)",
};

const en: Readonly<Record<string, string>> = {};

export const sources = { en, fr };
