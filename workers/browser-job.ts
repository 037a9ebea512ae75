import { transfer } from "comlink";
import { keptMeasures } from "../experiments/jobs.ts";
import { createJobService } from "./job.ts";
import type { Answering } from "./link.ts";
import type { HostedJobs, JobAnswer } from "./protocol.ts";
import { learn } from "./reading.ts";

/** The job object in a browser's worker, its arrays handed over and not copied. */
export function hostJobs(isLocked: Promise<boolean>): Answering<HostedJobs> {
  const service = createJobService();
  const handOver = (answer: JobAnswer): JobAnswer => transfer(answer, buffersIn(answer));
  return {
    learn,
    async openStudy(study) {
      await service.open(study);
      return keptMeasures(study).map(({ name }) => name);
    },
    progress: () => service.progress(),
    run: async (request) => handOver(await service.run(request)),
    more: async () => handOver(await service.more()),
    isLocked: () => isLocked,
  };
}

function buffersIn(answer: JobAnswer): Transferable[] {
  if (!answer.ok) return [];
  const arrays = "states" in answer ? [answer.states] : [answer.steps, answer.values];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
