import { RESPONSES } from "../schema/population.ts";
import { measure, type OpenGauge } from "./measure.ts";

/** How many there are, how large, how they respond, and their mean standing. */
export const composition: OpenGauge = ({ field }) => ({
  measures: [
    measure("associations", "associations"),
    measure("establishments", "establishments"),
    measure("places", "places"),
    measure("singles", "associations"),
    measure("legitimacy", "level"),
    measure("uncertainty", "level"),
    ...RESPONSES.map((response) => measure(`response.${response}`, "share")),
  ],
  read(out, at) {
    const { living, establishments, places, response, legitimacy, uncertainty } = field;
    const responding = new Int32Array(RESPONSES.length);
    let portfolio = 0;
    let offered = 0;
    let singles = 0;
    let legitimate = 0;
    let uncertain = 0;
    for (let position = 0; position < living.length; position++) {
      const slot = living[position];
      portfolio += establishments[slot];
      offered += places[slot];
      if (establishments[slot] === 1) singles++;
      legitimate += legitimacy[slot];
      uncertain += uncertainty[slot];
      responding[response[slot]]++;
    }
    const n = living.length;
    out.set([n, portfolio, offered, singles, legitimate / n, uncertain / n], at);
    for (let r = 0; r < responding.length; r++) out[at + 6 + r] = responding[r] / n;
  },
});
