import { FLOWS } from "../chronicle.ts";
import { measure, type OpenGauge } from "./measure.ts";

/** What happened in the step, counted; 0 at step 0, which is a state. */
export const flows: OpenGauge = ({ chronicle }, observation) => ({
  measures: FLOWS.map((flow) => measure(flow, flow === "entries" ? "places" : "events")),
  read(out, start) {
    FLOWS.forEach((flow, index) => {
      out[start + index] = observation.step === 0 ? 0 : chronicle.flows[flow];
    });
  },
});
