import { toStderr } from "../output.ts";
import { ownJob } from "./job.ts";
import { requeue } from "./slurm.ts";

/**
 * Puts a task that was told to end, as before its time limit, back into the queue for the rest of its runs.
 * @param ran runs that it got done; without any the next time would be no better
 */
export function backToQueue(ran: number): void {
  const job = ownJob();
  if (job === undefined) return;
  if (ran === 0)
    toStderr("no run was done before the end; ask for a longer --time-limit, or more --workers\n");
  else if (requeue(job.id)) toStderr(`job ${job.id} goes back to the queue\n`);
}
