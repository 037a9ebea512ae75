/** Claims that neither a hypothesis file nor the model can state, and why. */
export const ABSENT: readonly { readonly claim: string; readonly why: string }[] = [
  {
    claim:
      "The iron cage built by resisters (Smaldino and Epstein 2015): all seek distinctiveness, and conformity follows.",
    why: "No association here wants to stand at a distance from the mean: the hold of a project pulls to a point of its own, whatever others do. It needs a mechanism that proposes displacements towards a chosen number of deviations from the mean; `sim/extension.ts` takes one from outside, hypothesis files do not name such files.",
  },
  {
    claim: "A gated message from the centre increases diversity (Axelrod 1997).",
    why: "Only the half without a gate is stated (`central-message-diversity`): what is prescribed reaches everybody, however unlike, so that the half in which likeness gates the message has no parameter.",
  },
  {
    claim: "Competition differentiates, then homogenises.",
    why: "Competitors here copy cheaper rivals; no payoff rewards a niche or punishes crowding, so the differentiating half has nothing to come from. A hump over competition and uncertainty could be computed and would say nothing about the claim.",
  },
  {
    claim:
      "Both drifts of the paper at once, towards the administration and towards the firm, in one verdict.",
    why: "An outcome is one measure, or a difference or quotient of two; a conjunction is two files (`drift-to-administration`, `drift-to-enterprise`), and holds where both are supported. Neither has an emergent version: the prescriptions of after 2010 lie nearer to both archetypes, and a prescription cannot be 0.",
  },
  {
    claim: "A-2 without the arithmetic of funders.",
    why: "What public funders prescribe together is their mean weighted by what they pay: fewer funders bring it nearer to the main one's by that accounting alone. It is no parameter, so no version can set it to 0; the placebo, one specification shared by all, is what tells.",
  },
  {
    claim: "That late adopters no longer fit what they adopt (Tolbert and Zucker 1983).",
    why: "Positions move by degrees and nobody adopts at a date; `winners-lead-from-needs` states the part about what wins.",
  },
];
