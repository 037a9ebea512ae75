/** A job of a cluster's queue. */
export interface Job {
  /** `123`, or `123_4` for the fourth task of an array. */
  readonly id: string;
  /** How often the queue has started it anew. */
  readonly restarts: number;
}

/** The Slurm job that this process is part of, if it is part of any. */
export function ownJob(): Job | undefined {
  const { SLURM_JOB_ID, SLURM_ARRAY_JOB_ID, SLURM_ARRAY_TASK_ID, SLURM_RESTART_COUNT } =
    process.env;
  if (SLURM_JOB_ID === undefined) return undefined;
  const isTask = SLURM_ARRAY_JOB_ID !== undefined && SLURM_ARRAY_TASK_ID !== undefined;
  return {
    id: isTask ? `${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}` : SLURM_JOB_ID,
    restarts: Number(SLURM_RESTART_COUNT ?? 0),
  };
}
