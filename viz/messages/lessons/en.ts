import type { LessonWords } from "./words.ts";

/** The lessons in English. */
export const lessonsInEnglish: Readonly<Record<string, LessonWords>> = {
  coercive: {
    title: "1. Coercive: the specification",
    about: "One authority asks the same of all.",
    setup:
      "150 associations share one [[organisational field|field]]. Most were founded on a mission of their own, and their members hold them to it. One [[authority]] pays for nearly all they do, and lays down what it wants practices to be: the [[prescription]]. In 2016 it changes its mind. In world A it hardly insists; in world B it insists six times as hard.",
    predict:
      "After 15 years of world B, how much of the differences between associations will be gone?",
    predictChoices: {
      hardly: "Hardly any: less than a fifth",
      some: "From one fifth to three fifths",
      most: "More than three fifths, but not all",
      all: "All of them",
    },
    run: "World B is on the map. The crosshair is what the authority prescribes; in the third quarter of 2016 it jumps.",
    panels: {
      follow: {
        title: "The field follows, late",
        text: "Distance of the average association from what is prescribed. When the rule moves, it leaps from {before} to {after}; in world B it takes {lag} quarters until half of that is made up. A rule can be rewritten overnight. Staff, habits and buildings cannot.",
      },
      alike: {
        title: "One aim, hence alike",
        text: "Share of the initial differences ([[dispersion]]) that is gone: {fallA} in world A, {fallB} in world B. Nobody asked them to resemble one another. Each was drawn to the same place.",
      },
      ledger: {
        title: "Who did it",
        text: "An exact account ([[ledger]]) of world B, in shares of the initial differences. Coercion took {coercion}; attachment to their own projects gave {project} back, chance {chance}. Left unexplained ([[residual]]): {residual}.",
      },
    },
    labels: {
      loose: "A: hardly insists",
      tight: "B: insists",
      coercion: "Coercion took",
      project: "Projects gave back",
      chance: "Chance gave back",
      residual: "Unexplained",
      fallB: "Differences gone",
    },
    check: "What share of this fall was coercion’s doing?",
    checkChoices: {
      less: "A part of it; other forces did the rest",
      all: "Exactly all of it",
      more: "More than all of it",
    },
    feedback:
      "Coercion took {coercion} of the initial differences, and {fallB} are gone. What lies between the two, attachment to projects ({project}) and chance ({chance}) gave back. A pressure can do more than one sees, because something resists it.",
    claim:
      "the harder the authority insists, the more alike practices become; and when the rule moves, the field follows with a delay",
    keep: "DiMaggio and Powell call this [[coercive]] [[isomorphism]]: those who depend on one authority grow alike because each answers to it. They need not even know one another.",
    free: "Let the authority insist less, or let members hold on harder ([[identity]]). When does the specification stop working?",
  },
  mimetic: {
    title: "2. Mimetic: when unsure, copy",
    about: "Nobody asks for anything, and yet.",
    setup:
      "No authority asks for anything here. Associations are unsure of their means and ends ([[uncertainty]]), and look at the three that everybody sees ([[prestige]]). The same doubt is played three times: only luck differs, the [[seed]].",
    predict: "Where will they meet?",
    predictChoices: {
      specification: "Where an authority would have them (the crosshair)",
      middle: "In the middle, where their average was",
      luck: "Somewhere else each time",
    },
    run: "The first of the three seeds is on the map. Watch whom the others move towards.",
    panels: {
      alike: {
        title: "Three times the same narrowing",
        text: "Share of the initial differences that is gone, under each seed. In the first, {fall} by the end. The three curves can hardly be told apart.",
      },
      where: {
        title: "Three different places",
        text: "The way of the average association on the map, from the ring to the dot. The three start {apartStart} apart on average, and end {apartEnd} apart.",
      },
      doubt: {
        title: "More doubt, more likeness",
        text: "Under the same luck: {fall} of the differences are gone where doubt is great, {sure} where it is small.",
      },
    },
    labels: {
      seedA: "First seed",
      seedB: "Second seed",
      seedC: "Third seed",
      world0: "First seed",
      world1: "Second seed",
      world2: "Third seed",
      unsure: "Great doubt",
      sure: "Little doubt",
    },
    check: "Practices have become alike. Does that prove an authority wanted it?",
    checkChoices: {
      yes: "Yes: somebody must have pushed",
      no: "No: likeness does not tell its cause",
    },
    feedback:
      "Coercion’s part here is {coercion}, and still {fall} of the differences are gone. The averages stood {targetStart} from what an authority would have liked and end {targetEnd} from it; the three seeds end {apartEnd} apart. The curve does not tell the cause. Where it leads, and whether it leads there again, does.",
    claim:
      "without any coercion practices grow alike, the more so the greater the doubt, and meet in another place under each seed",
    keep: "[[mimetic|Mimetic]] isomorphism is an answer to uncertainty: one models oneself on those who look legitimate or successful, which does not make them better models. Whoever stood in full view at the start becomes the way things are done.",
    free: "Let everybody be seen instead of three (0 visible models), or make them surer of themselves. What becomes of the meeting place?",
  },
  normative: {
    title: "3. Normative: the same schools",
    about: "Good practice is what one was taught.",
    setup:
      "Three sectors, three professions, three schools. What a sector holds to be good practice is its [[norm]], and staff bring it along with their [[credentials|diplomas]]. Nobody prescribes, nobody copies. In world A each sector hires from its own school; in world B staff come from three schools at random, whatever the sector.",
    predict: "World A, five years on: who will resemble whom?",
    predictChoices: {
      all: "All will be alike",
      school: "Those who hire from the same school",
      nobody: "Nobody: each stays what it was",
    },
    run: "World A is on the map. The cloud will not gather in one place.",
    panels: {
      inside: {
        title: "Alike within, apart between",
        text: "In shares of the initial differences. [[within, between|Within]] sectors: {withinStart} at the start, {withinA} after five years. Between them: {betweenStart}, then {betweenA}. A profession draws its own together, and away from the others.",
      },
      shuffled: {
        title: "Shuffle the schools",
        text: "Share of all differences that the sector accounts for, after five years: {sectorA} with its own school, {sectorB} with schools shuffled, which is about what chance gives. What orders the field is the school, not the sector’s name.",
      },
    },
    labels: {
      within: "Within sectors",
      between: "Between sectors",
      taught: "A: own school",
      mixed: "B: schools shuffled",
    },
    check:
      "Same sectors, same authority, same money, but schools are shuffled. What becomes of the order by sector?",
    checkChoices: {
      rises: "It becomes clearer",
      same: "It stays as it is",
      gone: "It is gone",
    },
    feedback:
      "After five years the sector accounts for {sectorA} of the differences with its own school, for {sectorB} with schools shuffled; at the start it was {sectorStart}. Money plays no part: with any other [[funding mix]] these numbers are the same to the last digit.",
    claim:
      "professions make their own alike and set sectors apart, and this order is gone when schools are shuffled",
    keep: "[[normative|Normative]] isomorphism is the work of professions: schools, diplomas, journals, bodies. It makes alike those who share a training, and so can keep a field divided while each of its parts closes ranks.",
    free: "Make the profession’s pull weaker or stronger. How long until sectors are of one mind?",
  },
  decoupling: {
    title: "4. Decoupling: paper and practice",
    about: "What the file says, and what is done.",
    setup:
      "Three associations in four meet pressure by [[avoidance]]: their [[display]] (files, reports, bids) follows what is prescribed, their [[practice]] need not. The authority comes about once a year. In world A its [[inspection|inspections]] are shallow; in world B they look behind the file, and what they find has to change.",
    predict: "World A: the differences in the files will all but vanish. And those in practice?",
    predictChoices: {
      same: "Most of them go too",
      half: "Some of them go",
      hardly: "They hardly change",
    },
    run: "World A is on the map. A solid dot is what an association does, a hollow ring what it declares. Watch them part.",
    panels: {
      paper: {
        title: "Two states",
        text: "Share of the initial differences that is gone: {declaredA} of those declared, {realA} of the real ones.",
      },
      depth: {
        title: "Looking behind the file",
        text: "Mean distance between what is declared and what is done ([[decoupling gap]]): {gapA} where inspections are shallow, {gapB} where they are deep.",
      },
      price: {
        title: "The price of a façade",
        text: "Mean [[reserve]], in yearly budgets: {reserveA} where inspections are shallow, {reserveB} where they are deep. Living a double life costs money, and so does being caught year after year. One might think that depth is what costs; here the façade is.",
      },
    },
    labels: {
      declared: "Declared",
      real: "Real",
      shallow: "A: shallow",
      deep: "B: deep",
    },
    check:
      "You are the authority, and all you have read are the files of world A. What may you conclude?",
    checkChoices: {
      alike: "Associations now work alike",
      paper: "The files are alike; of practice I know nothing",
      nothing: "Nothing has changed",
    },
    feedback:
      "The files have lost {declaredA} of their differences, practices {realA}. Whoever reads files alone sees the first number and takes it for the second.",
    claim:
      "under shallow inspections what is declared grows alike and what is done does not; deep ones close the gap",
    keep: "Meyer and Rowan: formal structure can be myth and ceremony. An organisation shows what its environment expects, and shields what it does by [[decoupling gap|decoupling]] the two. To look alike is not to be alike.",
    free: "Make inspections rarer but deep, or frequent and half deep. Which of the two does more?",
  },
  groupings: {
    title: "5. Innovation and groupings",
    about: "Fewer, or more alike?",
    setup:
      "[[rate|Rates]] fall behind costs, year after year. Nobody prescribes anything; but whoever cannot go on has to find a way. In world A the only ways are to merge or to close. In world B associations can also form and join [[grouping|groupings]], from a partnership agreement to a cooperation grouping (GCSMS): they pool means and stay themselves.",
    predict:
      "In world A about half of the associations disappear in 15 years. How much more alike are those who are left?",
    predictChoices: {
      much: "Much more: by over 40%",
      some: "Somewhat: by 15 to 40%",
      hardly: "Hardly, or even less alike than at the start",
    },
    run: "World B is on the map. A cross marks who is gone; a dotted line leads to who took it in.",
    panels: {
      left: {
        title: "Who is left",
        text: "Of {start} associations, {leftA} are left where one can only merge, {leftB} where one can group. Of the latter, {grouped} belong to a grouping.",
      },
      alike: {
        title: "Fewer, not more alike",
        text: "Change in likeness since the start: {fallA} in world A, {fallB} in world B. Losing half of a field does not make the other half alike.",
      },
      why: {
        title: "Disappearing, or pooling",
        text: "[[composition|Composition]] is what disappearing did, without anybody changing: {gone} in world A, {goneB} in world B. [[pooling|Pooling]] did {pooling} in world B, among associations that are still there.",
      },
    },
    labels: {
      merge: "A: merge or close",
      group: "B: group as well",
      fallA: "A: likeness",
      gone: "A: composition",
      fallB: "B: likeness",
      goneB: "B: composition",
      pooling: "B: pooling",
    },
    check:
      "How much of the change in likeness in world A is disappearance, and not anybody’s change?",
    checkChoices: {
      none: "None of it",
      part: "A part of it",
      nearlyAll: "Nearly all of it",
    },
    feedback:
      "Likeness in world A changed by {fallA}. Composition alone makes {gone}, everything else {rest}: hardly anybody changed, some are just not there any more. In world B {formed} groupings were formed and associations joined one {joined} times: the new form was itself copied, and pooling makes {pooling}.",
    claim:
      "where associations can group more of them go on and pooling draws them together, while disappearance makes a field smaller, not alike",
    keep: "Gueye (2014) reads groupings as an organisational innovation: to pool means without giving up one’s project. It is not free: members’ practices move away from their own projects. And mind the count: a field can shrink without converging.",
    free: "Squeeze rates harder, or make grouping easier. Which of the two changes the number of survivors more?",
  },
  negotiated: {
    title: "6. The negotiated order",
    about: "Who moves: the field or the rule?",
    setup:
      "Here the rule itself can be bargained with. Associations meet the authority one by one; what they settle becomes a [[precedent]], and at each year’s [[campaign]] precedents move the [[prescription|rule]] for everybody. In world A each bargains alone, with little [[power]]; in world B with the weight of a federation behind it. The authority neither reforms nor learns: deals alone move the rule.",
    predict: "What will the path of the rule look like in world B?",
    predictChoices: {
      stays: "It stays where it is: a rule is a rule",
      gives: "It gives way for a part, and goes on moving",
      arrives: "It goes all the way to what associations want",
    },
    run: "World B is on the map. Keep your eye on the crosshair: each of its steps is made of deals.",
    panels: {
      rule: {
        title: "The rule moves",
        text: "Way that the rule has gone, per practice: {pathA} in world A, {pathB} in world B, where {deals} agreements were signed.",
      },
      who: {
        title: "Who moved?",
        text: "Rule and practices drew nearer to one another. The rule’s share of that: {ruleA} in world A, {ruleB} in world B. The rest, {fieldB} in world B, associations went.",
      },
      alike: {
        title: "Order without uniformity",
        text: "Share of the initial differences that is gone: {fallA} in world A, {fallB} in world B. What is granted to one by a [[derogation]] stays different.",
      },
    },
    labels: {
      alone: "A: each alone",
      together: "B: a federation behind",
      ruleA: "A: the rule’s share",
      ruleB: "B: the rule’s share",
      fieldB: "B: associations’ share",
    },
    check: "Who moved in world B?",
    checkChoices: {
      associations: "The associations alone",
      both: "Both, and associations further",
      rule: "Both, and the rule further",
    },
    feedback:
      "The rule made {ruleB} of the approach, associations {fieldB}. And it is not over: in the last two years the rule still moved by {still} thousandths of the scale a quarter. Anything but deals moved it by {otherwise}.",
    claim:
      "power at the table makes the rule give more, by deals alone, and the order never quite settles",
    keep: "Strauss: rules are the passing outcome of bargains, and bargains are framed by rules. The [[contradiction]] between projects and prescription ends at {contradictionA} in world A, at {contradictionB} in world B: as Gueye (2014) supposes, negotiation lessens it, and it does so by moving the rule, not by bending projects.",
    free: "Switch the authority’s doctrine on (it draws rules back), or let less be negotiable. Who gives way now?",
  },
  sameSameness: {
    title: "Seminar 1. Compliance is not convergence",
    about: "One curve, two causes.",
    setup:
      "Two worlds, the same associations, the same luck. In world A an authority prescribes one practice to all. In world B nobody prescribes anything: each association moves, just as strongly, towards the mean of what the others show.",
    predict: "In which world will more of the differences be gone?",
    predictChoices: {
      first: "In A, under an authority",
      second: "In B, where all look at all",
      none: "In neither: the curves cannot be told apart",
    },
    run: "World A is on the map. Nobody looks at anybody there.",
    panels: {
      alike: {
        title: "The same curve twice",
        text: "Share of the initial differences that is gone: {fallA} in world A, {fallB} in world B.",
      },
      aim: {
        title: "Distance tells them apart",
        text: "The average stood {aimStart} from what is prescribed. It ends {aimA} from it in world A, {aimB} in world B. The first field complies ([[compliance]]) and converges; the second only converges.",
      },
      again: {
        title: "So does a second run",
        text: "Each world under two seeds, from ring to dot. The two ends lie {apartA} thousandths apart in world A, {apartB} in world B: what nobody aims at depends on luck.",
      },
    },
    labels: {
      ruled: "A: one prescription",
      copying: "B: the mean of all",
      world0: "A, first seed",
      world2: "A, second seed",
      world1: "B, first seed",
      world3: "B, second seed",
    },
    check: "Which number tells you whether a field complies?",
    checkChoices: {
      dispersion: "Its dispersion",
      distance: "Its distance from what is prescribed",
    },
    feedback:
      "Dispersion says {fallA} and {fallB}: the same. Distance says {aimA} and {aimB}: another world. Whoever measures likeness alone has not measured compliance.",
    claim:
      "a prescription and the field’s own mean leave the same dispersion, and only distance, or a second run, tells which it was",
    keep: "Ashworth, Boyne and Delbridge (2009) found substantial compliance but limited convergence in 101 English public bodies: two outcomes, two measures.",
    refuter:
      "It would be refuted if the two curves parted, or if world B came nearer to the prescription by itself. Known exception: where each region prescribes something else, compliance and convergence part the other way round (scenario “Ten regions”).",
    free: "World A is on the map. Take the authority’s stringency to 0 and let associations look at one another instead (mimetic rate): distance stays where it is, dispersion falls all the same.",
  },
  accounts: {
    title: "Seminar 2. Accounting is not causation",
    about: "The ledger against the knock-out.",
    setup:
      "Three pressures draw the same way: an authority, copying and the schools. In world A all three act; world B is the same without coercion. The [[ledger]] says exactly what each of them did in A. The [[knock-out]] says what is missing without one.",
    predict:
      "The three do about the same amount of work. Without coercion, how much less of the differences will be gone?",
    predictChoices: {
      little: "Hardly less: under 10% of them",
      third: "About a third less",
      most: "More than half less",
    },
    run: "World A is on the map, with all three at work.",
    panels: {
      books: {
        title: "What the ledger says",
        text: "In shares of the initial differences: coercion took {ledger}, copying {copying}, the schools {schools}. In all, {fallA} are gone.",
      },
      without: {
        title: "What is missing without it",
        text: "Gone with coercion: {fallA}. Without: {fallB}. The effect of the knock-out is {effect}.",
      },
      alone: {
        title: "Where nothing can take its place",
        text: "With everything else off, line and effect are one number: {ledgerAlone} and {effectAlone}.",
      },
    },
    labels: {
      ledger: "Ledger: coercion",
      copying: "Ledger: copying",
      schools: "Ledger: schools",
      fallA: "Differences gone",
      with: "A: with coercion",
      without: "B: without",
      effect: "Knock-out: effect",
      ledgerAlone: "Alone: ledger",
      effectAlone: "Alone: effect",
    },
    check: "Why is the effect so much smaller than the line in the ledger?",
    checkChoices: {
      replaced: "What is missing is replaced",
      wrong: "One of the two must be wrong",
      same: "It is not: they are the same",
    },
    feedback:
      "Without coercion, copying takes {copyingB} instead of {copying}, the schools {schoolsB} instead of {schools}: they find more left to do. The ledger says what happened ({ledger}); the knock-out says what would have happened ({effect}). Neither is wrong; they answer different questions.",
    claim:
      "where others pull the same way, a pressure’s line in the ledger is far larger than the effect of its absence",
    keep: "“How much of it was due to …?” has two answers. Before you use one, say which question you asked.",
    refuter:
      "It would be refuted if line and effect differed where the pressure is alone; there they are equal to the ninth digit ({ledgerAlone}). The opposite error exists as well: a mechanism that never has a line in the ledger of practice, such as who responds how, can have an effect.",
    free: "Weaken the schools, and switch coercion off again: the less there is to replace it, the larger its effect.",
  },
};
