// One measure of one's own: the share of associations that declare what funders want rather than what their members want.

/** Distance between two rows of K positions, at its most 1. */
function distance(a, b, slot, K) {
  let sum = 0;
  for (let k = 0; k < K; k++) sum += (a[slot * K + k] - b[slot * K + k]) ** 2;
  return Math.sqrt(sum / K);
}

export const measures = [
  {
    name: "declaredOtherwise",
    unit: "share of associations",
    nullable: true, // nobody is left: no share
    open({ field }) {
      return () => {
        const { living, display, project, prescription, practices } = field;
        let count = 0;
        for (let at = 0; at < living.length; at++) {
          const slot = living[at];
          const toFunders = distance(display, prescription, slot, practices);
          const toMembers = distance(display, project, slot, practices);
          if (toFunders < toMembers) count++;
        }
        return living.length === 0 ? NaN : count / living.length;
      };
    },
  },
];
