import { existsSync, writeFileSync } from "node:fs";
import { expose } from "comlink";
import type { Study } from "../../experiments/jobs.ts";
import { ipcEndpoint } from "../../workers/ipc.ts";
import type { JobOutcome, JobService } from "../../workers/protocol.ts";

// A job service whose runs misbehave on purpose; the study's seed is a file that remembers the first try.
let study: Study | undefined;

const service: JobService = {
  open: (next) => {
    study = next;
  },
  async run({ slot }): Promise<JobOutcome> {
    const mark = `${study?.seed ?? ""}.${slot.run}`;
    const isFirst = !existsSync(mark);
    writeFileSync(mark, "");
    if (slot.run === 1) process.kill(process.pid, "SIGKILL");
    if (slot.run === 2 && isFirst) process.exit(7);
    if (slot.run === 3) for (;;);
    if (slot.run === 4) throw new Error("thrown");
    return {
      ok: true,
      digest: `${slot.run} ${process.pid}`,
      steps: Int32Array.of(0),
      values: Float64Array.of(0.5, NaN),
      parts: 0,
    };
  },
  more: () => Promise.reject(new Error("no run is in hand")),
  progress: () => ({ done: 1, steps: 2 }),
};

process.on("disconnect", () => process.exit());
expose(service, ipcEndpoint(process));
