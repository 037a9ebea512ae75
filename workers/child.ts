import { expose } from "comlink";
import { loadExtensions } from "./extensions.ts";
import { ipcEndpoint } from "./ipc.ts";
import { createJobService } from "./job.ts";

// The parent decides when to stop: a Ctrl-C reaches the whole group of processes.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("SIGHUP", () => {});
process.on("disconnect", () => process.exit());

expose(createJobService(loadExtensions), ipcEndpoint(process));
