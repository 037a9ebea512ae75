// One mechanism of one's own: consultants carry one template of how to present oneself from client to client.
// Each quarter an association hires one with probability `reach`; its display then closes a share `rate` of the gap to
// the template, the mean display of all that are legitimate above the average.

const parameters = { reach: 0.2, rate: 0.1 }; // assumptions: nobody has measured either

export const mechanisms = [
  {
    id: "consultants",
    label: { en: "Consultants", fr: "Cabinets de conseil" },
    acts: { practice: false, display: true },
    parameters,
    ceiling: ({ rate }) => ({ practice: 0, display: rate }),
    start({ field }) {
      const template = new Float64Array(field.practices);
      return {
        // once a step, before anybody has moved
        prepare() {
          const { living, display, legitimacy, practices } = field;
          let mean = 0;
          for (let at = 0; at < living.length; at++) mean += legitimacy[living[at]] / living.length;
          template.fill(0);
          let models = 0;
          for (let at = 0; at < living.length; at++) {
            const slot = living[at];
            if (legitimacy[slot] < mean) continue;
            models++;
            for (let k = 0; k < practices; k++) template[k] += display[slot * practices + k];
          }
          for (let k = 0; k < practices; k++) template[k] /= Math.max(1, models);
        },
        // for some of the associations at a time: row by row, every row is written
        act({ reach, rate }, draws, account, { egos, addresses, count }) {
          const { display, practices } = field;
          for (let row = 0; row < count; row++) {
            const isClient = draws.uniform(addresses[row], 0) < reach;
            for (let k = 0; k < practices; k++) {
              const gap = template[k] - display[egos[row] * practices + k];
              account.display[row * practices + k] = isClient ? rate * gap : 0;
            }
          }
        },
      };
    },
  },
];
