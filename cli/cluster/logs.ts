import { appendFileSync, readdirSync, readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { storing } from "../store/files.ts";
import { clusterFolder } from "./submissions.ts";

/** Joins the logs of all tasks into one file, in the tasks' order: folders on a cluster may hold few files. */
export function joinLogs(folder: string): void {
  const place = clusterFolder(folder);
  const whole = join(place, "tasks.log");
  const tasks = storing(place, () => readdirSync(place))
    .map((name) => Number(/^task-(\d+)\.log$/.exec(name)?.[1] ?? NaN))
    .filter((task) => !Number.isNaN(task))
    .sort((a, b) => a - b);
  for (const task of tasks) {
    const path = join(place, `task-${task}.log`);
    storing(path, () => {
      const text = readFileSync(path, "utf8");
      if (text !== "") appendFileSync(whole, `── task ${task}\n${text}`);
      unlinkSync(path);
    });
  }
}
