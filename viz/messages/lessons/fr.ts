import type { LessonWords } from "./words.ts";

/** The lessons in French. */
export const lessonsInFrench: Readonly<Record<string, LessonWords>> = {
  coercive: {
    title: "1. Coercitif : le cahier des charges",
    about: "Une autorité demande la même chose à toutes.",
    setup:
      "150 associations partagent un même [[organisational field|champ]]. La plupart sont nées d’une mission qui leur est propre, et leurs membres les y tiennent. Une [[authority|autorité]] paie presque tout ce qu’elles font et fixe ce que doivent être les pratiques : c’est la [[prescription]]. En 2016, elle change d’avis. Dans le monde A, elle n’insiste guère ; dans le monde B, elle insiste six fois plus.",
    predict:
      "Au bout de 15 ans du monde B, quelle part des différences entre associations aura disparu ?",
    predictChoices: {
      hardly: "Presque rien : moins d’un cinquième",
      some: "D’un cinquième à trois cinquièmes",
      most: "Plus de trois cinquièmes, mais pas tout",
      all: "Toutes",
    },
    run: "La carte montre le monde B. La croix est ce que l’autorité prescrit ; au troisième trimestre 2016, elle saute.",
    panels: {
      follow: {
        title: "Le champ suit, avec retard",
        text: "Distance de l’association moyenne à ce qui est prescrit. Quand la règle se déplace, elle passe d’un coup de {before} à {after} ; dans le monde B, il faut {lag} trimestres pour en rattraper la moitié. Une règle se récrit du jour au lendemain. Pas des équipes, des habitudes ni des murs.",
      },
      alike: {
        title: "Un même but, donc une ressemblance",
        text: "Part des différences de départ ([[dispersion]]) qui a disparu : {fallA} dans le monde A, {fallB} dans le monde B. Personne ne leur a demandé de se ressembler. Chacune a été attirée au même endroit.",
      },
      ledger: {
        title: "Qui l’a fait",
        text: "Compte exact ([[ledger|compte]]) du monde B, en parts des différences de départ. La coercition en a retiré {coercion} ; l’attachement aux projets en a rendu {project}, le hasard {chance}. Inexpliqué ([[residual|résidu]]) : {residual}.",
      },
    },
    labels: {
      loose: "A : n’insiste guère",
      tight: "B : insiste",
      coercion: "Retiré par la coercition",
      project: "Rendu par les projets",
      chance: "Rendu par le hasard",
      residual: "Inexpliqué",
      fallB: "Différences disparues",
    },
    check: "Quelle part de cette baisse est l’œuvre de la coercition ?",
    checkChoices: {
      less: "Une partie ; d’autres forces ont fait le reste",
      all: "Exactement tout",
      more: "Plus que tout",
    },
    feedback:
      "La coercition a retiré {coercion} des différences de départ, et {fallB} ont disparu. L’écart entre les deux, l’attachement aux projets ({project}) et le hasard ({chance}) l’ont rendu. Une pression peut faire plus que ce qui se voit, parce que quelque chose lui résiste.",
    claim:
      "plus l’autorité insiste, plus les pratiques se ressemblent ; et quand la règle se déplace, le champ suit avec retard",
    keep: "DiMaggio et Powell parlent d’[[isomorphism|isomorphisme]] [[coercive|coercitif]] : celles qui dépendent d’une même autorité finissent par se ressembler parce que chacune lui répond. Elles n’ont pas même besoin de se connaître.",
    free: "Faites insister l’autorité encore moins, ou laissez les membres tenir davantage ([[identity|identité]]). À partir d’où le cahier des charges ne prend-il plus ?",
  },
  mimetic: {
    title: "2. Mimétique : dans le doute, imiter",
    about: "Personne ne demande rien, et pourtant.",
    setup:
      "Ici, aucune autorité ne demande quoi que ce soit. Les associations doutent de leurs moyens et de leurs fins ([[uncertainty|incertitude]]) et regardent les trois que tout le monde voit ([[prestige]]). Le même doute est joué trois fois : seul le hasard change, c’est la [[seed|graine]].",
    predict: "Où vont-elles se rejoindre ?",
    predictChoices: {
      specification: "Là où une autorité les voudrait (la croix)",
      middle: "Au milieu, là où était leur moyenne",
      luck: "Chaque fois ailleurs",
    },
    run: "La carte montre la première des trois graines. Regardez vers qui vont les autres.",
    panels: {
      alike: {
        title: "Trois fois le même resserrement",
        text: "Part des différences de départ qui a disparu, pour chaque graine. Pour la première, {fall} à la fin. Les trois courbes se distinguent à peine.",
      },
      where: {
        title: "Trois endroits différents",
        text: "Chemin de l’association moyenne sur la carte, de l’anneau au point. Les trois partent à {apartStart} l’une de l’autre en moyenne, et finissent à {apartEnd}.",
      },
      doubt: {
        title: "Plus de doute, plus de ressemblance",
        text: "Avec le même hasard : {fall} des différences ont disparu là où le doute est grand, {sure} là où il est faible.",
      },
    },
    labels: {
      seedA: "Première graine",
      seedB: "Deuxième graine",
      seedC: "Troisième graine",
      world0: "Première graine",
      world1: "Deuxième graine",
      world2: "Troisième graine",
      unsure: "Grand doute",
      sure: "Faible doute",
    },
    check: "Les pratiques se ressemblent désormais. Est-ce la preuve qu’une autorité l’a voulu ?",
    checkChoices: {
      yes: "Oui : quelqu’un a forcément poussé",
      no: "Non : la ressemblance ne dit pas sa cause",
    },
    feedback:
      "La part de la coercition est ici de {coercion}, et pourtant {fall} des différences ont disparu. Les moyennes étaient à {targetStart} de ce qu’une autorité aurait voulu, elles finissent à {targetEnd} ; les trois graines finissent à {apartEnd} l’une de l’autre. La courbe ne dit pas la cause. L’endroit où elle mène, et si elle y mène de nouveau, le dit.",
    claim:
      "sans aucune coercition, les pratiques se rapprochent, d’autant plus que le doute est grand, et se rejoignent chaque fois ailleurs",
    keep: "L’isomorphisme [[mimetic|mimétique]] répond à l’incertitude : on prend modèle sur celles qui paraissent légitimes ou qui réussissent, ce qui n’en fait pas de meilleurs modèles. Qui se trouvait bien en vue au départ devient la façon de faire.",
    free: "Laissez voir tout le monde au lieu de trois (0 modèle visible), ou rendez-les plus sûres d’elles. Que devient le lieu de rencontre ?",
  },
  normative: {
    title: "3. Normatif : les mêmes écoles",
    about: "Bien faire, c’est faire comme on l’a appris.",
    setup:
      "Trois secteurs, trois professions, trois écoles. Ce qu’un secteur tient pour une bonne pratique est sa [[norm|norme]], et le personnel l’apporte avec ses [[credentials|diplômes]]. Personne ne prescrit, personne n’imite. Dans le monde A, chaque secteur recrute dans son école ; dans le monde B, le personnel vient des trois écoles au hasard, quel que soit le secteur.",
    predict: "Monde A, cinq ans plus tard : qui ressemblera à qui ?",
    predictChoices: {
      all: "Toutes se ressembleront",
      school: "Celles qui recrutent dans la même école",
      nobody: "Personne : chacune reste ce qu’elle était",
    },
    run: "La carte montre le monde A. Le nuage ne se rassemblera pas en un seul endroit.",
    panels: {
      inside: {
        title: "Semblables dedans, éloignés entre eux",
        text: "En parts des différences de départ. [[within, between|À l’intérieur]] des secteurs : {withinStart} au départ, {withinA} cinq ans après. Entre eux : {betweenStart}, puis {betweenA}. Une profession rapproche les siens, et les éloigne des autres.",
      },
      shuffled: {
        title: "Mélanger les écoles",
        text: "Part de toutes les différences dont le secteur rend compte, au bout de cinq ans : {sectorA} quand il a son école, {sectorB} quand les écoles sont mélangées, soit à peu près ce que donne le hasard. Ce qui ordonne le champ, c’est l’école, non le nom du secteur.",
      },
    },
    labels: {
      within: "Dans les secteurs",
      between: "Entre secteurs",
      taught: "A : son école",
      mixed: "B : écoles mélangées",
    },
    check:
      "Mêmes secteurs, même autorité, même argent, mais les écoles sont mélangées. Que devient l’ordre par secteur ?",
    checkChoices: {
      rises: "Il devient plus net",
      same: "Il reste ce qu’il est",
      gone: "Il a disparu",
    },
    feedback:
      "Au bout de cinq ans, le secteur rend compte de {sectorA} des différences quand il a son école, de {sectorB} quand les écoles sont mélangées ; au départ, c’était {sectorStart}. L’argent n’y est pour rien : avec un tout autre [[funding mix|financement]], ces nombres sont les mêmes jusqu’au dernier chiffre.",
    claim:
      "les professions rapprochent les leurs et séparent les secteurs, et cet ordre disparaît quand les écoles sont mélangées",
    keep: "L’isomorphisme [[normative|normatif]] est l’œuvre des professions : écoles, diplômes, revues, instances. Il rapproche celles qui partagent une formation, et peut donc garder un champ divisé pendant que chacune de ses parties serre les rangs.",
    free: "Affaiblissez ou renforcez l’attraction de la profession. En combien de temps un secteur pense-t-il d’une seule voix ?",
  },
  decoupling: {
    title: "4. Découplage : le papier et la pratique",
    about: "Ce que dit le dossier, et ce qui se fait.",
    setup:
      "Trois associations sur quatre répondent à la pression par l’[[avoidance|évitement]] : leur [[display|affichage]] (dossiers, rapports, candidatures) suit ce qui est prescrit, leur [[practice|pratique]] pas forcément. L’autorité vient environ une fois par an. Dans le monde A, ses [[inspection|contrôles]] sont superficiels ; dans le monde B, ils regardent derrière le dossier, et ce qu’ils trouvent doit changer.",
    predict:
      "Monde A : dans les dossiers, les différences vont presque disparaître. Et dans les pratiques ?",
    predictChoices: {
      same: "La plupart disparaissent aussi",
      half: "Une partie disparaît",
      hardly: "Elles ne changent guère",
    },
    run: "La carte montre le monde A. Le point plein est ce que fait une association, l’anneau ce qu’elle affiche. Regardez-les se séparer.",
    panels: {
      paper: {
        title: "Deux états",
        text: "Part des différences de départ qui a disparu : {declaredA} de celles affichées, {realA} des différences réelles.",
      },
      depth: {
        title: "Regarder derrière le dossier",
        text: "Distance moyenne entre ce qui est affiché et ce qui est fait ([[decoupling gap|découplage]]) : {gapA} quand les contrôles sont superficiels, {gapB} quand ils sont approfondis.",
      },
      price: {
        title: "Le prix d’une façade",
        text: "[[reserve|Réserve]] moyenne, en budgets annuels : {reserveA} quand les contrôles sont superficiels, {reserveB} quand ils sont approfondis. Mener une double vie coûte, et se faire prendre d’année en année aussi. On pourrait croire que c’est l’approfondissement qui coûte ; ici, c’est la façade.",
      },
    },
    labels: {
      declared: "Affiché",
      real: "Réel",
      shallow: "A : superficiels",
      deep: "B : approfondis",
    },
    check:
      "Vous êtes l’autorité, et vous n’avez lu que les dossiers du monde A. Que pouvez-vous conclure ?",
    checkChoices: {
      alike: "Les associations travaillent désormais de même",
      paper: "Les dossiers se ressemblent ; de la pratique, je ne sais rien",
      nothing: "Rien n’a changé",
    },
    feedback:
      "Les dossiers ont perdu {declaredA} de leurs différences, les pratiques {realA}. Qui ne lit que les dossiers voit le premier nombre et le prend pour le second.",
    claim:
      "sous des contrôles superficiels, ce qui est affiché se rapproche et ce qui est fait, non ; des contrôles approfondis referment l’écart",
    keep: "Meyer et Rowan : la structure formelle peut être mythe et cérémonie. Une organisation montre ce que son environnement attend, et protège ce qu’elle fait par le [[decoupling gap|découplage]] des deux. Paraître semblables n’est pas l’être.",
    free: "Des contrôles plus rares mais approfondis, ou fréquents et à demi approfondis : lesquels font le plus ?",
  },
  groupings: {
    title: "5. Innovation et groupements",
    about: "Moins nombreuses, ou plus semblables ?",
    setup:
      "Les [[rate|tarifs]] prennent du retard sur les coûts, d’année en année. Personne ne prescrit rien ; mais qui ne peut pas continuer doit trouver une issue. Dans le monde A, il n’y a que fusionner ou fermer. Dans le monde B, les associations peuvent aussi créer ou rejoindre un [[grouping|groupement]], de la convention de partenariat au groupement de coopération (GCSMS) : elles mutualisent des moyens et restent elles-mêmes.",
    predict:
      "Dans le monde A, la moitié environ des associations disparaît en 15 ans. De combien celles qui restent se ressemblent-elles davantage ?",
    predictChoices: {
      much: "Beaucoup plus : de plus de 40 %",
      some: "Un peu plus : de 15 à 40 %",
      hardly: "À peine, ou même moins qu’au départ",
    },
    run: "La carte montre le monde B. Une croix marque celles qui ne sont plus ; un pointillé mène à celle qui les a reprises.",
    panels: {
      left: {
        title: "Celles qui restent",
        text: "Sur {start} associations, il en reste {leftA} là où l’on ne peut que fusionner, {leftB} là où l’on peut se grouper. De ces dernières, {grouped} sont dans un groupement.",
      },
      alike: {
        title: "Moins nombreuses, pas plus semblables",
        text: "Variation de la ressemblance depuis le départ : {fallA} dans le monde A, {fallB} dans le monde B. Perdre la moitié d’un champ ne rend pas l’autre moitié semblable.",
      },
      why: {
        title: "Disparaître, ou mutualiser",
        text: "La [[composition]] est ce qu’a fait la disparition, sans que personne change : {gone} dans le monde A, {goneB} dans le monde B. La [[pooling|mutualisation]] a fait {pooling} dans le monde B, entre associations qui existent toujours.",
      },
    },
    labels: {
      merge: "A : fusion ou fermeture",
      group: "B : groupement aussi",
      fallA: "A : ressemblance",
      gone: "A : composition",
      fallB: "B : ressemblance",
      goneB: "B : composition",
      pooling: "B : mutualisation",
    },
    check:
      "Dans le monde A, quelle part de cette variation tient à la disparition, et non au changement de qui que ce soit ?",
    checkChoices: {
      none: "Aucune",
      part: "Une partie",
      nearlyAll: "Presque toute",
    },
    feedback:
      "La ressemblance du monde A a varié de {fallA}. La composition seule en fait {gone}, tout le reste {rest} : presque personne n’a changé, certaines ne sont simplement plus là. Dans le monde B, {formed} groupements ont été créés et des associations en ont rejoint un {joined} fois : la forme nouvelle a été imitée à son tour, et la mutualisation fait {pooling}.",
    claim:
      "là où l’on peut se grouper, davantage d’associations continuent et la mutualisation les rapproche, tandis que la disparition rend un champ plus petit, non plus semblable",
    keep: "Gueye (2014) lit les groupements comme une innovation organisationnelle : mutualiser des moyens sans renoncer à son projet. Ce n’est pas gratuit : la pratique des membres s’éloigne de leur propre projet. Et attention aux effectifs : un champ peut rétrécir sans converger.",
    free: "Comprimez davantage les tarifs, ou facilitez les groupements. Lequel des deux change le plus le nombre de survivantes ?",
  },
  negotiated: {
    title: "6. L’ordre négocié",
    about: "Qui bouge : le champ ou la règle ?",
    setup:
      "Ici, la règle elle-même se négocie. Les associations rencontrent l’autorité une à une ; ce qui est convenu devient un [[precedent|précédent]] et, à chaque [[campaign|campagne]] annuelle, les précédents déplacent la [[prescription|règle]] pour toutes. Dans le monde A, chacune négocie seule, avec peu de [[power|pouvoir]] ; dans le monde B, avec le poids d’une fédération. L’autorité ne réforme pas et n’apprend pas : seuls les accords déplacent la règle.",
    predict: "À quoi ressemblera le chemin de la règle dans le monde B ?",
    predictChoices: {
      stays: "Elle reste où elle est : une règle est une règle",
      gives: "Elle cède en partie, et continue de bouger",
      arrives: "Elle va jusqu’à ce que veulent les associations",
    },
    run: "La carte montre le monde B. Gardez l’œil sur la croix : chacun de ses pas est fait d’accords.",
    panels: {
      rule: {
        title: "La règle se déplace",
        text: "Chemin parcouru par la règle, par pratique : {pathA} dans le monde A, {pathB} dans le monde B, où {deals} accords ont été signés.",
      },
      who: {
        title: "Qui a bougé ?",
        text: "La règle et les pratiques se sont rapprochées. Part de la règle dans ce rapprochement : {ruleA} dans le monde A, {ruleB} dans le monde B. Le reste, {fieldB} dans le monde B, les associations l’ont fait.",
      },
      alike: {
        title: "Un ordre sans uniformité",
        text: "Part des différences de départ qui a disparu : {fallA} dans le monde A, {fallB} dans le monde B. Ce qu’une [[derogation|dérogation]] accorde à l’une reste différent.",
      },
    },
    labels: {
      alone: "A : chacune seule",
      together: "B : avec une fédération",
      ruleA: "A : part de la règle",
      ruleB: "B : part de la règle",
      fieldB: "B : part des associations",
    },
    check: "Qui a bougé dans le monde B ?",
    checkChoices: {
      associations: "Les associations seules",
      both: "Les deux, surtout les associations",
      rule: "Les deux, surtout la règle",
    },
    feedback:
      "La règle a fait {ruleB} du rapprochement, les associations {fieldB}. Et ce n’est pas fini : dans les deux dernières années, la règle bougeait encore de {still} millièmes de l’échelle par trimestre. Tout ce qui n’est pas accord l’a déplacée de {otherwise}.",
    claim:
      "le pouvoir à la table fait céder davantage la règle, par les seuls accords, et l’ordre ne se fige jamais tout à fait",
    keep: "Strauss : les règles sont le résultat provisoire de négociations, que les règles encadrent à leur tour. La [[contradiction]] entre projets et prescription finit à {contradictionA} dans le monde A, à {contradictionB} dans le monde B : comme le suppose Gueye (2014), la négociation la réduit, et elle le fait en déplaçant la règle, non en pliant les projets.",
    free: "Donnez à l’autorité une doctrine (elle ramène les règles en arrière), ou rendez moins de choses négociables. Qui cède alors ?",
  },
  sameSameness: {
    title: "Séminaire 1. La conformité n’est pas la convergence",
    about: "Une courbe, deux causes.",
    setup:
      "Deux mondes, les mêmes associations, le même hasard. Dans le monde A, une autorité prescrit une seule pratique à toutes. Dans le monde B, personne ne prescrit rien : chaque association va, tout aussi fort, vers la moyenne de ce que les autres montrent.",
    predict: "Dans quel monde davantage de différences auront-elles disparu ?",
    predictChoices: {
      first: "Dans A, sous une autorité",
      second: "Dans B, où toutes regardent toutes",
      none: "Ni l’un ni l’autre : les courbes sont indiscernables",
    },
    run: "La carte montre le monde A. Personne n’y regarde personne.",
    panels: {
      alike: {
        title: "Deux fois la même courbe",
        text: "Part des différences de départ qui a disparu : {fallA} dans le monde A, {fallB} dans le monde B.",
      },
      aim: {
        title: "La distance les distingue",
        text: "La moyenne était à {aimStart} de ce qui est prescrit. Elle finit à {aimA} dans le monde A, à {aimB} dans le monde B. Le premier champ se conforme ([[compliance|conformité]]) et converge ; le second ne fait que converger.",
      },
      again: {
        title: "Une seconde exécution aussi",
        text: "Chaque monde sous deux graines, de l’anneau au point. Les deux arrivées sont à {apartA} millièmes l’une de l’autre dans le monde A, à {apartB} dans le monde B : ce que personne ne vise dépend du hasard.",
      },
    },
    labels: {
      ruled: "A : une prescription",
      copying: "B : la moyenne de toutes",
      world0: "A, première graine",
      world2: "A, seconde graine",
      world1: "B, première graine",
      world3: "B, seconde graine",
    },
    check: "Quel nombre vous dit si un champ se conforme ?",
    checkChoices: {
      dispersion: "Sa dispersion",
      distance: "Sa distance à ce qui est prescrit",
    },
    feedback:
      "La dispersion dit {fallA} et {fallB} : la même chose. La distance dit {aimA} et {aimB} : un autre monde. Qui ne mesure que la ressemblance n’a pas mesuré la conformité.",
    claim:
      "une prescription et la moyenne du champ laissent la même dispersion, et seule la distance, ou une seconde exécution, dit laquelle c’était",
    keep: "Ashworth, Boyne et Delbridge (2009) ont trouvé dans 101 organismes publics anglais une conformité marquée mais une convergence limitée : deux résultats, deux mesures.",
    refuter:
      "Ce serait réfuté si les deux courbes se séparaient, ou si le monde B s’approchait de lui-même de la prescription. Exception connue : quand chaque région prescrit autre chose, conformité et convergence se séparent dans l’autre sens (scénario « Dix régions »).",
    free: "La carte montre le monde A. Mettez la rigueur de l’autorité à 0 et laissez les associations se regarder (taux mimétique) : la distance reste où elle est, la dispersion baisse quand même.",
  },
  accounts: {
    title: "Séminaire 2. Compter n’est pas causer",
    about: "Le compte face à la suppression.",
    setup:
      "Trois pressions tirent dans le même sens : une autorité, l’imitation et les écoles. Dans le monde A, les trois agissent ; le monde B est le même sans coercition. Le [[ledger|compte]] dit exactement ce que chacune a fait dans A. La [[knock-out|suppression]] dit ce qui manque sans l’une d’elles.",
    predict:
      "Les trois font à peu près autant de travail. Sans coercition, quelle part des différences disparaîtra en moins ?",
    predictChoices: {
      little: "À peine moins : moins de 10 %",
      third: "Environ un tiers de moins",
      most: "Plus de la moitié de moins",
    },
    run: "La carte montre le monde A, les trois pressions à l’œuvre.",
    panels: {
      books: {
        title: "Ce que dit le compte",
        text: "En parts des différences de départ : la coercition a retiré {ledger}, l’imitation {copying}, les écoles {schools}. En tout, {fallA} ont disparu.",
      },
      without: {
        title: "Ce qui manque sans elle",
        text: "Disparu avec coercition : {fallA}. Sans : {fallB}. L’effet de la suppression est {effect}.",
      },
      alone: {
        title: "Là où rien ne peut la remplacer",
        text: "Tout le reste supprimé, la ligne et l’effet sont un seul nombre : {ledgerAlone} et {effectAlone}.",
      },
    },
    labels: {
      ledger: "Compte : coercition",
      copying: "Compte : imitation",
      schools: "Compte : écoles",
      fallA: "Différences disparues",
      with: "A : avec coercition",
      without: "B : sans",
      effect: "Suppression : effet",
      ledgerAlone: "Seule : compte",
      effectAlone: "Seule : effet",
    },
    check: "Pourquoi l’effet est-il tellement plus petit que la ligne du compte ?",
    checkChoices: {
      replaced: "Ce qui manque est remplacé",
      wrong: "L’un des deux doit être faux",
      same: "Il ne l’est pas : ils sont égaux",
    },
    feedback:
      "Sans coercition, l’imitation retire {copyingB} au lieu de {copying}, les écoles {schoolsB} au lieu de {schools} : il leur reste plus à faire. Le compte dit ce qui s’est passé ({ledger}) ; la suppression dit ce qui se serait passé ({effect}). Aucun n’est faux ; ils répondent à deux questions.",
    claim:
      "là où d’autres tirent dans le même sens, la ligne d’une pression au compte est bien plus grande que l’effet de son absence",
    keep: "« Quelle part en revient à… ? » a deux réponses. Avant d’en employer une, dites quelle question vous posiez.",
    refuter:
      "Ce serait réfuté si la ligne et l’effet différaient là où la pression est seule ; ils y sont égaux jusqu’à la neuvième décimale ({ledgerAlone}). L’erreur inverse existe aussi : un mécanisme qui n’a jamais de ligne au compte de la pratique, comme le choix des réponses, peut avoir un effet.",
    free: "Affaiblissez les écoles, et supprimez de nouveau la coercition : moins il y a pour la remplacer, plus son effet est grand.",
  },
};
