/** What parameters say of where they come from, by their own English words; works keep their titles. */
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

  // of shipped scenarios, where most parameters rest on them
  "Assumption of this model, to be calibrated. No published figure was found.":
    "Hypothèse de ce modèle, à calibrer. Aucun chiffre publié n’a été trouvé.",
  "French law of each form (two members at least; a GIP has a public one, read here as a public share of .70; GCSMS - decree 2006-413, instruction of 3 August 2007; mergers - law of 31 July 2014) and domain knowledge without a published source on autonomy, times, costs and exits, ± 50 %.":
    "Droit français de chaque forme (deux membres au moins ; un GIP en compte un public, lu ici comme une part publique de 0,70 ; GCSMS – décret 2006-413, instruction du 3 août 2007 ; fusions – loi du 31 juillet 2014) et connaissance du domaine sans source publiée pour l’autonomie, les durées, les coûts et les sorties, ± 50 %.",
  "Assumption made for this demonstration, to be calibrated by whoever knows the field. No published figure was looked for.":
    "Hypothèse faite pour cette démonstration, à calibrer par qui connaît le champ. Aucun chiffre publié n’a été cherché.",
  "Assumption; starting value tried out by hand on two prototypes of this model (300 associations, up to 16 seeds), to be calibrated.":
    "Hypothèse ; valeur de départ essayée à la main sur deux prototypes de ce modèle (300 associations, jusqu’à 16 graines), à calibrer.",
  "Domain knowledge without a published source, with a plausible range of .04 to .15 on each share; the payer, not the share, is documented where another source is named in the comment.":
    "Connaissance du domaine sans source publiée, avec une plage plausible de 0,04 à 0,15 sur chaque part ; c’est le payeur, non la part, qui est documenté là où le commentaire nomme une autre source.",
  "Assumption of this scenario, which is a thought experiment - five styles of regulation in turn, none of them observed in the region that bears it.":
    "Hypothèse de ce scénario, qui est une expérience de pensée – cinq styles de régulation tour à tour, aucun n’étant observé dans la région qui le porte.",
  "Assumption of this scenario, which is a thought experiment - one thing changes and nothing else.":
    "Hypothèse de ce scénario, qui est une expérience de pensée – une seule chose change.",
  "Assumption; from relative values by period set for this model on the strength of the literature (2002-2008, 2009-2020; confidence medium or low) - creations on the promoter's initiative .85 then .30, bail-out of deficits .60 then .20, incentive to cooperate .40 then .60, legal friction of mergers .70 then .45 (2014), cover by contracts .02 then .16 (2014).":
    "Hypothèse ; d’après des valeurs relatives par période fixées pour ce modèle sur la foi de la littérature (2002-2008, 2009-2020 ; confiance moyenne ou faible) – créations à l’initiative du promoteur 0,85 puis 0,30, reprise des déficits 0,60 puis 0,20, incitation à coopérer 0,40 puis 0,60, frottement juridique des fusions 0,70 puis 0,45 (2014), couverture par contrats 0,02 puis 0,16 (2014).",
  "Decree 2010-870 of 26 July 2010, call procedure, in force on 1 August 2010 (cnsa.fr, « La procédure d'appel à projets », 2019). How far it moves what is prescribed is an assumption.":
    "Décret 2010-870 du 26 juillet 2010, procédure d’appel à projets, en vigueur le 1er août 2010 (cnsa.fr, « La procédure d'appel à projets », 2019). De combien il déplace la prescription est une hypothèse.",
  "Law of 21 July 2009 (HPST), agencies from April 2010; decree 2010-870 of 26 July 2010 on calls, in force on 1 August 2010 (cnsa.fr). How far they move what is prescribed is an assumption, the same as in hpst-2009.":
    "Loi du 21 juillet 2009 (HPST), agences à partir d’avril 2010 ; décret 2010-870 du 26 juillet 2010 sur les appels, en vigueur le 1er août 2010 (cnsa.fr). De combien ils déplacent la prescription est une hypothèse, la même que dans hpst-2009.",
  "Assumption; from relative values by period set for this model on the strength of the literature (1975-2001, 2002-2008, 2009-2020; confidence medium or low) - coercive pressure .50 then .80, competition .30 then .70, mimetic pressure .45 then .60, rigidity of specifications .35 then .75.":
    "Hypothèse ; d’après des valeurs relatives par période fixées pour ce modèle sur la foi de la littérature (1975-2001, 2002-2008, 2009-2020 ; confiance moyenne ou faible) – pression coercitive 0,50 puis 0,80, concurrence 0,30 puis 0,70, pression mimétique 0,45 puis 0,60, rigidité des cahiers des charges 0,35 puis 0,75.",
  "Assumption; set so that contracts cover about .02 of establishments in 2009 and .16 in 2014 (ASH no. 2926), and mergers rise from about 4 to about 10 in a thousand associations a year (relative values by period set for this model; no count of mergers was found).":
    "Hypothèse ; réglé pour que les contrats couvrent environ 0,02 des établissements en 2009 et 0,16 en 2014 (ASH no. 2926), et que les fusions passent d’environ 4 à environ 10 pour mille associations par an (valeurs relatives par période fixées pour ce modèle ; aucun décompte des fusions n’a été trouvé).",
  "Law of 21 July 2009 (HPST); 26 regional health agencies at work from April 2010 (dates well known; Gueye 2014 on what it changes). Stringency .35 before and .70 after, over 16 quarters, are assumptions tried out on prototypes.":
    "Loi du 21 juillet 2009 (HPST) ; 26 agences régionales de santé à l’œuvre à partir d’avril 2010 (dates bien connues ; Gueye 2014 sur ce qu’elle change). La rigueur de 0,35 avant et de 0,70 après, sur 16 trimestres, est une hypothèse essayée sur des prototypes.",
  "Gueye I. (2014), Les coopérations dans le secteur social et médico-social - formes, modalités et contraintes, XIVe Rencontres du RIUESS, Lille. It names the templates (public administration, market firm) and the founders (charity, family movements) but holds no counts, so positions and shares are assumed.":
    "Gueye I. (2014), Les coopérations dans le secteur social et médico-social - formes, modalités et contraintes, XIVe Rencontres du RIUESS, Lille. L’ouvrage nomme les modèles (administration publique, entreprise marchande) et les fondateurs (œuvre caritative, mouvement familial), mais ne compte pas : positions et parts sont supposées.",
};

const en: Readonly<Record<string, string>> = {};

export const sources = { en, fr };
