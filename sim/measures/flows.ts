import { FLOWS } from "../chronicle.ts";
import { measure, type OpenGauge } from "./measure.ts";

/** What happened in the step, counted. */
export const flows: OpenGauge = ({ chronicle }) => ({
  measures: FLOWS.map((flow) => measure(flow, flow === "entries" ? "places" : "events")),
  read(out, start) {
    FLOWS.forEach((flow, index) => (out[start + index] = chronicle.flows[flow]));
  },
});
